import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { askToken, registerApp, SYSTEM } from '../../../test/harness/apps.ts';
import { foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

let program: TestProgram;
before(async () => {
  program = await testProgram();
});
after(() => program.close());

const runJob = (name: string) => {
  const job = program.modules.oauth.jobs(program.unitOfWork, program.clock).find((one) => one.name === name);
  assert.ok(job, `there is no job ${name}`);
  return job.run({ id: 'job', data: {}, attempt: 1, signal: new AbortController().signal });
};

it('signs with a new key after a rotation, and still believes the tokens of the old one', async () => {
  const app = await registerApp(program);
  const token = async () => String((await askToken(program, app, { grant_type: 'client_credentials' })).json().access_token);
  const kidOf = (jwt: string) =>
    (JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const before = await token();
  await runJob('oauth.rotate-signing-key');
  const later = await token();
  assert.notEqual(kidOf(before), kidOf(later));
  for (const jwt of [before, later]) {
    const answer = await program.app.inject({
      method: 'GET',
      url: `/app-mgmt/v4/${app.id}/secrets`,
      headers: { authorization: `Bearer ${jwt}` },
    });
    assert.equal(answer.statusCode, 200, answer.body);
  }
});

it('takes away what ended more than a day ago, and nothing that still holds', async () => {
  const company = await foundCompany(program);
  const app = await registerApp(program);
  const mint = () =>
    program.unitOfWork.write({ ...SYSTEM, companyId: company.companyId }, (ctx) =>
      program.modules.oauth.createRequestToken(ctx, { principalKind: 'company', principalId: ctx.companyId, appId: app.id }),
    );
  const redeem = async (token: string) =>
    (
      await askToken(program, app, {
        grant_type: 'password',
        credtype: 'authtoken',
        username: company.companyId,
        password: token,
      })
    ).json();
  const run = () => runJob('oauth.sweep-expired');

  const { token: first } = await mint();
  const tokens = await redeem(first);
  assert.equal(typeof tokens.refresh_token, 'string');
  await run();
  assert.equal(typeof (await redeem(first)).access_token, 'string', 'a token that holds was swept');

  program.clock.advance(3 * 86_400_000);
  await run();
  const refreshed = await askToken(program, app, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  assert.equal(refreshed.statusCode, 200, 'a refresh token that holds was swept');
  program.clock.advance(182 * 86_400_000);
  await run();
  const gone = await askToken(program, app, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  assert.equal(gone.json().code, 108);
  const left = await program.unitOfWork.read(SYSTEM, async (ctx) => {
    return (
      await sql<{ n: number }>`select (select count(*) from refresh_token) + (select count(*) from request_token) as n`.execute(
        ctx.tx,
      )
    ).rows[0]?.n;
  });
  assert.equal(left, 0);
});
