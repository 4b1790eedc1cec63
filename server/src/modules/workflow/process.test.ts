import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../platform/errors.ts';
import { checkDefinition, type StepDefinition, type StepRole } from './definition.ts';
import { settledBy, type Attempt, type Capacity, type StepInstance, type Stop } from './process.ts';

const instance = (stepId: string, assigneeId: string | null): StepInstance => ({
  stepId,
  assigneeId,
  costObject: null,
  ladder: [],
  isAdHoc: false,
});
const stopOf = (role: StepRole, given: Partial<StepDefinition> = {}): Stop => {
  const step = { role, approvalStatus: 'A_PEND', stepCode: role === 'EXTERNAL_SYSTEM' ? 'PARTNER' : null, ...given };
  const isAnyones = ['ACCT_CLERK', 'EXTERNAL_SYSTEM', 'RECEIPT_HOLD'].includes(role);
  const instances =
    role === 'CO_APPROVER' ? [instance('s', 'manager'), instance('t', 'other')] : [instance('s', isAnyones ? null : 'manager')];
  return { processId: 'p', sequence: 2, step, approvalStatus: step.approvalStatus, instances };
};
const user = (userId: string, isProcessor = false): Capacity => ({ kind: 'user', userId, isProcessor });
const administrator: Capacity = { kind: 'administrator' };
const program: Capacity = { kind: 'program' };

/** The ids that an action settles, or the code of its refusal. */
const outcome = (stop: Stop, given: Partial<Attempt>): string => {
  const settled = settledBy(stop, { action: 'approve', capacity: user('manager'), comment: undefined, ...given });
  return settled instanceof DomainError ? settled.code : settled.map(({ stepId }) => stepId).join();
};

describe('who acts at a step', () => {
  const cases: [StepRole, Capacity, string][] = [
    ['MANAGER', user('manager'), 's'],
    ['MANAGER', user('else'), 'workflow.approver.not-you'],
    ['MANAGER', user('else', true), 'workflow.approver.not-you'],
    ['MANAGER', administrator, 's'],
    ['MANAGER', program, 'workflow.step.not-system'],
    ['MANAGER_2', user('manager'), 's'],
    ['AUTH_APPROVER', user('manager'), 's'],
    ['BUDGET_APPROVER', user('else'), 'workflow.approver.not-you'],
    ['CO_APPROVER', user('manager'), 's'],
    ['CO_APPROVER', user('other'), 't'],
    ['CO_APPROVER', user('else'), 'workflow.approver.not-you'],
    ['CO_APPROVER', administrator, 's,t'],
    ['ACCT_CLERK', user('anyone', true), 's'],
    ['ACCT_CLERK', user('manager'), 'workflow.approver.not-you'],
    ['ACCT_CLERK', program, 'workflow.step.not-system'],
    ['RECEIPT_HOLD', user('anyone', true), 's'],
    ['RECEIPT_HOLD', user('manager'), 'workflow.approver.not-you'],
    ['RECEIPT_HOLD', program, 's'],
    ['EXTERNAL_SYSTEM', program, 's'],
    ['EXTERNAL_SYSTEM', user('manager', true), 'workflow.step.not-system'],
    ['EXTERNAL_SYSTEM', administrator, 'workflow.step.not-system'],
  ];
  for (const [role, capacity, expected] of cases)
    it(`${role}: ${JSON.stringify(capacity)}`, () => {
      assert.equal(outcome(stopOf(role), { capacity }), expected);
      assert.equal(outcome(stopOf(role), { action: 'send-back', capacity, comment: 'why' }), expected);
    });
});

describe('an action at a step', () => {
  it('needs a comment to send back, and to approve where the step says so', () => {
    assert.equal(outcome(stopOf('MANAGER'), { action: 'send-back' }), 'workflow.comment.required');
    assert.equal(outcome(stopOf('MANAGER'), { action: 'send-back', comment: ' ' }), 'workflow.comment.required');
    const strict = stopOf('MANAGER', { commentRequired: true });
    assert.equal(outcome(strict, {}), 'workflow.comment.required-to-approve');
    assert.equal(outcome(strict, { comment: 'Fine' }), 's');
  });

  it('is refused when the caller expected another step', () => {
    assert.equal(outcome(stopOf('MANAGER'), { expected: { sequence: 2, stepId: 's' } }), 's');
    for (const expected of [{ sequence: 1 }, { stepId: 'x' }, { stepCode: 'PARTNER' }])
      assert.equal(outcome(stopOf('MANAGER'), { expected }), 'workflow.instance.out-of-date');
  });

  it('settles all that is the own, whichever instance says that the step is the expected one', () => {
    assert.equal(outcome(stopOf('CO_APPROVER'), { capacity: administrator, expected: { stepId: 't' } }), 's,t');
    assert.equal(outcome(stopOf('CO_APPROVER'), { expected: { stepId: 't' } }), 's');
  });

  it('may be a recall by whoever owns the item, of all instances at once', () => {
    assert.equal(outcome(stopOf('CO_APPROVER'), { action: 'recall', capacity: user('else') }), 's,t');
  });

  it('is one of those that the step knows', () => {
    const narrow = stopOf('MANAGER', { actions: ['approve'] });
    assert.equal(outcome(narrow, { action: 'recall' }), 'workflow.action.not-allowed');
    assert.equal(outcome(narrow, { action: 'send-back', comment: 'why' }), 'workflow.action.not-allowed');
    assert.equal(outcome(narrow, { forwardTo: 'x' }), 'workflow.forward.not-allowed');
    assert.equal(outcome(stopOf('MANAGER', { actions: ['approve', 'forward'] }), { forwardTo: 'x' }), 's');
  });
});

describe('a definition', () => {
  const step: StepDefinition = { role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null };
  const bad: [string, StepDefinition[]][] = [
    ['without steps', []],
    ['with an unknown role', [{ ...step, role: 'NOBODY' as StepRole }]],
    ['without a status', [{ ...step, approvalStatus: '' }]],
    ['with a step that nothing leaves', [{ ...step, actions: ['recall'] }]],
    ['with an amount that is none', [{ ...step, from: { amount: 'much', currency: 'USD' } }]],
    ['with an amount in no currency', [{ ...step, from: { amount: '1', currency: 'usd' } }]],
    ['with cost objects of a manager', [{ ...step, costObjectFields: ['orgUnit1'] }]],
    ['with cost objects of no field', [{ ...step, role: 'CO_APPROVER' }]],
    ['with a time limit of nothing', [{ ...step, timeout: { hours: 0, approvalStatus: 'A_TEXP' } }]],
    ['with a code that is none', [{ ...step, stepCode: 'not a code' }]],
  ];
  for (const [what, steps] of bad)
    it(`${what} is refused`, () => {
      assert.throws(() => checkDefinition({ name: 'Bad', steps }), { code: 'workflow.definition.refused' });
    });
  it('is taken otherwise', () => checkDefinition({ name: 'Good', steps: [step] }));
});
