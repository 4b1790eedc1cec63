import type { CompiledQuery } from 'kysely';

const LAST = new WeakSet<CompiledQuery>();

/** Marks the query as its transaction's last: a driver may send the commit with it. */
export function asLast<Query extends CompiledQuery>(query: Query): Query {
  LAST.add(query);
  return query;
}

export const endsTransaction = (query: CompiledQuery): boolean => LAST.has(query);
