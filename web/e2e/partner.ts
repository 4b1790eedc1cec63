import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface TokenSet {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** A small app of somebody else's on this machine: its landing page redeems the request token once people finish there. */
export interface Partner {
  readonly connectUri: string;
  /** What the last visitor came with. */
  readonly came: Record<string, string>;
  /** The client that it is; known once the app is registered. */
  client: { readonly id: string; readonly secret: string } | undefined;
  tokens: TokenSet | undefined;
  /** Asks for the next hour with the refresh token: the status, and the code of a refusal. */
  refresh(): Promise<{ readonly status: number; readonly code: number | undefined }>;
  close(): Promise<void>;
}

const LANDING = `<!doctype html><html lang="en"><title>Ledgerline</title><main><h1>Sign in to Ledgerline</h1>
<form method="post" action="/finish"><button>Finish</button></form></main></html>`;

export async function openPartner(baseUrl: string): Promise<Partner> {
  const ask = (fields: Record<string, string>): Promise<Response> =>
    fetch(`${baseUrl}/oauth2/v0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: partner.client?.id ?? '',
        client_secret: partner.client?.secret ?? '',
        ...fields,
      }),
    });
  const finish = async (): Promise<string> => {
    const { id: username = '', requestToken: password = '' } = partner.came;
    const answer = await ask({ grant_type: 'password', credtype: 'authtoken', username, password });
    if (!answer.ok) return `<h1>Refused</h1>${await answer.text()}`;
    partner.tokens = (await answer.json()) as TokenSet;
    return '<!doctype html><title>Done</title><h1>Connected. You can close this window.</h1>';
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://partner');
    if (url.pathname === '/connect') Object.assign(partner.came, Object.fromEntries(url.searchParams));
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(request.method === 'POST' ? await finish() : LANDING);
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const partner: Partner = {
    connectUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/connect`,
    came: {},
    client: undefined,
    tokens: undefined,
    refresh: async () => {
      const answer = await ask({ grant_type: 'refresh_token', refresh_token: partner.tokens?.refresh_token ?? '' });
      return { status: answer.status, code: ((await answer.json()) as { code?: number }).code };
    },
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
  return partner;
}
