import type { AnswerOf } from '../../api/client.ts';

export type Rule = AnswerOf<'GET /web/faults'>[number];
export type Effect = Rule['effect'];

export const EFFECTS: readonly Effect[] = [
  'too-many-requests',
  'server-fault',
  'bad-gateway',
  'unavailable',
  'gateway-timeout',
  'drop',
  'none',
];

/** The form of a fault: fields of text may be empty. */
export interface Draft extends Record<string, unknown> {
  readonly appId: string;
  readonly method: string;
  readonly path: string;
  readonly effect: Effect;
  readonly latency: number | string;
  readonly retryAfter: number | string;
  readonly percent: number | string;
  readonly remaining: number | string;
}

export const draftOf = (rule: Rule | undefined, appId: string): Draft => ({
  appId: rule?.appId ?? appId,
  method: rule?.method ?? '',
  path: rule?.path ?? '/*',
  effect: rule?.effect ?? 'unavailable',
  latency: rule?.latency ?? 0,
  retryAfter: rule?.retryAfter ?? 5,
  percent: rule?.percent ?? 100,
  remaining: rule?.remaining ?? '',
});

/** What the numbers may be; those left empty are none. */
export const RANGES = {
  latency: [0, 30_000],
  retryAfter: [1, 3600],
  percent: [1, 100],
  remaining: [1, 1_000_000],
} as const;

export const isWithin = (value: number | string, [from, to]: readonly [number, number]): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
