import assert from 'node:assert/strict';
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
    options: { token?: string; body?: unknown; xml?: string; accept?: string; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const url = path.startsWith('http') ? path : this.target.baseUrl + path;
    const body = options.xml ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        accept: options.accept ?? 'application/json',
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': options.xml === undefined ? 'application/json' : 'application/xml' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
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

  async token(fields: Record<string, string>): Promise<Tokens> {
    const { clientId, clientSecret } = this.target.sandbox.app;
    const reply = await this.form('/oauth2/v0/token', { client_id: clientId, client_secret: clientSecret, ...fields });
    assert.equal(reply.status, 200, reply.text);
    return reply.json as unknown as Tokens;
  }

  async userToken(key: string): Promise<string> {
    const { login, password } = this.user(key);
    return (await this.token({ grant_type: 'password', username: login, password })).access_token;
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
