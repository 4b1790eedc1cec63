import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A partner's web site: takes the browser back from an authorization, and may hold pages of its own. */
export interface Partner {
  readonly origin: string;
  /** Registered with the app. */
  readonly redirectUri: string;
  /** Queries with which browsers came back, in order. */
  readonly received: URLSearchParams[];
  /** Serves `html` under a path, as an attacker's page. */
  serve(path: string, html: string): string;
  close(): Promise<void>;
}

export async function openPartner(): Promise<Partner> {
  const received: URLSearchParams[] = [];
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://partner.invalid');
    const page = pages.get(url.pathname);
    if (page === undefined && url.pathname === '/callback') received.push(url.searchParams);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page ?? '<!doctype html><html lang="en"><title>Partner</title><h1>Back at the partner</h1></html>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    redirectUri: `${origin}/callback?kept=1`,
    received,
    serve: (path, html) => {
      pages.set(path, html);
      return origin + path;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
