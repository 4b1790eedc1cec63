import { sql, type Selectable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import { decimal, toSql } from '../../../platform/money/money.ts';
import type { ExceptionDefinition, ExpenseType, NewExpenseType, PaymentType, Policy } from '../inputs.ts';
import type { ExpensePolicyTable, ExpenseTables, ExpenseTypeTable } from '../tables.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

export type PolicyRow = Selectable<ExpensePolicyTable>;

/** The policy with this id, or the company's default one. */
export const findPolicy = (ctx: Context, policyId: string | undefined): Promise<PolicyRow | undefined> =>
  db(ctx)
    .selectFrom('expense_policy')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .$if(policyId !== undefined, (query) => query.where('id', '=', policyId as string))
    .$if(policyId === undefined, (query) => query.where('is_default', '=', true))
    .executeTakeFirst();

export async function insertPolicy(ctx: Context, policy: Policy): Promise<void> {
  if (policy.isDefault)
    await db(ctx)
      .updateTable('expense_policy')
      .set({ is_default: false })
      .where('company_id', '=', ctx.companyId)
      .where('is_default', '=', true)
      .execute();
  await db(ctx)
    .insertInto('expense_policy')
    .values({
      company_id: ctx.companyId,
      id: policy.id,
      name: policy.name,
      is_default: policy.isDefault,
      receipt_required_from: policy.receiptRequiredFrom && toSql(policy.receiptRequiredFrom),
      receipt_currency: policy.receiptCurrency,
      workflow_definition_id: policy.workflowDefinitionId,
      has_allocation_form: policy.hasAllocationForm,
    })
    .execute();
  if (policy.expenseTypeIds.length > 0)
    await db(ctx)
      .insertInto('expense_policy_type')
      .values(policy.expenseTypeIds.map((id) => ({ company_id: ctx.companyId, policy_id: policy.id, expense_type_id: id })))
      .execute();
}

/** Policy -> the types that it is limited to; one that is not limited is absent. */
export async function typesOfPolicies(
  ctx: Context,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (policyIds.length === 0) return new Map();
  const rows = await db(ctx)
    .selectFrom('expense_policy_type')
    .select(['policy_id', 'expense_type_id'])
    .where('company_id', '=', ctx.companyId)
    .where('policy_id', 'in', [...policyIds])
    .execute();
  const limits = new Map<string, Set<string>>();
  for (const row of rows) limits.set(row.policy_id, (limits.get(row.policy_id) ?? new Set()).add(row.expense_type_id));
  return limits;
}

export async function listPolicyRows(ctx: Context): Promise<Policy[]> {
  const rows = await db(ctx)
    .selectFrom('expense_policy as p')
    .selectAll('p')
    .select(
      sql<string[]>`array(select o.expense_type_id from expense_policy_type o
        where o.company_id = p.company_id and o.policy_id = p.id order by 1)`.as('type_ids'),
    )
    .where('p.company_id', '=', ctx.companyId)
    .orderBy('p.is_default', 'desc')
    .orderBy('p.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isDefault: row.is_default,
    receiptRequiredFrom: row.receipt_required_from === null ? null : decimal(row.receipt_required_from),
    receiptCurrency: row.receipt_currency,
    workflowDefinitionId: row.workflow_definition_id,
    hasAllocationForm: row.has_allocation_form,
    expenseTypeIds: row.type_ids,
  }));
}

export async function insertExpenseTypes(ctx: Context, types: readonly NewExpenseType[]): Promise<void> {
  if (types.length === 0) return;
  await db(ctx)
    .insertInto('expense_type')
    .values(
      types.map((type) => ({
        company_id: ctx.companyId,
        id: type.id,
        code: type.code,
        name: type.name,
        spend_category_code: type.spendCategoryCode,
        itemization: type.itemization ?? 'OPTIONAL',
        account_code: type.accountCode ?? null,
        over_limit_account_code: type.overLimitAccountCode ?? null,
        parent_id: type.parentId ?? null,
        is_category: type.isCategory ?? false,
      })),
    )
    .execute();
}

