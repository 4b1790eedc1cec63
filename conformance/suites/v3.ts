import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, elements, type Client, type Reply } from '../client.ts';
import { Desk, recentDay } from '../desk.ts';

type Row = Record<string, unknown> & { ID: string };

const REPORTS = '/api/v3.0/expense/reports';
const ENTRIES = '/api/v3.0/expense/entries';

/** Reports and entries of v3, in JSON and XML. */
export function v3(client: () => Client): void {
  const desk = new Desk(client);
  const search = async (path: string, query: Record<string, string>, by = 'company'): Promise<Row[]> => {
    const reply = await desk.call('GET', `${path}?${new URLSearchParams(query).toString()}`, { by });
    assert.equal(reply.status, 200, `${JSON.stringify(query)}: ${reply.text}`);
    return reply.json['Items'] as unknown as Row[];
  };
  const refused = (reply: Reply, status = 400): void => {
    assert.equal(reply.status, status, reply.text);
    for (const name of ['Message', 'Server-Time', 'Id']) assert.equal(typeof reply.json['Error']?.[name], 'string', reply.text);
  };
  const newReport = async (body: Record<string, unknown> = {}): Promise<string> => {
    const made = await desk.call('POST', REPORTS, { body: { Name: 'Conformance v3', ...body } });
    assert.equal(made.status, 200, made.text);
    assert.equal(String(made.json['URI']), `${client().target.baseUrl}${REPORTS}/${String(made.json['ID'])}`);
    return String(made.json['ID']);
  };
  /** Fields of a new entry, with a payment type that a fresh expense of v4 names in v3. */
  const entryOf = async (reportId: string, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
    const spare = await desk.newReport('Conformance payment type');
    await desk.addExpense(spare, 1);
    const [known] = await search(ENTRIES, { reportID: spare }, 'traveler');
    return {
      ReportID: reportId,
      ExpenseTypeCode: 'TAXIX',
      TransactionDate: recentDay(10),
      TransactionAmount: 20,
      TransactionCurrencyCode: 'USD',
      PaymentTypeID: known?.['PaymentTypeID'],
      ...more,
    };
  };
  const entry = async (id: string): Promise<Record<string, unknown>> => {
    const reply = await desk.call('GET', `${ENTRIES}/${encodeURIComponent(id)}`);
    assert.equal(reply.status, 200, reply.text);
    return reply.json as unknown as Record<string, unknown>;
  };

  describe('v3 reports', () => {
    it('are made and changed in part, and are the reports of v4', async () => {
      const id = await newReport({
        Purpose: 'Fair',
        Comment: 'First',
        UserDefinedDate: recentDay(4),
        Country: 'US',
        Custom1: 'a',
        OrgUnit2: 'b',
      });
      const one = (await desk.call('GET', `${REPORTS}/${id}`)).json as unknown as Row;
      assert.equal(one['UserDefinedDate'], `${recentDay(4)}T00:00:00`);
      assert.equal(one['LastComment'], 'First');
      assert.equal((one['Custom1'] as { Value: string }).Value, 'a');
      assert.equal(one['OwnerLoginID'], client().user('traveler').login);
      assert.equal(one['WorkflowActionUrl'], '');
      const put = await desk.call('PUT', `${REPORTS}/${id}`, { body: { Name: 'Renamed', Custom1: 'c' } });
      assert.deepEqual([put.status, put.text], [200, '']);
      const v4 = await desk.read(id);
      assert.deepEqual([String(v4['name']), String(v4['businessPurpose'])], ['Renamed', 'Fair']);
      assert.deepEqual(
        Object.fromEntries((v4['customData'] as unknown as { id: string; value: string }[]).map((each) => [each.id, each.value])),
        { custom1: 'c', orgUnit2: 'b' },
      );
      refused(await desk.call('PUT', `${REPORTS}/${id}`, { body: { Colour: 'blue' } }));
      refused(await desk.call('POST', REPORTS, { body: { Purpose: 'no name' } }));
      refused(await desk.call('POST', REPORTS, { body: { Name: 'x', Purpose: 'x'.repeat(501) } }));
      const submitted = await desk.submitted('Conformance v3 submitted');
      refused(await desk.call('PUT', `${REPORTS}/${submitted}`, { body: { Name: 'x' } }));
    });

    it('are made, read and changed in XML as in JSON', async () => {
      const token = await client().as('traveler');
      const xml = (method: string, path: string, body?: string) =>
        client().call(method, path, { token, accept: 'application/xml', ...(body === undefined ? {} : { xml: body }) });
      const made = await xml('POST', REPORTS, '<Report><Name>Tea &amp; cake</Name><Custom2>x</Custom2></Report>');
      assert.equal(made.status, 200, made.text);
      const id = element(made.text, 'ID') ?? '';
      assert.ok(element(made.text, 'URI')?.endsWith(id));
      const put = await xml('PUT', `${REPORTS}/${id}`, '<Report><Name>Cake &lt;3</Name></Report>');
      assert.equal(put.status, 200, put.text);
      const [inXml, inJson] = [await xml('GET', `${REPORTS}/${id}`), await desk.call('GET', `${REPORTS}/${id}`)];
      const report = inJson.json as unknown as Row;
      assert.equal(report['Name'], 'Cake <3');
      for (const [name, value] of Object.entries(report)) {
        const text = elements(inXml.text, name)[0];
        if (value === null) assert.match(inXml.text, new RegExp(`<${name} [^>]*nil="true"`), name);
        else if (typeof value !== 'object') assert.equal(text, String(value as string | number | boolean), name);
      }
      const list = await xml('GET', `${REPORTS}?limit=3`);
      assert.equal(elements(list.text, 'ApprovalStatusCode').length, 3);
      assert.match(list.text, /<Items>/);
      const wrong = await xml('POST', REPORTS, '<Report><Purpose>x</Purpose></Report>');
      assert.equal(wrong.status, 400, wrong.text);
      assert.ok(element(wrong.text, 'Message'));
      assert.equal((await xml('POST', REPORTS, '<Report><Name>x</Report>')).status, 400);
      const entity = '<!DOCTYPE a [<!ENTITY b "c">]><Report><Name>&b;</Name></Report>';
      assert.equal((await xml('POST', REPORTS, entity)).status, 400);
    });

    it('are found by every filter, and by nothing that is not one', async () => {
      const all = { user: 'ALL', limit: '100' };
      const { login } = client().user('traveler');
      const manager = client().user('manager').login;
      const [paid] = await search(ENTRIES, all);
      const day = recentDay(30);
      // Reports take their time until they are paid.
      const paidDay = recentDay(100);
      // What has no date says null, which sorts behind every date.
      const after = (name: string, than: string) => (row: Row) => String(row[name]) >= than && String(row[name]) !== 'null';
      const before = (name: string, than: string) => (row: Row) => String(row[name]) < than;
      const cases: [Record<string, string>, (row: Row) => boolean][] = [
        [{ user: login }, (row) => row['OwnerLoginID'] === login],
        [{ approvalStatusCode: 'A_APPR, A_PEND' }, (row) => ['A_APPR', 'A_PEND'].includes(String(row['ApprovalStatusCode']))],
        [{ paymentStatusCode: 'P_NOTP' }, (row) => row['PaymentStatusCode'] === 'P_NOTP'],
        [{ currencyCode: 'usd' }, (row) => row['CurrencyCode'] === 'USD'],
        [{ countryCode: 'US' }, (row) => row['Country'] === 'US'],
        [{ approverLoginID: manager }, (row) => row['ApproverLoginID'] === manager],
        [{ createDateAfter: day }, after('CreateDate', day)],
        [{ createDateBefore: `${day}T00:00:00.000` }, before('CreateDate', day)],
        [{ submitDateAfter: day }, after('SubmitDate', day)],
        [{ submitDateBefore: day }, before('SubmitDate', day)],
        [{ modifiedDateAfter: day }, after('LastModifiedDate', day)],
        [{ modifiedDateBefore: day }, before('LastModifiedDate', day)],
        [{ userDefinedDateAfter: day }, after('UserDefinedDate', day)],
        [{ userDefinedDateBefore: day }, before('UserDefinedDate', day)],
        [{ processingPaymentDateAfter: paidDay }, after('ProcessingPaymentDate', paidDay)],
        [{ processingPaymentDateBefore: paidDay }, before('ProcessingPaymentDate', paidDay)],
        [{ paidDateAfter: paidDay }, after('PaidDate', paidDay)],
        [{ paidDateBefore: paidDay }, before('PaidDate', paidDay)],
      ];
      for (const status of ['P_HOLD', 'P_PROC', 'P_PAID', 'P_PAYC'])
        cases.push([{ paymentStatusCode: status }, (row) => row['PaymentStatusCode'] === status]);
      const whole = (await search(REPORTS, all)).length;
      for (const [filter, holds] of cases) {
        const rows = await search(REPORTS, { ...all, ...filter });
        assert.ok(rows.length > 0 && rows.length <= whole, `${JSON.stringify(filter)} found ${rows.length}`);
        for (const row of rows) assert.ok(holds(row), `${JSON.stringify(filter)}: ${JSON.stringify(row)}`);
      }
      const ofEntries: Record<string, string>[] = [
        { expenseTypeCode: String(paid?.['ExpenseTypeCode']) },
        { paymentType: String(paid?.['PaymentTypeID']) },
        { vendorName: String(paid?.['VendorDescription']) },
        { entryTransactionDateAfter: recentDay(60) },
        { entryTransactionDateBefore: recentDay(60) },
      ];
      for (const filter of ofEntries)
        assert.ok((await search(REPORTS, { ...all, ...filter })).length > 0, JSON.stringify(filter));
      assert.equal(typeof (await search(REPORTS, { ...all, hasImages: 'false' })).length, 'number');
      for (const wrong of [
        'colour=blue',
        'limit=0',
        'limit=101',
        'createDateAfter=soon',
        'createDateAfter=0000-01-01',
        'vendorName=%00',
        'offset=x',
        'user=nobody@nowhere.example',
        'hasImages=perhaps',
      ])
        refused(await desk.call('GET', `${REPORTS}?${wrong}`));
    });

    it('keep every filter from page to page', async () => {
      const query = new URLSearchParams({ user: 'ALL', approvalStatusCode: 'A_APPR', limit: '20' });
      const seen = new Set<string>();
      for (let next: unknown = `${REPORTS}?${query.toString()}`; typeof next === 'string';) {
        const page = await desk.call('GET', next, { by: 'company' });
        for (const row of page.json['Items'] as unknown as Row[]) {
          assert.equal(row['ApprovalStatusCode'], 'A_APPR');
          assert.ok(!seen.has(row.ID));
          seen.add(row.ID);
        }
        next = page.json['NextPage']?.valueOf();
        if (typeof next === 'string') assert.ok(next.startsWith(client().target.baseUrl + REPORTS), next);
      }
      assert.ok(seen.size > 20, `${seen.size}`);
    });

    it('show each caller what they may see', async () => {
      const id = await newReport();
      const one = (query: string, by: string) => desk.call('GET', `${REPORTS}/${id}${query}`, { by });
      const { login } = client().user('traveler');
      refused(await one('?user=ALL', 'company'));
      refused(await one('', 'company'));
      assert.equal((await one(`?user=${encodeURIComponent(login)}`, 'company')).status, 200);
      assert.equal((await one('', 'admin')).status, 200);
      refused(await one(`?user=${encodeURIComponent(client().user('manager').login)}`, 'company'), 404);
      refused(await one('', 'processor'), 403);
      refused(await desk.call('GET', `${REPORTS}?user=ALL`, { by: 'traveler' }), 403);
      assert.ok((await search(REPORTS, { user: 'ALL' }, 'developer')).length > 0);
      refused(await desk.call('GET', `${REPORTS}/${'0'.repeat(20)}`), 404);
      refused(await client().call('GET', REPORTS), 401);
      refused(await client().call('GET', REPORTS, { token: 'x' }), 403);
      refused(await client().call('GET', REPORTS, { token: await desk.token('user.read') }), 403);
    });
  });

  describe('v3 entries', () => {
    it('are added, changed in part and removed, and are the expenses of v4', async () => {
      const reportId = await newReport();
      const body = await entryOf(reportId, {
        TransactionCurrencyCode: 'EUR',
        VendorDescription: 'Cabs',
        Description: 'Fair',
        Comment: 'Late',
        Custom4: 'd',
      });
      const made = await desk.call('POST', ENTRIES, { body });
      assert.equal(made.status, 200, made.text);
      const id = String(made.json['ID']);
      assert.match(id, /^g.*\$/);
      const before = await entry(id);
      assert.notEqual(before['ExchangeRate'], 1);
      assert.equal(before['HasComments'], true);
      assert.equal((before['Custom4'] as { Value: string }).Value, 'd');
      const uri = await desk.call('GET', String(made.json['URI']));
      assert.deepEqual(uri.json as unknown, before);
      const v4 = await desk.call('GET', `${desk.own(reportId)}/expenses/${String(before['ExpenseID'])}`);
      assert.equal(Number(v4.json['postedAmount']?.['value']), before['PostedAmount']);
      assert.equal((await desk.call('GET', `${desk.own(reportId)}/expenses/${encodeURIComponent(id)}`)).status, 400);

      const path = `${ENTRIES}/${encodeURIComponent(id)}`;
      const put = await desk.call('PUT', path, { body: { TransactionCurrencyCode: 'GBP', Description: 'New' } });
      assert.deepEqual([put.status, put.text], [200, '']);
      const after = await entry(id);
      assert.deepEqual(
        [after['ExchangeRate'], after['TransactionCurrencyCode'], after['Description'], after['VendorDescription']],
        [before['ExchangeRate'], 'GBP', 'New', 'Cabs'],
      );
      assert.equal((await desk.call('PUT', path, { body: { ExchangeRate: 2, TransactionAmount: 10 } })).status, 200);
      assert.equal((await entry(id))['PostedAmount'], 20);
      refused(await desk.call('PUT', path, { body: { TransactionAmount: 'much' } }));
      refused(await desk.call('PUT', path, { body: { ExpenseTypeCode: 'NOSUC' } }));
      const gone = await desk.call('DELETE', path);
      assert.deepEqual([gone.status, gone.text], [200, '']);
      refused(await desk.call('DELETE', path), 404);
      refused(await desk.call('GET', path), 404);
    });

    it('are added and read in XML', async () => {
      const reportId = await newReport();
      const fields = Object.entries(await entryOf(reportId)).map(([name, value]) => `<${name}>${String(value)}</${name}>`);
      const token = await client().as('traveler');
      const made = await client().call('POST', ENTRIES, {
        token,
        accept: 'application/xml',
        xml: `<Entry>${fields.join('')}</Entry>`,
      });
      assert.equal(made.status, 200, made.text);
      const id = element(made.text, 'ID') ?? '';
      const path = `${ENTRIES}/${encodeURIComponent(id)}`;
      const read = await client().call('GET', path, { token, accept: 'application/xml' });
      assert.deepEqual([element(read.text, 'ID'), element(read.text, 'TransactionAmount')], [id, '20']);
      const changed = await client().call('PUT', path, { token, xml: '<Entry><Description>X</Description></Entry>' });
      assert.equal(changed.status, 200, changed.text);
      assert.equal((await entry(id))['Description'], 'X');
      const list = await client().call('GET', `${ENTRIES}?reportID=${reportId}`, { token, accept: 'text/xml' });
      assert.equal(elements(list.text, 'ExpenseID').length, 1);
    });

    it('are refused by what is missing, and for ever once the report was submitted', async () => {
      const reportId = await newReport();
      const body = await entryOf(reportId);
      for (const name of [
        'ReportID',
        'ExpenseTypeCode',
        'TransactionDate',
        'TransactionAmount',
        'TransactionCurrencyCode',
        'PaymentTypeID',
      ])
        refused(await desk.call('POST', ENTRIES, { body: { ...body, [name]: undefined } }));
      refused(await desk.call('POST', ENTRIES, { body: { ...body, TransactionCurrencyCode: 'XXQ' } }));
      refused(await desk.call('POST', ENTRIES, { body: { ...body, ReportID: '0'.repeat(20) } }), 404);
      assert.equal((await desk.call('POST', ENTRIES, { body })).status, 200);
      assert.equal((await desk.submit(reportId)).status, 204);
      refused(await desk.call('POST', ENTRIES, { body }));
      assert.equal((await desk.recall(reportId)).status, 204);
      refused(await desk.call('POST', ENTRIES, { body }));
    });

    it('are found by filter, page by page', async () => {
      const [one] = await search(ENTRIES, { user: 'ALL', limit: '1' });
      assert.ok(one);
      const cases: [Record<string, string>, string, unknown][] = [
        [{ expenseTypeCode: 'TAXIX', user: 'ALL' }, 'ExpenseTypeCode', 'TAXIX'],
        [{ paymentTypeID: String(one['PaymentTypeID']), user: 'ALL' }, 'PaymentTypeID', one['PaymentTypeID']],
        [{ reportID: String(one['ReportID']) }, 'ReportID', one['ReportID']],
        [{ user: client().user('traveler').login }, 'ReportOwnerID', client().user('traveler').login],
      ];
      for (const [filter, name, value] of cases) {
        const rows = await search(ENTRIES, { limit: '100', ...filter });
        assert.ok(rows.length > 0, JSON.stringify(filter));
        for (const row of rows) assert.equal(row[name], value);
      }
      const first = await desk.call('GET', `${ENTRIES}?limit=2`);
      const second = await desk.call('GET', String(first.json['NextPage']));
      const ids = [first, second].flatMap((page) => (page.json['Items'] as unknown as Row[]).map(({ ID }) => ID));
      assert.equal(new Set(ids).size, 4);
      for (const wrong of ['colour=blue', 'limit=101', 'paymentTypeID=x', 'offset=x'])
        refused(await desk.call('GET', `${ENTRIES}?${wrong}`));
      refused(await desk.call('GET', `${ENTRIES}?user=ALL`, { by: 'traveler' }), 403);
    });
  });
}
