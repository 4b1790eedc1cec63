import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client, type Reply } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { opaqueId } from '../../../platform/ids/index.ts';

describe('what v3, v2 and v1.1 refuse, and how', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let id: string;
  let as: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    id = (await call('POST', '/api/v3.0/expense/reports', { as, body: { Name: 'Mine' } })).json.ID;
  });
  after(() => program.close());

  const report = () => `/api/v3.0/expense/reports/${id}`;
  function says(reply: Reply, status: number, words: RegExp): void {
    assert.equal(reply.status, status, reply.text);
    const { Message, Id, 'Server-Time': time } = reply.json.Error;
    assert.match(Message, words);
    assert.equal(time, '2026-03-02T09:00:00');
    assert.ok(Id);
  }

  it('says it in the medium that was asked for, XML where none was', async () => {
    says(await call('GET', report()), 401, /No access token/);
    for (const accept of ['', '*/*', 'application/xml', 'text/xml']) {
      const reply = await call('GET', report(), { accept });
      assert.equal(reply.status, 401);
      assert.equal(reply.headers['content-type'], 'application/xml');
      assert.match(reply.text, /^<\?xml[^>]*\?><Error><Message>No access token.*<\/Message><Server-Time>2026/);
    }
    says(await call('GET', '/api/v3.0/expense/nowhere', { as }), 404, /There is no/);
    assert.match((await call('GET', '/api/v3.0/expense/nowhere', { accept: '' })).text, /<Error><Message>There is no/);
    assert.equal((await call('GET', report(), { as, accept: 'text/csv' })).status, 406);
    says(await call('PUT', report(), { as, body: { Name: 3 } }), 400, /Name/);
    const form = await call('PUT', report(), { as, body: 1, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    says(form, 415, /Content-Type/);
    says(await call('PUT', report(), { as, xml: '<Report><Name>x</Report>' }), 400, /cannot be read/);
    says(await call('PUT', report(), { as, xml: '<!DOCTYPE a><Report/>' }), 400, /document type/);
    says(await call('GET', report(), { as: cast.as(cast.traveler, []) }), 403, /EXPRPT/);
  });

  it('a region of another country, and a name that shows nothing', async () => {
    const put = (body: object) => call('PUT', report(), { as, body });
    says(await put({ Country: 'FR', CountrySubdivision: 'US-WA' }), 400, /not a subdivision of FR/);
    says(await put({ Name: '   ' }), 400, /name is empty/);
    says(await call('POST', '/api/v3.0/expense/reports', { as, body: { Name: '   ' } }), 400, /name is empty/);
  });

  it('whose report it is', async () => {
    says(await call('GET', report(), { as: cast.asCompany() }), 400, /user/);
    says(await call('GET', `${report()}?user=ALL`, { as: cast.asCompany() }), 400, /ALL/);
    says(await call('GET', `${report()}?user=${cast.colleague.userName}`, { as: cast.asCompany() }), 404, /report/);
    assert.equal((await call('GET', `${report()}?user=${cast.traveler.userName}`, { as: cast.asCompany() })).status, 200);
    assert.equal((await call('GET', `${report()}?user=${cast.traveler.userName}`, { as: cast.as(cast.admin) })).status, 200);
    says(await call('GET', report(), { as: cast.as(cast.colleague) }), 403, /right/);
    const list = `/api/v3.0/expense/reports?user=${cast.traveler.userName}`;
    says(await call('GET', list, { as: cast.as(cast.colleague) }), 403, /Administrator/);
    says(await call('GET', `${report()}?usr=x`, { as }), 400, /usr/);
    says(await call('GET', '/api/v3.0/expense/reports/nonsense', { as }), 404, /report/);
    says(await call('GET', '/api/v3.0/expense/entries/nonsense', { as }), 404, /expense/);
  });

  it('entries that cannot be', async () => {
    const post = (body: object) => call('POST', '/api/v3.0/expense/entries', { as, body });
    says(await post({ ReportID: id }), 400, /ExpenseTypeCode.*TransactionDate/);
    says(
      await post({ ReportID: id, ExpenseTypeCode: 'TAXIX', TransactionDate: '2026-02-03' }),
      400,
      /PaymentTypeID.*TransactionAmount/,
    );
    const entry = {
      ReportID: id,
      ExpenseTypeCode: 'TAXIX',
      TransactionDate: '2026-02-30',
      TransactionAmount: 1,
      TransactionCurrencyCode: 'USD',
      PaymentTypeID: 'gWnothing$',
    };
    says(await post(entry), 400, /TransactionDate/);
    says(await post({ ...entry, TransactionDate: '2026-02-03' }), 400, /PaymentTypeID/);
    says(await post({ ...entry, TransactionDate: '2026-02-03', Journey: { StartLocation: 'a' } }), 400, /Journey/);
    const [cash] = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    const paid = { ...entry, TransactionDate: '2026-02-03', PaymentTypeID: opaqueId('g', 'payment-type', cash?.id ?? '') };
    says(await post({ ...paid, LocationID: 'gWx$' }), 400, /LocationID/);
  });

  it('takes a whole report back, and changes what is writable', async () => {
    const whole = (await call('GET', report(), { as })).json;
    const changed = await call('PUT', report(), { as, body: { ...whole, Name: 'Renamed', Total: 1_000_000 } });
    assert.equal(changed.status, 200, changed.text);
    const after = (await call('GET', report(), { as })).json;
    assert.deepEqual([after.Name, after.Total], ['Renamed', 0]);
    const xml = await call('PUT', report(), { as, xml: '<Report><Custom3>three</Custom3><Country>FR</Country></Report>' });
    assert.equal(xml.status, 200, xml.text);
    const custom = (await call('GET', report(), { as })).json;
    assert.deepEqual(custom.Custom3, { Type: 'Text', Value: 'three', Code: null, ListItemID: null });
    assert.deepEqual([custom.Name, custom.Country], ['Renamed', 'FR']);
    await call('PUT', report(), { as, xml: '<Report><Custom3/></Report>' });
    assert.equal((await call('GET', report(), { as })).json.Custom3, null);
  });

  it('says in XML alone what the XML generations refuse', async () => {
    const v2 = '/api/expense/expensereport/v2.0';
    const v1 = '/api/expense/expensereport/v1.1';
    const refused = async (url: string, status: number, words: RegExp, options: object = {}) => {
      const reply = await call('GET', url, { as, accept: '*/*', ...options });
      assert.equal(reply.status, status, `${url} ${reply.text}`);
      assert.equal(reply.headers['content-type'], 'application/xml');
      assert.match(element(reply.text, 'Message') ?? '', words);
    };
    await refused(`${v2}/Reports?status=NONE`, 400, /status/);
    await refused(`${v2}/Reports?hasattendees=perhaps`, 400, /HasAttendees/);
    await refused(`${v2}/Reports?hascats=true`, 400, /search term/);
    await refused(`${v2}/Reports?modifiedafterdate=soon`, 400, /modifiedAfterDate/);
    await refused(`${v2}/Reports?loginid=${cast.colleague.userName}`, 403, /Administrator/);
    await refused(`${v2}/report/nonsense`, 404, /report/);
    await refused(`${v1}/reportslist/NONE`, 400, /view/);
    await refused(`${v1}/reportslist/RECENT`, 403, /user token/, { as: cast.asCompany() });
    await refused(`${v1}/ReportsList/ALL/LastModified`, 400, /date/);
    await refused(`${v1}/ReportsList/ALL/LastModified?date=2026-03-02`, 403, /Administrator/);
    await refused(`${v1}/reportfulldetails/nonsense`, 404, /report/);
    await refused(`${v1}/nowhere`, 404, /There is no/);
    await refused(`${v1}/reportslist`, 401, /No access token/, { as: '' });
    const wrong = await call('POST', `${v1}/report/${id}/submit`, {
      as,
      accept: '',
      headers: { 'x-userid': 'nobody@x.example' },
    });
    assert.deepEqual([wrong.status, /Invalid User/.test(wrong.text)], [400, true]);
    const blank = await call('POST', `${v1}/report/${id}/workflowaction`, {
      as,
      accept: '',
      xml: '<WorkflowAction><Action>Approve</Action></WorkflowAction>',
    });
    assert.deepEqual([blank.status, element(blank.text, 'Status')], [200, 'FAILURE']);
  });
});
