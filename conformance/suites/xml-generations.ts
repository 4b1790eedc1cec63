import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, elements, type Client, type Reply } from '../client.ts';
import { Desk } from '../desk.ts';

const V1 = '/api/expense/expensereport/v1.1';
const V2 = '/api/expense/expensereport/v2.0';
const VIEWS = [
  'RECENT',
  'ACTIVE',
  'UNSUBMITTED',
  'PENDING',
  'APPROVED',
  'PROCESSED',
  'PAID',
  'PAYMENTCONFIRMED',
  'TOAPPROVE',
  'FORTHISMONTH',
  'FORLASTMONTH',
  'FORTHISQUARTER',
  'FORLASTQUARTER',
  'FORTHISYEAR',
  'FORLASTYEAR',
];
const STATUSES = [
  'ACTIVE',
  'UNSUBMITTED',
  'PENDING',
  'ACCOUNTINGREVIEW',
  'PROCESSING',
  'INTEGRATED',
  'PENDINGEXTERNALVALIDATION',
  'PAYMENTCONFIRMED',
];

/** Reports of v1.1 and v2.0, in XML alone. */
export function xmlGenerations(client: () => Client): void {
  const desk = new Desk(client);
  const call = async (
    method: string,
    path: string,
    options: { by?: string; xml?: string; headers?: Record<string, string> } = {},
  ) => {
    const { by = 'traveler', ...rest } = options;
    const token = by === 'company' ? await client().asCompany() : await client().as(by);
    return client().call(method, path, { token, accept: 'application/xml', ...rest });
  };
  const ok = (reply: Reply, namespace: string): Reply => {
    assert.equal(reply.status, 200, reply.text);
    assert.match(reply.headers.get('content-type') ?? '', /^application\/xml/);
    assert.ok(
      reply.text.includes(`"http://www.concursolutions.com/api/expense/expensereport/${namespace}"`),
      reply.text.slice(0, 400),
    );
    return reply;
  };
  const refused = (reply: Reply, status: number): void => {
    assert.equal(reply.status, status, reply.text);
    for (const name of ['Message', 'Server-Time', 'Id']) assert.ok(element(reply.text, name), reply.text);
  };
  const header = (fields: string) =>
    `<Report xmlns="http://www.concursolutions.com/api/expense/expensereport/2011/03">${fields}</Report>`;
  const newReport = async (fields = '<Name>Conformance v1.1</Name>') => {
    const made = ok(await call('POST', `${V1}/report`, { xml: header(fields) }), '2011/03');
    assert.equal(element(made.text, 'Status'), 'SUCCESS', made.text);
    return decodeURIComponent((element(made.text, 'Report-Details-Url') ?? '').split('/').at(-1) ?? '');
  };
  const path = (key: string, tail = '') => `${V1}/report/${encodeURIComponent(key)}${tail}`;
  const details = async (id: string, by = 'traveler') =>
    ok(await call('GET', `${V2}/report/${encodeURIComponent(id)}`, { by }), '2012/07').text;

  describe('v1.1 lists', () => {
    it('answer every view of the caller', async () => {
      const id = await desk.newReport('Conformance view');
      for (const view of VIEWS) {
        const list = ok(await call('GET', `${V1}/ReportsList/${view}`), '2011/03');
        assert.match(list.text, /<ReportsList /);
        const listed = elements(list.text, 'ReportId').includes(id);
        assert.equal(
          listed,
          ['RECENT', 'ACTIVE', 'UNSUBMITTED', 'FORTHISMONTH', 'FORTHISQUARTER', 'FORTHISYEAR'].includes(view),
          view,
        );
      }
      const recent = ok(await call('GET', `${V1}/reportslist/`), '2011/03');
      assert.ok(elements(recent.text, 'ReportId').includes(id));
      assert.deepEqual([...new Set(elements(recent.text, 'ExpenseUserXUserID'))], [client().user('traveler').login]);
      refused(await call('GET', `${V1}/ReportsList/SOMEDAY`), 400);
      refused(await call('GET', `${V1}/ReportsList/ACTIVE`, { by: 'company' }), 403);
    });

    it('hold what an approver must look at', async () => {
      const id = await desk.submitted('Conformance v1.1 to approve');
      const list = ok(await call('GET', `${V1}/ReportsList/TOAPPROVE`, { by: 'manager' }), '2011/03');
      assert.ok(elements(list.text, 'ReportId').includes(id));
      assert.deepEqual([...new Set(elements(list.text, 'ApproverXUserID'))], [client().user('manager').login]);
    });

    it('answer everyone’s reports of a day to who may see them', async () => {
      const id = await desk.submitted('Conformance modified');
      const today = new Date().toISOString().slice(0, 10);
      for (const view of ['ALL', 'ACTIVE', 'PENDING', 'RECENT', 'TOAPPROVE']) {
        const list = ok(await call('GET', `${V1}/ReportsList/${view}/LastModified?date=${today}`, { by: 'company' }), '2011/03');
        assert.ok(elements(list.text, 'ReportId').includes(id), view);
      }
      const approved = await call('GET', `${V1}/ReportsList/APPROVED/LastModified?date=${today}T00:00:00`, { by: 'admin' });
      assert.ok(!elements(ok(approved, '2011/03').text, 'ReportId').includes(id));
      refused(await call('GET', `${V1}/ReportsList/ALL/LastModified?date=${today}`), 403);
      refused(await call('GET', `${V1}/ReportsList/ALL/LastModified?date=soon`, { by: 'company' }), 400);
      refused(await call('GET', `${V1}/ReportsList/ALL/LastModified`, { by: 'company' }), 400);
      refused(await call('GET', `${V1}/ReportsList/FORTHISYEAR/LastModified?date=${today}`, { by: 'company' }), 400);
    });
  });

  describe('v1.1 reports', () => {
    it('are made and changed by header, and read with their entries', async () => {
      const key = await newReport(
        '<Name>A &amp; B</Name><Purpose>Fair</Purpose><Comment>Hello</Comment><OrgUnit1>US</OrgUnit1><Custom2>x</Custom2><UserDefinedDate>2026-03-26 15:15:07.0</UserDefinedDate>',
      );
      assert.match(key, /^n.*\$/);
      const full = ok(await call('GET', `${V1}/reportfulldetails/${encodeURIComponent(key)}`), '2011/03').text;
      assert.deepEqual(elements(full, 'ReportName').concat(elements(full, 'Purpose')), ['A & B', 'Fair'], full);
      const list = await call('GET', `${V1}/ReportsList/UNSUBMITTED`);
      const id = elements(list.text, 'ReportId')[elements(list.text, 'ReportName').indexOf('A & B')] ?? '';
      const changed = ok(await call('POST', path(key), { xml: header('<Name>Changed</Name>') }), '2011/03');
      assert.equal(element(changed.text, 'Status'), 'SUCCESS');
      const v4 = await desk.read(id);
      assert.deepEqual(
        [String(v4['name']), String(v4['businessPurpose']), String(v4['reportDate'])],
        ['Changed', 'Fair', '2026-03-26'],
      );
      await desk.addExpense(id, 15, { transactionAmount: { value: 15, currencyCode: 'EUR' } });
      const text = ok(await call('GET', `${V1}/reportfulldetails/${id}`), '2011/03').text;
      assert.match(text, /<Entries Count="1"><ExpenseEntry>/);
      assert.equal(elements(text, 'RpeKey').length, 1);
      refused(await call('POST', `${V1}/report`, { xml: header('<Purpose>no name</Purpose>') }), 400);
      refused(await call('POST', `${V1}/report`, { xml: '<Report><Name>x</Report>' }), 400);
      refused(await call('POST', path('nonsense'), { xml: header('<Name>x</Name>') }), 404);
      refused(await call('GET', `${V1}/reportfulldetails/nonsense`), 404);
      const submitted = await desk.submitted('Conformance v1.1 closed');
      const closed = ok(await call('POST', path(submitted), { xml: header('<Name>x</Name>') }), '2011/03');
      assert.equal(element(closed.text, 'Status'), 'FAILURE', closed.text);
      assert.ok(element(closed.text, 'Message'));
    });

    it('are submitted as their owner, and tell a failure in a 200', async () => {
      const id = await desk.newReport('Conformance v1.1 submit');
      const submit = (by: string, headers: Record<string, string> = {}) => call('POST', path(id, '/submit'), { by, headers });
      const empty = ok(await submit('traveler'), '2011/03');
      assert.equal(element(empty.text, 'Status'), 'FAILURE');
      const expense = await desk.addExpense(id, 800);
      const stop = (method: string, tail: string, body?: unknown) =>
        desk.call(method, `${desk.short(id)}/expenses/${expense}/exceptions${tail}`, {
          by: 'company',
          ...(body ? { body } : {}),
        });
      await stop('PUT', '', { exceptionCode: 'APIBLOCK', exceptionVisibility: 'ALL' });
      const blocked = ok(await submit('traveler'), '2011/03');
      assert.equal(element(blocked.text, 'Status'), 'FAILURE');
      assert.deepEqual(elements(blocked.text, 'ExceptionCode').sort(), ['APIBLOCK', 'NORECEPT']);
      assert.ok(elements(blocked.text, 'ExceptionErrorCode').includes('ERROR'));
      await stop('DELETE', '/APIBLOCK');
      refused(await submit('company', { 'x-userid': 'nobody@nowhere.example' }), 400);
      const sent = ok(await submit('company', { 'x-userid': client().user('traveler').login }), '2011/03');
      assert.equal(element(sent.text, 'Status'), 'SUCCESS', sent.text);
      assert.deepEqual(elements(sent.text, 'ExceptionCode'), ['NORECEPT']);
      assert.equal(await desk.status(id), 'A_PEND');
      assert.equal(element((await submit('traveler')).text, 'Status'), 'FAILURE');
      refused(await call('POST', path('nonsense', '/submit')), 404);
    });

    it('move by the action of their step, which ends with the step', async () => {
      const id = await desk.submitted('Conformance v1.1 action');
      const urlOf = async () => element(await details(id), 'WorkflowActionURL') ?? '';
      const act = async (url: string, by: string, action: string, comment = '') => {
        const xml = `<WorkflowAction xmlns="http://www.concursolutions.com/api/expense/expensereport/2011/03"><Action>${action}</Action>${comment && `<Comment>${comment}</Comment>`}</WorkflowAction>`;
        return ok(await call('POST', url, { by, xml }), '2011/03');
      };
      const first = await urlOf();
      assert.ok(first.startsWith(client().target.baseUrl), first);
      const silent = await act(first, 'manager', 'Send Back to Employee');
      assert.equal(element(silent.text, 'Status'), 'FAILURE');
      assert.equal(element((await act(first, 'manager', 'Send Back to Employee', 'Route?')).text, 'Status'), 'SUCCESS!');
      assert.equal(await desk.status(id), 'A_RESU');
      assert.equal(await urlOf(), '');
      assert.equal((await desk.submit(id)).status, 204);
      const stale = await act(first, 'manager', 'Approve');
      assert.equal(element(stale.text, 'Status'), 'FAILURE');
      assert.match(element(stale.text, 'Message') ?? '', /recently been changed/);
      assert.equal(element((await act(await urlOf(), 'traveler', 'Recall to Employee')).text, 'Status'), 'SUCCESS!');
      assert.equal((await desk.submit(id)).status, 204);
      assert.equal(element((await act(await urlOf(), 'manager', 'Approve', 'Fine')).text, 'Status'), 'SUCCESS!');
      assert.equal(element((await act(await urlOf(), 'processor', 'Approve')).text, 'Status'), 'SUCCESS!');
      assert.equal(await desk.status(id), 'A_APPR');
      refused(await call('POST', first, { by: 'manager', xml: '<WorkflowAction><Action>Burn</Action></WorkflowAction>' }), 400);
    });

    it('take exceptions one by one', async () => {
      const id = await desk.newReport('Conformance v1.1 exceptions');
      await desk.addExpense(id, 3);
      const entry = elements(await details(id), 'ReportEntryID')[0] ?? '';
      const one = (index: number, code: string, more = '') =>
        `<Exception><Index>${index}</Index>${more}<ExceptionCode>${code}</ExceptionCode></Exception>`;
      const of = (type: string, object: string) => `<ObjectType>${type}</ObjectType><ObjectId>${object}</ObjectId>`;
      const xml = `<Exceptions xmlns="http://www.concursolutions.com/api/expense/expensereport/2011/03">${one(1, 'APIWARN')}${one(2, 'NOSUCH')}${one(3, 'APIWARN', of('Entry', entry))}${one(4, 'APIWARN', of('Entry', 'x'))}</Exceptions>`;
      const added = ok(await call('POST', path(id, '/Exceptions'), { by: 'company', xml }), '2011/03').text;
      assert.deepEqual([element(added, 'exceptions-succeeded'), element(added, 'exceptions-failed')], ['2', '2'], added);
      assert.ok(elements(added, 'message').includes('Invalid Exception Code'));
      const seen = await desk.call('GET', `${desk.short(id)}/exceptions`, { by: 'company' });
      assert.equal((seen.json as unknown as unknown[]).length, 2, seen.text);
      refused(await call('POST', path(id, '/Exceptions'), { by: 'company', xml: '<Exceptions></Exceptions>' }), 400);
      refused(await call('POST', path('nonsense', '/Exceptions'), { by: 'company', xml }), 404);
    });
  });

  describe('v2.0', () => {
    it('lists by status and search term, in any letter case', async () => {
      const id = await desk.submitted('Conformance v2');
      for (const status of STATUSES) {
        const list = ok(await call('GET', `${V2}/Reports?status=${status}`, { by: 'company' }), '2012/06');
        const names = elements(list.text, 'ReportName');
        assert.equal(names.includes('Conformance v2'), ['ACTIVE', 'PENDING'].includes(status), status);
      }
      const login = client().user('traveler').login;
      const mine = ok(
        await call('GET', `${V2}/reports?LOGINID=${encodeURIComponent(login)}&reportcurrency=USD&ReportCountry=us`, {
          by: 'company',
        }),
        '2012/06',
      );
      assert.deepEqual([...new Set(elements(mine.text, 'ExpenseUserLoginID'))], [login]);
      const opaque = elements(mine.text, 'ReportId')[elements(mine.text, 'ReportName').indexOf('Conformance v2')] ?? '';
      assert.match(opaque, /^n.*\$/);
      assert.equal(element(await details(opaque), 'ReportID'), id);
      const today = new Date().toISOString().slice(0, 10);
      const fresh = ok(
        await call('GET', `${V2}/Reports?modifiedafterdate=${today}&modifiedBeforeDate=2999-01-01`, { by: 'company' }),
        '2012/06',
      );
      assert.ok(elements(fresh.text, 'ReportName').includes('Conformance v2'));
      const own = ok(await call('GET', `${V2}/Reports`), '2012/06');
      assert.deepEqual([...new Set(elements(own.text, 'ExpenseUserLoginID'))], [login]);
      for (const wrong of [
        'status=LOST',
        'colour=blue',
        'modifiedafterdate=soon',
        'PaymentTypeID=x',
        'LoginID=nobody@nowhere.example',
      ])
        refused(await call('GET', `${V2}/Reports?${wrong}`, { by: 'company' }), 400);
    });

    it('reads a report with its entries', async () => {
      const id = await desk.newReport('Conformance v2 details', { businessPurpose: 'Fair', comment: 'Hello' });
      await desk.addExpense(id, 15.25, { businessPurpose: 'To the fair' });
      const text = await details(id);
      assert.deepEqual(
        [
          'ReportID',
          'ReportName',
          'Purpose',
          'UserLoginID',
          'ReportTotal',
          'CurrencyCode',
          'ApprovalStatusCode',
          'SubmitDate',
        ].map((name) => element(text, name)),
        [
          id,
          'Conformance v2 details',
          'Fair',
          client().user('traveler').login,
          '15.25000000',
          'USD',
          'A_NOTF',
          '0001-01-01T00:00:00',
        ],
      );
      assert.match(text, /<ExpenseEntriesList><ExpenseEntry>/);
      assert.deepEqual(
        ['ExpenseTypeID', 'PaymentTypeCode', 'TransactionAmount', 'ExchangeRate', 'BusinessPurpose', 'ItemType'].map((name) =>
          element(text, name),
        ),
        ['TAXIX', 'CASH', '15.25000000', '1.00000000000000', 'To the fair', 'Regular'],
      );
      refused(await call('GET', `${V2}/report/nonsense`), 404);
      refused(await call('GET', `${V2}/report/${id}`, { by: 'processor' }), 403);
      refused(await client().call('GET', `${V2}/report/${id}`, { accept: 'application/xml' }), 401);
      refused(await client().call('GET', `${V2}/report/${id}`, { accept: 'application/xml', token: 'x' }), 403);
    });
  });
}
