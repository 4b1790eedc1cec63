import type { Context } from '../../../platform/context.ts';
import { actingUser, capacityTo, checkContext, inNameOf, mayListEveryone } from '../access.ts';
import { findGroup } from '../configuration/group.ts';
import type { ExpenseDeps } from '../deps.ts';
import { withTypes } from '../attendee/types-by-code.ts';
import { ValueRefused } from '../errors.ts';
import { customTypesOf } from '../form/form.ts';
import { versionOf } from '../form/read-form-fields.ts';
import type { ApprovalSort, OnReport } from '../inputs.ts';
import type { Access, Page, PageRequest, Report, ReportFilters, ReportForms } from '../types.ts';
import { loadWholeReport } from './load-report.ts';
import type { Capacity } from './report-policy.ts';
import { ownReportRows, reportRowsToApprove, waitingApprovers, type ReportRow } from './report-queries.ts';
import { mentionedIn, toNamedReport, toReport } from './report-view.ts';
import { searchReportRows } from './search-queries.ts';

export async function getReport(ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<Report> {
  const { row, standing } = await loadWholeReport(ctx, deps, input);
  return toNamedReport(row, { ...(await settingOf(ctx, deps, row, row.nodes)), capacity: standing.capacity });
}

/** The rows as reports, to a caller of this capacity; whom they mention is read in one statement. */
async function reportsOf(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'people' | 'setups'>,
  rows: readonly ReportRow[],
  capacityOf: (row: ReportRow) => Capacity,
  nodes?: readonly string[],
): Promise<Report[]> {
  const people = rows.length === 0 ? new Map() : await deps.people.peopleOf(ctx, mentionedIn(rows));
  const reports: Report[] = [];
  for (const row of rows)
    reports.push(toReport(row, { people, ...(await settingOf(ctx, deps, row, nodes)), capacity: capacityOf(row) }));
  return reports;
}

/**
 * Which forms hold for the report, and for an owner at these nodes in which group: what is known of its policy, so no statement of its own once
 * a process has read that.
 */
async function settingOf(
  ctx: Context,
  { setups }: Pick<ExpenseDeps, 'setups'>,
  row: ReportRow,
  nodes: readonly string[] | undefined,
) {
  const setup = await setups.of(ctx, versionOf(row));
  const form = setup.form('report');
  const forms: ReportForms = { report: form?.id ?? null, allocation: setup.form('allocation')?.id ?? null };
  const setting = { forms, customTypes: customTypesOf(form) };
  return nodes === undefined ? setting : { ...setting, hierarchyNodeId: findGroup(setup.groups.groups, nodes)?.id ?? null };
}

/** Newest first. What is not the caller's own, nor awaits its approval, needs an administrator. */
export async function searchReports(
  ctx: Context,
  deps: ExpenseDeps,
  filters: ReportFilters,
  page: PageRequest,
): Promise<Page<Report>> {
  const user = actingUser(ctx);
  const isOwn = user !== null && filters.ownerIds?.length === 1 && filters.ownerIds[0] === user;
  if (!isOwn && (user === null || filters.approverId !== user)) await mayListEveryone(ctx, deps);
  const { rows, next } = await searchReportRows(ctx, await withTypes(ctx, deps, filters), page);
  const isApproval = user !== null && filters.approverId === user;
  const capacityOf = (row: ReportRow) => (isApproval && row.owner_id !== user ? 'approver' : capacityTo(user, row));
  return { items: await reportsOf(ctx, deps, rows, capacityOf), next };
}

/** One user's reports by page number, from 0. */
export async function listOwnReports(
  ctx: Context,
  deps: ExpenseDeps,
  input: { readonly access: Access; readonly page: number; readonly size: number },
): Promise<{ items: Report[]; total: number }> {
  const userId = await namedUser(ctx, deps, input.access, { operation: 'list-reports', capacity: 'owner' });
  const { rows, total } = await ownReportRows(ctx, userId, input);
  const nodes = rows.length === 0 ? [] : await deps.hierarchy.nodesOf(ctx, userId);
  return { items: await reportsOf(ctx, deps, rows, () => 'owner', nodes), total };
}

/** What waits for this approver now, and with `includeDelegate` for those who let it approve. */
export async function reportsToApprove(
  ctx: Context,
  deps: ExpenseDeps,
  input: {
    readonly access: Access;
    readonly sort?: ApprovalSort;
    readonly order?: 'asc' | 'desc';
    readonly includeDelegate: boolean;
  },
): Promise<Report[]> {
  const approverId = await namedUser(ctx, deps, input.access, { operation: 'list-approvals', capacity: 'approver' });
  const delegators = input.includeDelegate ? await deps.people.delegatorsOf(ctx, approverId) : [];
  const approvers = new Set([approverId, ...delegators.filter((each) => each.canApprove).map((each) => each.delegatorId)]);
  const reports = await withOwnApprover(ctx, deps, await reportRowsToApprove(ctx, [...approvers]), [...approvers]);
  return sortReports(
    // A delegate may not approve its own report, so it is none of its approvals.
    reports.filter((report) => report.owner.id !== approverId),
    input.sort ?? 'reportDate',
    input.order ?? 'desc',
  );
}

/** Of several approvers at once a report names the first; on the desk of another it names that one. */
async function withOwnApprover(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'people' | 'setups'>,
  rows: readonly ReportRow[],
  approvers: readonly string[],
): Promise<Report[]> {
  const others = rows.filter((row) => row.approver_id === null || !approvers.includes(row.approver_id)).map((row) => row.id);
  const waiting = await waitingApprovers(ctx, others, approvers);
  const own = rows.map((row) => {
    const approverId = waiting.get(row.id);
    return approverId === undefined ? row : Object.assign({}, row, { approver_id: approverId });
  });
  return reportsOf(ctx, deps, own, () => 'approver');
}

async function namedUser(
  ctx: Context,
  deps: ExpenseDeps,
  access: Access,
  on: { operation: 'list-reports' | 'list-approvals'; capacity: 'owner' | 'approver' },
): Promise<string> {
  checkContext(ctx, access, on.operation);
  const userId =
    access.kind === 'user' ? access.userId : ((access.kind === 'any' ? access.ownerId : undefined) ?? actingUser(ctx));
  if (userId === null) throw new ValueRefused('userId', 'is required.');
  await inNameOf(ctx, deps, { userId, capacity: on.capacity, operation: on.operation });
  return userId;
}

type Comparison = (a: Report, b: Report) => number;
const byText =
  (text: (report: Report) => string): Comparison =>
  (a, b) =>
    text(a).localeCompare(text(b));

const COMPARISONS: Readonly<Record<ApprovalSort, Comparison>> = {
  amountDueEmployee: (a, b) => a.totals.dueEmployee.comparedTo(b.totals.dueEmployee),
  claimedAmount: (a, b) => a.totals.claimed.comparedTo(b.totals.claimed),
  employeeFirstName: byText((report) => report.owner.firstName),
  employeeLastName: byText((report) => report.owner.lastName),
  name: byText((report) => report.name),
  reportDate: byText((report) => report.reportDate),
  submitDate: (a, b) => (a.submittedAt?.getTime() ?? 0) - (b.submittedAt?.getTime() ?? 0),
};

/** Equal ones stay newest first. */
export function sortReports(reports: readonly Report[], sort: ApprovalSort, order: 'asc' | 'desc'): Report[] {
  const compare = COMPARISONS[sort];
  return reports.toSorted((a, b) => (order === 'asc' ? compare(a, b) : compare(b, a)));
}
