import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { castOf, clientOf, type Cast, type Client, type Reply } from '../../../../test/harness/reports.ts';
import { hire } from '../../../../test/harness/people.ts';
import { costObjectsOf } from '../../../../test/harness/workflow.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { User } from '../../../modules/identity/index.ts';
import type { StepDefinition } from '../../../modules/workflow/index.ts';
import { hex32, parseReportKey } from '../../../platform/ids/index.ts';
import { decimal, type Decimal } from '../../../platform/money/money.ts';

const MANAGER: StepDefinition = { role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null };
const PROCESSOR: StepDefinition = { role: 'ACCT_CLERK', approvalStatus: 'A_ACCO', stepCode: null };
const COST_OBJECT: StepDefinition = {
  role: 'CO_APPROVER',
  approvalStatus: 'A_PECO',
  stepCode: null,
  costObjectFields: ['orgUnit1'],
};

describe('workflow through v4', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let owner: User;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    owner = await hire(program, cast.home, {
      roles: ['EXP_USER', 'EXP_APPROVER'].map((code) => ({ code })),
      spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' },
    });
    await costObjectsOf(program, cast.home, ['LABS']);
    await program.unitOfWork.write(cast.home, (ctx) =>
      program.modules.identity.changeSpending(ctx, {
        userId: owner.id,
        approverLimits: [
          {
            authority: 'costObject',
            approvalType: 'report',
            exceptionAuthority: true,
            amount: decimal(500),
            currency: 'USD',
            group: 'LABS',
          },
        ],
      }),
    );
  });
  after(() => program.close());

  const base = (user: { id: string }, context: string) => `/expensereports/v4/users/${user.id}/context/${context}`;
  const policyOf = (steps: readonly StepDefinition[], more: { receiptRequiredFrom?: Decimal; receiptCurrency?: string } = {}) =>
    program.unitOfWork.write(cast.home, async (ctx) => {
      const { id } = await program.modules.workflow.createDefinition(ctx, { name: 'Test', steps });
      return (await program.modules.expense.createPolicy(ctx, { name: 'Test', workflowDefinitionId: id, ...more })).id;
    });
  async function draft(policyId = cast.policyId): Promise<string> {
    const body = { name: 'Walk', policyId: hex32(policyId), customData: [{ id: 'orgUnit1', value: 'LABS' }] };
    const made = await call('POST', `${base(cast.traveler, 'TRAVELER')}/reports`, { as: cast.as(cast.traveler), body });
    assert.equal(made.status, 201, made.text);
    const added = await call('POST', `${made.json.uri}/expenses`, {
      as: cast.as(cast.traveler),
      body: {
        expenseType: { id: 'TAXIX' },
        transactionDate: '2026-03-01',
        transactionAmount: { value: 20, currencyCode: 'USD' },
      },
    });
    assert.equal(added.status, 201, added.text);
    return String(made.json.uri).split('/').at(-1) ?? '';
  }
  const submit = (id: string, as = cast.as(cast.traveler), user: { id: string } = cast.traveler) =>
    call('PATCH', `/expensereports/v4/users/${user.id}/reports/${id}/submit`, { as, body: {} });
  async function sent(policyId?: string): Promise<string> {
    const id = await draft(policyId);
    assert.equal((await submit(id)).status, 204);
    return id;
  }
  const act = (user: User, id: string, action: 'approve' | 'sendBack', body: unknown = {}, query = '') =>
    call('PATCH', `${base(user, 'MANAGER')}/reports/${id}/${action}${query}`, { as: cast.as(user), body });
  const recall = (id: string, user: User = cast.traveler, context = 'TRAVELER') =>
    call('PATCH', `${base(user, context)}/reports/${id}/recall`, { as: cast.as(user), body: {} });
  const costObjects = (user: { id: string }, id: string, as: string) =>
    call('GET', `/expensereports/v4/users/${user.id}/reports/${id}/costObjectsForApprover`, { as });
  const read = async (id: string) =>
    (await call('GET', `${base(cast.traveler, 'TRAVELER')}/reports/${id}`, { as: cast.as(cast.traveler) })).json;
  const status = async (id: string) => (await read(id)).approvalStatusId;
  function says(reply: Reply, expected: number, id?: string): void {
    assert.equal(reply.status, expected, reply.text);
    if (id) assert.equal(reply.json.validationErrors[0]?.id, id, reply.text);
  }

  it('expense 6: refuses a second submission, and the approval of the own report', async () => {
    const id = await sent();
    says(await submit(id), 400, 'error.submit.alreadySubmitted');
    says(await act(cast.traveler, id, 'approve'), 400, 'cannot_approve_your_own_report');
    assert.equal(await status(id), 'A_PEND');
  });

  it('expense 7: sends back with a comment only, and begins anew', async () => {
    const id = await sent(await policyOf([MANAGER, PROCESSOR]));
    says(await act(cast.manager, id, 'sendBack'), 400, 'error.workflow.noComments');
    says(await act(cast.manager, id, 'approve'), 204);
    says(await act(cast.processor, id, 'sendBack', { comment: 'Receipt?' }), 204);
    const back = await read(id);
    assert.deepEqual([back.approvalStatusId, back.isSentBack, back.isReportEverSentBack], ['A_RESU', true, true]);
    says(await submit(id), 204);
    const again = await read(id);
    assert.deepEqual([again.approvalStatusId, again.isSentBack, again.isReportEverSentBack], ['A_PEND', false, true]);
  });

  it('expense 8: recalls when, and only when, canRecall says so', async () => {
    const id = await draft();
    const can = async () => (await read(id)).canRecall;
    assert.equal(await can(), false);
    says(await recall(id), 400, 'error.recall.cannotRecall');
    says(await submit(id), 204);
    assert.equal(await can(), true);
    says(await recall(id), 204);
    assert.equal(await can(), false);
    says(await submit(id), 204);
    says(await act(cast.manager, id, 'approve'), 204);
    assert.equal(await can(), true);
    says(await act(cast.processor, id, 'approve'), 204);
    assert.equal(await can(), false);
    says(await recall(id), 400, 'error.recall.cannotRecall');
    const firm = await sent(await policyOf([{ ...MANAGER, actions: ['approve', 'send-back'] }]));
    assert.equal((await read(firm)).canRecall, false);
    says(await recall(firm), 400, 'error.recall.cannotRecall');
    says(await act(cast.manager, firm, 'approve'), 204);
    says(await act(cast.manager, firm, 'approve'), 400, 'error.workflow.invalid_action');
  });

  it('expense 12: lets nobody act at a step that it did not expect', async () => {
    const policyId = await policyOf([{ role: 'EXTERNAL_SYSTEM', approvalStatus: 'A_EXTV', stepCode: 'TAXCHK' }, MANAGER]);
    const id = await sent(policyId);
    const system = (action: string, body: unknown) =>
      call('PATCH', `/expensereports/v4/reports/${id}/${action}`, { as: cast.asCompany(), body });
    const wrong = [
      { expectedStepCode: 'OTHER' },
      { expectedStepSequence: '2' },
      { expectedWorkflowStepInstanceId: hex32(cast.traveler.id) },
    ];
    for (const expected of wrong) {
      says(await system('approve', expected), 400, 'instance_out_of_date');
      says(await system('sendBack', { comment: 'No', ...expected }), 400, 'instance_out_of_date');
    }
    says(await system('approve', { expectedWorkflowStepInstanceId: 'x' }), 400);
    assert.equal(await status(id), 'A_EXTV');
    says(await system('approve', { expectedStepCode: 'TAXCHK', expectedStepSequence: '1' }), 204);
    says(await system('approve', { expectedStepCode: 'TAXCHK' }), 400, 'instance_out_of_date');
    says(await system('approve', {}), 403);
    const both = await Promise.all([1, 2].map(() => act(cast.manager, id, 'approve', { expectedStepSequence: '2' })));
    assert.deepEqual(
      both.map((reply) => reply.status).toSorted((a, b) => a - b),
      [204, 400],
    );
  });

  it('names what stands in the way of the next step', async () => {
    const limited = await draft(await policyOf([{ role: 'AUTH_APPROVER', approvalStatus: 'A_PEND', stepCode: null }]));
    says(await submit(limited), 400, 'no_approver.not_editable_step');
    const second: StepDefinition = { role: 'MANAGER_2', approvalStatus: 'A_PEND', stepCode: null };
    says(await act(cast.manager, await sent(await policyOf([MANAGER, second])), 'approve'), 400, 'no_approver.change_my_info');
    const hold = await sent(await policyOf([{ role: 'RECEIPT_HOLD', approvalStatus: 'A_RHLD', stepCode: null }, second]));
    says(await act(cast.processor, hold, 'approve'), 400, 'receiptimagehold.workflow.noapprover');
    says(await submit(await draft(await policyOf([second]))), 400, 'no_approver');
    const strict = await sent(await policyOf([{ ...MANAGER, commentRequired: true }]));
    says(await act(cast.manager, strict, 'approve'), 400, 'error.workflow.missingComments');
    const exception = { exceptionCode: 'APIBLOCK', exceptionVisibility: 'ALL' };
    const put = await call('PUT', `/expensereports/v4/reports/${strict}/exceptions`, { as: cast.asCompany(), body: exception });
    says(put, 200);
    says(await act(cast.manager, strict, 'approve', { comment: 'Fine' }), 400, 'step_exit_blocking_by_exception');
    says(await act(cast.manager, await sent(), 'approve', { statusId: 'A_NOPE' }), 400, 'statusId.invalidValue');
    says(await act(cast.colleague, await sent(), 'approve'), 400, 'not_an_approver');
  });

  it('asks at a step for receipts to be looked at first, and for what the allocation form asks by now', async () => {
    const receipts = { receiptRequiredFrom: decimal(75), receiptCurrency: 'USD' };
    const reviewed = await sent(await policyOf([{ ...MANAGER, reviewsReceipts: true }], receipts));
    // A taxi of 20 dollars needs no receipt.
    says(await act(cast.manager, reviewed, 'approve'), 204);
    const policyId = await policyOf([{ ...MANAGER, reviewsReceipts: true }], receipts);
    const id = await draft(policyId);
    const own = `${base(cast.traveler, 'TRAVELER')}/reports/${id}`;
    const dear = {
      expenseType: { id: 'TAXIX' },
      transactionDate: '2026-03-01',
      transactionAmount: { value: 90, currencyCode: 'USD' },
    };
    const added = await call('POST', `${own}/expenses`, { as: cast.as(cast.traveler), body: dear });
    says(added, 201);
    const shares = { allocations: [{ percentage: 60 }, { percentage: 40 }] };
    says(await call('POST', `${added.json.uri}/allocations`, { as: cast.as(cast.traveler), body: shares }), 201);
    says(await submit(id), 204);
    says(await act(cast.manager, id, 'approve'), 400, 'error.workflow.incomplete_receipt_review');
    assert.equal(await status(id), 'A_PEND');
    const expense = `/expensereports/v4/reports/${id}/expenses/${String(added.json.uri).split('/').at(-1)}`;
    const seen = { expenseSource: 'OTHER', isPaperReceiptReceived: true };
    says(await call('PATCH', expense, { as: cast.asCompany(), body: seen }), 204);
    await program.unitOfWork.write(cast.home, async (ctx) => {
      const { configuration } = program.modules.expense;
      const field = { fieldId: 'Custom1', label: 'Project', isRequired: true };
      const form = await configuration.createForm(ctx, { kind: 'allocation', name: 'Projects', fields: [field] });
      await configuration.useForm(ctx, { policyId, formId: form.id });
    });
    says(await act(cast.manager, id, 'approve'), 400, 'error.workflow.missing_alloc_reqd_fields');
    says(await act(cast.manager, id, 'sendBack', { comment: 'Projects, please' }), 204);
    for (const allocation of (await call('GET', `${added.json.uri}/allocations`, { as: cast.as(cast.traveler) })).json) {
      const named = { allocation: { customData: [{ id: 'custom1', value: 'P-1' }] }, expenseIds: [allocation.expenseId] };
      says(
        await call('PATCH', `${own}/allocations/${allocation.allocationId}`, { as: cast.as(cast.traveler), body: named }),
        204,
      );
    }
    says(await submit(id), 204);
    says(await act(cast.manager, id, 'approve'), 204);
  });

  it('forwards to whom the approver chooses, where the step allows it', async () => {
    const forwarding: StepDefinition = { ...MANAGER, actions: ['approve', 'forward'] };
    const id = await sent(await policyOf([forwarding, PROCESSOR]));
    const to = (userId: string, at = id) => act(cast.manager, at, 'approve', {}, `?forwardToUserId=${userId}`);
    says(await to('nobody'), 400, 'invalid.approverId.query');
    says(await to(cast.home.companyId), 400, 'invalid.approverId.query');
    says(await to(cast.traveler.id), 400, 'approver_cum_reportowner');
    says(await to(cast.colleague.id), 400, 'not_an_approver');
    says(await to(owner.id, await sent()), 400, 'invalidAction.currentStep');
    says(await to(owner.id), 204);
    assert.equal(await status(id), 'A_PEND');
    says(await act(owner, id, 'approve'), 204);
    assert.equal(await status(id), 'A_ACCO');
  });

  it('asks why expenses are rejected, and splits them off', async () => {
    const id = await sent();
    const [only] = (
      await call('GET', `${base(cast.traveler, 'TRAVELER')}/reports/${id}/expenses`, { as: cast.as(cast.traveler) })
    ).json;
    const reject = { expenseSource: 'OTHER', isExpenseRejected: true };
    const path = `/expensereports/v4/reports/${id}/expenses/${only.expenseId}`;
    says(await call('PATCH', path, { as: cast.asCompany(), body: reject }), 204);
    says(await act(cast.manager, id, 'approve'), 400, 'error.workflow.rejectedExpenseMissingComments');
    says(await act(cast.manager, id, 'approve', { expenseRejectedComment: 'Private' }), 400, 'error.workflow.invalid_action');
  });

  it('shows the cost objects of a report to those who approve them', async () => {
    const id = await sent(await policyOf([COST_OBJECT, PROCESSOR]));
    const found = await costObjects(owner, id, cast.as(owner));
    says(found, 200);
    const [object] = found.json;
    const money = { value: 20, currencyCode: 'USD' };
    assert.deepEqual(
      { ...object, expenses: object.expenses.length },
      {
        name: 'LABS',
        approvedAmount: money,
        claimedAmount: money,
        approverId: owner.id,
        expenses: 1,
        isOwnedByCaller: true,
        isFullyApproved: false,
        isApprovableAsUser: true,
        isApprovableAsDelegate: false,
      },
    );
    says(await costObjects(owner, id, cast.asCompany()), 200);
    says(await costObjects(cast.colleague, id, cast.as(cast.colleague)), 403);
    says(await costObjects(owner, id, cast.as(cast.colleague)), 403);
    says(await costObjects(owner, id, cast.as(owner, ['user.read'])), 403);
    says(await call('GET', `/expensereports/v4/users/${owner.id}/reports/${id}/costObjectsForApprover`), 401);
    says(await costObjects(owner, '0'.repeat(20), cast.as(owner)), 404);
    says(await costObjects(owner, 'x', cast.as(owner)), 400);
    says(await costObjects({ id: 'x' }, id, cast.as(owner)), 400);
    says(await act(owner, id, 'approve'), 204);
    assert.deepEqual((await costObjects(owner, id, cast.as(owner))).json, []);
  });

  it('expense 22: lets nothing move a report that is paid', async () => {
    const id = await sent();
    says(await act(cast.manager, id, 'approve'), 204);
    for (const payment of ['P_PROC', 'P_PAID', 'P_PAYC']) {
      await sql`update report set payment_status = ${payment} where id = ${parseReportKey(id)}`.execute(program.database.root);
      says(await act(cast.processor, id, 'approve'), 400, 'reports.workflow.operationNotAllowed');
      says(await act(cast.processor, id, 'sendBack', { comment: 'No' }), 400, 'reports.workflow.operationNotAllowed');
      says(await recall(id), 400, 'error.recall.cannotRecall');
      says(await submit(id), 400, 'error.submit.alreadySubmitted');
    }
    const path = `/expensereports/v4/reports/${id}`;
    says(await call('PATCH', path, { as: cast.asCompany(), body: { name: 'x' } }), 400, 'reports.workflow.operationNotAllowed');
    const exception = { exceptionCode: 'APIWARN', exceptionVisibility: 'ALL' };
    says(await call('PUT', `${path}/exceptions`, { as: cast.asCompany(), body: exception }), 400);
  });

  it('every documented refusal of each operation', async () => {
    const id = await sent();
    const none = '0'.repeat(20);
    const as = cast.as(cast.manager);
    const narrow = cast.as(cast.manager, ['expense.report.readwrite']);
    for (const [action, body] of [
      ['approve', {}],
      ['sendBack', { comment: 'No' }],
    ] as const) {
      const long = (at: string, given: { as?: string; context?: string } = { as }) =>
        call('PATCH', `${base(cast.manager, given.context ?? 'MANAGER')}/reports/${at}/${action}`, { ...given, body });
      says(await long('x'), 400);
      says(await long(id, { as, context: 'NOBODY' }), 400);
      says(await long(id, {}), 401);
      says(await long(id, { as: narrow }), 403);
      says(await long(id, { as, context: 'TRAVELER' }), 403);
      says(await long(none), 404);
      const short = (at: string, token?: string) =>
        call('PATCH', `/expensereports/v4/reports/${at}/${action}`, { ...(token ? { as: token } : {}), body });
      says(await short('x', cast.asCompany()), 400);
      says(await short(id), 401);
      says(await short(id, as), 401);
      says(await short(id, cast.asCompany()), 403);
      says(await short(none, cast.asCompany()), 404);
    }
    says(await recall('x'), 400);
    says(await call('PATCH', `${base(cast.traveler, 'TRAVELER')}/reports/${id}/recall`, { body: {} }), 401);
    says(await recall(id, cast.colleague), 403);
    says(await recall(id, cast.traveler, 'MANAGER'), 403);
    says(await recall(none), 404);
    says(await submit('x'), 400);
    says(await call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${id}/submit`, { body: {} }), 401);
    says(await submit(id, cast.as(cast.colleague)), 403);
    says(await submit(none), 404);
  });
});
