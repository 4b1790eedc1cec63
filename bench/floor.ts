/**
 * The floor: the least program that does the same job on the same data. Bare Fastify, the same driver and pool, the same signature and
 * verification. It answers the facts that ours answers and leaves the rows that ours leaves, in the fewest statements; it checks nothing, asks
 * who may do nothing, knows no rule, and no schema (decision 0144). Started by servers.ts with its settings in FLOOR.
 */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomInt,
  randomUUID,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { fastify, type FastifyRequest } from 'fastify';
import pg from 'pg';

interface Settings {
  readonly engine: 'embedded' | 'server';
  readonly data: string;
  readonly jwk: Record<string, string>;
}

const settings = JSON.parse(process.env['FLOOR'] ?? '{}') as Settings;
const signAsync = promisify(sign) as (algorithm: string, data: Buffer, key: KeyObject) => Promise<Buffer>;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKey = createPublicKey({ key: settings.jwk, format: 'jwk' });
const query = await connect();

type Row = Record<string, unknown>;

async function connect(): Promise<(text: string, values: unknown[]) => Promise<Row[]>> {
  if (settings.engine === 'embedded') {
    const pglite = await PGlite.create({ dataDir: settings.data });
    return async (text, values) => (await pglite.query<Row>(text, values)).rows;
  }
  const pool = new pg.Pool({ connectionString: settings.data, max: 16 });
  // Named, so that the server plans each statement once: a floor that parsed anew each time would flatter us.
  const named = new Map<string, string>();
  return async (text, values) => {
    let name = named.get(text);
    if (!name) named.set(text, (name = `f${named.size}`));
    return (await pool.query<Row>({ name, text, values })).rows;
  };
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

async function jwt(claims: object): Promise<string> {
  const head = `${encode({ alg: 'RS256', kid: 'floor' })}.${encode(claims)}`;
  return `${head}.${(await signAsync('sha256', Buffer.from(head), privateKey)).toString('base64url')}`;
}

/** Verified once and remembered, as ours does. */
const seen = new Map<string, { sub: string; exp: number }>();
function verified(request: FastifyRequest): { sub: string } {
  const token = request.headers.authorization?.slice(7) ?? '';
  const known = seen.get(token);
  if (known && known.exp * 1000 > Date.now()) return known;
  const [head = '', body = '', signature = ''] = token.split('.');
  if (!verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')))
    throw new Error('forged');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { sub: string; exp: number };
  seen.set(token, claims);
  return claims;
}

const app = fastify();
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
  done(null, Object.fromEntries(new URLSearchParams(text as string))),
);

app.post('/oauth2/v0/token', async (request) => {
  const form = request.body as Record<string, string>;
  const rows = await query(
    'select a.id, a.scopes from app a join app_secret s on s.app_id = a.id where a.id = $1 and s.status = $2',
    [form['client_id'], 'active'],
  );
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: rows[0]?.['id'],
    iss: 'floor',
    iat: now,
    exp: now + 3600,
    'concur.scopes': rows[0]?.['scopes'],
    jti: randomUUID(),
  };
  if (form['grant_type'] === 'client_credentials') return { access_token: await jwt(claims), expires_in: 3600 };
  const found = await query('select principal_id, scopes from refresh_token where token_hash = $1', [
    hash(form['refresh_token'] ?? ''),
  ]);
  // One after the other: an id token holds a hash of the access token.
  const access = await jwt({ ...claims, sub: found[0]?.['principal_id'] });
  const id = await jwt({ ...claims, aud: form['client_id'], at_hash: hash(access).slice(0, 16) });
  return { access_token: access, id_token: id, expires_in: 3600, refresh_token: form['refresh_token'] };
});

app.get('/profile/v1/me', async (request) => {
  const { sub } = verified(request);
  const rows = await query(
    `select u.*, c.name as company, (select json_agg(e) from user_email e where e.company_id = u.company_id and e.user_id = u.id) as emails,
     (select json_agg(a) from user_address a where a.company_id = u.company_id and a.user_id = u.id) as addresses
     from directory_entry d join "user" u on u.company_id = d.company_id and u.id = d.principal_id join company c on c.company_id = u.company_id where d.principal_id = $1`,
    [sub],
  );
  return rows[0];
});

/** What a report's resource names beside its own columns. */
const ADDED = `p.name as policy_name,
  (select c.text from report_comment c where c.company_id = r.company_id and c.report_id = r.id and c.entry_id is null order by c.id desc limit 1) as last_comment,
  exists (select 1 from report_exception x where x.company_id = r.company_id and x.report_id = r.id) as has_exceptions`;
