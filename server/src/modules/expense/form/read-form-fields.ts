import type { Context } from '../../../platform/context.ts';
import { findExpenseType, findPolicy } from '../configuration/configuration-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import { findEntry } from '../entry/entry-queries.ts';
import { EntryNotFound, UnknownReference } from '../errors.ts';
import type { OnEntry, OnReport } from '../inputs.ts';
import { loadReport } from '../report/load-report.ts';
import type { HeldRow } from '../report/report-queries.ts';
import { stateOf } from '../report/report-view.ts';
import { stateRefusal } from '../report/report.ts';
import type { Capacity } from '../report/report-policy.ts';
import { accessTo, type FieldAccess, type Form, type FormField, type FormRole } from './form.ts';

/** A field, and what the caller may do with it now. */
export interface ShownField extends Omit<FormField, 'access'> {
  readonly access: FieldAccess;
}

const ROLES: Partial<Record<Capacity, FormRole>> = { approver: 'approver', processor: 'processor' };

/** The header's form, or with `policyId` that of another policy. @throws ReportNotFound, AccessDenied, UnknownReference. */
export async function reportFormFields(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReport & { readonly policyId?: string },
): Promise<ShownField[]> {
  const { row, standing } = await loadReport(ctx, deps, input, 'read-report');
  const version = input.policyId === undefined ? versionOf(row) : await versionOfPolicy(ctx, input.policyId);
  return shown((await deps.setups.of(ctx, version)).form('report'), row, standing.capacity);
}

/** The form of an entry or itemization, or with `expenseTypeId` that of another type. */
export async function entryFormFields(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnEntry & { readonly expenseTypeId?: string },
): Promise<ShownField[]> {
  const { row, standing } = await loadReport(ctx, deps, input, 'read-entry');
  const entry = await findEntry(ctx, input.entryId);
  if (entry?.report_id !== row.id) throw new EntryNotFound();
  if (input.expenseTypeId !== undefined && !(await findExpenseType(ctx, input.expenseTypeId)))
    throw new UnknownReference('expenseType', input.expenseTypeId);
  const setup = await deps.setups.of(ctx, versionOf(row));
  const kind = entry.parent_id === null ? 'entry' : 'itemization';
  return shown(setup.form(kind, input.expenseTypeId ?? entry.expense_type_id), row, standing.capacity);
}

/** By which copy the forms and rules of a report's policy are known. */
export const versionOf = (row: Pick<HeldRow, 'policy_id' | 'setup_version'>) => ({
  policyId: row.policy_id,
  setupVersion: row.setup_version,
});

async function versionOfPolicy(ctx: Context, policyId: string) {
  const policy = await findPolicy(ctx, policyId);
  if (!policy) throw new UnknownReference('policyId', policyId);
  return { policyId, setupVersion: policy.setup_version };
}

/** A company's token changes some fields after submission too. */
function shown(form: Form | undefined, row: HeldRow, capacity: Capacity): ShownField[] {
  const isEditable = capacity === 'company' || stateRefusal(stateOf(row), 'edit') === undefined;
  return (form?.fields ?? []).map((field) =>
    Object.assign({}, field, { access: accessTo(field, ROLES[capacity] ?? 'traveler', isEditable) }),
  );
}
