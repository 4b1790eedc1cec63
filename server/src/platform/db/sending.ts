import type { CompiledQuery } from 'kysely';
import type { Tx } from './tx.ts';

const LAST = new WeakSet<CompiledQuery>();
const LATER = new WeakSet<CompiledQuery>();
const ANEW = new WeakSet<CompiledQuery>();
const ANNOUNCED = new WeakSet<CompiledQuery>();
const BY_CHANCE = new WeakSet<CompiledQuery>();
const ONCE = new WeakSet<CompiledQuery>();

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
 * Says that these will be asked after the next statement of a transaction, whatever that answers: a driver may send them behind it, in the same
 * write, and answer whoever then asks the same. Once anything is written or locked, what nobody has asked for is forgotten. What they refuse fails
 * the transaction at that statement.
 *
 *     await announce(ctx.tx, folds({ reportId }));
 *     const row = await lockReport(ctx, reportId);
 *     const { rows } = await ctx.tx.executeQuery(folds({ reportId }));
 */
export async function announce(tx: Tx, ...queries: readonly CompiledQuery[]): Promise<void> {
  for (const query of queries) {
    ANNOUNCED.add(query);
    await tx.executeQuery(query);
    ANNOUNCED.delete(query);
  }
}

/** Marks a query that takes a value by chance: where another row has it, the unit of work is to be run again. */
export function takenByChance<Query extends CompiledQuery>(query: Query): Query {
  BY_CHANCE.add(query);
  return query;
}

/**
 * Marks a query whose plan does not depend on its values: a driver has it planned once. Left to itself the server compares what it expects a plan
 * for all values and one for these to cost, and where the latter looks a trifle cheaper it plans at every call, which takes many times what
 * running it does.
 */
export function plannedOnce<Query extends CompiledQuery>(query: Query): Query {
  ONCE.add(query);
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
export const isPlannedOnce = (query: CompiledQuery): boolean => ONCE.has(query);
export const isAnnounced = (query: CompiledQuery): boolean => ANNOUNCED.has(query);
export const isTakenByChance = (query: CompiledQuery): boolean => BY_CHANCE.has(query);
