import { sql, type Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { FaultRule, FaultRuleDraft } from './rule.ts';
import type { FaultRuleTable, FaultTables } from './tables.ts';

const db = (tx: Tx) => tables<FaultTables>(tx);

const toRule = (row: Selectable<FaultRuleTable>): FaultRule => ({
  id: row.id,
  appId: row.app_id,
  method: row.method,
  path: row.path,
  effect: row.effect,
  latency: row.latency_ms,
  retryAfter: row.retry_after,
  percent: row.percent,
  remaining: row.remaining,
  enabled: row.enabled,
  hits: row.hits,
  createdAt: row.created_at,
});

const toRow = (rule: FaultRuleDraft) => ({
  app_id: rule.appId,
  method: rule.method,
  path: rule.path,
  effect: rule.effect,
  latency_ms: rule.latency,
  retry_after: rule.retryAfter,
  percent: rule.percent,
  remaining: rule.remaining,
  enabled: rule.enabled,
});

export async function insertRule(ctx: Context, id: string, rule: FaultRuleDraft): Promise<FaultRule> {
  const row = await db(ctx.tx)
    .insertInto('fault_rule')
    .values({ ...toRow(rule), company_id: ctx.companyId, id, created_at: ctx.clock.now() })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRule(row);
}

export async function updateRule(ctx: Context, id: string, rule: FaultRuleDraft): Promise<FaultRule> {
  const row = await db(ctx.tx)
    .updateTable('fault_rule')
    .set(toRow(rule))
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRule(row);
}

export async function deleteRule(ctx: Context, id: string): Promise<boolean> {
  const result = await db(ctx.tx)
    .deleteFrom('fault_rule')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function selectRules(ctx: Context): Promise<FaultRule[]> {
  const rows = await db(ctx.tx)
    .selectFrom('fault_rule')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .orderBy('id')
    .execute();
  return rows.map(toRule);
}

export async function selectRule(ctx: Context, id: string): Promise<FaultRule | undefined> {
  return (await selectRules(ctx)).find((rule) => rule.id === id);
}

export interface LiveRule extends FaultRule {
  readonly companyId: string;
}

/** Those of every company that may strike now. */
export async function selectLive(tx: Tx): Promise<LiveRule[]> {
  const rows = await db(tx)
    .selectFrom('fault_rule')
    .selectAll()
    .where('enabled', '=', true)
    .where((at) => at.or([at('remaining', 'is', null), at('remaining', '>', 0)]))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...toRule(row), companyId: row.company_id }));
}

/** Counts a strike; false where another call has taken the last one. */
export async function strike(tx: Tx, rule: { readonly companyId: string; readonly id: string }): Promise<boolean> {
  const result = await db(tx)
    .updateTable('fault_rule')
    .set({ hits: sql`hits + 1`, remaining: sql`remaining - 1` })
    .where('company_id', '=', rule.companyId)
    .where('id', '=', rule.id)
    .where('enabled', '=', true)
    .where((at) => at.or([at('remaining', 'is', null), at('remaining', '>', 0)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
