import type { AnswerOf } from '../../api/client.ts';

export type Entry = AnswerOf<'GET /web/company/audit'>['entries'][number];

/** What the address says: days as YYYY-MM-DD of the browser's zone, both included. */
export interface AuditSearch {
  readonly actor?: string | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly after?: string | undefined;
}

/** The moment at which a day begins here; undefined for what is no day. */
function startOf(day: string | undefined, daysLater = 0): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? [];
  if (year === undefined) return undefined;
  const moment = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** The days of an address as moments: from the first's beginning to before the day that follows the last. */
export function spanOf({ from, until }: Pick<AuditSearch, 'from' | 'until'>): { from?: string; until?: string } {
  const [begins, ends] = [startOf(from), startOf(until, 1)];
  return { ...(begins === undefined ? {} : { from: begins }), ...(ends === undefined ? {} : { until: ends }) };
}

type Query = Partial<Record<'actor' | 'kind' | 'subject' | 'action' | 'from' | 'until', string>>;

/** The same as the server is asked. */
export function queryOf(search: AuditSearch): Query {
  const named = (['actor', 'kind', 'subject', 'action'] as const).flatMap((name) =>
    search[name] === undefined ? [] : [[name, search[name]] as const],
  );
  return { ...Object.fromEntries(named), ...spanOf(search) };
}

export const isNarrowed = ({ after: _after, ...filters }: AuditSearch): boolean =>
  Object.values(filters).some((one) => one !== undefined);
