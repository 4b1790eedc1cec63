import { CHOICES } from '../../api/operations.ts';

/** What an address of the request log says: which exchanges, and which of them is open. */
export interface Filters {
  readonly app?: string | undefined;
  readonly method?: Method | undefined;
  /** A whole status as a number, as it stands in an address. */
  readonly status?: string | number | undefined;
  readonly principal?: string | undefined;
  readonly correlation?: string | undefined;
  readonly q?: string | undefined;
  /** A span that ends now, or two moments. */
  readonly span?: Span | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
export interface Place extends Filters {
  readonly open?: string | undefined;
}

export const METHODS = CHOICES['GET /web/exchanges'].method;
export type Method = (typeof METHODS)[number];
export const CLASSES = ['2xx', '3xx', '4xx', '5xx', 'dropped'] as const;
const SPANS = { '15m': 15 * 60_000, '1h': 3_600_000, '1d': 86_400_000 } as const;
export type Span = keyof typeof SPANS;
export const SPAN_NAMES = Object.keys(SPANS) as readonly Span[];

const STATUS = /^([1-5]xx|[1-5]\d\d|dropped)$/;

/** A number in an address may have been meant as text. */
const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
};
const momentOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  const iso = text !== undefined && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
  // Years of more than four digits fit into no field.
  return iso !== undefined && /^\d{4}-/.test(iso) ? iso : undefined;
};
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value);

/** Anything else in the address counts for nothing. */
export function readPlace(search: Record<string, unknown>): Place {
  const status = textOf(search['status']);
  const place: Place = {
    app: textOf(search['app']),
    method: oneOf(METHODS, search['method']),
    status: status !== undefined && STATUS.test(status) ? (/^\d+$/.test(status) ? Number(status) : status) : undefined,
    principal: textOf(search['principal']),
    correlation: textOf(search['correlation']),
    q: textOf(search['q']),
    span: oneOf(SPAN_NAMES, search['span']),
    from: momentOf(search['from']),
    to: momentOf(search['to']),
    open: textOf(search['open']),
  };
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
}

/** As the server is asked; a span begins at a whole minute, so that the same question stays the same for a while. */
export function queryOf(filters: Filters, now: number) {
  const { app, method, status, principal, correlation, q, span, from, to } = filters;
  const begin = span ? new Date(Math.floor((now - SPANS[span]) / 60_000) * 60_000).toISOString() : from;
  return {
    ...(app ? { appId: app } : {}),
    ...(method ? { method } : {}),
    ...(status ? { status: String(status) } : {}),
    ...(principal ? { principalId: principal } : {}),
    ...(correlation ? { correlationId: correlation } : {}),
    ...(q ? { search: q } : {}),
    ...(begin ? { from: begin } : {}),
    ...(to && !span ? { to } : {}),
  };
}

export const isFiltered = ({ app, method, status, principal, correlation, q, span, from, to }: Filters): boolean =>
  [app, method, status, principal, correlation, q, span, from, to].some((one) => one !== undefined);
