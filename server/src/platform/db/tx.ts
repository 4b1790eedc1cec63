import type { Kysely } from 'kysely';

/** A handle on the database as use cases see it: only a module's own `*-queries.ts` gives it tables. */
export type Tx = Kysely<unknown>;

/** Names the tables a module owns on a handle: `tables<ExpenseTables>(ctx.tx).selectFrom('report')`. */
export const tables = <Tables>(tx: Tx): Kysely<Tables> => tx as unknown as Kysely<Tables>;
