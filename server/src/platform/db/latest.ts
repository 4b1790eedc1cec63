import { sql, type RawBuilder } from 'kysely';
import { lowestIdAt } from '../ids/index.ts';

/** A page of rows whose ids ascend in time; what is left out does not narrow. */
interface Stretch {
  /** From this moment on. */
  readonly from?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
  /** Id that all are below. */
  readonly before: string | undefined;
  readonly limit: number;
}

/** What stands behind the name of a table: a company's rows with these values, the latest first. A value that is not given does not narrow. */
export function latestOf(
  companyId: string,
  values: readonly (readonly [column: RawBuilder<unknown>, value: string | undefined])[],
  { from, until, before, limit }: Stretch,
): RawBuilder<unknown> {
  const all = [sql`company_id = ${companyId}`];
  for (const [column, value] of values) if (value !== undefined) all.push(sql`${column} = ${value}`);
  if (from) all.push(sql`id >= ${lowestIdAt(from)}`);
  if (until) all.push(sql`id < ${lowestIdAt(until)}`);
  if (before !== undefined) all.push(sql`id < ${before}`);
  return sql`where ${sql.join(all, sql` and `)} order by id desc limit ${limit}`;
}
