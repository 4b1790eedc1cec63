import type { AnswerOf } from '../../api/client.ts';

export type Line = AnswerOf<'GET /web/exchanges'>['exchanges'][number];
export type Exchange = AnswerOf<'GET /web/exchanges/{exchangeId}'>;
export type Side = Exchange['request'];
export type Refusal = NonNullable<Exchange['refusal']>;

/** The colour of a status: what went well, what the caller and what the server did wrong. */
export function toneOf(status: number): 'spruce' | 'sun' | 'red' | 'gray' {
  if (status === 0 || status >= 500) return 'red';
  if (status >= 400) return 'sun';
  return status >= 300 ? 'gray' : 'spruce';
}

const LONG_IDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9A-Za-z])[0-9A-Fa-f]{20,32}(?![0-9A-Za-z])/gi;

/** For a line: long ids lose their middle, so that what stands behind them is in sight. */
export const shortened = (url: string): string => url.replace(LONG_IDS, (id) => `${id.slice(0, 4)}…${id.slice(-4)}`);

/** Under which name the reference has an operation: `expense-reports.v4.listReports` is `expense-reports-v4.listReports` there. */
export const referenceIdOf = (operation: string): string => operation.replace(/^([^.]+)\.(.+)\.([^.]+)$/, '$1-$2.$3');

export const urlOf = ({ path, query }: Pick<Line, 'path' | 'query'>): string => (query === '' ? path : `${path}?${query}`);
