import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askToken, postForm } from '../harness/apps.ts';
import { grantsWorld, REDIRECT, type GrantsWorld } from '../harness/grants.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';

describe('oauth on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let world: GrantsWorld;
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({ database: await postgres.freshDatabase() });
    world = await grantsWorld(program);
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  const times = <T>(count: number, run: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, run));
  const refresh = (refresh_token: string | undefined) =>
    askToken(program, world.app, { grant_type: 'refresh_token', refresh_token });

  it('gives a code to one of many at once, and takes back what that one got', async () => {
    const code = await world.issueCode();
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const answers = await times(6, () => askToken(program, world.app, fields));
    const winners = answers.filter((answer) => answer.statusCode === 200);
    assert.equal(winners.length, 1);
    assert.ok(answers.every((answer) => answer.statusCode === 200 || answer.json().code === 103));
    assert.equal((await refresh(winners[0]?.json().refresh_token as string)).json().code, 108);
  });

  it('gives a one-time password to one of many at once', async () => {
    const otp = await world.mailedOtp();
    const answers = await times(5, () => world.byOtp({ otp }));
    const codes = answers.map((answer) => String(answer.json().code ?? 'given'));
    assert.deepEqual(codes.sort(), ['83', '83', '83', '83', 'given']);
  });

  it('opens no sixth one-time password, however many ask at once', async () => {
    const { login } = await world.employ();
    const answers = await times(9, () => world.askOtp({ channel_handle: login }));
    assert.equal(answers.filter((answer) => answer.statusCode === 200).length, 5);
  });

  it('lets parallel refreshes renew one token, and none after it was revoked', async () => {
    const token = await world.refreshTokenOf();
    program.clock.advance(3_600_000);
    const renewed = await times(6, () => refresh(token));
    assert.ok(renewed.every((answer) => answer.statusCode === 200 && answer.json().refresh_token === token));
    const bearer = { authorization: `Bearer ${renewed[0]?.json().access_token as string}` };
    await program.app.inject({ method: 'DELETE', url: '/app-mgmt/v0/connections', headers: bearer });
    assert.equal((await refresh(token)).json().code, 108);
  });

  it('keeps one request token of those that were made at once', async () => {
    const tokens = await times(5, () => world.requestToken(world.app));
    const answers = await Promise.all(tokens.map((token) => world.byRequestToken(token)));
    assert.equal(answers.filter((answer) => answer.statusCode === 200).length, 1);
  });

  it('answers every grant as on the embedded engine', async () => {
    const client = await askToken(program, world.app, { grant_type: 'client_credentials' });
    assert.equal(client.statusCode, 200, client.body);
    assert.equal(client.json().scope, 'user.read EXPRPT offline_access');
    const wrong = await postForm(program, '/oauth2/v0/token', { client_id: world.app.id, client_secret: 'x' });
    assert.equal(wrong.json().code, 64);
  });
});
