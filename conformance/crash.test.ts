import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.ts';
import { startProgram } from './target.ts';

describe('a program killed in the middle of writes', () => {
  let data: string;
  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'perdiem-crash-'));
  });
  after(() => rm(data, { recursive: true, force: true }));

  it('starts again and holds every report it acknowledged', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const program = await startProgram(data);
      const client = new Client({ baseUrl: program.sandbox.baseUrl, sandbox: program.sandbox, stop: async () => {} });
      const token = await client.userToken('traveler');
      for (const id of acknowledged)
        assert.equal((await client.call('GET', `/api/v3.0/expense/reports/${id}`, { token })).status, 200, `lost ${id}`);
      const writers = Array.from({ length: 4 }, () => writeUntilKilled(client, token, acknowledged));
      await sleep(400 + round * 150);
      await program.stop('SIGKILL');
      await Promise.all(writers);
      assert.ok(acknowledged.length > round * 5, `only ${acknowledged.length} writes were acknowledged`);
    }
    const program = await startProgram(data);
    const client = new Client({ baseUrl: program.sandbox.baseUrl, sandbox: program.sandbox, stop: async () => {} });
    const token = await client.userToken('traveler');
    for (const id of acknowledged)
      assert.equal((await client.call('GET', `/api/v3.0/expense/reports/${id}`, { token })).status, 200, `lost ${id}`);
    await program.stop('SIGTERM');
  });
});

/** Creates reports one after the other and notes each that was answered, until the server is gone. */
async function writeUntilKilled(client: Client, token: string, acknowledged: string[]): Promise<void> {
  for (let written = 0; written < 200; written++) {
    const reply = await client
      .call('POST', '/api/v3.0/expense/reports', { token, body: { Name: `Crash ${written}` } })
      .catch(() => undefined);
    if (!reply) return;
    assert.equal(reply.status, 200, reply.text);
    acknowledged.push(String(reply.json['ID']));
  }
}
