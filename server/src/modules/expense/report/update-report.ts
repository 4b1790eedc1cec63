import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { Standing } from '../access.ts';
import { authorOf } from '../comment/authorship.ts';
import { insertComments } from '../comment/comment-queries.ts';
import { findPolicy } from '../configuration/configuration-queries.ts';
import { mergeCustom, slotsOf } from '../custom-values.ts';
import type { ExpenseDeps } from '../deps.ts';
import { assertReceipt } from '../entry/entry-receipt.ts';
import { UnknownReference } from '../errors.ts';
import { emitReport } from '../events.ts';
import { formRowsQuery, updateEntryRow } from '../entry/entry-queries.ts';
import { cascaded } from '../form/fill-custom.ts';
import { allocationRowsOn, updateAllocationCustom } from '../allocation/allocation-queries.ts';
import { versionOf } from '../form/read-form-fields.ts';
import { resolveCustom } from '../form/resolve-custom.ts';
import type { OnReport, ReportChanges, SubmittedReportChanges } from '../inputs.ts';
import type { CustomChanges } from '../types.ts';
import {
  changedSubdivision,
  checkCountry,
  checkDay,
  checkName,
  checkSpan,
  checkText,
  MAX_COMMENT,
  MAX_PURPOSE,
} from '../values.ts';
import { loadForChange, type Loaded } from './load-report.ts';
import { releaseHold } from './release-hold.ts';
import { refreshAndAssess } from './refresh-report.ts';
import { findHeld, updateReportRow, type HeldRow } from './report-queries.ts';

type Change = Parameters<typeof updateReportRow>[2];

/** Changes the header of an unsubmitted report. */
export async function updateReport(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReport & { readonly changes: ReportChanges },
): Promise<void> {
  const loaded = await loadForChange(ctx, deps, input, { operation: 'edit-report', action: 'edit' });
  if (input.changes.receiptImageId) await assertReceipt(ctx, deps, loaded.row.owner_id, input.changes.receiptImageId);
  await apply(ctx, deps, loaded, input.changes);
}

/** What a company token may still change after submission: api-reference/expense/expense-report/v4.reports, Update Submitted Report. */
export async function updateSubmittedReport(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReport & { readonly changes: SubmittedReportChanges },
): Promise<void> {
  const loaded = await loadForChange(ctx, deps, input, { operation: 'edit-submitted', action: 'edit-submitted' });
  const { name, businessPurpose, custom, isPaperReceiptsReceived, comment } = input.changes;
  await apply(ctx, deps, loaded, defined({ name, businessPurpose, custom, isPaperReceiptsReceived, comment }));
  await releaseHold(ctx, deps, loaded);
}

/** Without the fields that are undefined: absent means untouched. */
const defined = (changes: { [Field in keyof ReportChanges]?: ReportChanges[Field] | undefined }): ReportChanges =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

async function apply(ctx: Context, deps: ExpenseDeps, { row, standing }: Loaded, asked: ReportChanges): Promise<void> {
  const changes = await resolved(ctx, deps, row, asked);
  const columns = await changedColumns(ctx, row, changes);
  if (columns.length > 0) {
    await updateReportRow(ctx, row.id, { ...Object.fromEntries(columns), version: row.version + 1 });
    ctx.record({
      subjectKind: 'report',
      subjectId: row.id,
      action: 'updated',
      details: { fields: columns.map(([column]) => column) },
    });
    emitReport(ctx, 'reportUpdated', row, standing);
  }
  if (changes.isCopyDownInherited && changes.custom) await copyDown(ctx, deps, row, changes.custom);
  if (columns.length > 0 && row.entry_count > 0) await reassess(ctx, deps, row.id);
  if (changes.comment) await pushComment(ctx, row, standing, changes.comment);
}

/** The changes with the custom fields as the form takes them: that of the policy which the report is to have. */
async function resolved(ctx: Context, deps: ExpenseDeps, row: HeldRow, changes: ReportChanges): Promise<ReportChanges> {
  if (changes.custom === undefined) return changes;
  const form = (await deps.setups.of(ctx, versionOf(row))).form('report');
  return { ...changes, custom: await resolveCustom(ctx, deps.lists, { form, current: row.custom, changes: changes.custom }) };
}

