import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../src/platform/db/database.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/perdiem.mjs', import.meta.url));
const PATIENCE = { timeout: 180_000 };

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const running = new Set<ChildProcess>();

function perdiem(...words: string[]): { child: ChildProcess; ended: Promise<Ended>; said: () => string } {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
  });
  running.add(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { code: code as number | null, out, err };
  });
  return { child, ended, said: () => out + err };
}

const run = (...words: string[]): Promise<Ended> => perdiem(...words).ended;

/** Starts and waits until it says that it serves. */
async function serving(...words: string[]) {
  const program = perdiem('start', '--port', '0', ...words);
  await new Promise<void>((resolve, reject) => {
    program.child.stdout?.on('data', () => {
      if (program.said().includes('Ctrl-C')) resolve();
    });
    program.child.once('close', () => reject(new Error(program.said())));
  });
  const baseUrl = /serves on (\S+)/.exec(program.said())?.[1] ?? '';
  return { ...program, baseUrl };
}

/** One line of refusal, exit code 1, nothing on standard output. */
function assertRefused(ended: Ended, line: RegExp): void {
  const lines = ended.err.trim().split('\n');
  assert.deepEqual({ code: ended.code, out: ended.out, lines: lines.length }, { code: 1, out: '', lines: 1 }, ended.err);
  assert.match(lines[0] ?? '', line);
}

describe('starting the program', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdiem-start-'));
  });
  after(async () => {
    for (const child of running) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('serves, describes its sandbox, and ends cleanly on SIGTERM', PATIENCE, async () => {
    const data = join(folder, 'whole');
    const program = await serving('--data', data);
    const file = join(data, 'sandbox.json');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const first = JSON.parse(await readFile(file, 'utf8')) as {
      baseUrl: string;
      company: { requestToken: string };
      app: { clientId: string };
      users: { password: string }[];
    };
    assert.equal(first.baseUrl, program.baseUrl);
    assert.equal((await fetch(`${program.baseUrl}/readyz`)).status, 200);

    assertRefused(await run('start', '--port', '0', '--data', data), /in use by another Perdiem/);
    const apps = await run('app', 'list', '--json', '--data', data);
    const listed = (JSON.parse(apps.out) as { clientId: string }[]).map(({ clientId }) => clientId);
    assert.ok(listed.includes(first.app.clientId), apps.err);
    assertRefused(await run('sandbox', 'restore', 'nothing', '--data', data), /There is no snapshot "nothing"/);

    program.child.kill('SIGTERM');
    const ended = await program.ended;
    assert.equal(ended.code, 0, ended.err);
    assert.deepEqual((await readdir(data)).sort(), ['blobs', 'database', 'master.key', 'sandbox.json']);

    // Nobody holds the folder now: a command works on it alone.
    const user = await run('token', 'user', 'traveler', '--data', data);
    assert.match(user.out, /^ey[\w-]+\.[\w-]+\.[\w-]+\n$/, user.err);

    await rm(file);
    const again = await serving('--data', data);
    const second = JSON.parse(await readFile(file, 'utf8')) as typeof first;
    assert.notEqual(second.company.requestToken, first.company.requestToken);
    const passwords = ({ users }: typeof first) => users.map(({ password }) => password);
    assert.notDeepEqual(passwords(second), passwords(first), 'a lost file gets new passwords');
    again.child.kill('SIGINT');
    assert.equal((await again.ended).code, 0);
  });

  it('says that a port is taken, and makes no data', PATIENCE, async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = String((server.address() as AddressInfo).port);
    const data = join(folder, 'port');
    assertRefused(await run('start', '--port', port, '--data', data), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken`));
    assert.equal(existsSync(data), false);
    server.close();
  });

  it('says that a data folder cannot be used', PATIENCE, async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    assertRefused(await run('start', '--port', '0', '--data', file), /is not a folder/);
    assertRefused(await run('start', '--port', '0', '--data', join(file, 'below')), /is not a folder/);
    assertRefused(await run('start', '--port', '0', '--data', '/proc/none/here'), /cannot be made|cannot be read/);
    const broken = join(folder, 'broken');
    await mkdir(join(broken, 'database'), { recursive: true });
    await writeFile(join(broken, 'database', 'PG_VERSION'), 'nonsense');
    assertRefused(await run('start', '--port', '0', '--data', broken), /embedded database in .* cannot be opened/);
    assert.deepEqual(await readdir(join(broken, 'database')), ['PG_VERSION']);
  });

  it('says that an embedded database is newer than the program, and leaves it as it is', PATIENCE, async () => {
    const data = join(folder, 'newer');
    const program = await serving('--data', data, '--no-sandbox');
    program.child.kill('SIGTERM');
    await program.ended;
    const database = await openEmbedded({ dataDir: join(data, 'database') });
    await database.execute(`insert into kysely_migration values ('9999-from-the-future', '2026-01-01')`);
    await database.close();
    assertRefused(await run('start', '--port', '0', '--data', data), /newer than this program: it holds the migration 9999/);
    assertRefused(await run('migrate', '--data', data), /newer than this program/);
    assert.ok(existsSync(join(data, 'database')));
  });

  it('says what is wrong with a command line', PATIENCE, async () => {
    assertRefused(await run('start', '--prot', '1'), /^perdiem: Unknown option --prot/);
    assertRefused(await run('start', '--port', 'http'), /whole number/);
    assertRefused(await run('fly'), /There is no command "fly"/);
    assertRefused(await run('app', 'list', '--data', join(folder, 'nowhere')), /There is no database in/);
    assert.equal(existsSync(join(folder, 'nowhere')), false);
    assert.equal((await run('--help')).code, 0);
    assert.match((await run('user', 'add', '--help')).out, /--family-name/);
  });
});

describe('starting on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let folder: string;
  before(async () => {
    postgres = await startPostgres();
    folder = await mkdtemp(join(tmpdir(), 'perdiem-start-'));
  });
  after(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (url: string): Promise<Ended> =>
    run('start', '--port', '0', '--data', join(folder, 'data'), '--database-url', url);

  it('says what is wrong with the address', PATIENCE, async () => {
    const url = await postgres.freshUrl({ migrated: false });
    assertRefused(await start('postgres://someone:secret@127.0.0.1:1/x'), /No PostgreSQL server answers at 127\.0\.0\.1:1:/);
    assertRefused(await start(url.replace(/[^/]+$/, 'missing')), /has no database "missing"/);
    const stranger = await start(url.replace('postgres@', 'stranger:secret@'));
    assertRefused(stranger, /does not let the user "stranger" in/);
    assert.ok(!stranger.err.includes('secret'));
    assertRefused(await start('mysql://x'), /must begin with postgres/);
    assert.equal(existsSync(join(folder, 'data')), false);
  });

  it('serves with several processes, and commands work beside them', PATIENCE, async () => {
    const url = await postgres.freshUrl({ migrated: false });
    const data = join(folder, 'several');
    const program = await serving('--data', data, '--database-url', url, '--processes', '2');
    assert.equal((await fetch(`${program.baseUrl}/readyz`)).status, 200);
    const token = await run('token', 'user', 'traveler', '--data', data, '--database-url', url);
    const me = await fetch(`${program.baseUrl}/profile/v1/me`, { headers: { authorization: `Bearer ${token.out.trim()}` } });
    assert.equal(me.status, 200, token.err);
    const reset = await run('sandbox', 'reset', '--data', data, '--database-url', url);
    assert.equal(reset.code, 0, reset.err);
    program.child.kill('SIGTERM');
    const ended = await program.ended;
    assert.equal(ended.code, 0, ended.err);
  });
});
