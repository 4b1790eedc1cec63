import { sql, type Selectable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { AuditRuleTable, ExpenseTables } from '../tables.ts';
import type { AuditRule } from './rule.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

const ruleFromRow = (row: Selectable<AuditRuleTable>): AuditRule => ({
  id: row.id,
  name: row.name,
  event: row.event,
  scope: row.scope,
  condition: row.condition,
  exceptionCode: row.exception_code,
  policyId: row.policy_id,
  isActive: row.is_active,
});

/** All of the company's, those for a policy after those for all. */
export async function ruleRows(ctx: Context): Promise<AuditRule[]> {
  const rows = await db(ctx)
    .selectFrom('audit_rule')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .orderBy('exception_code')
    .orderBy('policy_id', (order) => order.nullsFirst())
    .execute();
  return rows.map(ruleFromRow);
}

/** One for the same exception and policy is replaced. */
export async function upsertRule(ctx: Context, rule: AuditRule): Promise<void> {
  await db(ctx)
    .insertInto('audit_rule')
    .values({
      company_id: ctx.companyId,
      id: rule.id,
      name: rule.name,
      event: rule.event,
      scope: rule.scope,
      condition: JSON.stringify(rule.condition),
      exception_code: rule.exceptionCode,
      policy_id: rule.policyId,
      is_active: rule.isActive,
    })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'exception_code', 'policy_id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        event: eb.ref('excluded.event'),
        scope: eb.ref('excluded.scope'),
        condition: eb.ref('excluded.condition'),
        is_active: eb.ref('excluded.is_active'),
      })),
    )
    .execute();
}

const likes = prepared(
  // Joined to one at most: as a condition the database may read all that the owner spent that day, for every entry anew.
  (_tx, { companyId, reportId }: { companyId: string; reportId: string }) => sql<{ id: string }>`
    select e.id from entry e
    cross join lateral (select 1 from entry o
      where o.company_id = e.company_id and o.owner_id = e.owner_id and o.transaction_date = e.transaction_date
        and o.report_id <> e.report_id and o.parent_id is null and o.expense_type_id = e.expense_type_id
        and o.transaction_amount = e.transaction_amount and o.transaction_currency = e.transaction_currency limit 1) l
    where e.company_id = ${companyId} and e.report_id = ${reportId} and e.parent_id is null`,
);

export const likesQuery = (ctx: Context, reportId: string) => likes({ companyId: ctx.companyId, reportId });

/** Entries of a report with a like of theirs (type, day, amount, currency) on another report of their owner. */
export const likesElsewhere = async (ctx: Context, reportId: string): Promise<ReadonlySet<string>> =>
  new Set((await ctx.tx.executeQuery(likesQuery(ctx, reportId))).rows.map(({ id }) => id));
