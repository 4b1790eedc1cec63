import type { Insertable, Selectable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { ExpenseFormFieldTable, ExpenseFormTable, ExpenseTables } from '../tables.ts';
import type { DataType, Form, FormField, FormKind } from './form.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

export const formRow = (ctx: Context, formId: string): Promise<Selectable<ExpenseFormTable> | undefined> =>
  db(ctx)
    .selectFrom('expense_form')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', formId)
    .executeTakeFirst();

export async function insertForm(ctx: Context, form: Form & { readonly isDefault: boolean }): Promise<void> {
  const { id, kind, name, isDefault } = form;
  if (isDefault)
    await db(ctx)
      .updateTable('expense_form')
      .set({ is_default: false })
      .where('company_id', '=', ctx.companyId)
      .where('kind', '=', kind)
      .execute();
  await db(ctx).insertInto('expense_form').values({ company_id: ctx.companyId, id, kind, name, is_default: isDefault }).execute();
  if (form.fields.length > 0)
    await db(ctx)
      .insertInto('expense_form_field')
      .values(form.fields.map((field) => fieldToRow(ctx, id, field)))
      .execute();
}

/** What holds under the company's policies has changed. */
export async function touchSetups(ctx: Context): Promise<void> {
  await db(ctx)
    .updateTable('expense_policy')
    .set({ setup_version: newId(ctx.clock) })
    .where('company_id', '=', ctx.companyId)
    .execute();
}

export async function insertPolicyForm(
  ctx: Context,
  named: { policyId: string; kind: FormKind; expenseTypeId: string | undefined; formId: string },
): Promise<void> {
  const { policyId, kind, expenseTypeId, formId } = named;
  await db(ctx)
    .insertInto('expense_policy_form')
    .values({ company_id: ctx.companyId, policy_id: policyId, kind, expense_type_id: expenseTypeId ?? null, form_id: formId })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'policy_id', 'kind', 'expense_type_id']).doUpdateSet({ form_id: formId }),
    )
    .execute();
}

/** A form as a policy uses it: of one expense type, of all others, or because the company's default. */
export interface UsedForm {
  readonly form: Form;
  readonly expenseTypeId: string | null;
  readonly isDefault: boolean;
}

/** Every form that may hold under a policy, in two statements. */
export async function formsUnder(ctx: Context, policyId: string): Promise<UsedForm[]> {
  const rows = await db(ctx)
    .selectFrom('expense_form as f')
    .leftJoin('expense_policy_form as u', (join) =>
      join.onRef('u.company_id', '=', 'f.company_id').onRef('u.form_id', '=', 'f.id').on('u.policy_id', '=', policyId),
    )
    .select(['f.id', 'f.kind', 'f.name', 'u.expense_type_id', 'u.policy_id'])
    .where('f.company_id', '=', ctx.companyId)
    .where((eb) => eb.or([eb('f.is_default', '=', true), eb('u.policy_id', 'is not', null)]))
    .execute();
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ id }) => id))];
  const fields = await db(ctx)
    .selectFrom('expense_form_field')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('form_id', 'in', ids)
    .orderBy('sequence')
    .orderBy('field_id')
    .execute();
  return rows.map((row) => ({
    form: {
      id: row.id,
      kind: row.kind,
      name: row.name,
      fields: fields.filter((field) => field.form_id === row.id).map(fieldFromRow),
    },
    expenseTypeId: row.expense_type_id,
    isDefault: row.policy_id === null,
  }));
}

const fieldToRow = (ctx: Context, formId: string, field: FormField): Insertable<ExpenseFormFieldTable> => ({
  company_id: ctx.companyId,
  id: field.id,
  form_id: formId,
  field_id: field.fieldId,
  label: field.label,
  control_type: field.controlType,
  data_type: field.dataType,
  max_length: field.maxLength,
  is_required: field.isRequired,
  required_for_auto_save: field.requiredForAutoSave,
  access_traveler: field.access.traveler,
  access_approver: field.access.approver,
  access_processor: field.access.processor,
  default_value: field.defaultValue,
  is_copy_down_source: field.isCopyDownSource,
  copy_down_action: field.copyDownAction,
  list_id: field.listId,
  list_level: field.listLevel,
  parent_field_id: field.parentFieldId,
  sequence: field.sequence,
  has_line_separator: field.hasLineSeparator,
  tooltip: field.tooltip,
  validation_expression: field.validationExpression,
  validation_message: field.validationMessage,
});

const fieldFromRow = (row: Selectable<ExpenseFormFieldTable>): FormField => ({
  id: row.id,
  fieldId: row.field_id,
  label: row.label,
  controlType: row.control_type,
  dataType: row.data_type as DataType,
  maxLength: row.max_length,
  isRequired: row.is_required,
  requiredForAutoSave: row.required_for_auto_save,
  access: { traveler: row.access_traveler, approver: row.access_approver, processor: row.access_processor },
  defaultValue: row.default_value,
  isCopyDownSource: row.is_copy_down_source,
  copyDownAction: row.copy_down_action,
  listId: row.list_id,
  listLevel: row.list_level,
  parentFieldId: row.parent_field_id,
  sequence: row.sequence,
  hasLineSeparator: row.has_line_separator,
  tooltip: row.tooltip,
  validationExpression: row.validation_expression,
  validationMessage: row.validation_message,
});
