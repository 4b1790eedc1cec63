import { sql, type Insertable, type RawBuilder, type Selectable, type SqlBool, type Updateable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared, preparedPage } from '../../../platform/db/prepared.ts';
import { forLater, takenByChance } from '../../../platform/db/sending.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import { decimal, toSql } from '../../../platform/money/money.ts';
import type { IdentityViews } from '../../identity/index.ts';
import type { WorkflowViews } from '../../workflow/index.ts';
import type { PolicyRow } from '../configuration/configuration-queries.ts';
import type { ReceiptRule } from '../entry/receipt-rule.ts';
import { RAISED_OF } from '../exception/exception-queries.ts';
import type { RaisedExceptions } from '../exception/raised.ts';
import type { ExpenseTables, ReportTable } from '../tables.ts';
import type { ReportTotals } from '../types.ts';
import type { ReceiptCounts } from './report-folds.ts';

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

const NAMES = ['login', 'employee_number', 'given_name', 'middle_name', 'family_name', 'ledger_code'] as const;
export const MENTIONED = ['owner', 'submitter', 'approver'] as const;
type Mentioned = (typeof MENTIONED)[number];

/** A report with what its policy, comments and exceptions add to it. */
export type ReportRow = Selectable<ReportTable> & {
  policy_name: string;
  setup_version: string;
  last_comment: string | null;
  raised: RaisedExceptions | null;
};

/** With whom it mentions, by name: null where it mentions nobody; and with the nodes of the hierarchy of expense that its owner's fields name. */
export type NamedReportRow = ReportRow & { [Column in `${Mentioned}_${(typeof NAMES)[number]}`]: string | null } & {
  nodes: string[];
};

/** What of a report decides who may do what with it, and what a change starts from. */
const HELD_COLUMNS = [
  'id',
  'report_number',
  'report_type',
  'name',
  'owner_id',
  'policy_id',
  'business_purpose',
  'report_date',
  'start_date',
  'end_date',
  'country_code',
  'country_subdivision_code',
  'currency_code',
  'custom',
  'approval_status',
  'payment_status',
  'is_sent_back',
  'is_ever_sent_back',
  'is_pending_delegator_review',
  'is_paper_receipts_received',
  'receipt_image_id',
  'version',
  'submitted_at',
  'process_id',
  'step_id',
  'step_sequence',
  'step_role',
  'step_can_recall',
  'approver_id',
  'entry_count',
  'image_missing_count',
  'approved',
] as const satisfies readonly (keyof ReportTable)[];

export type HeldRow = Pick<Selectable<ReportTable>, (typeof HELD_COLUMNS)[number]> &
  Pick<PolicyRow, 'workflow_definition_id' | 'receipt_required_from' | 'receipt_currency' | 'setup_version'> & {
    /** Of the row as it was read: every change of it makes another. */
    readonly seen: string;
  };

export const receiptRuleOf = (row: Pick<HeldRow, 'receipt_required_from' | 'receipt_currency'>): ReceiptRule => ({
  requiredFrom: row.receipt_required_from === null ? null : decimal(row.receipt_required_from),
  currency: row.receipt_currency,
});

const LAST_COMMENT = sql<string | null>`(select c.text from report_comment c
  where c.company_id = r.company_id and c.report_id = r.id and c.entry_id is null order by c.id desc limit 1)`;
const RAISED = sql`(select ${RAISED_OF} from report_exception x
  join exception_definition d on d.company_id = x.company_id and d.code = x.code
  where x.company_id = r.company_id and x.report_id = r.id)`;

const NODES = sql`array(select n.node from group_node n
  where n.company_id = r.company_id and n.user_id = r.owner_id and n.area = 'Expense')`;

const joinPerson = (who: Mentioned) =>
  sql`left join person ${sql.raw(who)} on ${sql.raw(who)}.company_id = r.company_id and ${sql.raw(who)}.id = r.${sql.raw(who)}_id`;
