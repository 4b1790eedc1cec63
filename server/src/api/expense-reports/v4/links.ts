import { hex32, reportKey } from '../../../platform/ids/index.ts';
import type { Params } from './values.ts';

/** Where the answer's links lead: the host that was called, and the user and context of the path. */
export interface Base {
  readonly origin: string;
  readonly userId: string;
  readonly contextType: string;
}

/** Samples repeat the path of the call with the user's UUID in lower case. */
export const baseOf = (origin: string, params: Params): Base => ({
  origin,
  userId: (params['userId'] ?? '').toLowerCase(),
  contextType: params['contextType'] ?? '',
});

export const reportsUrl = ({ origin, userId, contextType }: Base): string =>
  `${origin}/expensereports/v4/users/${userId}/context/${contextType}/reports`;

export const reportUrl = (base: Base, reportId: string): string => `${reportsUrl(base)}/${reportKey(reportId)}`;

export const expenseUrl = (base: Base, reportId: string, entryId: string): string =>
  `${reportUrl(base, reportId)}/expenses/${hex32(entryId)}`;
