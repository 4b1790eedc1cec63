import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { CODES } from '../../src/api/dialects/oauth2/codes.ts';
import type { GrantRefused } from '../../src/modules/oauth/index.ts';

/** A row of the documented tables of /token, of company-auth and of /otp. */
export interface CodeRow {
  readonly code: number;
  readonly error: string;
  readonly when: string;
  /** 400, unless said. */
  readonly status?: number;
  /** How the number is made to arise; a text names the record that explains why it cannot. */
  readonly make: (() => Promise<LightMyRequestResponse | GrantRefused>) | `docs/decisions/${string}`;
}

/** A test for each row, and one that no documented number was forgotten. */
export function walkCodes(documented: readonly number[], rows: readonly CodeRow[]): void {
  for (const row of rows) {
    const { code, when, make } = row;
    if (typeof make === 'string') void it(`${code} cannot arise, and ${make} says why`, () => explains(make, code));
    else void it(`${code} for ${when}`, async () => check(row, await make()));
  }
  void it('arises or has its reason written down, each of them', () => {
    const walked = [...new Set(rows.map((row) => row.code))].toSorted((a, b) => a - b);
    assert.deepEqual(walked, documented);
  });
}

async function explains(record: string, code: number): Promise<void> {
  const text = await readFile(new URL(`../../../${record}`, import.meta.url), 'utf8');
  assert.match(text, new RegExp(`^\\| ${code} +\\|`, 'm'));
}

function check({ code, error, when, status = 400 }: CodeRow, made: LightMyRequestResponse | GrantRefused): void {
  const expected = { code, error, status };
  if ('reason' in made) return assert.deepEqual(CODES[made.reason], expected, when);
  const body = made.json() as { code: number; error: string; error_description: string };
  assert.deepEqual({ code: body.code, error: body.error, status: made.statusCode }, expected, made.body);
  assert.ok(body.error_description, made.body);
  assert.equal(made.headers['cache-control'], 'no-store');
}