const PEOPLE = `o.login as owner_login, o.given_name as owner_given_name, o.family_name as owner_family_name, o.ledger_code,
  a.login as approver_login, a.given_name as approver_given_name, a.family_name as approver_family_name`;
const WITH_PEOPLE = `join expense_policy p on p.company_id = r.company_id and p.id = r.policy_id
  join person o on o.company_id = r.company_id and o.id = r.owner_id left join person a on a.company_id = r.company_id and a.id = r.approver_id`;

app.get('/report/:id', async (request) => {
  verified(request);
  const { id } = request.params as { id: string };
  return (
    await query(
      `select r.*, ${ADDED}, ${PEOPLE}, s.given_name as submitter_given_name, s.family_name as submitter_family_name from report r ${WITH_PEOPLE}
         left join person s on s.company_id = r.company_id and s.id = r.submitter_id
       where r.company_id = $1 and r.id = $2`,
      [companyId(request), id],
    )
  )[0];
});

app.get('/reports', async (request) => {
  verified(request);
  return {
    Items: await query(
      `with page as materialized (select * from report where company_id = $1 order by id desc limit 26),
         comments as (select distinct on (c.report_id) c.report_id, c.text from report_comment c
           where c.company_id = $1 and c.report_id = any(array(select id from page)) and c.entry_id is null order by c.report_id, c.id desc),
         flagged as (select distinct x.report_id from report_exception x where x.company_id = $1 and x.report_id = any(array(select id from page)))
       select r.*, p.name as policy_name, ${PEOPLE}, c.text as last_comment, f.report_id is not null as has_exceptions
       from page r ${WITH_PEOPLE} left join comments c on c.report_id = r.id left join flagged f on f.report_id = r.id order by r.id desc`,
      [companyId(request)],
    ),
  };
});

/** The caller's company: the floor is told it, ours reads it from the token. */
const companyId = (request: FastifyRequest): string => String(request.headers['x-company']);

app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) =>
  done(null, JSON.parse(text as string)),
);

