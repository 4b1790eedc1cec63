import assert from 'node:assert/strict';
import { request } from 'node:http';
import { expenseOperations } from './expense-contract.ts';
import { Ledger } from './ledger.ts';
import type { Target } from './target.ts';

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly refresh_expires_in: number;
  readonly expires_in: number;
  readonly scope: string;
  readonly token_type: string;
  readonly geolocation: string;
  readonly id_token?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

export type Json = { readonly [key: string]: Json } & readonly Json[] & { valueOf(): unknown };

/** A client as an integration developer would write one: nothing but HTTP. */
export class Client {
  readonly target: Target;
  /** What documented operations of expense answered. */
  readonly ledger = new Ledger(expenseOperations());
  /** Tokens that suites share: each costs the server a password hash. */
  readonly #shared = new Map<string, Promise<string>>();

  constructor(target: Target) {
    this.target = target;
  }

  user(key: string): Target['sandbox']['users'][number] {
    const user = this.target.sandbox.users.find((one) => one.key === key);
    assert.ok(user, `sandbox.json has no user ${key}`);
    return user;
  }

  async call(
    method: string,
    path: string,
    options: {
      token?: string;
      body?: unknown;
      xml?: string;
      form?: FormData;
      file?: { readonly content: Uint8Array; readonly type: string };
      accept?: string;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Reply> {
    const url = path.startsWith('http') ? path : this.target.baseUrl + path;
    const written = options.xml ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const body = options.form ?? (options.file ? Uint8Array.from(options.file.content) : written);
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        accept: options.accept ?? 'application/json',
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(written === undefined ? {} : { 'content-type': options.xml === undefined ? 'application/json' : 'application/xml' }),
        ...(options.file ? { 'content-type': options.file.type } : {}),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(20_000),
    });
    this.ledger.see(method, url, response.status);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson && text ? JSON.parse(text) : undefined) as Json,
    };
  }

  async form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(this.target.baseUrl + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson && text ? JSON.parse(text) : undefined) as Json,
    };
  }

  /** A form to the token endpoint, with the app's credentials unless `fields` say otherwise. */
  askToken(fields: Record<string, string>): Promise<Reply> {
    const { clientId, clientSecret } = this.target.sandbox.app;
    return this.form('/oauth2/v0/token', { client_id: clientId, client_secret: clientSecret, ...fields });
  }

  async token(fields: Record<string, string>): Promise<Tokens> {
    const reply = await this.askToken(fields);
    assert.equal(reply.status, 200, reply.text);
    return reply.json as unknown as Tokens;
  }

  async userToken(key: string): Promise<string> {
    const { login, password } = this.user(key);
    return (await this.token({ grant_type: 'password', username: login, password })).access_token;
  }

  /** A shared token of a user. */
  as(key: string): Promise<string> {
    return this.#once(key, () => this.userToken(key));
  }

  /** A shared token of the company. */
  asCompany(): Promise<string> {
    return this.#once('company', () => this.companyToken());
  }

  #once(name: string, make: () => Promise<string>): Promise<string> {
    const known = this.#shared.get(name) ?? make();
    this.#shared.set(name, known);
    return known;
  }

  /** Calls the server under another of its names, as a client of another data centre would. fetch lets nobody choose a Host. */
  atHost(
    host: string,
    method: string,
    path: string,
    sent: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<Reply> {
    const { hostname, port } = new URL(this.target.baseUrl);
    return new Promise((resolve, reject) => {
      const call = request({ hostname, port, method, path, headers: { ...sent.headers, host }, timeout: 20_000 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = answer.headers['content-type']?.includes('json') ?? false;
          const headers = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
          resolve({
            status: answer.statusCode ?? 0,
            headers,
            text,
            json: (isJson && text ? JSON.parse(text) : undefined) as Json,
          });
        });
      });
      call.on('error', reject);
      call.end(sent.body);
    });
  }

  async companyToken(): Promise<string> {
    const { id, requestToken } = this.target.sandbox.company;
    return (await this.token({ grant_type: 'password', credtype: 'authtoken', username: id, password: requestToken }))
      .access_token;
  }
}

/** The text of the first element of a name, whatever its prefix. */
export function element(xml: string, name: string): string | undefined {
  const found = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?(?:/>|>([^<]*)</)`).exec(xml);
  return found ? (found[1] ?? '') : undefined;
}

/** The texts of every element of a name. */
export const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?(?:/>|>([^<]*)</)`, 'g'))].map(([, text]) => unescape(text ?? ''));

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" };
export const unescape = (text: string): string => text.replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
