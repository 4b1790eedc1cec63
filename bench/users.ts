/**
 * Searches among few users and among many, and users made in numbers beside the bare driver: only the ratios count.
 *   node bench/users.ts [--engine embedded|server] [--users 100000] [--rounds 60] [--made 2000]
 */
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { migrateDatabase } from '../server/src/context.ts';
import type { NewUser, UserCriteria, UserCursor, UserSearch } from '../server/src/modules/identity/index.ts';
import { MovableClock } from '../server/src/platform/clock/clock.ts';
import { openEmbedded, type Database } from '../server/src/platform/db/database.ts';
import { newId } from '../server/src/platform/ids/index.ts';
import { startPostgres } from '../server/test/harness/postgres.ts';
import { openCompany } from './company.ts';

type Engine = 'embedded' | 'server';
type Times = Record<string, number>;

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    users: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '60' },
    made: { type: 'string', default: '2000' },
  },
});
const FEW = 1000;
const many = Number(values.users);
const rounds = Number(values.rounds);
const engines: Engine[] = values.engine === 'embedded' || values.engine === 'server' ? [values.engine] : ['embedded', 'server'];

const clock = new MovableClock();
const person = (number: number): NewUser => ({
  userName: `new${number}@bench.example`,
  employeeNumber: `N${number}`,
  name: { familyName: 'Family', givenName: 'Given' },
  emails: [{ type: 'work', value: `new${number}@bench.example` }],
  phoneNumbers: [{ type: 'mobile', value: '+1 425 555 0100', primary: true, notifications: false }],
  spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' },
  roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }],
});

for (const engine of engines) {
  const postgres = engine === 'server' ? await startPostgres() : undefined;
  const open = async (): Promise<Database> => {
    if (postgres) return postgres.freshDatabase();
    const database = await openEmbedded();
    await migrateDatabase(database);
    return database;
  };
  try {
    await compareSearches(engine, open);
    await compareMaking(engine, open);
  } finally {
    await postgres?.stop();
  }
}

async function compareSearches(engine: Engine, open: () => Promise<Database>): Promise<void> {
  const few = await searches(await open(), FEW);
  const lots = await searches(await open(), many);
  console.log(`\n${engine}: milliseconds at ${FEW} users, at ${many}, ratio (budget 2)`);
  for (const [name, time] of Object.entries(few)) {
    const ratio = (lots[name] ?? NaN) / time;
    console.log(
      `${name.padEnd(46)} ${time.toFixed(2).padStart(8)} ${lots[name]?.toFixed(2).padStart(9)} ${ratio.toFixed(2).padStart(7)}`,
    );
  }
}

