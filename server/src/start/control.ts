import { chmod, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { codeOf, StartRefused } from './refusal.ts';

/** Runs a command by name in the process that holds the data. */
export type RunCommand = (name: string, input: unknown) => Promise<unknown>;

/** A socket's address has about a hundred bytes at most. */
const LONGEST = 100;

/** The socket in the data folder: only its owner may open it. */
function socketOf(dataDir: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const path = join(dataDir, 'control.sock');
  return [path, relative(process.cwd(), path)].find((way) => Buffer.byteLength(way) <= LONGEST);
}

/**
 * Lets commands work on the data of a running program: the embedded database has one process at a time, so the command line
 * asks that one.
 */
export async function openControl(dataDir: string, run: RunCommand): Promise<{ close(): Promise<void> }> {
  const socket = socketOf(dataDir);
  if (!socket) return { close: async () => {} };
  const server = createServer((incoming, response) => {
    void answer(incoming, run).then((body) => response.writeHead(200, { connection: 'close' }).end(JSON.stringify(body)));
  });
  await rm(socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  await chmod(socket, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

type Answer = { readonly result: unknown } | { readonly error: string };

async function answer(incoming: IncomingMessage, run: RunCommand): Promise<Answer> {
  try {
    const { name, input } = JSON.parse(await text(incoming)) as { name: string; input: unknown };
    return { result: (await run(name, input)) ?? null };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Asks the program that holds the data folder; undefined when none is running. Throws what the command refused. */
export async function askRunning(dataDir: string, name: string, input: unknown): Promise<{ result: unknown } | undefined> {
  const socketPath = socketOf(dataDir);
  if (!socketPath) return undefined;
  const body = await new Promise<string | undefined>((resolve, reject) => {
    const outgoing = request({ socketPath, method: 'POST', path: '/' }, (response) => void text(response).then(resolve, reject));
    outgoing.on('error', (error) =>
      ['ENOENT', 'ECONNREFUSED'].includes(codeOf(error) ?? '') ? resolve(undefined) : reject(error),
    );
    outgoing.end(JSON.stringify({ name, input }));
  });
  if (body === undefined) return undefined;
  const said = JSON.parse(body) as Answer;
  if ('error' in said) throw new StartRefused(said.error);
  return said;
}
