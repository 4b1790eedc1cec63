import type { LightMyRequestResponse } from 'fastify';
import type { Caller } from '../../src/platform/context.ts';
import type { App, NewApp } from '../../src/modules/oauth/index.ts';
import type { TestProgram } from './program.ts';

export const SYSTEM: Caller = { actor: { kind: 'system' }, correlationId: 'test' };

/** A registered app and its first secret. */
export interface TestApp extends App {
  readonly secret: string;
}

/** Registers an app; all grants and all scopes unless said otherwise. */
export async function registerApp(program: TestProgram, input: Partial<NewApp> = {}): Promise<TestApp> {
  const { app, secret } = await program.unitOfWork.write(SYSTEM, (ctx) =>
    program.modules.oauth.createApp(ctx, { name: 'Test app', dataCenter: 'us', ...input }),
  );
  return { ...app, secret };
}

type Fields = Readonly<Record<string, string | undefined>>;

/** Sends a form; `host` names a data centre, 127.0.0.1 none. */
export function postForm(
  program: TestProgram,
  url: string,
  fields: Fields,
  options: { host?: string; headers?: Record<string, string> } = {},
): Promise<LightMyRequestResponse> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
  return program.app.inject({
    method: 'POST',
    url,
    payload: form.toString(),
    headers: {
      host: options.host ?? '127.0.0.1:8080',
      'content-type': 'application/x-www-form-urlencoded',
      ...options.headers,
    },
  });
}

/** Asks the token endpoint as an app. */
export const askToken = (program: TestProgram, app: TestApp, fields: Fields, host?: string): Promise<LightMyRequestResponse> =>
  postForm(
    program,
    '/oauth2/v0/token',
    { client_id: app.id, client_secret: app.secret, ...fields },
    host === undefined ? {} : { host },
  );

/** The payload of a JWT, unverified. */
export const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
