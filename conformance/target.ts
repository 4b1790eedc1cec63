import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `<data>/sandbox.json` tells a program. */
export interface Sandbox {
  readonly baseUrl: string;
  readonly dataCenters: Readonly<Record<string, string>>;
  readonly company: { readonly id: string; readonly name: string; readonly domain: string; readonly requestToken: string };
  readonly app: { readonly clientId: string; readonly clientSecret: string; readonly redirectUri: string };
  readonly users: readonly {
    readonly key: string;
    readonly login: string;
    readonly password: string;
    readonly id: string;
    readonly roles: readonly string[];
    readonly requestToken: string;
  }[];
  /** A company whose home is another data centre. */
  readonly elsewhere: {
    readonly company: { readonly id: string; readonly dataCenter: string };
    readonly user: { readonly login: string; readonly password: string; readonly id: string };
  };
}

export interface Target {
  /** Where requests go: the sandbox itself, or a recording proxy before it. */
  readonly baseUrl: string;
  readonly sandbox: Sandbox;
  stop(): Promise<void>;
}

/**
 * The server under test. `CONFORMANCE_SANDBOX` names the sandbox.json of a running one and `CONFORMANCE_URL` another way to it
 * (a recording proxy, say); without them the program is started on a free port with an empty data folder.
 */
export async function findTarget(): Promise<Target> {
  const file = process.env['CONFORMANCE_SANDBOX'];
  if (!file) return startTarget();
  const sandbox = JSON.parse(await readFile(file, 'utf8')) as Sandbox;
  return { baseUrl: process.env['CONFORMANCE_URL'] ?? sandbox.baseUrl, sandbox, stop: async () => {} };
}

async function startTarget(): Promise<Target> {
  const data = await mkdtemp(join(tmpdir(), 'perdiem-conformance-'));
  try {
    const program = await startProgram(data);
    const stop = async () => {
      await program.stop('SIGTERM');
      await rm(data, { recursive: true, force: true });
    };
    return { baseUrl: process.env['CONFORMANCE_URL'] ?? program.sandbox.baseUrl, sandbox: program.sandbox, stop };
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
}

/** The certificate of the App Center of tests; nobody holds its key. */
export const APP_CENTER = new URL('fixtures/app-center.pem', import.meta.url).pathname;

/** A program of our own on a free port with `data` as its folder, once it is ready. */
export async function startProgram(
  data: string,
): Promise<{ sandbox: Sandbox; stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> }> {
  const cli = new URL('../server/src/cli/main.ts', import.meta.url).pathname;
  await rm(join(data, 'sandbox.json'), { force: true });
  // As behind a reverse proxy that knows the App Center by its certificate.
  const proxied = ['--trust-proxy', '--app-center-certificate', APP_CENTER];
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, [cli, 'start', '--port', '0', '--data', data, ...proxied], { stdio: [...stdio] });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  try {
    return { sandbox: await waitUntilReady(child, join(data, 'sandbox.json')), stop };
  } catch (error) {
    await stop('SIGKILL');
    throw new Error(`The server did not become ready:\n${Buffer.concat(printed).toString()}`, { cause: error });
  }
}

async function waitUntilReady(child: ChildProcess, file: string): Promise<Sandbox> {
  for (let waited = 0; waited < 240_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    const sandbox = await readFile(file, 'utf8').then(
      (text) => JSON.parse(text) as Sandbox,
      () => undefined,
    );
    if (
      sandbox &&
      (await fetch(`${sandbox.baseUrl}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ))
    )
      return sandbox;
    await sleep(100);
  }
  throw new Error('not ready after 60 seconds');
}
