import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { statuses } from '../../../server/src/api/dialects/statuses.ts';
import { FIELD_RULES } from '../../../server/src/platform/field-issues.ts';
import { core } from './messages/de/core.ts';
import { refusals } from './messages/de/refusals.ts';

/** Modules that the façade of the web application does not know. */
const ELSEWHERE = [
  'attendee',
  'connection-request',
  'employee-import',
  'exchange-rate',
  'legal-entity',
  'lists',
  'mileage',
  'provisioning',
  'quick-expense',
  'receipt',
  'workflow',
];
/** What reports meet that the application only looks at. */
const OF_REPORTS = /^expense\.(allocation|approve|association|comment|exception|itemization|payment|recall|receipt|submit|tax)\./;

const facade = new URL('../../../server/src/api/web/', import.meta.url);
const known = new Set(
  readdirSync(facade)
    .filter((name) => !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(new URL(name, facade), 'utf8').matchAll(/modules\/([\w-]+)\//g)])
    .map(([, module]) => module),
);

describe('refusals', () => {
  it('have words for every code that the façade of the application can answer', () => {
    const codes = Object.keys(statuses).filter((code) => !ELSEWHERE.includes(code.split('.')[0] ?? '') && !OF_REPORTS.test(code));
    assert.ok(codes.length > 80);
    const words = { ...core, ...refusals };
    assert.deepEqual(
      codes.filter((code) => !(`refusal.${code}` in words)),
      [],
    );
  });

  it('of modules that it does not know need none', () => {
    assert.ok(known.has('onboarding'));
    assert.deepEqual(
      ELSEWHERE.filter((module) => known.has(module)),
      [],
    );
  });

  it('have words for every rule that a field can break, and for no other', () => {
    const rules = Object.keys(refusals).filter((id) => id.startsWith('field.'));
    assert.deepEqual(rules.toSorted(), FIELD_RULES.map((rule) => `field.${rule}`).toSorted());
  });
});