/** api-reference/expense/expense-report/v4.reports: changes of the header go down to what stands below, as configured. */
async function copyDown(ctx: Context, deps: ExpenseDeps, row: HeldRow, custom: CustomChanges): Promise<void> {
  const setup = await deps.setups.of(ctx, versionOf(row));
  const header = {
    form: setup.form('report'),
    custom: mergeCustom(row.custom, custom, slotsOf.report),
    changed: new Set(Object.keys(custom)),
  };
  const { rows: entries } = await ctx.tx.executeQuery(formRowsQuery(ctx, row.id));
  for (const entry of entries) {
    const form = setup.form(entry.parent_id === null ? 'entry' : 'itemization', entry.expense_type_id);
    const changes = cascaded(form, header);
    if (Object.keys(changes).length > 0)
      await updateEntryRow(ctx, entry.id, { custom: JSON.stringify(mergeCustom(entry.custom, changes, slotsOf.entry)) });
  }
  const ofAllocations = cascaded(setup.form('allocation'), header);
  if (Object.keys(ofAllocations).length === 0) return;
  for (const { id, custom: held, is_system } of await allocationRowsOn(ctx, row.id))
    if (!is_system) await updateAllocationCustom(ctx, id, mergeCustom(held, ofAllocations, slotsOf.allocation));
}

/** Rules may look at the header too, and another policy has its own. */
async function reassess(ctx: Context, deps: ExpenseDeps, reportId: string): Promise<void> {
  const report = await findHeld(ctx, reportId);
  if (report) await refreshAndAssess(ctx, deps, report);
}

async function pushComment(ctx: Context, row: HeldRow, standing: Standing, text: string): Promise<void> {
  const id = newId(ctx.clock);
  await insertComments(ctx, [
    {
      id,
      report_id: row.id,
      entry_id: null,
      text: checkText('comment', text, MAX_COMMENT) ?? '',
      ...authorOf(ctx, standing),
      step_id: row.step_id,
    },
  ]);
  ctx.record({ subjectKind: 'comment', subjectId: id, action: 'created', details: { reportId: row.id } });
}

/** Columns whose value is another one now. */
async function changedColumns(ctx: Context, row: HeldRow, changes: ReportChanges): Promise<[keyof Change, unknown][]> {
  const text = (field: string, value: string | null | undefined, maximum: number) =>
    value === undefined ? undefined : checkText(field, value, maximum);
  const day = (field: string, value: string | null | undefined) => (value === undefined ? undefined : checkDay(field, value));
  const wanted: Wanted = [
    ['name', changes.name === undefined ? undefined : checkName(changes.name)],
    ['business_purpose', text('businessPurpose', changes.businessPurpose, MAX_PURPOSE)],
    ['report_date', day('reportDate', changes.reportDate)],
    ...spanColumns(row, changes),
    ...countryColumns(row, changes),
    ['is_paper_receipts_received', changes.isPaperReceiptsReceived],
    ['receipt_image_id', changes.receiptImageId],
    ['policy_id', await checkedPolicy(ctx, row, changes.policyId)],
  ];
  const columns: [keyof Change, unknown][] = wanted.filter(([column, value]) => value !== undefined && value !== row[column]);
  const custom = JSON.stringify(mergeCustom(row.custom, changes.custom, slotsOf.report));
  if (changes.custom && custom !== JSON.stringify(row.custom)) columns.push(['custom', custom]);
  return columns;
}

type Wanted = [keyof Change & keyof HeldRow, unknown][];

function spanColumns(row: HeldRow, { startDate, endDate }: ReportChanges): Wanted {
  if (startDate === undefined && endDate === undefined) return [];
  const [start, end] = [
    startDate === undefined ? row.start_date : checkDay('startDate', startDate),
    endDate === undefined ? row.end_date : checkDay('endDate', endDate),
  ];
  checkSpan(start, end);
  return [
    ['start_date', start],
    ['end_date', end],
  ];
}

function countryColumns(row: HeldRow, { countryCode, countrySubdivisionCode: given }: ReportChanges): Wanted {
  if (countryCode === undefined && given === undefined) return [];
  const country = countryCode === undefined ? row.country_code : checkCountry('countryCode', countryCode);
  const held = row.country_subdivision_code;
  return [
    ['country_code', country],
    ['country_subdivision_code', changedSubdivision('countrySubDivisionCode', { given, held, country })],
  ];
}

async function checkedPolicy(ctx: Context, row: HeldRow, policyId: string | undefined): Promise<string | undefined> {
  if (policyId === undefined || policyId === row.policy_id) return undefined;
  if (!(await findPolicy(ctx, policyId))) throw new UnknownReference('policyId', policyId);
  return policyId;
}
