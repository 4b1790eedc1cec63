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

export const urlOf = ({ path, query }: Pick<Line, 'path' | 'query'>): string => (query === '' ? path : `${path}?${query}`);
