import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codeOf, StartRefused } from './refusal.ts';

export interface HeldPort {
  readonly port: number;
  /** Frees it for the server that it was held for. */
  release(): Promise<void>;
}

/** Takes a port before anything is made, so that a taken one stops the start at once. Until released it answers 503. */
export async function holdPort(host: string, port: number): Promise<HeldPort> {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'retry-after': '1', connection: 'close', 'content-type': 'application/json' });
    response.end('{"status":"starting"}');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  }).catch((error: unknown) => {
    throw portRefused(error, host, port);
  });
  return {
    port: (server.address() as AddressInfo).port,
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An error of listening, in words. */
export function portRefused(error: unknown, host: string, port: number): unknown {
  const words: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken: choose another one with --port, or 0 for a free one.`,
    EACCES: `Port ${port} on ${host} may not be used by this user: choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `This machine has no address ${host} to listen on: choose another one with --host.`,
    ENOTFOUND: `The host ${host} has no address: choose another one with --host.`,
  };
  const said = words[codeOf(error) ?? ''];
  return said ? new StartRefused(said, { cause: error }) : error;
}
