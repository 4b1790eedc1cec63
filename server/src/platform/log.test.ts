import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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

describe('the log', () => {
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
