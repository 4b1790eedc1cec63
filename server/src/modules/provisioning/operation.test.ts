import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bulkIssues } from './bulk.ts';
import {
  abandon,
  applied,
  failures,
  newOperation,
  remainingParts,
  settle,
  STAGES,
  type Operation,
  type Part,
} from './operation.ts';

const asked = (parts: readonly Part[], given: Partial<Operation> = {}): Operation => ({
  ...newOperation({ position: 1, bulkId: 'one', method: 'create', userId: undefined, document: { any: 'thing' }, parts }),
  ...given,
});
const results = (operation: Operation) => Object.fromEntries(operation.outcomes.map(({ part, result }) => [part, result]));
const refusal = (part?: Part) => ({ code: 400, messages: [{ code: 'INVALID_VALUE', message: 'no', ...(part ? { part } : {}) }] });

describe('an operation', () => {
  it('touches the identity, whatever its document names, and keeps the order of the stages', () => {
    const operation = asked(['delegate', 'spend', 'enterprise']);
    assert.deepEqual(operation.parts, ['core', 'enterprise', 'spend', 'delegate']);
    assert.deepEqual(remainingParts(operation), ['core', 'enterprise']);
  });

  it('goes to the next stage that has work, and is done without it', () => {
    const first = settle(asked(['approver']), applied(['core'], ['core']));
    assert.deepEqual([first.state, first.stage, first.document !== undefined], ['pending', 2, true]);
    const last = settle(first, applied(['approver'], []));
    assert.deepEqual([last.state, last.document, results(last)], ['success', undefined, { core: 'success', approver: 'no-op' }]);
  });

  it('does nothing more once the identity fails', () => {
    const operation = asked(['enterprise', 'spend', 'travel']);
    const failed = settle(operation, failures(['core', 'enterprise'], refusal('enterprise')));
    assert.deepEqual([failed.state, failed.code], ['failed', 400]);
    assert.deepEqual(results(failed), { enterprise: 'error', core: 'no-op', spend: 'no-op', travel: 'no-op' });
    assert.equal(failed.outcomes.find(({ part }) => part === 'travel')?.messages?.[0]?.code, 'BLOCKED');
  });

  it('does no other spend part without the spend user, but does the travel', () => {
    const begun = settle(asked(['spend', 'role', 'travel', 'approver']), applied(['core'], ['core']));
    const failed = settle(begun, failures(['spend'], refusal()));
    assert.deepEqual(remainingParts(failed), ['travel']);
    const done = settle(failed, applied(['travel'], ['travel']));
    assert.deepEqual(
      [done.state, results(done)['role'], results(done)['approver'], results(done)['travel']],
      ['failed', 'no-op', 'no-op', 'success'],
    );
  });

  it('goes on after a part that blocks nothing failed', () => {
    const begun = settle(asked(['role', 'approver']), applied(['core'], []));
    const refused = settle(begun, failures(['role'], refusal('role')));
    assert.deepEqual([refused.state, remainingParts(refused)], ['pending', ['approver']]);
    assert.equal(settle(refused, applied(['approver'], ['approver'])).state, 'failed');
  });

  it('that is given up is not processed where it was not done', () => {
    const begun = settle(asked(['spend']), applied(['core'], ['core']));
    const given = abandon(begun, { code: 'TIMEOUT', message: 'late' }, 504);
    assert.deepEqual([given.state, given.code, results(given)], ['failed', 504, { core: 'success', spend: 'not-processed' }]);
  });

  it('ends with an outcome for each part, whichever of them fail', () => {
    const parts = fc.uniqueArray(fc.constantFrom(...STAGES.flat()));
    fc.assert(
      fc.property(parts, parts, (touched, failing) => {
        let operation = asked(touched);
        for (let steps = 0; operation.state === 'pending'; steps++) {
          assert.ok(steps < 20, 'it never ends');
          const now = remainingParts(operation);
          assert.ok(now.length > 0, 'a pending operation has nothing to do');
          const bad = now.find((part) => failing.includes(part));
          operation = settle(operation, bad ? failures([bad], refusal()) : applied(now, now));
        }
        assert.deepEqual(operation.outcomes.map(({ part }) => part).sort(), [...operation.parts].sort());
        const failed = operation.outcomes.some(({ result }) => result === 'error');
        assert.equal(operation.state, failed ? 'failed' : 'success');
      }),
    );
  });
});

describe('a bulk request', () => {
  const rules = (operations: Parameters<typeof bulkIssues>[0]) =>
    bulkIssues(operations).map(({ path, rule }) => `${path} ${rule}`);
  const create = (bulkId?: string) => ({ method: 'create' as const, bulkId, userId: undefined });
  const change = (bulkId?: string, userId: string | undefined = 'u') => ({ method: 'change' as const, bulkId, userId });

  it('holds 1 to 100 operations', () => {
    assert.deepEqual(rules([]), ['operations required']);
    assert.deepEqual(rules(Array.from({ length: 100 }, () => change())), []);
    assert.deepEqual(rules(Array.from({ length: 101 }, () => change())), ['operations tooMany']);
  });

  it('names each creation, nothing twice, and the user of all but creations', () => {
    assert.deepEqual(rules([create('a'), create(), change(), change('a'), { ...change(), userId: undefined }]), [
      'operations[1].bulkId required',
      'operations[3].bulkId uniqueness',
      'operations[4].path required',
    ]);
    assert.deepEqual(rules([{ ...create('a'), userId: 'u' }]), ['operations[0].path unknown']);
  });
});