const namesOf = (who: Mentioned): string => NAMES.map((column) => `${who}.${column} as ${who}_${column}`).join(', ');

const COLUMNS = sql`r.*, p.name as policy_name, p.setup_version, ${LAST_COMMENT} as last_comment, ${RAISED} as raised, ${NODES} as nodes`;
const POLICY = sql`join expense_policy p on p.company_id = r.company_id and p.id = r.policy_id`;

interface Wanted {
  readonly companyId: unknown;
  /** Of `r`, a report. */
  readonly where: RawBuilder<SqlBool>;
  readonly order?: RawBuilder<unknown>;
  readonly limit?: RawBuilder<unknown>;
}

/**
 * What is added to the reports of a list is read once for all of them: looked up for each, it took longer than the reports. People are left
 * to a statement of their own.
 */
const listOf = ({ companyId, where, order = sql`r.id desc`, limit = sql`` }: Wanted) => sql<ReportRow>`
  with page as materialized (
    select r.* from report r where r.company_id = ${companyId} and ${where} order by ${order} ${limit}),
  comments as (
    select distinct on (c.report_id) c.report_id, c.text from report_comment c
    where c.company_id = ${companyId} and c.report_id = any(array(select id from page)) and c.entry_id is null
    order by c.report_id, c.id desc),
  flags as (
    select x.report_id, ${RAISED_OF} as raised from report_exception x
    join exception_definition d on d.company_id = x.company_id and d.code = x.code
    where x.company_id = ${companyId} and x.report_id = any(array(select id from page)) group by x.report_id)
  select r.*, p.name as policy_name, p.setup_version, comments.text as last_comment, flags.raised
  from page r join expense_policy p on p.company_id = ${companyId} and p.id = r.policy_id
  left join comments on comments.report_id = r.id left join flags on flags.report_id = r.id
  order by ${order}`;

export const reportsWhere = async (ctx: Context, wanted: Omit<Wanted, 'companyId'>): Promise<ReportRow[]> =>
  (await listOf({ ...wanted, companyId: ctx.companyId }).execute(ctx.tx)).rows;

/** What a list without filters is narrowed by. */
interface Newest {
  readonly companyId: string;
  readonly ownerId?: string | undefined;
  /** The id that the page before ended with. */
  readonly after?: string | undefined;
}

const newest = preparedPage((_tx, limit, { companyId, ownerId, after }: Newest) =>
  listOf({
    companyId,
    where: sql`true ${ownerId === undefined ? sql`` : sql`and r.owner_id = ${ownerId}`}
      ${after === undefined ? sql`` : sql`and r.id < ${after}`}`,
    limit,
  }),
);

/** Newest first. */
export const newestReports = async (ctx: Context, narrowed: Omit<Newest, 'companyId'>, limit: number): Promise<ReportRow[]> =>
  (await ctx.tx.executeQuery(newest(limit, { ...narrowed, companyId: ctx.companyId }))).rows;

interface ReportName {
  readonly companyId: string;
  readonly reportId: string;
}

const one = prepared(
  (_tx, { companyId, reportId }: ReportName) => sql<NamedReportRow>`
    select ${COLUMNS}, ${sql.raw(MENTIONED.map(namesOf).join(', '))} from report r ${POLICY}
    ${sql.join(MENTIONED.map(joinPerson), sql` `)}
    where r.company_id = ${companyId} and r.id = ${reportId}`,
);

/** For one report the join costs less than a second statement. */
export const findReport = async (ctx: Context, reportId: string): Promise<NamedReportRow | undefined> =>
  (await ctx.tx.executeQuery(one({ companyId: ctx.companyId, reportId }))).rows[0];

/**
 * Not by a join: where a lock waits for a change of the policy, PostgreSQL looks at the report's new version beside the policy that was joined
 * to the old one, and finds no row.
 */
