/**
 * The floor: the least program that does the same job on the same data. Bare Fastify, the same driver and pool, the same signature and
 * verification, the fewest statements; no schemas, no policies, no audit trail, no outbox. Started by run.ts with its settings in FLOOR.
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

app.get('/report/:id', async (request) => {
  verified(request);
  const { id } = request.params as { id: string };
  return (
    await query(
      'select r.*, p.name as policy from report r join expense_policy p on p.company_id = r.company_id and p.id = r.policy_id where r.company_id = $1 and r.id = $2',
      [companyId(request), id],
    )
  )[0];
});

app.get('/reports', async (request) => {
  verified(request);
  return {
    Items: await query(
      'select r.*, u.user_name from report r join "user" u on u.company_id = r.company_id and u.id = r.owner_id where r.company_id = $1 order by r.id desc limit 26',
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

app.post('/reports', async (request) => {
  const { sub } = verified(request);
  const { name, policyId } = request.body as { name: string; policyId: string };
  const id = reportId();
  await query(
    `with made as (insert into report (company_id, id, report_number, name, owner_id, policy_id, report_date, currency_code, approval_status, payment_status, created_at, modified_at)
     values ($1, $2, $3, $4, $5, $6, current_date, 'USD', 'A_NOTF', 'P_NOTP', now(), now()) returning company_id, id)
     insert into event (company_id, id, topic, event_type, subject_id, facts, actor, correlation_id, occurred_at)
     select company_id, gen_random_uuid(), 't', 'reportCreated', id::text, '{}', '{}', 'floor', now() from made`,
    [companyId(request), id, randomBytes(6).toString('base64url'), name, sub, policyId],
  );
  return { uri: id };
});

app.post('/reports/:id/expenses', async (request) => {
  const { sub } = verified(request);
  const { id } = request.params as { id: string };
  const body = request.body as { expenseTypeId: string; paymentTypeId: string; amount: number };
  await query(
    `with made as (insert into entry (company_id, id, report_id, owner_id, expense_type_id, payment_type_id, transaction_date, transaction_amount, transaction_currency, exchange_rate, rate_operation,
     posted_amount, approved_amount, created_at, modified_at) values ($1, gen_random_uuid(), $2, $3, $4, (select id from payment_type where company_id = $1 and short_id = $5), current_date, $6, 'USD', 1, 'MULTIPLY', $6, $6, now(), now()) returning report_id)
     update report set total = total + $6, modified_at = now() where company_id = $1 and id = $2`,
    [companyId(request), id, sub, body.expenseTypeId, body.paymentTypeId, body.amount],
  );
  return { uri: id };
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
