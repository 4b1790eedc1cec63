import type { Context } from '../../../platform/context.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { ExpenseTables } from '../tables.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

/** A field of the company's default report header. */
export interface ReportField {
  readonly id: string;
  readonly formId: string;
  /** What it holds: Name, Purpose ... */
  readonly fieldId: string;
  readonly label: string;
  readonly isRequired: boolean;
  /** Every report has it, or nobody types it. */
  readonly isFixed: boolean;
}

export async function reportFieldRows(ctx: Context): Promise<ReportField[]> {
  const rows = await db(ctx)
    .selectFrom('expense_form_field as f')
    .innerJoin('expense_form as o', (join) => join.onRef('o.company_id', '=', 'f.company_id').onRef('o.id', '=', 'f.form_id'))
    .select(['f.id', 'f.form_id', 'f.field_id', 'f.label', 'f.is_required', 'f.required_for_auto_save', 'f.access_traveler'])
    .where('f.company_id', '=', ctx.companyId)
    .where('o.kind', '=', 'report')
    .where('o.is_default', '=', true)
    .orderBy('f.sequence')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    formId: row.form_id,
    fieldId: row.field_id,
    label: row.label,
    isRequired: row.is_required,
    isFixed: row.required_for_auto_save || row.access_traveler !== 'RW',
  }));
}

export async function updateFieldRequired(ctx: Context, id: string, isRequired: boolean): Promise<void> {
  await db(ctx)
    .updateTable('expense_form_field')
    .set({ is_required: isRequired })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .execute();
}