const ofPolicy = <Column extends keyof PolicyRow>(column: Column) =>
  sql<PolicyRow[Column]>`(select ${sql.ref(`p.${column}`)} from expense_policy p
    where p.company_id = r.company_id and p.id = r.policy_id)`.as(column);

const selectHeld = (tx: Tx, { companyId, reportId }: ReportName) =>
  tables<ExpenseTables>(tx)
    .selectFrom('report as r')
    .select(HELD_COLUMNS.map((column) => `r.${column}` as const))
    .select([
      ofPolicy('workflow_definition_id'),
      ofPolicy('receipt_required_from'),
      ofPolicy('receipt_currency'),
      ofPolicy('setup_version'),
      sql<string>`r.xmin::text`.as('seen'),
    ])
    .where('r.company_id', '=', companyId)
    .where('r.id', '=', reportId);
const held = prepared(selectHeld);
const heldForUpdate = prepared((tx, name: ReportName) => selectHeld(tx, name).forUpdate('r'));

export const findHeld = async (ctx: Context, reportId: string): Promise<HeldRow | undefined> =>
  (await ctx.tx.executeQuery(held({ companyId: ctx.companyId, reportId }))).rows[0];

/**
 * The report, locked until the transaction ends: its totals are a fold over entries that must not change meanwhile. Its own columns are as the
 * last holder left them; entries, comments and exceptions are to be read afterwards.
 */
export const lockReport = async (ctx: Context, reportId: string): Promise<HeldRow | undefined> =>
  (await ctx.tx.executeQuery(heldForUpdate({ companyId: ctx.companyId, reportId }))).rows[0];

const totalColumns = (totals: ReportTotals) => ({
  total: toSql(totals.total),
  claimed: toSql(totals.claimed),
  personal: toSql(totals.personal),
  approved: toSql(totals.approved),
  not_approved: toSql(totals.notApproved),
  due_employee: toSql(totals.dueEmployee),
  due_company: toSql(totals.dueCompany),
  due_company_card: toSql(totals.dueCompanyCard),
  company_paid: toSql(totals.companyPaid),
  payment_confirmed: toSql(totals.paymentConfirmed),
  paid_employee: toSql(totals.paidEmployee),
});

/** Columns that follow from a report's entries. */
export const foldedColumns = (folded: { totals: ReportTotals; counts: ReceiptCounts }) => ({
  ...totalColumns(folded.totals),
  entry_count: folded.counts.entries,
  image_count: folded.counts.images,
  image_required_count: folded.counts.imagesRequired,
  image_missing_count: folded.counts.imagesMissing,
});

/** Whose a new report is, and what follows from it. */
export interface Owner {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  /** ISO 4217. */
  readonly reimbursementCurrency: string;
}

const start = prepared(
  (tx, { companyId, ownerId, policyId }: { companyId: string; ownerId: string; policyId: string | undefined }) =>
    tables<ExpenseTables & IdentityViews>(tx)
      .selectFrom('person as o')
      .leftJoin('expense_policy as p', (join) =>
        policyId === undefined
          ? join.onRef('p.company_id', '=', 'o.company_id').on('p.is_default', '=', true)
          : join.onRef('p.company_id', '=', 'o.company_id').on('p.id', '=', policyId),
      )
      .selectAll('p')
      .select(['o.country', 'o.reimbursement_currency'])
      .select(
        sql<string[]>`array(select n.node from group_node n where n.company_id = ${companyId} and n.user_id = ${ownerId}
          and n.area = 'Expense' order by n.level desc, n.slot)`.as('nodes'),
      )
      .where('o.company_id', '=', companyId)
      .where('o.id', '=', ownerId),
);

/**
 * What a new report starts from: its owner, with the nodes of the hierarchy of expense that the owner's fields name, and its policy, the
 * company's default where none is named. Undefined for who does not spend.
 */
