import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FolderTaken, lockFolder } from './folder-lock.ts';

const HOLDER = `
import { lockFolder } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)};
const result = await lockFolder(process.argv[2]).then(() => 'held', (error) => error.name);
process.send(result);
if (result === 'held') setInterval(() => {}, 1000); else process.disconnect();
`;

describe('the lock of a data folder', () => {
  let folder: string;
  let children: ChildProcess[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdiem-lock-'));
    children = [];
    await writeFile(join(folder, 'holder.mjs'), HOLDER);
  });
  afterEach(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    await rm(folder, { recursive: true });
  });

  const start = async (): Promise<{ child: ChildProcess; said: string }> => {
    const child = fork(join(folder, 'holder.mjs'), [join(folder, 'data')], { stdio: 'ignore' });
    children.push(child);
    const [said] = (await once(child, 'message')) as [string];
    return { child, said };
  };

  it('is held by one, in one line for the next, and free when released', async () => {
    const data = join(folder, 'data');
    const lock = await lockFolder(data);
    await assert.rejects(lockFolder(data), (error: Error) => {
      assert.ok(error instanceof FolderTaken);
      assert.match(
        error.message,
        new RegExp(`^The data folder .*data is in use by another Perdiem \\(process ${process.pid}\\)\\.$`),
      );
      return true;
    });
    await lock.release();
    assert.equal(existsSync(join(data, 'perdiem.pid')), false);
    await (await lockFolder(data)).release();
  });

  it('is free again after its holder was killed without warning', async () => {
    const { child, said } = await start();
    assert.equal(said, 'held');
    await assert.rejects(lockFolder(join(folder, 'data')), FolderTaken);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await (await lockFolder(join(folder, 'data'))).release();
  });

  it('does not mistake a process that got the number of a dead holder for it', async () => {
    const data = join(folder, 'data');
    await (await lockFolder(data)).release();
    await writeFile(join(data, 'perdiem.pid'), JSON.stringify({ pid: process.ppid, started: 'another time' }));
    await (await lockFolder(data)).release();
    await writeFile(join(data, 'perdiem.pid'), 'torn');
    await (await lockFolder(data)).release();
  });

  it('goes to one of several that find the remains of a dead one', async () => {
    const dead = await start();
    dead.child.kill('SIGKILL');
    await once(dead.child, 'exit');
    const said = (await Promise.all([start(), start(), start()])).map((one) => one.said).sort();
    assert.deepEqual(said, ['FolderTaken', 'FolderTaken', 'held']);
  });
});
