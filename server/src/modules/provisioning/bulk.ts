import type { BulkIssue } from './errors.ts';
import type { Operation } from './operation.ts';

/** A bulk request holds no more operations than these. */
export const OPERATIONS_AT_MOST = 100;

export type BulkOperation = Pick<Operation, 'bulkId' | 'method' | 'userId' | 'parts' | 'document'>;

/** What is wrong with the request itself; what is wrong inside an operation shows when it is applied. */
export function bulkIssues(operations: readonly Pick<Operation, 'bulkId' | 'method' | 'userId'>[]): BulkIssue[] {
  if (operations.length === 0) return [{ path: 'operations', rule: 'required', message: 'must hold an operation' }];
  if (operations.length > OPERATIONS_AT_MOST)
    return [
      { path: 'operations', rule: 'tooMany', message: `holds ${operations.length}; at most ${OPERATIONS_AT_MOST} are taken` },
    ];
  const seen = new Set<string>();
  return operations.flatMap(({ bulkId, method, userId }, index): BulkIssue[] => {
    const issue = (field: string, rule: string, message: string): BulkIssue[] => [
      { path: `operations[${index}].${field}`, rule, message },
    ];
    if (method === 'create' && userId !== undefined) return issue('path', 'unknown', 'names a user who is yet to be made');
    if (method !== 'create' && userId === undefined) return issue('path', 'required', 'must name a user');
    if (bulkId === undefined) return method === 'create' ? issue('bulkId', 'required', 'is required to make a user') : [];
    if (seen.has(bulkId)) return issue('bulkId', 'uniqueness', 'stands at another operation too');
    seen.add(bulkId);
    return [];
  });
}
