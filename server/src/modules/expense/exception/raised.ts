import { seesVisibility, type Capacity } from '../report/report-policy.ts';
import type { ExceptionVisibility } from '../types.ts';

export const VISIBILITIES = ['ALL', 'APPROVER_PROCESSOR', 'PROCESSOR'] as const satisfies readonly ExceptionVisibility[];

/** Of all exceptions of a row, for each of VISIBILITIES: null where none has it, else whether any of those blocks. */
export type RaisedExceptions = readonly (boolean | null)[];

/** What a reader is told of them, which is what its list of exceptions shows. */
export function exceptionFlags(raised: RaisedExceptions | null, capacity: Capacity) {
  const seen = (raised ?? []).filter(
    (blocks, at) => blocks !== null && seesVisibility(capacity, VISIBILITIES[at] ?? 'PROCESSOR'),
  );
  return { hasExceptions: seen.length > 0, hasBlockingExceptions: seen.includes(true) };
}
