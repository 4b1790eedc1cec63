import { sql } from 'kysely';
import type { Database } from '../server/src/platform/db/database.ts';
import { opaqueId, reportKey } from '../server/src/platform/ids/index.ts';
import { windowOf } from './report-rows.ts';

/** One list as a client asks for it. */
export interface List {
  readonly name: string;
  readonly path: string;
  readonly by: 'owner' | 'approver' | 'company';
}

/** Somebody and something of the company, for lists that name them. */
export interface Subjects {
  readonly ownerId: string;
  readonly approverId: string;
  readonly lists: readonly List[];
}

const V3 = '/api/v3.0/expense';
const V4 = '/expensereports/v4/users';
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 19);
const date = (ago: number): string => day(ago).slice(0, 10);

/** Everything that lists reports and what they hold: each family of filters with a value that many have and with one that few have. */
export async function subjectsOf(database: Database, companyId: string, reports: number): Promise<Subjects> {
  const { rows } = await sql<
    Record<
      'owner' | 'login' | 'approver' | 'approver_login' | 'report' | 'deep' | 'deep_entry' | 'attendee' | 'cash' | 'rare_payment',
      string
    >
  >`
    select r.owner_id as owner, o.user_name as login, a.id as approver, a.user_name as approver_login, r.id as report, d.id as deep,
      (select id from entry e where e.company_id = r.company_id and e.report_id = d.id limit 1) as deep_entry,
      (select id from attendee t where t.company_id = r.company_id order by id desc limit 1) as attendee,
      (select id from payment_type p where p.company_id = r.company_id and p.code = 'CASH') as cash,
      (select id from payment_type p where p.company_id = r.company_id and p.code = 'IBIP') as rare_payment
    from report r join "user" o on o.company_id = r.company_id and o.id = r.owner_id
      join "user" a on a.company_id = r.company_id and a.id = r.approver_id,
      lateral (select id from report z where z.company_id = r.company_id order by id offset
        (select count(*) / 50 from report y where y.company_id = r.company_id) limit 1) d
    where r.company_id = ${companyId} and r.approver_id is not null order by r.id desc limit 1`.execute(database.root);
  const [row] = rows;
  if (!row) throw new Error('The company has no report that waits for approval');
  const company = (name: string, path: string): List => ({ name, path, by: 'company' });
  const list = (name: string, query: string): List =>
    company(`v3 reports, ${name}`, `${V3}/reports?limit=25&${query.includes('user=') ? '' : 'user=ALL&'}${query}`);
  const entries = (name: string, query: string): List =>
    company(`v3 entries, ${name}`, `${V3}/entries?limit=25&${query.includes('user=') ? '' : 'user=ALL&'}${query}`);
  const deep = `offset=${encodeURIComponent(opaqueId('g', 'report', row.deep))}`;
  const deepEntry = `offset=${encodeURIComponent(opaqueId('g', 'entry', row.deep_entry))}`;
  const payment = (id: string): string => encodeURIComponent(opaqueId('g', 'payment-type', id));
  const window = windowOf(reports);
  const own: List[] = [
    { name: 'v4 own reports', path: `${V4}/${row.owner}/context/TRAVELER/reports`, by: 'owner' },
    { name: 'v4 own reports, third page', path: `${V4}/${row.owner}/context/TRAVELER/reports?page=3`, by: 'owner' },
    { name: 'v4 reports to approve', path: `${V4}/${row.approver}/context/MANAGER/reportsToApprove`, by: 'approver' },
    { name: 'v1.1 recent reports', path: '/api/expense/expensereport/v1.1/ReportsList/RECENT', by: 'owner' },
    { name: 'v1.1 reports to approve', path: '/api/expense/expensereport/v1.1/ReportsList/TOAPPROVE', by: 'approver' },
    { name: 'v1.1 unsubmitted reports', path: '/api/expense/expensereport/v1.1/ReportsList/UNSUBMITTED', by: 'owner' },
  ];
  const lists = [
    ...own,
    list('first page', ''),
    list('at 98 % of them', deep),
    list('of one user', `user=${row.login}`),
    list('of an approver', `approverLoginID=${row.approver_login}`),
    list('paid', 'paymentStatusCode=P_PAID'),
    list('paid, at 98 %', `paymentStatusCode=P_PAID&${deep}`),
    list('approval status of few', 'approvalStatusCode=A_EXTV'),
    list('two approval statuses', 'approvalStatusCode=A_EXTV,A_RESU'),
    list('country of most', 'countryCode=US'),
    list('country of few', 'countryCode=LI'),
    list('currency of few', 'currencyCode=CHF'),
    list('expense type of many', 'expenseTypeCode=LUNCH'),
    list('expense type of few', 'expenseTypeCode=TOLLS'),
    list('payment type of many', `paymentType=${payment(row.cash)}`),
    list('payment type of few', `paymentType=${payment(row.rare_payment)}`),
    list('vendor of many', 'vendorName=Uber'),
    list('vendor of few', 'vendorName=Vendor%207'),
    list('attendee type of many', 'attendeeTypeCode=BUSGUEST'),
    list('attendee type of few', 'attendeeTypeCode=SPOUSE'),
    list('with attendees', 'hasAttendees=true'),
    list('with images', 'hasImages=true'),
    list('with taxes', 'hasVAT=true'),
    list('entries of a day', `entryTransactionDateAfter=${date(400 + window)}&entryTransactionDateBefore=${date(399)}`),
    list('own date before', `userDefinedDateBefore=${date(1700)}`),
    list('own date after', `userDefinedDateAfter=${date(300)}`),
    list('created within a time', `createDateAfter=${day(400 + window)}&createDateBefore=${day(400)}`),
    list('created before', `createDateBefore=${day(1700)}`),
    list('submitted within a time', `submitDateAfter=${day(400 + window)}&submitDateBefore=${day(400)}`),
    list('submitted before', `submitDateBefore=${day(1700)}`),
    list('submitted after', `submitDateAfter=${day(300)}`),
    list('modified within a time', `modifiedDateAfter=${day(400 + window)}&modifiedDateBefore=${day(400)}`),
    list('modified since', `modifiedDateAfter=${day(window)}`),
    list('modified before', `modifiedDateBefore=${day(1700)}`),
    list('paid within a time', `paidDateAfter=${day(400 + window)}&paidDateBefore=${day(400)}`),
    list('paid before', `paidDateBefore=${day(1700)}`),
    list('in payment before', `processingPaymentDateBefore=${day(1700)}`),
    list('rare in several ways', 'countryCode=DE&currencyCode=CHF&approvalStatusCode=A_APPR&expenseTypeCode=TOLLS'),
    entries('first page', ''),
    entries('at 98 %', deepEntry),
    entries('of one report', `reportID=${reportKey(row.report)}`),
    entries('of one user', `user=${row.login}`),
    entries('type of many', 'expenseTypeCode=LUNCH'),
    entries('type of few', 'expenseTypeCode=TOLLS'),
    entries('payment type of few', `paymentTypeID=${payment(row.rare_payment)}`),
    entries('billable, which none is', 'isBillable=true'),
    entries('with attendees', 'hasAttendees=true'),
    entries('an attendee', `attendeeID=${encodeURIComponent(opaqueId('g', 'attendee', row.attendee))}`),
    entries('attendee type of few', 'attendeeTypeCode=SPOUSE'),
    entries('with taxes', 'hasVAT=true'),
    company('v3 itemizations', `${V3}/itemizations?user=ALL&limit=25`),
    company('v3 allocations, first page', `${V3}/allocations?user=ALL&limit=25`),
    company('v3 allocations of one user', `${V3}/allocations?user=${row.login}&limit=25`),
    company('v3 attendee associations', `${V3}/entryattendeeassociations?user=ALL&limit=25`),
    company('v2 paid reports, up to 1000', '/api/expense/expensereport/v2.0/Reports?status=INTEGRATED'),
    company('v2 in external validation', '/api/expense/expensereport/v2.0/Reports?status=PENDINGEXTERNALVALIDATION'),
    company('v3 attendees of a user', `${V3}/attendees?user=${row.login}&limit=25`),
    company('v3 attendees by external id', `${V3}/attendees?user=${row.login}&externalID=X7`),
    company('v4 attendees', '/v4/attendees?limit=25'),
  ];
  return { ownerId: row.owner, approverId: row.approver, lists };
}
