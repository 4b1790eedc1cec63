import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Type from 'typebox';
import { v4 } from '../api/dialects/v4/v4.ts';
import type { UnitOfWork } from './context.ts';
import { facade, route } from './http/facade.ts';
import { createServer } from './http/server.ts';
import { sites } from './http/site.ts';
import { createLogger } from './log.ts';

const SECRETS = ['s3cr3t-a', 's3cr3t-b', 's3cr3t-c', 's3cr3t-d', 's3cr3t-e'] as const;
const [a, b, c, d, e] = SECRETS;

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } }));
  assert.ok(lines.length > 0);
  return lines.join('');
}

const assertNoSecret = (text: string): void => {
  for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} stands in ${text}`);
};

/** What a server logs while it answers one call that fails. */
async function servedLog(): Promise<string> {
  const lines: string[] = [];
  const log = createLogger({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  const clock = { now: () => new Date('2026-03-02T09:00:00Z') };
  const app = await createServer({
    facades: [
      facade({
        family: 'things',
        version: 'test',
        dialect: v4,
        prefix: '/things',
        routes: [
          route({
            operation: 'fail',
            method: 'POST',
            path: '',
            summary: 'Fails',
            doc: 'extension',
            scopes: [],
            principals: ['app'],
            effect: 'manual',
            schema: { body: Type.Object({ password: Type.String() }), responses: { 200: null } },
            handler: async ({ url, headers }) => {
              throw new Error(`no answer for ${url} with ${String(headers['authorization'])}`);
            },
          }),
        ],
      }),
    ],
    log,
    limits: { perApp: 10, perAddress: 10 },
    bodyLimit: 1000,
    trustProxy: false,
    services: {
      unitOfWork: {} as UnitOfWork,
      clock,
      sites: sites([], 'us'),
      checkAnswers: true,
      authenticate: async () => ({ kind: 'app', appId: 'app', scopes: new Set() }),
    },
  });
  const answer = await app.inject({
    method: 'POST',
    url: `/things?access_token=${a}&code=${b}&client_secret=${c}`,
    headers: { authorization: `Bearer ${d}` },
    payload: { password: e },
  });
  assert.equal(answer.statusCode, 500);
  assertNoSecret(answer.body);
  await app.close();
  return lines.join('');
}

describe('the log', () => {
  it('holds no credential of a call, though it fails', async () => {
    const text = await servedLog();
    assertNoSecret(text);
    assert.match(text, /request failed/);
    assert.match(text, /"path":"\/things","status":500/);
  });

  it('holds no credential that is a field, at the top or inside', () => {
    assertNoSecret(
      logged((log) => {
        log.info({ password: a, client_secret: b, token: c }, 'top');
        log.info({ headers: { authorization: `Bearer ${d}`, cookie: e } }, 'headers');
        log.info({ query: { code: a }, body: { form: { refresh_token: b, otp: c } } }, 'deep');
      }),
    );
  });

  it('holds no query and no header of a request', () => {
    const request = {
      method: 'GET',
      url: `/oauth2/v0/authorize?code=${a}&state=x`,
      headers: { authorization: `Bearer ${b}` },
      id: 'r1',
    };
    const text = logged((log) => log.info({ req: request }, 'request'));
    assertNoSecret(text);
    assert.match(text, /"path":"\/oauth2\/v0\/authorize"/);
  });

  it('holds no credential in the words of an error, yet its code', () => {
    const cause = new Error(`header was "Authorization: Bearer ${a}"`);
    const error = Object.assign(
      new Error(`cannot reach postgres://me:${b}@db/x nor https://h/p?x=1&access_token=${c}&y=2`, { cause }),
      {
        code: 'ECONNREFUSED',
        request: { url: `https://h/?client_secret=${d}` },
      },
    );
    const text = logged((log) => log.error({ err: error }, 'failed'));
    assertNoSecret(text);
    assert.match(text, /ECONNREFUSED/);
    assert.match(text, /postgres:\/\/me:\[redacted\]@db/);
    assert.match(text, /&y=2/);
  });
});
