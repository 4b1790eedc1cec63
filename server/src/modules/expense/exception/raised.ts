import { seesVisibility, type Capacity } from '../report/report-policy.ts';
import type { ExceptionVisibility } from '../types.ts';

/** Of all exceptions of a row: to whom they are shown, and whether they block. Each pair once. */
export type RaisedExceptions = readonly (readonly [visibility: ExceptionVisibility, isBlocking: boolean])[];

/** What a reader is told of them, which is what its list of exceptions shows. */
export function exceptionFlags(raised: RaisedExceptions | null, capacity: Capacity) {
  const seen = (raised ?? []).filter(([visibility]) => seesVisibility(capacity, visibility));
  return { hasExceptions: seen.length > 0, hasBlockingExceptions: seen.some(([, isBlocking]) => isBlocking) };
}
