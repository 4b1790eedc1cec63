import type { Context } from '../../../platform/context.ts';
import { newId, newReportId } from '../../../platform/ids/index.ts';
import { authorOf } from '../comment/authorship.ts';
import { insertComments } from '../comment/comment-queries.ts';
import { AllRejected } from '../errors.ts';
import { emitReport } from '../events.ts';
import { MAX_NAME } from '../values.ts';
import { insertNumbered } from './insert-report.ts';
import type { Loaded } from './load-report.ts';
import { refreshReport } from './refresh-report.ts';
import { moveEntriesTo } from './submission-queries.ts';
import { NEW_REPORT, sentBack } from './report.ts';

const SUFFIX = ' - Addendum';

/**
 * Moves rejected entries to a report of their own, which goes back to the owner with what the approver says; with the report locked. The
 * documents promise the addendum and its return, its name is ours: docs/decisions/0083-addendum-reports.md.
 */
export async function splitRejected(
  ctx: Context,
  { row, standing }: Loaded,
  rejected: { readonly entryIds: readonly string[]; readonly comment: string },
): Promise<void> {
  if (rejected.entryIds.length >= row.entry_count) throw new AllRejected();
  const id = newReportId(ctx.clock);
  const now = ctx.clock.now();
  const state = sentBack(NEW_REPORT);
  const addendum = await insertNumbered(ctx, {
    id,
    name: `${row.name.slice(0, MAX_NAME - SUFFIX.length)}${SUFFIX}`,
    owner_id: row.owner_id,
    submitter_id: null,
    policy_id: row.policy_id,
    business_purpose: row.business_purpose,
    report_date: row.report_date,
    start_date: row.start_date,
    end_date: row.end_date,
    country_code: row.country_code,
    country_subdivision_code: row.country_subdivision_code,
    currency_code: row.currency_code,
    custom: JSON.stringify(row.custom),
    approval_status: state.approvalStatus,
    payment_status: state.paymentStatus,
    is_sent_back: state.isSentBack,
    is_ever_sent_back: state.isEverSentBack,
    submitted_at: row.submitted_at,
    parent_report_id: row.id,
    created_at: now,
    modified_at: now,
    entry_count: 0,
    image_count: 0,
    image_required_count: 0,
    image_missing_count: 0,
    ...EMPTY_TOTALS,
  });
  await moveEntriesTo(ctx, id, rejected.entryIds);
  await refreshReport(ctx, row.id);
  await refreshReport(ctx, id);
  const said = { entry_id: null, text: rejected.comment, ...authorOf(ctx, standing) };
  await insertComments(ctx, [
    { ...said, id: newId(ctx.clock), report_id: id, step_id: null },
    { ...said, id: newId(ctx.clock), report_id: row.id, step_id: row.step_id },
  ]);
  const details = { addendumId: id, entryIds: rejected.entryIds };
  ctx.record({ subjectKind: 'report', subjectId: row.id, action: 'split', details });
  ctx.record({ subjectKind: 'report', subjectId: id, action: 'created', details: { parentReportId: row.id } });
  emitReport(ctx, 'reportCreated', addendum, standing);
  // An expense that moves to another report is a change of the first: event-topics/expense/v4.expense-events.
  emitReport(ctx, 'reportUpdated', row, standing);
}

const EMPTY_TOTALS = {
  total: '0',
  claimed: '0',
  personal: '0',
  approved: '0',
  not_approved: '0',
  due_employee: '0',
  due_company: '0',
  due_company_card: '0',
  company_paid: '0',
  payment_confirmed: '0',
  paid_employee: '0',
};
