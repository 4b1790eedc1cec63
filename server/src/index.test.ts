import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type RunningSandbox } from './index.ts';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

describe('a sandbox in the process of a test', () => {
  let running: RunningSandbox;
  before(async () => {
    running = await startSandbox();
  });
  after(() => running?.stop());

  async function post(path: string, form: Record<string, string>): Promise<Answer> {
    const answer = await fetch(running.baseUrl + path, { method: 'POST', body: new URLSearchParams(form) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  const client = () => ({ client_id: running.sandbox.app.clientId, client_secret: running.sandbox.app.clientSecret });

  async function tokenOf(key: string): Promise<string> {
    const user = running.sandbox.users.find((one) => one.key === key);
    assert.ok(user, key);
    const { status, body } = await post('/oauth2/v0/token', {
      ...client(),
      grant_type: 'password',
      username: user.login,
      password: user.password,
    });
    assert.equal(status, 200, JSON.stringify(body));
    return String(body['access_token']);
  }

  async function reportsOf(token: string, query = ''): Promise<{ Name: string; ApprovalStatusCode: string }[]> {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const answer = await fetch(`${running.baseUrl}/api/v3.0/expense/reports?limit=100${query}`, { headers });
    assert.equal(answer.status, 200);
    return ((await answer.json()) as { Items: { Name: string; ApprovalStatusCode: string }[] }).Items;
  }

  async function createReport(token: string, name: string): Promise<void> {
    const answer = await fetch(`${running.baseUrl}/api/v3.0/expense/reports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ Name: name }),
    });
    assert.equal(answer.status, 200, await answer.text());
  }

  it('tells every login, and lets each in', async () => {
    assert.equal(running.sandbox.baseUrl, running.baseUrl);
    assert.deepEqual(
      running.sandbox.users.map(({ key }) => key),
      ['traveler', 'manager', 'processor', 'admin', 'developer'],
    );
    for (const { key } of running.sandbox.users) await tokenOf(key);
  });

  it('trades the request tokens of the company and its people for tokens', async () => {
    for (const { id, requestToken } of [running.sandbox.company, ...running.sandbox.users]) {
      const form = { ...client(), grant_type: 'password', credtype: 'authtoken', username: id, password: requestToken };
      assert.equal((await post('/oauth2/v0/token', form)).status, 200);
    }
  });

  it('sends a person of the company elsewhere to their data centre', async () => {
    const { login, password } = running.sandbox.elsewhere.user;
    const { status, body } = await post('/oauth2/v0/token', { ...client(), grant_type: 'password', username: login, password });
    assert.deepEqual([status, body['code'], body['geolocation']], [400, 16, running.sandbox.dataCenters['emea']]);
  });

  it('has reports of the traveler in every state', async () => {
    const states = new Set((await reportsOf(await tokenOf('traveler'))).map((report) => report.ApprovalStatusCode));
    assert.deepEqual([...states].sort(), ['A_ACCO', 'A_APPR', 'A_EXTV', 'A_NOTF', 'A_PECO', 'A_PEND', 'A_RESU']);
  });

  it('goes back to a snapshot and to its beginning, with the same logins and tokens', async () => {
    const token = await tokenOf('traveler');
    const atFirst = (await reportsOf(token)).length;
    await createReport(token, 'Before the snapshot');
    await running.snapshot('one');
    await createReport(token, 'After the snapshot');

    await running.restore('one');
    const names = (await reportsOf(token)).map(({ Name }) => Name);
    assert.ok(names.includes('Before the snapshot') && !names.includes('After the snapshot'), names.join());

    await running.reset();
    assert.equal((await reportsOf(await tokenOf('traveler'))).length, atFirst);
    await assert.rejects(running.restore('never taken'), /There is no snapshot "never taken"|name of a snapshot/);
  });

  it('moves its clock: a token ends after its hour, and a reset brings back the present', async () => {
    const token = await tokenOf('traveler');
    await running.clock.advance(2 * 3_600_000);
    const late = await fetch(`${running.baseUrl}/profile/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(late.status, 401);
    await running.clock.freeze(new Date('2030-01-01T00:00:00Z'));
    assert.equal(running.clock.now().toISOString(), '2030-01-01T00:00:00.000Z');
    await running.reset();
    assert.ok(Math.abs(running.clock.now().getTime() - Date.now()) < 60_000);
    const again = await fetch(`${running.baseUrl}/profile/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(again.status, 200);
  });
});
