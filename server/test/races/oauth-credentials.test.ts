import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { postForm, registerApp, SYSTEM } from '../harness/apps.ts';
import { grantsWorld, type GrantsWorld } from '../harness/grants.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';

const AT_ONCE = 10;

/** What two clients do to one credential at one moment, on a server where transactions really run side by side. */
describe('credentials on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let world: GrantsWorld;
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({
      database: await postgres.freshDatabase(),
      config: { limits: { perApp: 1e6, perAddress: 1e6 } },
    });
    world = await grantsWorld(program);
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  const together = <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, index) => make(index)));
  const count = async (table: string, column: string, value: string): Promise<number> => {
    const found = await sql<{ count: number }>`select count(*) from ${sql.table(table)}
      where ${sql.ref(column)} = ${value}`.execute(program.database.root);
    return found.rows[0]?.count ?? -1;
  };

  it('serve every one of many refreshes, and stay one token', async () => {
    const token = await world.refreshTokenOf();
    program.clock.advance(86_400_000);
    const answers = await together(() => world.refresh(token));
    for (const answer of answers) {
      assert.equal(answer.statusCode, 200, answer.body);
      assert.equal(answer.json().refresh_token, token);
    }
  });

  it('give a code’s tokens to nobody who redeemed it with others', async () => {
    const code = await world.issueCode();
    const answers = await together(() => world.redeem(code));
    const given = answers.filter((answer) => answer.statusCode === 200);
    assert.ok(given.length <= 1, `${given.length} were given tokens`);
    for (const answer of answers) assert.ok([200, 400].includes(answer.statusCode), answer.body);
    for (const answer of given) {
      const kept = await world.refresh(answer.json().refresh_token);
      assert.equal(kept.json().code, 108, kept.body);
    }
  });

  it('keep the limit of open one-time passwords', async () => {
    const answers = await together(() => world.askOtp());
    const sent = answers.filter((answer) => answer.statusCode === 200).length;
    assert.equal(await count('one_time_password', 'handle', world.login), sent);
    assert.equal(sent, 5);
    for (const answer of answers.filter(({ statusCode }) => statusCode !== 200))
      assert.equal(answer.json().code, 82, answer.body);
  });

  it('are connected once, whoever asks first', async () => {
    const { userId, login } = await world.employ();
    const answers = await together(() => world.byPassword({ username: login }));
    assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200]));
    assert.equal(await count('connection', 'principal_id', userId), 1);
  });

  it('are not deleted while somebody makes them active', async () => {
    const { oauth } = program.modules;
    const app = await registerApp(program);
    await together(async () => {
      const made = await program.unitOfWork.write(SYSTEM, (ctx) => oauth.addSecret(ctx, app.id));
      const on = { appId: app.id, secretId: made.id };
      const [activated, deleted] = await Promise.allSettled([
        program.unitOfWork.write(SYSTEM, (ctx) => oauth.setSecretStatus(ctx, { ...on, status: 'active' })),
        program.unitOfWork.write(SYSTEM, (ctx) => oauth.deleteSecret(ctx, app.id, made.id)),
      ]);
      const kept = (await program.unitOfWork.read(SYSTEM, (ctx) => oauth.listSecrets(ctx, app.id))).some(
        ({ id }) => id === made.id,
      );
      assert.equal(kept, activated.status === 'fulfilled', `${activated.status} ${deleted.status}`);
      assert.notEqual(activated.status, deleted.status);
    });
  });

  it('of 2017 trade one code once, and leave nothing behind a revocation', async () => {
    const { oauth } = program.modules;
    const app = await registerApp(program, { legacyKey: 'legacy-of-races', scopes: ['EXPRPT'] });
    const { userId, login } = await world.employ();
    const issued = await program.unitOfWork.write(world.company, (ctx) =>
      oauth.issueLegacyCode(ctx, {
        appId: app.id,
        userId,
        companyId: world.company.companyId,
        redirectUri: 'https://app.example/back',
        scopes: ['EXPRPT'],
      }),
    );
    const ask = (fields: Record<string, string>) =>
      postForm(
        program,
        '/net2/oauth2/getaccesstoken.ashx',
        { client_id: app.id, client_secret: app.secret, ...fields },
        { headers: { accept: 'application/json' } },
      );
    const answers = await together(() => ask({ code: issued }));
    const [given, ...more] = answers.filter(({ statusCode }) => statusCode === 200);
    assert.ok(given);
    assert.equal(more.length, 0);
    const refreshToken = String(given.json().Access_Token.Refresh_Token);
    const admin = await world.employ();
    await program.unitOfWork.write(world.company, (ctx) =>
      program.modules.identity.setRoles(ctx, { userId: admin.userId, roles: [{ code: 'SHD_WEB_SERVICES_ADMIN' }] }),
    );
    const authorization = program.actingAs({
      kind: 'user',
      userId: admin.userId,
      companyId: world.company.companyId,
      appId: app.id,
      scopes: new Set(),
    });
    const revoked = program.app.inject({
      method: 'POST',
      url: `/net2/oauth2/revoketoken.ashx?consumerKey=legacy-of-races&user=${encodeURIComponent(login)}`,
      headers: { authorization },
    });
    await Promise.all([together(() => ask({ refresh_token: refreshToken })), revoked]);
    assert.equal((await revoked).statusCode, 200, (await revoked).body);
    assert.equal(await count('legacy_token', 'user_id', userId), 0);
  });
});
