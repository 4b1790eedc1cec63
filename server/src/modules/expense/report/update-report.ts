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
import type { OnReport, ReportChanges, SubmittedReportChanges } from '../inputs.ts';
import { checkCountry, checkDay, checkText, MAX_COMMENT, MAX_NAME, MAX_PURPOSE } from '../values.ts';
import { loadForChange, type Loaded } from './load-report.ts';
import { releaseHold } from './release-hold.ts';
import { updateReportRow, type HeldRow } from './report-queries.ts';

type Change = Parameters<typeof updateReportRow>[2];

/** Changes the header of an unsubmitted report. */
export async function updateReport(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReport & { readonly changes: ReportChanges },
): Promise<void> {
  const loaded = await loadForChange(ctx, deps, input, { operation: 'edit-report', action: 'edit' });
  if (input.changes.receiptImageId) await assertReceipt(ctx, deps, loaded.row.owner_id, input.changes.receiptImageId);
  await apply(ctx, loaded, input.changes);
}

/** What a company token may still change after submission: api-reference/expense/expense-report/v4.reports, Update Submitted Report. */
export async function updateSubmittedReport(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReport & { readonly changes: SubmittedReportChanges },
): Promise<void> {
  const loaded = await loadForChange(ctx, deps, input, { operation: 'edit-submitted', action: 'edit-submitted' });
  const { name, businessPurpose, custom, isPaperReceiptsReceived, comment } = input.changes;
  await apply(ctx, loaded, defined({ name, businessPurpose, custom, isPaperReceiptsReceived, comment }));
  await releaseHold(ctx, deps, loaded);
}

/** Without the fields that are undefined: absent means untouched. */
const defined = (changes: { [Field in keyof ReportChanges]?: ReportChanges[Field] | undefined }): ReportChanges =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

async function apply(ctx: Context, { row, standing }: Loaded, changes: ReportChanges): Promise<void> {
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
  if (changes.comment) await pushComment(ctx, row, standing, changes.comment);
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
  const wanted: [keyof Change & keyof HeldRow, unknown][] = [
    ['name', text('name', changes.name, MAX_NAME)],
    ['business_purpose', text('businessPurpose', changes.businessPurpose, MAX_PURPOSE)],
    ['report_date', day('reportDate', changes.reportDate)],
    ['start_date', day('startDate', changes.startDate)],
    ['end_date', day('endDate', changes.endDate)],
    ['country_code', changes.countryCode === undefined ? undefined : checkCountry('countryCode', changes.countryCode)],
    ['country_subdivision_code', text('countrySubDivisionCode', changes.countrySubdivisionCode, 6)],
    ['is_paper_receipts_received', changes.isPaperReceiptsReceived],
    ['receipt_image_id', changes.receiptImageId],
    ['policy_id', await checkedPolicy(ctx, row, changes.policyId)],
  ];
  const columns: [keyof Change, unknown][] = wanted.filter(([column, value]) => value !== undefined && value !== row[column]);
  const custom = JSON.stringify(mergeCustom(row.custom, changes.custom, slotsOf.report));
  if (changes.custom && custom !== JSON.stringify(row.custom)) columns.push(['custom', custom]);
  return columns;
}

async function checkedPolicy(ctx: Context, row: HeldRow, policyId: string | undefined): Promise<string | undefined> {
  if (policyId === undefined || policyId === row.policy_id) return undefined;
  if (!(await findPolicy(ctx, policyId))) throw new UnknownReference('policyId', policyId);
  return policyId;
}
