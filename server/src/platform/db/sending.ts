import type { CompiledQuery } from 'kysely';

const LAST = new WeakSet<CompiledQuery>();
const LATER = new WeakSet<CompiledQuery>();
const ANEW = new WeakSet<CompiledQuery>();

/** Marks the query as its transaction's last: a driver may send the commit with it. */
export function asLast<Query extends CompiledQuery>(query: Query): Query {
  LAST.add(query);
  return query;
}

/**
 * Marks a query whose answer nobody looks at: inside a transaction a driver may keep it until the next one is sent, at the latest the commit.
 * Whatever is read afterwards sees what it wrote, and what it refuses fails the transaction, only not at the call that asked for it.
 */
export function forLater<Query extends CompiledQuery>(query: Query): Query {
  LATER.add(query);
  return query;
}

/**
 * Marks a query whose best plan depends on its values, such as a search for what many have or few: a driver has it planned for each call,
 * where it would otherwise keep one plan for all of them.
 */
export function plannedAnew<Query extends CompiledQuery>(query: Query): Query {
  ANEW.add(query);
  return query;
}

export const isLast = (query: CompiledQuery): boolean => LAST.has(query);
export const isForLater = (query: CompiledQuery): boolean => LATER.has(query);
export const isPlannedAnew = (query: CompiledQuery): boolean => ANEW.has(query);
