import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { opaqueId } from '../../../platform/ids/index.ts';

const V1 = '/api/expense/expensereport/v1.1';
const V2 = '/api/expense/expensereport/v2.0';
const NS = 'xmlns="http://www.concursolutions.com/api/expense/expensereport/2011/03"';

describe('the documents of v1.1 and v2', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
  });
  after(() => program.close());

  const post = (url: string, xml: string, token = as) => call('POST', url, { as: token, accept: '', xml });
  const get = (url: string, token = as) => call('GET', url, { as: token, accept: '' });
  const names = (xml: string) => [...xml.matchAll(/<ReportName>([^<]*)</g)].map(([, name]) => name);
  const create = async (name: string): Promise<string> =>
    element((await post(`${V1}/report`, `<Report ${NS}><Name>${name}</Name></Report>`)).text, 'Report-Details-Url') ?? '';
  const keyOf = async (url: string) =>
    element((await get(url.replace('/report/', '/reportfulldetails/'))).text, 'ReportId') ?? '';

  it('makes and changes a report by its header', async () => {
    const made = await post(
      `${V1}/report`,
      `<Report ${NS}><Name>January</Name><Purpose>All</Purpose><Comment>Client</Comment><OrgUnit1>US</OrgUnit1>
        <Custom1>Local</Custom1><UserDefinedDate>2026-01-26 12:15:00.0</UserDefinedDate></Report>`,
    );
    assert.equal(made.status, 200, made.text);
    assert.match(made.text, /<ReportDetails[^>]*><ReportStatus xmlns="[^"]*2011\/03"><Status>SUCCESS<\/Status>/);
    const url = element(made.text, 'Report-Details-Url') ?? '';
    assert.match(url, /^http:\/\/us\.localhost:8080\/api\/expense\/expensereport\/v1\.1\/report\/n[\w-]+%24$/);
    const details = url.replace('/report/', '/reportfulldetails/');
    const first = (await get(details)).text;
    assert.deepEqual(
      ['ReportName', 'Purpose', 'OrgUnit1', 'Custom1', 'Custom2', 'ReportDate', 'SubmitDate'].map((name) => element(first, name)),
      ['January', 'All', 'US', 'Local', '', '2026-01-26T00:00:00', '0001-01-01T00:00:00'],
    );
    assert.equal((await post(url, `<Report ${NS}><Name>February</Name><Custom1/></Report>`)).status, 200);
    const second = (await get(details)).text;
    assert.deepEqual([element(second, 'ReportName'), element(second, 'Custom1')], ['February', '']);
  });

  it('lists by view and by the day of the last change', async () => {
    await create('Listed');
    for (const view of ['', '/RECENT', '/active', '/UNSUBMITTED', '/FORTHISMONTH', '/FORTHISYEAR'])
      assert.ok(names((await get(`${V1}/reportslist${view}`)).text).includes('Listed'), view);
    for (const view of ['/PENDING', '/APPROVED', '/PAID', '/FORLASTMONTH', '/FORLASTQUARTER', '/FORLASTYEAR'])
      assert.ok(!names((await get(`${V1}/ReportsList${view}`)).text).includes('Listed'), view);
    const modified = (date: string) => get(`${V1}/ReportsList/UNSUBMITTED/LastModified?date=${date}`, cast.as(cast.admin));
    assert.ok(names((await modified('2026-03-02')).text).includes('Listed'));
    assert.deepEqual(names((await modified('2026-03-02T09:00:01')).text), []);
    const v2 = (query: string, token = cast.asCompany()) => get(`${V2}/Reports?${query}`, token);
    assert.ok(names((await v2('STATUS=Unsubmitted')).text).includes('Listed'));
    assert.ok(names((await v2(`loginid=${cast.traveler.userName}`)).text).includes('Listed'));
    assert.deepEqual(names((await v2(`loginid=${cast.colleague.userName}`)).text), []);
    assert.deepEqual(names((await v2('status=PENDING')).text), []);
    assert.deepEqual(names((await v2('reportcurrency=EUR')).text), []);
    assert.deepEqual(names((await v2('status=UNSUBMITTED', cast.as(cast.colleague))).text), []);
  });

  it('tells at submission what was met, and stops at what blocks', async () => {
    const url = await create('Blocked');
    const key = await keyOf(url);
    const types = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    const cash = opaqueId('g', 'payment-type', types.find(({ shortId }) => shortId === 'CASH')?.id ?? '');
    const entry = await post(
      '/api/v3.0/expense/entries',
      `<Entry><ReportID>${key}</ReportID><ExpenseTypeCode>TAXIX</ExpenseTypeCode><TransactionDate>2026-02-26</TransactionDate>
        <TransactionAmount>12.50</TransactionAmount><TransactionCurrencyCode>USD</TransactionCurrencyCode>
        <PaymentTypeID>${cash}</PaymentTypeID><IsPersonal>false</IsPersonal></Entry>`,
    );
    assert.equal(entry.status, 200, entry.text);
    const details = (await get(url.replace('/report/', '/reportfulldetails/'))).text;
    const rpeKey = element(details, 'RpeKey') ?? '';
    assert.equal(element(details, 'TransactionAmount'), '12.50000000');
    const one = (index: number, type: string, id: string, code: string) =>
      `<Exception><Index>${index}</Index><ObjectType>${type}</ObjectType><ObjectId>${id}</ObjectId><ExceptionCode>${code}</ExceptionCode></Exception>`;
    const added = await post(
      `${url}/Exceptions`,
      `<Exceptions ${NS}>${one(1, 'Entry', rpeKey, 'APIBLOCK')}${one(2, 'Report', '', 'NOSUCH')}${one(3, 'Entry', 'x', 'APIWARN')}</Exceptions>`,
      cast.asCompany(),
    );
    assert.deepEqual(
      ['exceptions-succeeded', 'exceptions-failed'].map((name) => element(added.text, name)),
      ['1', '2'],
      added.text,
    );
    assert.match(added.text, /<error><Index>2<\/Index><message>Invalid Exception Code<\/message><\/error>/);
    assert.match(added.text, /<ExceptionInfo><Index>1<\/Index><Status>Success<\/Status><\/ExceptionInfo>/);
    const submitted = await call('POST', `${url}/submit`, { as, accept: '' });
    assert.deepEqual([submitted.status, element(submitted.text, 'Status')], [200, 'FAILURE']);
    assert.match(submitted.text, /<ReportExceptions><ReportException><CrnCode>USD</);
    assert.deepEqual(
      ['ExceptionCode', 'ExceptionErrorCode', 'ExpKey', 'TransactionAmount'].map((name) => element(submitted.text, name)),
      ['APIBLOCK', 'ERROR', 'TAXIX', '12.50000000'],
    );
    const refused = await post(`${url}/Exceptions`, `<Exceptions>${one(1, 'Report', '', 'APIWARN')}</Exceptions>`);
    assert.equal(element(refused.text, 'exceptions-failed'), '1', 'a user token adds none');
  });
});
