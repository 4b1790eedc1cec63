import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionRefusal, type Capacity, type PendingStep, type StepRole } from './process.ts';

const step = (role: StepRole): PendingStep => ({
  processId: 'p',
  stepId: 's',
  sequence: 2,
  role,
  approvalStatus: 'A_PEND',
  stepCode: role === 'EXTERNAL_SYSTEM' ? 'PARTNER' : null,
  assigneeId: role === 'MANAGER' ? 'manager' : null,
});
const user = (userId: string, isProcessor = false): Capacity => ({ kind: 'user', userId, isProcessor });
const administrator: Capacity = { kind: 'administrator' };
const program: Capacity = { kind: 'program' };

describe('who acts at a step', () => {
  const cases: [StepRole, Capacity, string | undefined][] = [
    ['MANAGER', user('manager'), undefined],
    ['MANAGER', user('else'), 'workflow.approver.not-you'],
    ['MANAGER', user('else', true), 'workflow.approver.not-you'],
    ['MANAGER', administrator, undefined],
    ['MANAGER', program, 'workflow.step.not-system'],
    ['ACCT_CLERK', user('anyone', true), undefined],
    ['ACCT_CLERK', user('manager'), 'workflow.approver.not-you'],
    ['ACCT_CLERK', program, 'workflow.step.not-system'],
    ['EXTERNAL_SYSTEM', program, undefined],
    ['EXTERNAL_SYSTEM', user('manager', true), 'workflow.step.not-system'],
    ['EXTERNAL_SYSTEM', administrator, 'workflow.step.not-system'],
  ];
  for (const [role, capacity, expected] of cases)
    it(`${role}: ${JSON.stringify(capacity)}`, () => {
      assert.equal(actionRefusal(step(role), { action: 'approve', capacity, comment: undefined })?.code, expected);
      assert.equal(actionRefusal(step(role), { action: 'send-back', capacity, comment: 'why' })?.code, expected);
    });
});

describe('an action at a step', () => {
  const act = (given: Partial<Parameters<typeof actionRefusal>[1]>) =>
    actionRefusal(step('MANAGER'), { action: 'approve', capacity: user('manager'), comment: undefined, ...given })?.code;

  it('needs a comment only to send back', () => {
    assert.equal(act({ action: 'send-back' }), 'workflow.comment.required');
    assert.equal(act({ action: 'send-back', comment: ' ' }), 'workflow.comment.required');
    assert.equal(act({}), undefined);
  });

  it('is refused when the caller expected another step', () => {
    assert.equal(act({ expected: { sequence: 2, stepId: 's' } }), undefined);
    for (const expected of [{ sequence: 1 }, { stepId: 'x' }, { stepCode: 'PARTNER' }])
      assert.equal(act({ expected }), 'workflow.instance.out-of-date');
  });

  it('may be a recall by whoever owns the item', () => {
    assert.equal(act({ action: 'recall', capacity: user('else') }), undefined);
  });
});