/** An id that our own code would take for its own: 48 bits of time, 32 of chance. */
function reportId(): string {
  const chance = randomInt(1 << 20);
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time}7${randomBytes(2).toString('hex').slice(1)}${(0x8000 | (chance >>> 6)).toString(16)}${((chance & 0x3f) << 2).toString(16).padStart(2, '0')}0000000000`;
}

const EVENT = `insert into event (company_id, id, topic, event_type, subject_id, facts, actor, correlation_id, occurred_at)
  values ($1, gen_random_uuid(), 't', 'statusChanged', $2::uuid::text, '{}', '{}', 'floor', now())`;
const AUDIT = `insert into audit_entry (company_id, id, subject_kind, subject_id, action, actor, details, correlation_id, recorded_at)
  values ($1, gen_random_uuid(), 'report', $2::uuid::text, 'changed', '{}', '{}', 'floor', now())`;

app.post('/reports', async (request) => {
  const { sub } = verified(request);
  const { name, policyId } = request.body as { name: string; policyId: string };
  const id = reportId();
  await query(
    `with event as (${EVENT}), audit as (${AUDIT})
     insert into report (company_id, id, report_number, name, owner_id, policy_id, report_date, currency_code, approval_status, payment_status, created_at, modified_at)
     values ($1, $2, $3, $4, $5, $6, current_date, 'USD', 'A_NOTF', 'P_NOTP', now(), now())`,
    [companyId(request), id, randomBytes(6).toString('base64url'), name, sub, policyId],
  );
  return { uri: id };
});

app.post('/reports/:id/expenses', async (request) => {
  const { sub } = verified(request);
  const { id } = request.params as { id: string };
  const body = request.body as { expenseTypeId: string; paymentTypeId: string; date: string; amount: number };
  await query(
    `with audit as (${AUDIT}), made as (insert into entry (company_id, id, report_id, owner_id, expense_type_id, payment_type_id, transaction_date, transaction_amount, transaction_currency, exchange_rate, rate_operation,
     posted_amount, claimed_amount, approved_amount, created_at, modified_at) values ($1, gen_random_uuid(), $2, $3, $4, (select id from payment_type where company_id = $1 and short_id = $5), $7, $6, 'USD', 1, 'MULTIPLY', $6, $6, $6, now(), now()) returning report_id)
     update report set total = total + $6, modified_at = now() where company_id = $1 and id = $2`,
    [companyId(request), id, sub, body.expenseTypeId, body.paymentTypeId, body.amount, body.date],
  );
  return { uri: id };
});

/** Into the hands of the owner's approver; who that is, and what the policy's workflow is, is one question. */
app.patch('/reports/:id/submit', async (request) => {
  const { sub } = verified(request);
  const { id } = request.params as { id: string };
  const [found] = await query(
    `select p.workflow_definition_id, d.steps, a.approver_id, exists (select 1 from report_exception x where x.company_id = r.company_id and x.report_id = r.id) as flagged
     from report r join expense_policy p on p.company_id = r.company_id and p.id = r.policy_id
     join workflow_definition d on d.company_id = p.company_id and d.id = p.workflow_definition_id
     join user_approver a on a.company_id = r.company_id and a.user_id = r.owner_id and a.kind = 'report' and a.is_primary
     where r.company_id = $1 and r.id = $2 and r.approval_status = 'A_NOTF'`,
    [companyId(request), id],
  );
  if (!found) throw new Error('not to be submitted');
  await query(
    `with process as (insert into workflow_process (company_id, id, definition_id, subject_kind, subject_id, subject_owner_id, state, sequence, approval_status, pending_count, started_at)
       select company_id, gen_random_uuid(), $3, 'report', id, owner_id, 'pending', 1, 'A_PEND', 1, now() from report where company_id = $1 and id = $2 returning company_id, id),
     step as (insert into workflow_step (company_id, id, process_id, sequence, role, approval_status, assignee_id, state, started_at)
       select company_id, gen_random_uuid(), id, 1, 'MANAGER', 'A_PEND', $4, 'pending', now() from process returning id, process_id),
     told as (insert into workflow_action (company_id, id, process_id, step_id, sequence, role, action, acted_by, from_status, to_status, happened_at)
       select $1, gen_random_uuid(), process_id, id, 0, 'EMPLOYEE', 'submit', $5, 'A_NOTF', 'A_PEND', now() from step),
     event as (${EVENT}), audit as (${AUDIT})
     update report r set approval_status = 'A_PEND', submitted_at = now(), modified_at = now(), submitter_id = $5, process_id = s.process_id, step_id = s.id,
       step_sequence = 1, step_role = 'MANAGER', approver_id = $4 from step s where r.company_id = $1 and r.id = $2`,
    [companyId(request), id, found['workflow_definition_id'], found['approver_id'], sub],
  );
  return {};
});

/** On to the accounting clerks. */
app.patch('/reports/:id/approve', async (request) => {
  const { sub } = verified(request);
  const { id } = request.params as { id: string };
  const [found] = await query(
    `select s.id, s.process_id, d.steps from workflow_process p join workflow_step s on s.company_id = p.company_id and s.process_id = p.id and s.state = 'pending'
     join workflow_definition d on d.company_id = p.company_id and d.id = p.definition_id
     where p.company_id = $1 and p.subject_kind = 'report' and p.subject_id = $2 and p.state = 'pending' for update of p`,
    [companyId(request), id],
  );
  if (!found) throw new Error('not to be approved');
  await query(
    `with ended as (update workflow_step set state = 'approved', ended_at = now(), acted_by = $5 where company_id = $1 and id = $3),
     process as (update workflow_process set sequence = 2, approval_status = 'A_ACCO' where company_id = $1 and id = $4),
     comment as (insert into report_comment (company_id, id, report_id, text, author_id, step_id, created_at) values ($1, gen_random_uuid(), $2, 'Bench', $5, $3, now())),
     step as (insert into workflow_step (company_id, id, process_id, sequence, role, approval_status, state, started_at)
       values ($1, gen_random_uuid(), $4, 2, 'ACCT_CLERK', 'A_ACCO', 'pending', now()) returning id),
     told as (insert into workflow_action (company_id, id, process_id, step_id, sequence, role, action, acted_by, from_status, to_status, happened_at)
       values ($1, gen_random_uuid(), $4, $3, 1, 'MANAGER', 'approve', $5, 'A_PEND', 'A_ACCO', now())),
     event as (${EVENT}), audit as (${AUDIT})
     update report r set approval_status = 'A_ACCO', modified_at = now(), step_id = s.id, step_sequence = 2, step_role = 'ACCT_CLERK', approver_id = null
       from step s where r.company_id = $1 and r.id = $2`,
    [companyId(request), id, found['id'], found['process_id'], sub],
  );
  return {};
});

await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: (app.server.address() as { port: number }).port, limit: await signingLimit() });

/** Signatures a second that the machine can make through the same call: the bound of every token endpoint. */
async function signingLimit(): Promise<number> {
  const data = Buffer.alloc(800, 'x');
  const started = process.hrtime.bigint();
  let made = 0;
  const worker = async () => {
    while (process.hrtime.bigint() - started < 1_000_000_000n) {
      await signAsync('sha256', data, privateKey);
      made++;
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return made / (Number(process.hrtime.bigint() - started) / 1e9);
}
