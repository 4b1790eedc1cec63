import { sql } from 'kysely';
import type { Clock } from '../server/src/platform/clock/clock.ts';
import type { Database } from '../server/src/platform/db/database.ts';
import { openCompany } from './company.ts';

/** How many reports one person has, and how many people one approver decides for, however many there are. */
const REPORTS_OF_ONE = 200;
const OWNERS_OF_APPROVER = 5;
const YEARS = 5;
/** What few reports have, this many have: a page of it is as long in a company of any size. */
const FEW = 30;
/** The time in which so many reports are made, in days. */
export const windowOf = (reports: number): number => (FEW * YEARS * 365) / reports;
const isRare = (reports: number, one: number): string => `n % ${Math.max(20, Math.floor(reports / FEW))} = ${one}`;

/**
 * A company with this many reports: five years of them, older ones mostly paid and new ones mostly on their way, two of a hundred waiting for their
 * approvers; on average three entries each, some with allocations, attendees, taxes, exceptions, comments. The rows are made by the database
 * itself, without asking the program's rules.
 */
export async function fillCompany(database: Database, reports: number, clock: Clock): Promise<string> {
  const { companyId } = (await openCompany(database, clock)).caller;
  const owners = Math.max(1, Math.ceil(reports / REPORTS_OF_ONE));
  const indexes = await withoutIndexes(database);
  await database.execute(`begin; set local session_replication_role = replica;
    ${peopleSql(companyId, owners)}
    ${reportsSql(companyId, reports, owners)}
    ${entriesSql(companyId, reports)}
    ${belongingSql(companyId, reports)}
    commit`);
  for (const definition of indexes) await database.execute(definition);
  // What the server's own housekeeping does in time.
  await database.execute('vacuum analyze');
  return companyId;
}

const FILLED = `('workflow_process', 'workflow_step', 'report', 'entry', 'allocation', 'entry_attendee', 'entry_tax', 'report_comment', 'report_exception', 'attendee', 'attendee_version')`;

