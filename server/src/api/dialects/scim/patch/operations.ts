import { refuse } from '../refusal.ts';
import { isDocument } from '../schema/attribute.ts';
import { PATCH_OP } from '../urns.ts';

export interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: string;
  /** As it was sent; undefined where none was. */
  readonly value: unknown;
}

/** A patch changes one resource: more operations than this are a mistake. */
const MOST = 1_000;

/** The operations of a patch body; `op` is read without regard to case, as Microsoft Entra writes `Add`. @throws InvalidInput with invalidSyntax */
export function readOperations(body: unknown): Operation[] {
  if (!isDocument(body)) throw refuse('invalidSyntax', '', 'The body must be an object.');
  const schemas = body['schemas'];
  if (!Array.isArray(schemas) || !schemas.some((urn) => String(urn).toLowerCase() === PATCH_OP.toLowerCase()))
    throw refuse('invalidSyntax', 'schemas', `must hold ${PATCH_OP}`);
  const operations = body['Operations'] ?? body['operations'];
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > MOST)
    throw refuse('invalidSyntax', 'Operations', `must hold 1 to ${MOST} operations`);
  return operations.map(readOperation);
}

function readOperation(given: unknown, at: number): Operation {
  const where = `Operations[${at}]`;
  if (!isDocument(given)) throw refuse('invalidSyntax', where, 'must be an object');
  const { op, path, value } = given;
  const name = typeof op === 'string' ? op.toLowerCase() : '';
  if (name !== 'add' && name !== 'replace' && name !== 'remove')
    throw refuse('invalidSyntax', `${where}.op`, 'must be add, replace or remove');
  if (path !== undefined && path !== null && typeof path !== 'string')
    throw refuse('invalidPath', `${where}.path`, 'must be text');
  if (name !== 'remove' && value === undefined) throw refuse('invalidValue', `${where}.value`, 'is required');
  return { op: name, ...(path ? { path } : {}), value };
}