async function searches(database: Database, users: number): Promise<Times> {
  const { work, modules, caller } = await openCompany(database, clock);
  const { identity } = modules;
  try {
    await fill(database, caller.companyId, users);
    const search = (given: Partial<UserSearch>) =>
      work.read(caller, (ctx) => identity.searchUsers(ctx, { limit: 100, ...given }));
    const middle = await search({ limit: 1, page: { startIndex: Math.floor(users / 2) }, withTotal: true });
    const [user] = middle.users;
    if (!user || !middle.next || middle.total !== users) throw new Error(`${middle.total} users instead of ${users}`);
    const after = middle.next as UserCursor;
    const one = (criteria: UserCriteria): Partial<UserSearch> => ({ criteria, withTotal: true });
    const eq = (field: 'userName' | 'employeeNumber' | 'externalId' | 'emails.value' | 'familyName', value: string) =>
      one({ field, operator: 'eq', value });
    const active: UserCriteria = { field: 'active', operator: 'eq', value: true };
    const asked: Record<string, Partial<UserSearch>> = {
      'filter by userName': eq('userName', user.userName.toUpperCase()),
      'filter by employeeNumber': eq('employeeNumber', user.employeeNumber ?? ''),
      'filter by externalId': eq('externalId', user.externalId ?? ''),
      'filter by an e-mail address': eq('emails.value', user.emails[0]?.value ?? ''),
      'filter by a family name of 20': eq('familyName', user.name.familyName),
      'first page of 100, with total': { withTotal: true },
      'search page of 100 (active), with total': { criteria: active, withTotal: true },
      'cursor page of 100 from the middle': { page: { after }, withTotal: true },
      'cursor page of 100 (active) from the middle': { criteria: active, page: { after }, withTotal: true },
      'cursor page of 100 with spend profiles': { page: { after }, withSpend: true },
      'index page of 100 at the end': { page: { startIndex: users - 99 }, withTotal: true },
    };
    const times: Times = {};
    for (const [name, given] of Object.entries(asked)) times[name] = await median(() => search(given));
    return times;
  } finally {
    await database.close();
  }
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  // The first runs plan the statements and warm the caches; they are not counted.
  for (let round = -10; round < rounds; round++) {
    const started = performance.now();
    await run();
    if (round >= 0) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

/** Users with an address, a phone and a spend profile, a second apart; one in ten is inactive. */
async function fill(database: Database, companyId: string, users: number): Promise<void> {
  const ids = sql`lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000'`;
  await sql`insert into "user" (company_id, id, cuuid, user_name, external_id, employee_number, active, sign_in_denied, family_name, given_name,
      preferred_language, timezone, locale_overrides, settings, contact_preferences, emergency_contacts, entitlements, cost_center, start_date,
      leaves_of_absence, version, created_at, updated_at)
    select ${companyId}::uuid, (${ids})::uuid, n::text, 'user' || n || '@bench.example', 'ext' || n, 'E' || n, n % 10 <> 0, false,
      'Family' || (n % ${Math.ceil(users / 20)}::integer), 'Given' || n, 'en-US', 'America/New_York', '{}', '{}', '{}', '[]', '["Expense"]', 'CC' || n % 50, now(), '[]', 0,
      timestamptz '2020-01-01' + n * interval '1 second', timestamptz '2020-01-01'
    from generate_series(1, ${users}::integer) n`.execute(database.root);
  await sql`insert into user_email (company_id, user_id, type, value, notifications, verified, position)
    select company_id, id, 'work', user_name, true, false, 0 from "user"`.execute(database.root);
  await sql`insert into user_phone (company_id, user_id, position, type, value, is_primary, notifications)
    select company_id, id, 0, 'mobile', '+1 425 555 0100', true, false from "user"`.execute(database.root);
  await sql`insert into spend_profile (company_id, user_id, reimbursement_currency, country, locale, test_employee, non_employee, office_location,
      custom_data, user_preferences, invoice_preferences, workflow_preferences)
    select company_id, id, 'USD', 'US', 'en-US', false, false, '{}', '{}', '{}', '{}', '{}' from "user"`.execute(database.root);
  await sql`insert into user_count (company_id, shard, users, active)
    select company_id, 0, count(*), count(*) filter (where active) from "user" group by company_id`.execute(database.root);
  // What the server's own housekeeping does in time; the embedded engine has none.
  if (database.engine === 'server') await sql`vacuum analyze`.execute(database.root);
}

async function compareMaking(engine: Engine, open: () => Promise<Database>): Promise<void> {
  const made = Number(values.made);
  const ours = await make(await open(), made, 'ours');
  const bare = await make(await open(), made, 'bare');
  console.log(
    `${engine}: ${made} users with spend profiles by hundreds in ${Math.round(ours)} ms, the same rows one by one with the bare driver in ${Math.round(bare)} ms, ratio ${(ours / bare).toFixed(2)} (budget 4)`,
  );
}

async function make(database: Database, users: number, how: 'ours' | 'bare'): Promise<number> {
  const { work, modules, caller } = await openCompany(database, clock);
  const { identity } = modules;
  try {
    const batch = async (from: number): Promise<void> => {
      const people = Array.from({ length: 100 }, (_, at) => person(from + at));
      if (how === 'ours') {
        const outcomes = await work.write(caller, (ctx) => identity.createUsers(ctx, people));
        if (outcomes.some((one) => 'error' in one)) throw new Error('a user was refused');
      } else
        await database.root.transaction().execute(async (tx) => {
          for (const one of people) for (const statement of rowsOf(caller.companyId, one)) await statement.execute(tx);
        });
    };
    await batch(1_000_000);
    const started = performance.now();
    for (let from = 0; from < users; from += 100) await batch(from);
    return performance.now() - started;
  } finally {
    await database.close();
  }
}

/** The rows that a user is, each in a statement that stays the same: the least that a program over this driver could do. */
function rowsOf(companyId: string, user: NewUser) {
  const id = newId(clock);
  const now = clock.now();
  return [
    sql`insert into directory_entry (principal_id, kind, company_id, data_center, login) values (${id}, 'user', ${companyId}, 'us', ${user.userName})`,
    sql`insert into "user" (company_id, id, cuuid, user_name, employee_number, active, sign_in_denied, family_name, given_name, preferred_language,
        timezone, locale_overrides, settings, contact_preferences, emergency_contacts, entitlements, start_date, leaves_of_absence, version,
        created_at, updated_at)
      values (${companyId}, ${id}, ${id}, ${user.userName}, ${user.employeeNumber}, true, false, 'Family', 'Given', 'en-US', 'America/New_York',
        '{}', '{}', '{}', '[]', '["Expense"]', ${now}, '[]', 0, ${now}, ${now})`,
    sql`insert into user_email (company_id, user_id, type, value, notifications, verified, position)
      values (${companyId}, ${id}, 'work', ${user.userName}, true, false, 0)`,
    sql`insert into user_phone (company_id, user_id, position, type, value, is_primary, notifications)
      values (${companyId}, ${id}, 0, 'mobile', '+1 425 555 0100', true, false)`,
    sql`insert into spend_profile (company_id, user_id, reimbursement_currency, country, locale, test_employee, non_employee, office_location,
        custom_data, user_preferences, invoice_preferences, workflow_preferences)
      values (${companyId}, ${id}, 'USD', 'US', 'en-US', false, false, '{}', '{}', '{}', '{}', '{}')`,
    sql`insert into user_role (company_id, user_id, role_code, group_node) values (${companyId}, ${id}, 'EXP_APPROVER', '')`,
  ];
}