export async function findStart(
  ctx: Context,
  named: { ownerId: string; policyId: string | undefined },
): Promise<{ owner: Owner; policy: PolicyRow | undefined; nodes: readonly string[] } | undefined> {
  const [found] = (await ctx.tx.executeQuery(start({ companyId: ctx.companyId, ...named }))).rows;
  if (!found || found.reimbursement_currency === null) return undefined;
  const { country, reimbursement_currency, nodes, ...policy } = found;
  return {
    owner: { id: named.ownerId, countryCode: country, reimbursementCurrency: reimbursement_currency },
    policy: policy.id === null ? undefined : (policy as PolicyRow),
    nodes,
  };
}

const insert = prepared((tx, row: Insertable<ReportTable>) => tables<ExpenseTables>(tx).insertInto('report').values(row));

export async function insertReport(ctx: Context, row: Omit<Insertable<ReportTable>, 'company_id'>): Promise<void> {
  const query = insert({ ...row, company_id: ctx.companyId });
  await ctx.tx.executeQuery(forLater(takenByChance(query)));
}

const update = prepared((tx, { companyId, reportId }: ReportName, change: Updateable<ReportTable>) =>
  tables<ExpenseTables>(tx).updateTable('report').set(change).where('company_id', '=', companyId).where('id', '=', reportId),
);

/** Writes columns and the time of the change. */
export async function updateReportRow(
  ctx: Context,
  reportId: string,
  change: Omit<Updateable<ReportTable>, 'company_id' | 'id'>,
): Promise<void> {
  const query = update({ companyId: ctx.companyId, reportId }, { modified_at: ctx.clock.now(), ...change });
  await ctx.tx.executeQuery(forLater(query));
}

export async function deleteReportRow(ctx: Context, reportId: string): Promise<void> {
  await db(ctx).deleteFrom('report').where('company_id', '=', ctx.companyId).where('id', '=', reportId).execute();
}

export async function ownReportRows(
  ctx: Context,
  ownerId: string,
  page: { page: number; size: number },
): Promise<{ rows: ReportRow[]; total: number }> {
  const limit = sql`limit ${page.size} offset ${page.page * page.size}`;
  const rows = await reportsWhere(ctx, { where: sql`r.owner_id = ${ownerId}`, limit });
  const counted = await db(ctx)
    .selectFrom('report')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('company_id', '=', ctx.companyId)
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return { rows, total: counted.total };
}

/** Reports at an instance of a step that waits for one of these users. */
export const waitingFor = (companyId: string, approverIds: readonly string[]) =>
  sql<SqlBool>`r.id in (select w.subject_id from pending_approval w
    where w.company_id = ${companyId} and w.subject_kind = 'report' and w.assignee_id = any(${approverIds}::uuid[]))`;

const toApprove = prepared((_tx, { companyId, approverIds }: { companyId: string; approverIds: readonly string[] }) =>
  listOf({ companyId, where: waitingFor(companyId, approverIds) }),
);

/** At a step of one of these approvers now. */
export const reportRowsToApprove = async (ctx: Context, approverIds: readonly string[]): Promise<ReportRow[]> =>
  (await ctx.tx.executeQuery(toApprove({ companyId: ctx.companyId, approverIds }))).rows;

/** Which of these users each report waits for; of several the first of the list. */
export async function waitingApprovers(
  ctx: Context,
  reportIds: readonly string[],
  approverIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (reportIds.length === 0) return new Map();
  const rows = await tables<WorkflowViews>(ctx.tx)
    .selectFrom('pending_approval')
    .select(['subject_id', 'assignee_id'])
    .where('company_id', '=', ctx.companyId)
    .where('subject_kind', '=', 'report')
    .where('subject_id', 'in', reportIds)
    .where('assignee_id', 'in', approverIds)
    .execute();
  const sorted = rows.toSorted((a, b) => approverIds.indexOf(b.assignee_id) - approverIds.indexOf(a.assignee_id));
  return new Map(sorted.map((row) => [row.subject_id, row.assignee_id]));
}