const typeFromRow = (row: Selectable<ExpenseTypeTable>): ExpenseType => ({
  id: row.id,
  code: row.code,
  name: row.name,
  spendCategoryCode: row.spend_category_code,
  itemization: row.itemization,
  accountCode: row.account_code,
  overLimitAccountCode: row.over_limit_account_code,
  isDeleted: row.is_deleted,
  isCategory: row.is_category,
  ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
});

export const findExpenseType = (ctx: Context, id: string): Promise<Selectable<ExpenseTypeTable> | undefined> =>
  db(ctx).selectFrom('expense_type').selectAll().where('company_id', '=', ctx.companyId).where('id', '=', id).executeTakeFirst();

export async function listExpenseTypeRows(ctx: Context, policyId: string | undefined): Promise<ExpenseType[]> {
  const rows = await db(ctx)
    .selectFrom('expense_type as t')
    .selectAll('t')
    .where('t.company_id', '=', ctx.companyId)
    .$if(policyId !== undefined, (query) =>
      query.where(
        sql<boolean>`(exists (select 1 from expense_policy_type o
            where o.company_id = t.company_id and o.policy_id = ${policyId} and o.expense_type_id = t.id)
          or not exists (select 1 from expense_policy_type o where o.company_id = t.company_id and o.policy_id = ${policyId}))`,
      ),
    )
    .orderBy('t.name')
    .orderBy('t.id')
    .execute();
  return rows.map(typeFromRow);
}

export async function insertPaymentTypes(ctx: Context, types: readonly PaymentType[]): Promise<void> {
  if (types.length === 0) return;
  await db(ctx)
    .insertInto('payment_type')
    .values(
      types.map((type) => ({
        company_id: ctx.companyId,
        id: type.id,
        short_id: type.shortId,
        code: type.code,
        name: type.name,
        is_default: type.isDefault,
        clearing_account_code: type.clearingAccountCode ?? null,
      })),
    )
    .execute();
}

export async function listPaymentTypeRows(ctx: Context): Promise<PaymentType[]> {
  const rows = await db(ctx)
    .selectFrom('payment_type')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .orderBy('is_default', 'desc')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    shortId: row.short_id,
    code: row.code,
    name: row.name,
    isDefault: row.is_default,
    clearingAccountCode: row.clearing_account_code,
  }));
}

export async function upsertExceptionDefinitions(ctx: Context, definitions: readonly ExceptionDefinition[]): Promise<void> {
  await db(ctx)
    .insertInto('exception_definition')
    .values(
      definitions.map((definition) => ({
        company_id: ctx.companyId,
        code: definition.code,
        message: definition.message,
        severity: definition.severity,
        visibility: definition.visibility,
        is_blocking: definition.isBlocking,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'code']).doUpdateSet((eb) => ({
        message: eb.ref('excluded.message'),
        severity: eb.ref('excluded.severity'),
        visibility: eb.ref('excluded.visibility'),
        is_blocking: eb.ref('excluded.is_blocking'),
      })),
    )
    .execute();
}

export async function listExceptionDefinitionRows(ctx: Context): Promise<ExceptionDefinition[]> {
  const rows = await db(ctx)
    .selectFrom('exception_definition')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    message: row.message,
    severity: row.severity,
    visibility: row.visibility,
    isBlocking: row.is_blocking,
  }));
}

export async function updatePolicy(
  ctx: Context,
  policy: Pick<Policy, 'id' | 'name' | 'receiptRequiredFrom' | 'receiptCurrency'>,
): Promise<void> {
  await db(ctx)
    .updateTable('expense_policy')
    .set({
      name: policy.name,
      receipt_required_from: policy.receiptRequiredFrom && toSql(policy.receiptRequiredFrom),
      receipt_currency: policy.receiptCurrency,
    })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', policy.id)
    .execute();
}

/** Where it is the default, the others are no longer. */
export async function updatePaymentType(ctx: Context, type: PaymentType): Promise<void> {
  const own = db(ctx).updateTable('payment_type').where('company_id', '=', ctx.companyId);
  if (type.isDefault) await own.set({ is_default: false }).where('is_default', '=', true).execute();
  await own.set({ name: type.name, is_default: type.isDefault }).where('id', '=', type.id).execute();
}
