import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/perdiem.mjs', import.meta.url));

describe('perdiem import employees', { timeout: 180_000 }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdiem-import-cli-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function perdiem(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [PROGRAM, ...words, '--data', join(folder, 'data')], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  }

  const line = (id: string, given: string): string =>
    ['310', id, `${id}@cli.example`, given, '', 'Line', '', '', '', 'Y', '', '', '', '', 'Y', '', '', ''].join(';');

  it('tries, imports, says what was rejected, and imports again without a change', async () => {
    const founded = await perdiem(
      'company',
      'add',
      'Acme',
      '--domain',
      'acme.example',
      '--country',
      'US',
      '--currency',
      'USD',
      '--json',
    );
    assert.equal(founded.code, 0, founded.err);
    const { id } = JSON.parse(founded.out) as { id: string };
    await writeFile(join(folder, 'people.csv'), `${line('1', 'Ann')}\n${line('2', 'Ben')}\n`);
    const run = (...words: string[]) =>
      perdiem('import', 'employees', 'people.csv', '--company', id, '--delimiter', 'semicolon', '--json', ...words);
    const report = ({ code, out, err }: Awaited<ReturnType<typeof perdiem>>) => {
      assert.equal(code, 0, err);
      const { dryRun, created, updated, unchanged } = JSON.parse(out) as Record<string, unknown>;
      return { dryRun, created, updated, unchanged };
    };
    assert.deepEqual(report(await run('--dry-run')), { dryRun: true, created: 2, updated: 0, unchanged: 0 });
    assert.deepEqual(report(await run()), { dryRun: false, created: 2, updated: 0, unchanged: 0 });
    await writeFile(join(folder, 'people.csv'), `${line('1', 'Ann')}\n${line('2', 'Bob')}\n999;x\n`);
    const third = await perdiem('import', 'employees', 'people.csv', '--company', id, '--delimiter', ';');
    assert.equal(third.code, 2, third.err);
    assert.equal(
      third.out.trim(),
      'line 3: 999 There is no record type "999".\n3 lines: 0 created, 1 updated, 1 unchanged, 0 people and 1 lines rejected',
    );
  });

  it('refuses what it cannot begin with in one line', async () => {
    for (const [words, reason] of [
      [[], /Give the file/],
      [['none.csv', '--delimiter', 'word'], /--delimiter must be one of/],
      [['none.csv', '--company', '0195a000-0000-7000-8000-00000000dead'], /no company with the id/],
    ] as const) {
      const { code, out, err } = await perdiem('import', 'employees', ...words);
      assert.deepEqual([code, out, err.trim().split('\n').length], [1, '', 1], err);
      assert.match(err, reason);
    }
  });
});
