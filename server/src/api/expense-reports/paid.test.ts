import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { User } from '../../modules/identity/index.ts';
import { hex32, parseReportKey } from '../../platform/ids/index.ts';

const V1 = '/api/expense/expensereport/v1.1';

/** A report whose money is on its way, and one whose money has gone, in every generation. */
describe('paid reports in every generation', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
  });
  after(() => program.close());

  const own = (key: string) => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports${key && `/${key}`}`;
  const taxi = {
    expenseType: { id: 'TAXIX' },
    transactionDate: '2026-03-01',
    transactionAmount: { value: 20, currencyCode: 'USD' },
  };

  /** Approved and in payment; its key and its expense. */
  async function inPayment(): Promise<{ key: string; expenseId: string }> {
    const as = cast.as(cast.traveler);
    const made = await call('POST', own(''), { as, body: { name: 'Paid', policyId: hex32(cast.policyId) } });
    const key: string = made.json.uri.split('/').at(-1);
    const entry = await call('POST', `${own(key)}/expenses`, { as, body: taxi });
    await call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${key}/submit`, { as, body: {} });
    for (const user of [cast.manager, cast.processor]) {
      const path = `/expensereports/v4/users/${user.id}/context/MANAGER/reports/${key}/approve`;
      const reply = await call('PATCH', path, { as: cast.as(user), body: {} });
      assert.equal(reply.status, 204, reply.text);
    }
    await asProgram(key, (expense, ctx, reportId) => expense.markProcessing(ctx, { access: { kind: 'any' }, reportId }));
    return { key, expenseId: entry.json.uri.split('/').at(-1) };
  }

  type Expense = TestProgram['modules']['expense'];
  const asProgram = <T>(
    key: string,
    work: (expense: Expense, ctx: Parameters<Expense['markPaid']>[0], reportId: string) => Promise<T>,
  ): Promise<T> => program.unitOfWork.write(cast.home, (ctx) => work(program.modules.expense, ctx, parseReportKey(key) ?? ''));

  const extract = (key: string) =>
    asProgram(key, async (expense, ctx, reportId) => {
      const lines = await expense.journalOf(ctx, { access: { kind: 'any' }, reportId });
      await expense.markExtracted(ctx, { ids: lines.map(({ id }) => id), jobRunKey: 'RUN' });
    });

  /** The address of the last step in the older generations. */
  const actionUrl = async (key: string): Promise<string> => {
    const v3 = await call('GET', `/api/v3.0/expense/reports/${key}`, {
      as: cast.as(cast.traveler),
    });
    return v3.json.WorkflowActionUrl;
  };
  async function act(
    url: string,
    action: string,
    by: User = cast.admin,
  ): Promise<{ status: number; said: string; message: string }> {
    const xml = `<WorkflowAction><Action>${action}</Action><Comment>x</Comment></WorkflowAction>`;
    const reply = await call('POST', url, { as: cast.as(by), accept: '', xml });
    return { status: reply.status, said: element(reply.text, 'Status') ?? '', message: element(reply.text, 'Message') ?? '' };
  }
  const paymentOf = async (key: string) => (await call('GET', own(key), { as: cast.as(cast.traveler) })).json;

  it('an approval in v1.1 moves a report from payment to paid, once it is extracted', async () => {
    const { key } = await inPayment();
    const url = await actionUrl(key);
    assert.ok(url.includes(`${V1}/report/`) && url.endsWith('/workflowaction'), url);
    const early = await act(url, 'Approve');
    assert.deepEqual([early.status, early.said], [200, 'FAILURE']);
    assert.match(early.message, /neither extracted nor manually paid/);
    await extract(key);
    assert.equal((await act(url, 'Approve', cast.traveler)).status, 403);
    assert.deepEqual(await act(url, 'Approve'), { status: 200, said: 'SUCCESS!', message: 'SUCCESS!' });
    const paid = await paymentOf(key);
    assert.deepEqual(
      [paid.paymentStatusId, paid.paymentStatus, paid.totalAmountPaidEmployee.value],
      ['P_PAID', 'Sent for Payment', 20],
    );
    assert.equal(await actionUrl(key), '');
    const again = await act(url, 'Approve');
    assert.deepEqual([again.status, again.said], [200, 'FAILURE']);
  });

  it('expense 22: paid is terminal in v1.1, v3 and v4', async () => {
    const { key, expenseId } = await inPayment();
    const url = await actionUrl(key);
    const traveler = cast.as(cast.traveler);
    const listed = await call('GET', `/api/v3.0/expense/entries?reportID=${key}`, { as: traveler });
    const entry: string = listed.json.Items[0].ID;
    await extract(key);
    const refuses = async () => {
      for (const action of ['Send Back to Employee', 'Recall to Employee']) {
        const said = await act(url, action, action.startsWith('Recall') ? cast.traveler : cast.admin);
        assert.deepEqual([said.status, said.said], [200, 'FAILURE'], action);
      }
    };
    await refuses();
    assert.equal((await act(url, 'Approve')).said, 'SUCCESS!');
    await refuses();

    const v3 = async (method: 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown) => {
      const reply = await call(method, `/api/v3.0/expense/${path}`, { as: traveler, ...(body ? { body } : {}) });
      assert.equal(reply.status, 400, `${method} ${path} ${reply.text}`);
    };
    await v3('PUT', `reports/${key}`, { Name: 'x' });
    await v3('PUT', `entries/${encodeURIComponent(entry)}`, { Description: 'x' });
    await v3('DELETE', `entries/${encodeURIComponent(entry)}`);

    const company = cast.asCompany();
    const short = `/expensereports/v4/reports/${key}`;
    const exception = { exceptionCode: 'APIWARN', exceptionVisibility: 'ALL' };
    for (const [method, path, as, body] of [
      ['PATCH', short, company, { name: 'x' }],
      ['PATCH', `${short}/expenses/${expenseId}`, company, { businessPurpose: 'x', expenseSource: 'OTHER' }],
      ['PUT', `${short}/exceptions`, company, exception],
      ['PUT', `${short}/expenses/${expenseId}/exceptions`, company, exception],
      ['DELETE', `${short}/exceptions/APIWARN`, company, undefined],
      ['PATCH', `${short}/sendBack`, company, { comment: 'x' }],
      ['PATCH', `${short}/approve`, company, {}],
      ['POST', `${short}/cashAdvances`, company, { cashAdvanceIds: [] }],
      ['DELETE', own(key), traveler, undefined],
    ] as const) {
      const reply = await call(method, path, { as, ...(body ? { body } : {}) });
      assert.equal(reply.status, 400, `${method} ${path} ${reply.text}`);
      assert.equal(reply.json.validationErrors[0].id, 'reports.workflow.operationNotAllowed', `${method} ${path}`);
    }
    const v1 = element((await call('GET', `${V1}/ReportsList/PAID`, { as: traveler, accept: '' })).text, 'ReportName');
    assert.equal(v1, 'Paid');
  });

  it('a payment type without a clearing account stops the last approval, and a submission that needs none', async () => {
    const policyId = await program.unitOfWork.write(cast.home, async (ctx) => {
      const { expense, workflow } = program.modules;
      await expense.createPaymentTypes(ctx, [{ shortId: '1022', code: 'CBCP', name: 'Old card', isDefault: false }]);
      const { id } = await workflow.createDefinition(ctx, {
        name: 'Large ones',
        steps: [{ role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null, from: { amount: '100', currency: 'USD' } }],
      });
      return (await expense.createPolicy(ctx, { name: 'Large ones', workflowDefinitionId: id })).id;
    });
    const as = cast.as(cast.traveler);
    const draft = async (value: number): Promise<string> => {
      const made = await call('POST', own(''), { as, body: { name: 'Old card', policyId: hex32(policyId) } });
      const key: string = made.json.uri.split('/').at(-1);
      const body = { ...taxi, transactionAmount: { value, currencyCode: 'USD' }, paymentType: { id: '1022' } };
      assert.equal((await call('POST', `${own(key)}/expenses`, { as, body })).status, 201);
      return key;
    };
    const submit = (key: string) =>
      call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${key}/submit`, { as, body: {} });
    const small = await draft(20);
    const refused = await submit(small);
    assert.deepEqual([refused.status, refused.json.validationErrors[0].id], [400, 'error.workflow.no_clearingcode']);
    assert.equal((await paymentOf(small)).approvalStatusId, 'A_NOTF');
    const large = await draft(200);
    assert.equal((await submit(large)).status, 204);
    const path = `/expensereports/v4/users/${cast.manager.id}/context/MANAGER/reports/${large}/approve`;
    const last = await call('PATCH', path, { as: cast.as(cast.manager), body: {} });
    assert.deepEqual([last.status, last.json.validationErrors[0].id], [400, 'error.workflow.no_clearingcode']);
    assert.equal((await paymentOf(large)).approvalStatusId, 'A_PEND');
  });
});
