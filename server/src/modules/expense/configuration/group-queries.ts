import type { Selectable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { ExpenseGroupTable, ExpenseTables } from '../tables.ts';
import type { ExpenseGroup, GroupPaymentType, GroupPolicy, HeldAtGroup } from './group.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

const groupFromRow = (row: Selectable<ExpenseGroupTable> & { form_name: string | null }): ExpenseGroup => ({
  id: row.id,
  code: row.code,
  name: row.name,
  allowUserDigitalTaxInvoice: row.allow_digital_tax_invoice,
  allowUserRegisterPersonalCard: row.allow_personal_card,
  attendeeListForm: row.attendee_list_form_id === null ? null : { id: row.attendee_list_form_id, name: row.form_name ?? '' },
  cashAdvance:
    row.cash_advance_carry_balance === null
      ? null
      : {
          workflowId: row.cash_advance_workflow_id,
          name: row.cash_advance_name,
          allowUserCarryBalance: row.cash_advance_carry_balance,
          allowUserLinkMultiple: row.cash_advance_link_multiple ?? false,
          allowUserUpdateExchangeRate: row.cash_advance_update_rate ?? false,
        },
});

/** All groups of the company, Global first: they are few. */
export async function groupRows(ctx: Context): Promise<ExpenseGroup[]> {
  const rows = await db(ctx)
    .selectFrom('expense_group as g')
    .leftJoin('expense_form as f', (join) =>
      join.onRef('f.company_id', '=', 'g.company_id').onRef('f.id', '=', 'g.attendee_list_form_id'),
    )
    .selectAll('g')
    .select('f.name as form_name')
    .where('g.company_id', '=', ctx.companyId)
    .orderBy('g.code')
    .execute();
  return rows.map(groupFromRow);
}

export async function groupPolicyRows(ctx: Context): Promise<HeldAtGroup<GroupPolicy>[]> {
  const rows = await db(ctx)
    .selectFrom('expense_group_policy as l')
    .innerJoin('expense_policy as p', (join) => join.onRef('p.company_id', '=', 'l.company_id').onRef('p.id', '=', 'l.policy_id'))
    .select(['l.group_id', 'p.id', 'p.name', 'l.is_default', 'l.is_inheritable'])
    .where('l.company_id', '=', ctx.companyId)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return rows.map((row) => ({
    groupId: row.group_id,
    held: { id: row.id, name: row.name, isDefault: row.is_default, isInheritable: row.is_inheritable },
  }));
}

export async function groupPaymentTypeRows(ctx: Context): Promise<HeldAtGroup<GroupPaymentType>[]> {
  const rows = await db(ctx)
    .selectFrom('expense_group_payment_type as l')
    .innerJoin('payment_type as p', (join) =>
      join.onRef('p.company_id', '=', 'l.company_id').onRef('p.id', '=', 'l.payment_type_id'),
    )
    .select(['l.group_id', 'p.id', 'p.short_id', 'p.code', 'p.name', 'l.is_default'])
    .where('l.company_id', '=', ctx.companyId)
    .orderBy('l.is_default', 'desc')
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({
    groupId: row.group_id,
    held: { id: row.id, shortId: row.short_id, code: row.code, name: row.name, isDefault: row.is_default },
  }));
}

export async function groupAttendeeTypeRows(ctx: Context): Promise<{ groupId: string; typeId: string }[]> {
  const rows = await db(ctx)
    .selectFrom('expense_group_attendee_type')
    .select(['group_id', 'attendee_type_id'])
    .where('company_id', '=', ctx.companyId)
    .execute();
  return rows.map((row) => ({ groupId: row.group_id, typeId: row.attendee_type_id }));
}

export async function insertGroup(ctx: Context, group: ExpenseGroup): Promise<void> {
  await db(ctx)
    .insertInto('expense_group')
    .values({
      company_id: ctx.companyId,
      id: group.id,
      code: group.code,
      name: group.name,
      allow_digital_tax_invoice: group.allowUserDigitalTaxInvoice,
      allow_personal_card: group.allowUserRegisterPersonalCard,
      attendee_list_form_id: group.attendeeListForm?.id ?? null,
      cash_advance_workflow_id: group.cashAdvance?.workflowId ?? null,
      cash_advance_name: group.cashAdvance?.name ?? null,
      cash_advance_carry_balance: group.cashAdvance?.allowUserCarryBalance ?? null,
      cash_advance_link_multiple: group.cashAdvance?.allowUserLinkMultiple ?? null,
      cash_advance_update_rate: group.cashAdvance?.allowUserUpdateExchangeRate ?? null,
    })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'code']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        allow_digital_tax_invoice: eb.ref('excluded.allow_digital_tax_invoice'),
        allow_personal_card: eb.ref('excluded.allow_personal_card'),
        attendee_list_form_id: eb.ref('excluded.attendee_list_form_id'),
        cash_advance_workflow_id: eb.ref('excluded.cash_advance_workflow_id'),
        cash_advance_name: eb.ref('excluded.cash_advance_name'),
        cash_advance_carry_balance: eb.ref('excluded.cash_advance_carry_balance'),
        cash_advance_link_multiple: eb.ref('excluded.cash_advance_link_multiple'),
        cash_advance_update_rate: eb.ref('excluded.cash_advance_update_rate'),
      })),
    )
    .execute();
}

/** In place of those that the group had. */
export async function replaceGroupPolicies(
  ctx: Context,
  groupId: string,
  policies: readonly { policyId: string; isDefault: boolean; isInheritable: boolean }[],
): Promise<void> {
  await db(ctx)
    .deleteFrom('expense_group_policy')
    .where('company_id', '=', ctx.companyId)
    .where('group_id', '=', groupId)
    .execute();
  if (policies.length > 0)
    await db(ctx)
      .insertInto('expense_group_policy')
      .values(
        policies.map(({ policyId, isDefault, isInheritable }) => ({
          company_id: ctx.companyId,
          group_id: groupId,
          policy_id: policyId,
          is_default: isDefault,
          is_inheritable: isInheritable,
        })),
      )
      .execute();
}

/** In place of those that the group had. */
export async function replaceGroupPaymentTypes(
  ctx: Context,
  groupId: string,
  types: readonly { paymentTypeId: string; isDefault: boolean }[],
): Promise<void> {
  await db(ctx)
    .deleteFrom('expense_group_payment_type')
    .where('company_id', '=', ctx.companyId)
    .where('group_id', '=', groupId)
    .execute();
  if (types.length > 0)
    await db(ctx)
      .insertInto('expense_group_payment_type')
      .values(
        types.map(({ paymentTypeId, isDefault }) => ({
          company_id: ctx.companyId,
          group_id: groupId,
          payment_type_id: paymentTypeId,
          is_default: isDefault,
        })),
      )
      .execute();
}

/** In place of those that the group had. */
export async function replaceGroupAttendeeTypes(ctx: Context, groupId: string, typeIds: readonly string[]): Promise<void> {
  await db(ctx)
    .deleteFrom('expense_group_attendee_type')
    .where('company_id', '=', ctx.companyId)
    .where('group_id', '=', groupId)
    .execute();
  if (typeIds.length > 0)
    await db(ctx)
      .insertInto('expense_group_attendee_type')
      .values(typeIds.map((id) => ({ company_id: ctx.companyId, group_id: groupId, attendee_type_id: id })))
      .execute();
}