/** Takes away the indexes that no constraint needs, and answers the statements that bring them back: sorting once is faster. */
async function withoutIndexes(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select i.indexname as name, i.indexdef as definition from pg_indexes i
    where i.schemaname = 'public' and i.tablename in ${sql.raw(FILLED)}
      and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`.execute(database.root);
  for (const { name } of rows) await database.execute(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** A number from 0 to 9999 that looks like chance and comes out the same each time. */
const chance = (number: string, salt: number): string => `(abs(hashint8(${number}::bigint * 31 + ${salt})) % 10000)`;
const hex = (number: string, digits: number): string => `lpad(to_hex((${number})::bigint), ${digits}, '0')`;
/** An id as the program makes them: time first, then the number. */
const idAt = (moment: string, number: string): string =>
  `(${hex(`extract(epoch from ${moment}) * 1000`, 12)} || '7' || ${hex(`((${number}) >> 12) & 4095`, 3)} || '8' || ${hex(`(${number}) & 4095`, 3)} || '000000000000')::uuid`;
/** Ids that hang on another: the same but for their last digits. */
const idBelow = (id: string, digits: string): string => `(left(${id}::text, 24) || ${digits})::uuid`;
/** Of an entry, whose last digits are its place in its report. */
const idBelowEntry = (id: string, letter: string): string => idBelow(id, `right(${id}::text, 10) || '${letter}' || k`);
const userId = (number: string): string => `(${hex(number, 8)} || '-0000-7000-8000-000000000000')::uuid`;

/** User 0 is an administrator; an approver for every few owners comes after the owners. */
function peopleSql(companyId: string, owners: number): string {
  const approvers = Math.ceil(owners / OWNERS_OF_APPROVER);
  return `
  insert into "user" (company_id, id, cuuid, user_name, employee_number, active, sign_in_denied, family_name, given_name, preferred_language,
    timezone, locale_overrides, settings, contact_preferences, emergency_contacts, entitlements, start_date, leaves_of_absence, version,
    created_at, updated_at)
  select '${companyId}', ${userId('n')}, n::text, 'user' || n || '@bench.example', 'E' || n, true, false, 'Family' || n % 500, 'Given' || n,
    'en-US', 'America/New_York', '{}', '{}', '{}', '[]', '["Expense"]', now(), '[]', 0, now(), now()
  from generate_series(0, ${owners + approvers}) n;
  insert into spend_profile (company_id, user_id, reimbursement_currency, country, locale, test_employee, non_employee, office_location,
    custom_data, user_preferences, invoice_preferences, workflow_preferences)
  select company_id, id, 'USD', 'US', 'en-US', false, false, '{}', '{}', '{}', '{}', '{}' from "user" where company_id = '${companyId}';
  insert into user_role (company_id, user_id, role_code, group_node)
  select '${companyId}', ${userId('n')}, code, '' from generate_series(0, ${owners + approvers}) n
    join (values ('EXP_USER', 0), ('EXP_APPROVER', ${owners + 1})) as r (code, first) on n >= r.first;
  insert into user_role (company_id, user_id, role_code, group_node) values ('${companyId}', ${userId('0')}, 'SHD_WEB_SERVICES_ADMIN', '');`;
}

/** Which state by its age, from 0 (old) to 1 (new): approval and payment. */
const stateOf = (reports: number): string => `case
  when ${isRare(reports, 3)} then 'A_EXTV P_NOTP'
  when age > 0.97 then case when c < 4000 then 'A_NOTF P_NOTP' when c < 7000 then 'A_PEND P_NOTP' when c < 8000 then 'A_ACCO P_NOTP'
    when c < 8500 then 'A_RESU P_NOTP' else 'A_APPR P_NOTP' end
  when c < 100 then 'A_NOTF P_NOTP' when c < 150 then 'A_RESU P_NOTP' when c < 250 then 'A_PEND P_NOTP' when c < 300 then 'A_APPR P_PROC'
  when c < 1000 then 'A_APPR P_PAYC' else 'A_APPR P_PAID' end`;

function reportsSql(companyId: string, reports: number, owners: number): string {
  const step = (YEARS * 365 * 86_400) / reports;
  const approver = userId(`${owners + 1} + owner / ${OWNERS_OF_APPROVER}`);
  return `
  create temporary table made on commit drop as
  select n, at, owner, ${idAt('at', 'n')} as id, split_part(state, ' ', 1) as approval, split_part(state, ' ', 2) as payment
  from (select n, date_trunc('milliseconds', now() - interval '${YEARS * 365} days' + n * interval '${step} seconds') as at,
      1 + n % ${owners} as owner, ${stateOf(reports)} as state
    from (select n, n::float / ${reports} as age, ${chance('n', 1)} as c from generate_series(1, ${reports}) n) a) s;
  insert into workflow_process (company_id, id, definition_id, subject_kind, subject_id, subject_owner_id, state, started_at, sequence,
    approval_status, pending_count)
  select p.company_id, ${idBelow('m.id', `'000000000001'`)}, p.workflow_definition_id, 'report', m.id, ${userId('m.owner')},
    case approval when 'A_PEND' then 'pending' else 'approved' end, m.at, 1, approval, case approval when 'A_PEND' then 1 else 0 end
  from made m join expense_policy p on p.company_id = '${companyId}' and p.is_default where m.approval in ('A_PEND', 'A_APPR');
  insert into workflow_step (company_id, id, process_id, sequence, role, approval_status, assignee_id, state, started_at)
  select '${companyId}', ${idBelow('m.id', `'000000000002'`)}, ${idBelow('m.id', `'000000000001'`)}, 1, 'MANAGER', 'A_PEND', ${approver},
    case approval when 'A_PEND' then 'pending' else 'approved' end, m.at
  from made m where m.approval in ('A_PEND', 'A_APPR');
  insert into report (company_id, id, report_number, name, owner_id, submitter_id, policy_id, business_purpose, report_date, country_code,
    currency_code, approval_status, payment_status, image_count, created_at, submitted_at, modified_at, processing_payment_at, paid_at,
    process_id, step_id, step_sequence, step_role, step_can_recall, approver_id)
  select '${companyId}', m.id, 'R' || lpad(n::text, 11, '0'), 'Report ' || n, ${userId('m.owner')},
    case when approval not in ('A_NOTF', 'A_RESU') then ${userId('m.owner')} end, p.id, 'Customer visit ' || n % 1000, (at - interval '3 days')::date,
    case when ${isRare(reports, 5)} then 'LI' when ${chance('n', 4)} < 1000 then 'DE' when ${chance('n', 4)} < 1900 then 'FR' else 'US' end,
    case when ${isRare(reports, 7)} then 'CHF' when ${chance('n', 5)} < 400 then 'EUR' else 'USD' end,
    approval, payment, (${chance('n', 6)} < 7000)::int, at,
    case when approval not in ('A_NOTF', 'A_RESU') then at + interval '2 days' end,
    at + case payment when 'P_NOTP' then interval '2 days' else interval '14 days' end,
    case when payment in ('P_PROC', 'P_PAID', 'P_PAYC') then at + interval '10 days' end,
    case when payment in ('P_PAID', 'P_PAYC') then at + interval '14 days' end,
    case when approval = 'A_PEND' then ${idBelow('m.id', `'000000000001'`)} end, case when approval = 'A_PEND' then ${idBelow('m.id', `'000000000002'`)} end,
    case when approval = 'A_PEND' then 1 end, case when approval = 'A_PEND' then 'MANAGER' end, case when approval = 'A_PEND' then true end,
    case when approval = 'A_PEND' then ${approver} end
  from made m join expense_policy p on p.company_id = '${companyId}' and p.is_default;`;
}

/** One to five entries; the kind by chance. A type, a payment type and a vendor of each are used once in some thousands. */
const entriesSql = (companyId: string, reports: number): string => `
  insert into entry (company_id, id, report_id, owner_id, expense_type_id, payment_type_id, transaction_date, transaction_amount,
    transaction_currency, exchange_rate, rate_operation, posted_amount, claimed_amount, approved_amount, vendor_name, location_city,
    location_country_code, business_purpose, attendee_count, allocation_state, created_at, modified_at)
  select '${companyId}', ${idBelow('e.id', hex('k', 12))}, e.id, ${userId('owner')},
    case when k = 1 and ${isRare(reports, 9)} then 'TOLLS' when c < 3000 then 'LUNCH' when c < 5500 then 'TAXIX' when c < 7000 then 'DINNR' when c < 8000 then 'TRAIN'
      when c < 9000 then 'AIRFR' else 'PARKG' end,
    y.id, (at - k * interval '1 day')::date, 5 + c / 40.0, 'USD', 1, 'MULTIPLY', 5 + c / 40.0, 5 + c / 40.0, 5 + c / 40.0,
    case when c % 10 = 0 then 'Uber' else 'Vendor ' || (n * 5 + k) % ${Math.ceil(reports / 11)} end, 'Seattle', 'US', null,
    case when c between 5500 and 6500 then 2 else 0 end, case when c % 20 = 1 then 'FULLY_ALLOCATED' else 'NOT_ALLOCATED' end, at, at
  from (select m.*, k, ${chance('n * 8 + k', 7)} as c from made m cross join lateral generate_series(1, 1 + (n % 5)::int) k) e
  join payment_type y on y.company_id = '${companyId}'
    and y.code = case when k = 1 and ${isRare(reports, 13)} then 'IBIP' when c % 10 < 6 then 'CASH' else 'CBCP' end;
  update report r set entry_count = e.count, total = e.total, claimed = e.total, approved = e.total, due_employee = e.total
  from (select report_id, count(*), sum(posted_amount) as total from entry where company_id = '${companyId}' group by report_id) e
  where r.company_id = '${companyId}' and r.id = e.report_id;`;

function belongingSql(companyId: string, reports: number): string {
  const attendees = Math.ceil(reports / 10);
  const owners = Math.max(1, Math.ceil(reports / REPORTS_OF_ONE));
  const attendeeId = (number: string): string => `(${hex(number, 8)} || '-0000-7000-9000-000000000000')::uuid`;
  const one = `'${companyId}'`;
  return `
  insert into allocation (company_id, id, entry_id, owner_id, set_id, position, weight, percentage, is_percent_edited, is_system, custom)
  select company_id, ${idBelowEntry('id', 'a')}, id, owner_id, id, k, 50, 50, true, false, jsonb_build_object('orgUnit1', jsonb_build_object('value', 'C' || k))
  from entry cross join generate_series(1, 2) k where company_id = ${one} and allocation_state = 'FULLY_ALLOCATED';
  insert into attendee (company_id, id, type_id, owner_id, currency_code, created_at, modified_at)
  select ${one}, ${attendeeId('n')}, t.id, ${userId(`1 + n % ${owners}`)}, 'USD', now(), now()
  from generate_series(1, ${attendees}) n
    join attendee_type t on t.company_id = ${one} and t.code = case when n <= 5 then 'SPOUSE' else 'BUSGUEST' end;
  insert into attendee_version (company_id, attendee_id, number, last_name, first_name, company, external_id, created_at)
  select ${one}, ${attendeeId('n')}, 1, 'Guest' || n, 'Given' || n % 100, 'Firm' || n % 1000, 'X' || n, now() from generate_series(1, ${attendees}) n;
  insert into entry_attendee (company_id, id, entry_id, owner_id, attendee_id, attendee_version, transaction_amount, is_amount_edited, associated_count)
  select e.company_id, ${idBelowEntry('e.id', 'b')}, e.id, e.owner_id, ${attendeeId(`1 + (abs(hashint8(m.n)) + k) % ${attendees}`)}, 1, e.transaction_amount / 2, false, 1
  from entry e join made m on m.id = e.report_id cross join generate_series(1, 2) k where e.company_id = ${one} and e.attendee_count > 0;
  insert into entry_tax (company_id, entry_id, authority_id, position, tax_transaction_amount, reclaim_transaction_amount, tax_posted_amount,
    reclaim_posted_amount, source)
  select e.company_id, e.id, a.id, 1, 1, 0, 1, 0, 'SYST' from entry e
    join (select id from tax_authority where company_id = ${one} order by code limit 1) a on true
  where e.company_id = ${one} and e.expense_type_id = 'TRAIN';
  insert into report_comment (company_id, id, report_id, text, author_id, created_at)
  select ${one}, ${idBelow('id', hex('4096', 12))}, id, 'Comment ' || n, ${userId('owner')}, at from made where n % 4 = 0;
  insert into report_exception (company_id, id, report_id, code, origin, created_at)
  select ${one}, ${idBelow('m.id', hex('8192', 12))}, m.id, d.code, 'system', m.at
  from made m join (select code from exception_definition where company_id = ${one} order by code limit 1) d on true where n % 10 = 0;`;
}
