import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { askToken, postForm, registerApp, SYSTEM } from '../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

const PASSWORD = 'correct horse battery';
const REDIRECT = 'https://app.example/back';

let program: TestProgram;
before(async () => {
  program = await testProgram();
});
after(() => program.close());

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<{ table: string; row: string }[]> {
  const names = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(program.database.root);
  const rows = await Promise.all(
    names.rows.map(async ({ name }) => {
      const found = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(program.database.root);
      return found.rows.map(({ row }) => ({ table: name, row }));
    }),
  );
  return rows.flat();
}

/** Goes through every grant and collects whatever secret was seen on the way. */
async function runEveryGrant(): Promise<Record<string, string>> {
  const { oauth, identity } = program.modules;
  const company = await foundCompany(program);
  const user = await hire(program, company);
  await identity.setPassword(program.unitOfWork, company, { userId: user.id, password: PASSWORD });
  const app = await registerApp(program, { redirectUris: [REDIRECT], legacyKey: 'LegacyKey' });
  const grant = { appId: app.id, userId: user.id, companyId: company.companyId, redirectUri: REDIRECT, scopes: ['EXPRPT'] };
  const inCompany = <T>(run: Parameters<typeof program.unitOfWork.write<T>>[1]) => program.unitOfWork.write(company, run);
  const second = await program.unitOfWork.write(SYSTEM, (ctx) => oauth.addSecret(ctx, app.id, 'active'));
  const byPassword = await askToken(program, app, { grant_type: 'password', username: user.userName, password: PASSWORD });
  const code = await inCompany((ctx) => oauth.issueCode(ctx, grant));
  const byCode = await askToken(program, app, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
  const { token: requestToken } = await inCompany((ctx) =>
    oauth.createRequestToken(ctx, { principalKind: 'company', principalId: company.companyId, appId: app.id }),
  );
  const byRequestToken = await askToken(program, app, {
    grant_type: 'password',
    credtype: 'authtoken',
    username: company.companyId,
    password: requestToken,
  });
  const handle = { channel_type: 'email', channel_handle: user.userName };
  await postForm(program, '/oauth2/v0/otp', { client_id: app.id, client_secret: app.secret, ...handle });
  const mail = program.enqueued.at(-1)?.data['text'];
  const otp = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(String(mail))?.[0] ?? '';
  const refreshed = await askToken(program, app, {
    grant_type: 'refresh_token',
    refresh_token: (byPassword.json() as { refresh_token: string }).refresh_token,
  });
  const open = await inCompany((ctx) => oauth.issueCode(ctx, grant));
  const legacyCode = await inCompany((ctx) => oauth.issueLegacyCode(ctx, grant));
  const request = {
    work: program.unitOfWork,
    caller: SYSTEM,
    clock: program.clock,
    place: { dataCenter: 'us', geolocationOf: () => 'http://us.localhost' },
    address: '127.0.0.1',
  };
  const legacy = await oauth.nativeLegacyToken(request, {
    login: user.userName,
    password: PASSWORD,
    consumerKey: 'LegacyKey',
  });
  const seen: Record<string, string> = { password: PASSWORD, code, open, legacyCode, requestToken, otp };
  Object.assign(seen, { clientSecret: app.secret, secondSecret: second.secret });
  Object.assign(seen, { legacyToken: legacy.token, legacyRefresh: legacy.refreshToken });
  for (const [name, response] of Object.entries({ byPassword, byCode, byRequestToken, refreshed })) {
    assert.equal(response.statusCode, 200, response.body);
    const tokens = response.json() as Record<string, string>;
    for (const kind of ['access_token', 'refresh_token', 'id_token']) seen[`${name} ${kind}`] = tokens[kind] ?? '';
  }
  return seen;
}

describe('the database', () => {
  it('holds no secret, token or key in plain after every grant was used', async () => {
    const secrets = await runEveryGrant();
    const rows = await wholeDatabase();
    const filled = new Set(rows.map(({ table }) => table));
    for (const table of [
      'app_secret',
      'refresh_token',
      'authorization_code',
      'one_time_password',
      'request_token',
      'legacy_token',
      'signing_key',
    ])
      assert.ok(filled.has(`public.${table}`), `${table} has rows to look at`);
    assert.ok(
      rows.some(({ row }) => row.includes('https://app.example/back')),
      'what is not secret is found',
    );
    for (const [name, secret] of Object.entries(secrets)) {
      assert.ok(secret.length >= 16, name);
      for (const { table, row } of rows) assert.ok(!row.includes(secret), `${name} stands in ${table}`);
    }
    for (const { table, row } of rows) assert.doesNotMatch(row, /PRIVATE KEY|"d":/, table);
  });
});
