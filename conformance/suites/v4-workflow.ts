import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';
import { assertProblem, Desk } from '../desk.ts';

/** Submit, recall, approve and send back in v4, and who may not. */
export function v4Workflow(client: () => Client): void {
  const desk = new Desk(client);

  describe('v4 workflow', () => {
    it('submits for the owner, by a company token too, and neither empty nor twice', async () => {
      const id = await desk.newReport('Conformance submit');
      assertProblem(await desk.submit(id), 400, 'error.submit.no_entries');
      await desk.addExpense(id, 10, { expenseType: { id: 'UNDEF' } });
      assertProblem(await desk.submit(id), 400, 'error.submit.undefined_expense_type');
      const [undefinedType] = (await desk.call('GET', `${desk.own(id)}/expenses`)).json as unknown as { expenseId: string }[];
      await desk.call('DELETE', `${desk.own(id)}/expenses/${undefinedType?.expenseId}`);
      await desk.addExpense(id, 10);
      assertProblem(await desk.submit(id, 'manager'), 403);
      assert.equal((await desk.submit(id, 'company')).status, 204);
      const report = await desk.read(id);
      assert.deepEqual([String(report['approvalStatusId']), report['canRecall']?.valueOf()], ['A_PEND', true]);
      assert.ok(String(report['submitDate']).startsWith(new Date().toISOString().slice(0, 8)));
      assertProblem(await desk.submit(id), 400, 'error.submit.alreadySubmitted');
      assertProblem(await desk.submit('0'.repeat(20)), 404);
      const path = `/expensereports/v4/users/${client().user('traveler').id}/reports/${id}/submit`;
      assertProblem(await desk.call('POST', path, { body: {} }), 405);
    });

    it('recalls what is pending, and nothing else', async () => {
      const id = await desk.submitted('Conformance recall');
      assertProblem(await desk.call('PATCH', `${desk.own(id)}/recall`, { by: 'company', body: {} }), 401);
      assert.equal((await desk.recall(id)).status, 204);
      assert.equal(await desk.status(id), 'A_RESU');
      assertProblem(await desk.recall(id), 400, 'error.recall.cannotRecall');
      assert.equal((await desk.submit(id)).status, 204);
      const approved = await desk.approved('Conformance no recall');
      assert.equal((await desk.read(approved))['canRecall']?.valueOf(), false);
      assertProblem(await desk.recall(approved), 400);
    });

    it('sends back with a comment only, and begins anew at the next submission', async () => {
      const id = await desk.submitted('Conformance send back');
      assertProblem(await desk.act('manager', id, 'sendBack'), 400, 'error.workflow.noComments');
      assert.equal((await desk.act('manager', id, 'approve')).status, 204);
      assert.equal(await desk.status(id), 'A_ACCO');
      assert.equal((await desk.act('processor', id, 'sendBack', { comment: 'Receipt?' })).status, 204);
      const back = await desk.read(id);
      assert.deepEqual(
        [String(back['approvalStatusId']), back['isSentBack']?.valueOf(), back['isReportEverSentBack']?.valueOf()],
        ['A_RESU', true, true],
      );
      assert.equal((await desk.submit(id)).status, 204);
      const again = await desk.read(id);
      assert.deepEqual([String(again['approvalStatusId']), again['isReportEverSentBack']?.valueOf()], ['A_PEND', true]);
      assertProblem(await desk.act('manager', id, 'sendBack', { comment: 'x'.repeat(2001) }), 400);
    });

    it('lets nobody but the approver approve, and no step be passed twice', async () => {
      const id = await desk.submitted('Conformance approve');
      assertProblem(await desk.act('traveler', id, 'approve'), 400, 'cannot_approve_your_own_report');
      const stranger = await desk.act('admin', id, 'approve');
      assertProblem(stranger, 400, 'not_an_approver');
      assertProblem(await desk.act('manager', id, 'approve', { expectedStepSequence: '7' }), 400, 'instance_out_of_date');
      assertProblem(await desk.act('manager', id, 'approve', { statusId: 'A_NOPE' }), 400, 'statusId.invalidValue');
      assertProblem(
        await desk.call('PATCH', `${desk.path('manager', 'PROXY')}/reports/${id}/approve`, { by: 'manager', body: {} }),
        403,
      );
      const both = await Promise.all([desk.act('manager', id, 'approve'), desk.act('manager', id, 'approve')]);
      assert.deepEqual(
        both.map(({ status }) => status).toSorted((a, b) => a - b),
        [204, 400],
        both[1].text,
      );
      assert.equal((await desk.act('processor', id, 'approve', { comment: 'Booked' })).status, 204);
      const done = await desk.read(id);
      assert.deepEqual([String(done['approvalStatusId']), String(done['paymentStatusId'])], ['A_APPR', 'P_NOTP']);
      assertProblem(await desk.act('processor', id, 'approve'), 400);
      const narrow = await desk.token('expense.report.readwrite');
      const path = `${desk.path('traveler', 'MANAGER')}/reports/${id}/approve`;
      assertProblem(await client().call('PATCH', path, { token: narrow, body: {} }), 403);
    });

    it('takes the company token at the step of a system, and no other', async () => {
      const list = await desk.call('GET', `${desk.own()}?size=100`);
      const waiting = (list.json['content'] as unknown as Json[]).find((one) => String(one['approvalStatusId']) === 'A_EXTV');
      assert.ok(waiting, 'a report of the sandbox waits for an external system');
      const policyId = String(waiting['policyId']);
      const id = await desk.newReport('Conformance external validation', { policyId });
      await desk.addExpense(id, 10);
      const system = (action: string, body: unknown) =>
        desk.call('PATCH', `${desk.short(id)}/${action}`, { by: 'company', body });
      const toSystem = async () => {
        assert.equal((await desk.submit(id)).status, 204);
        assert.equal((await desk.act('manager', id, 'approve')).status, 204);
        assert.equal(await desk.status(id), 'A_EXTV');
      };
      await toSystem();
      assertProblem(await desk.act('processor', id, 'approve'), 403);
      assertProblem(await system('sendBack', {}), 400, 'error.workflow.noComments');
      assertProblem(await system('approve', { expectedStepCode: 'OTHER' }), 400, 'instance_out_of_date');
      assert.equal((await system('sendBack', { comment: 'Tax number?' })).status, 204);
      assert.equal(await desk.status(id), 'A_RESU');
      const [comment] = (await desk.call('GET', `${desk.own(id)}/comments`)).json as unknown as Json[];
      assert.deepEqual([String(comment?.['comment']), comment?.['author'] as unknown], ['Tax number?', null]);
      await toSystem();
      assert.equal((await system('approve', { expectedStepCode: 'EXTVAL' })).status, 204);
      assert.equal(await desk.status(id), 'A_ACCO');
    });

    /** Id of a report of 500 dollars under a policy that the sandbox has reports of. */
    async function under(policy: string, name: string): Promise<string> {
      const list = await desk.call('GET', `${desk.own()}?size=100`);
      const one = (list.json['content'] as unknown as Json[]).find((report) => String(report['policy']) === policy);
      assert.ok(one, `a report of the sandbox stands under the ${policy}`);
      return desk.newReport(name, { policyId: String(one['policyId']) });
    }
    const costObjects = (key: string, id: string) =>
      desk.call('GET', `/expensereports/v4/users/${client().user(key).id}/reports/${id}/costObjectsForApprover`, { by: key });

    it('asks the approvers of all cost objects at once', async () => {
      const id = await under('Cost Object Policy', 'Conformance cost objects');
      for (const value of ['2100', '1300']) await desk.addExpense(id, 50, { customData: [{ id: 'orgUnit1', value }] });
      assert.equal((await desk.submit(id)).status, 204);
      assert.equal((await desk.act('manager', id, 'approve')).status, 204);
      assert.equal(await desk.status(id), 'A_PECO');
      for (const [key, name] of [
        ['manager', '2100'],
        ['admin', '1300'],
      ] as const) {
        const waiting = await desk.call('GET', `${desk.path(key, 'MANAGER')}/reportsToApprove`, { by: key });
        const own = (waiting.json as unknown as Json[]).find((report) => String(report['reportId']) === id);
        assert.equal(String(own?.['approver']?.['employeeUuid']), client().user(key).id);
        const found = await costObjects(key, id);
        assert.equal(found.status, 200, found.text);
        assert.deepEqual(
          (found.json as unknown as Json[]).map((object) => String(object['name'])),
          [name],
        );
        assert.equal((await desk.act(key, id, 'approve')).status, 204);
      }
      assert.equal(await desk.status(id), 'A_ACCO');
      assertProblem(await costObjects('traveler', id), 403);
      assertProblem(await costObjects('manager', '0'.repeat(20)), 404);
      assertProblem(await costObjects('manager', 'x'), 400);
    });

    it('walks a step by limit above its amount alone, and forwards where a step allows it', async () => {
      const small = await under('Approval Limit Policy', 'Conformance small');
      await desk.addExpense(small, 399);
      assert.equal((await desk.submit(small)).status, 204);
      const forward = (to: string) =>
        desk.call('PATCH', `${desk.path('manager', 'MANAGER')}/reports/${small}/approve?forwardToUserId=${to}`, {
          by: 'manager',
          body: {},
        });
      assertProblem(await forward('nobody'), 400, 'invalid.approverId.query');
      assertProblem(await forward(client().user('traveler').id), 400, 'approver_cum_reportowner');
      assert.equal((await forward(client().user('admin').id)).status, 204);
      assert.equal(await desk.status(small), 'A_PEND');
      assert.equal((await desk.act('admin', small, 'approve')).status, 204);
      assert.equal(await desk.status(small), 'A_ACCO');
      const large = await under('Approval Limit Policy', 'Conformance large');
      await desk.addExpense(large, 401);
      assert.equal((await desk.submit(large)).status, 204);
      assert.equal((await desk.act('manager', large, 'approve')).status, 204);
      assert.equal(await desk.status(large), 'A_PEND');
      assertProblem(await desk.act('manager', large, 'approve'), 400, 'not_an_approver');
      assert.equal((await desk.act('admin', large, 'approve')).status, 204);
      assert.equal(await desk.status(large), 'A_ACCO');
    });

    it('splits rejected expenses off when their report is approved', async () => {
      const id = await desk.newReport('Conformance rejection');
      await desk.addExpense(id, 10);
      const rejected = await desk.addExpense(id, 15);
      assert.equal((await desk.submit(id)).status, 204);
      const path = `${desk.short(id)}/expenses/${rejected}`;
      const body = { expenseSource: 'OTHER', isExpenseRejected: true };
      assert.equal((await desk.call('PATCH', path, { by: 'company', body })).status, 204);
      assertProblem(await desk.act('manager', id, 'approve'), 400, 'error.workflow.rejectedExpenseMissingComments');
      const why = { expenseRejectedComment: 'Private' };
      assert.equal((await desk.act('manager', id, 'approve', why)).status, 204);
      assert.equal(Number((await desk.read(id))['reportTotal']?.['value']), 10);
      const list = await desk.call('GET', `${desk.own()}?size=1`);
      const addendum = (list.json['content'] as unknown as Json[])[0];
      assert.deepEqual(
        [String(addendum?.['name']), String(addendum?.['approvalStatusId'])],
        ['Conformance rejection - Addendum', 'A_RESU'],
      );
      assert.equal(Number(addendum?.['reportTotal']?.['value']), 15);
    });

    it('keeps the company token out of the steps of people', async () => {
      const id = await desk.submitted('Conformance system step');
      for (const [action, body] of [
        ['approve', {}],
        ['sendBack', { comment: 'No' }],
      ] as const) {
        const refused = await desk.call('PATCH', `${desk.short(id)}/${action}`, { by: 'company', body });
        assertProblem(refused, 403);
        assert.match(refused.text, /System workflow step/);
        assertProblem(await desk.call('PATCH', `${desk.short(id)}/${action}`, { by: 'manager', body }), 401);
        assertProblem(await desk.call('PATCH', `${desk.short('0'.repeat(20))}/${action}`, { by: 'company', body }), 404);
      }
      assert.equal(await desk.status(id), 'A_PEND');
    });
  });
}
