import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { opaqueId } from '../../../platform/ids/index.ts';

const NS = 'http://www.concursolutions.com/api/expense/expensereport/2011/03';

describe('a report through v3 and v1.1', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
  });
  after(() => program.close());

  const paymentTypeId = async () => {
    const types = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    return opaqueId('g', 'payment-type', types.find(({ shortId }) => shortId === 'CASH')?.id ?? '');
  };
  const submit = (key: string, as: string, login?: string) =>
    call('POST', `/api/expense/expensereport/v1.1/report/${key}/submit`, {
      as,
      accept: 'application/xml',
      ...(login ? { headers: { 'x-userid': login } } : {}),
    });
  const act = (url: string, as: string, action: string, comment = '') =>
    call('POST', url, {
      as,
      accept: 'application/xml',
      xml: `<WorkflowAction xmlns="${NS}"><Action>${action}</Action><Comment>${comment}</Comment></WorkflowAction>`,
    });

  it('goes from creation over recall and send-back to A_APPR and P_NOTP', async () => {
    const { traveler, manager, processor } = cast;
    const as = cast.as(traveler);
    const made = await call('POST', '/api/v3.0/expense/reports', {
      as,
      accept: '',
      xml: '<Report><Name>Lyon</Name><Purpose>Fair</Purpose><Custom2>c</Custom2><UserDefinedDate>2026-02-27</UserDefinedDate></Report>',
    });
    assert.equal(made.status, 200, made.text);
    assert.match(made.text, /^<\?xml version="1.0" encoding="utf-8"\?><CreateResponse/);
    const id = element(made.text, 'ID') ?? '';
    const uri = element(made.text, 'URI') ?? '';
    assert.equal(uri, `http://us.localhost:8080/api/v3.0/expense/reports/${id}`);
    const read = async () => (await call('GET', uri, { as })).json;

    const none = await submit(id, as);
    assert.equal(none.status, 200);
    assert.equal(element(none.text, 'Status'), 'FAILURE');
    assert.match(none.text, /<Message>[^<]*no expenses/);

    const entry = {
      ReportID: id,
      ExpenseTypeCode: 'TAXIX',
      TransactionDate: '2026-02-26',
      TransactionAmount: 40,
      TransactionCurrencyCode: 'EUR',
      PaymentTypeID: await paymentTypeId(),
      Description: 'Airport',
      VendorDescription: 'Cabs',
    };
    const added = await call('POST', '/api/v3.0/expense/entries', { as, body: entry });
    assert.equal(added.status, 200, added.text);
    assert.match(added.json.ID, /^gW[\w-]+\$$/);
    assert.ok(added.json.URI.endsWith('%24'));
    const one = await call('GET', added.json.URI, { as });
    assert.equal(one.status, 200, one.text);
    assert.deepEqual(
      [one.json.PostedAmount, one.json.ExchangeRate, one.json.ReportOwnerID, one.json.Description],
      [50, 1.25, traveler.userName, 'Airport'],
    );
    assert.equal((await read()).Total, 50);
    const currency = await call('PUT', added.json.URI, { as, body: { TransactionCurrencyCode: 'USD', TransactionAmount: 10 } });
    assert.equal(currency.status, 200, currency.text);
    assert.equal(currency.text, '');

    const submitted = await submit(id, as, traveler.userName);
    assert.equal(element(submitted.text, 'Status'), 'SUCCESS', submitted.text);
    assert.equal((await read()).ApprovalStatusCode, 'A_PEND');
    const more = await call('POST', '/api/v3.0/expense/entries', { as, body: entry });
    assert.equal(more.status, 400, more.text);

    const first: string = (await read()).WorkflowActionUrl;
    assert.equal(element((await act(first, as, 'Recall to Employee', 'Too soon')).text, 'Status'), 'SUCCESS!');
    assert.equal((await read()).LastComment, 'Too soon');
    assert.equal((await read()).ApprovalStatusCode, 'A_RESU');
    assert.equal((await read()).WorkflowActionUrl, '');
    const never = await call('POST', '/api/v3.0/expense/entries', { as, body: entry });
    assert.equal(never.status, 400, 'a report that was ever submitted takes no entries through v3');
    assert.match(never.json.Error.Message, /entered a workflow/);

    await submit(id, as);
    const asManager = cast.as(manager);
    const stale = await act(first, asManager, 'Approve');
    assert.deepEqual([stale.status, element(stale.text, 'Status')], [200, 'FAILURE']);
    assert.equal(element((await act(first, as, 'Recall to Employee')).text, 'Status'), 'FAILURE', 'a step that is left behind');
    const list = await call('GET', '/api/expense/expensereport/v1.1/ReportsList/TOAPPROVE', { as: asManager, accept: '' });
    assert.equal(element(list.text, 'ReportId'), id);
    const second: string = (await read()).WorkflowActionUrl;
    const silent = await act(second, asManager, 'Send Back to Employee');
    assert.equal(element(silent.text, 'Status'), 'FAILURE');
    assert.equal(element((await act(second, asManager, 'Send Back to Employee', 'Which route?')).text, 'Status'), 'SUCCESS!');
    const returned = await read();
    assert.deepEqual(
      [returned.ApprovalStatusCode, returned.EverSentBack, returned.LastComment],
      ['A_RESU', true, 'Which route?'],
    );

    assert.equal(element((await submit(id, as)).text, 'Status'), 'SUCCESS');
    assert.equal((await read()).ApproverLoginID, manager.userName);
    await act((await read()).WorkflowActionUrl, asManager, 'Approve', 'Fine.');
    assert.equal((await read()).ApprovalStatusCode, 'A_ACCO');
    const last = await act((await read()).WorkflowActionUrl, cast.as(processor), 'Approve');
    assert.equal(element(last.text, 'Status'), 'SUCCESS!', last.text);
    const end = await read();
    assert.deepEqual([end.ApprovalStatusCode, end.PaymentStatusCode, end.WorkflowActionUrl], ['A_APPR', 'P_NOTP', '']);
  });
});
