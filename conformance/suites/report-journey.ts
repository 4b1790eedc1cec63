import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { element, type Client } from '../client.ts';

interface Cast {
  readonly traveler: string;
  readonly manager: string;
  readonly processor: string;
  readonly company: string;
}

/** One report through every generation of API. */
export function reportJourney(client: () => Client): void {
  describe('one expense report', () => {
    let cast: Cast;
    before(async () => {
      const [traveler, manager, processor, company] = await Promise.all([
        client().userToken('traveler'),
        client().userToken('manager'),
        client().userToken('processor'),
        client().companyToken(),
      ]);
      cast = { traveler, manager, processor, company } as Cast;
    });

    const own = () => `/expensereports/v4/users/${client().user('traveler').id}`;
    const asManager = (id: string) => `/expensereports/v4/users/${client().user('manager').id}/context/MANAGER/reports/${id}`;
    const status = async (id: string) => {
      const reply = await client().call('GET', `${own()}/context/TRAVELER/reports/${id}`, { token: cast.traveler });
      assert.equal(reply.status, 200, reply.text);
      return {
        approval: String(reply.json['approvalStatusId']),
        payment: String(reply.json['paymentStatusId']),
        report: reply.json,
      };
    };
    const anyReport = async () => {
      const list = await client().call('GET', `${own()}/context/TRAVELER/reports`, { token: cast.traveler });
      assert.equal(list.status, 200, list.text);
      return String(list.json['content']?.[0]?.['reportId']);
    };
    const policy = async () => String((await status(await anyReport())).report['policyId']);

    async function newReport(name: string): Promise<string> {
      const made = await client().call('POST', `${own()}/context/TRAVELER/reports`, {
        token: cast.traveler,
        body: { name, policyId: await policy(), businessPurpose: 'Conformance' },
      });
      assert.equal(made.status, 201, made.text);
      const uri = String(made.json['uri']);
      assert.ok(uri.startsWith(client().target.baseUrl), `the uri ${uri} is not on the host that was called`);
      return uri.split('/').at(-1) ?? '';
    }

    async function addExpense(id: string, amount: number, currency: string): Promise<string> {
      const made = await client().call('POST', `${own()}/context/TRAVELER/reports/${id}/expenses`, {
        token: cast.traveler,
        body: {
          expenseType: { id: 'TAXIX' },
          transactionDate: '2026-03-01',
          transactionAmount: { value: amount, currencyCode: currency },
          paymentType: { id: 'CASH' },
          vendor: { description: 'City cabs' },
        },
      });
      assert.equal(made.status, 201, made.text);
      return String(made.json['uri']).split('/').at(-1) ?? '';
    }

    const act = (token: string, path: string, action: string, body: unknown = {}) =>
      client().call('PATCH', `${path}/${action}`, { token, body });

    it('is made, read alike in every generation, and goes its whole way to approval', async () => {
      const id = await newReport('Conformance journey');
      assert.match(id, /^[0-9A-F]{20}$/);
      const empty = await act(cast.traveler, `${own()}/reports/${id}`, 'submit');
      assert.equal(empty.status, 400, empty.text);
      const expense = await addExpense(id, 20, 'EUR');
      const { report } = await status(id);
      const total = Number(report['reportTotal']?.['value']);
      assert.ok(total > 0 && report['currencyCode']?.valueOf() !== 'EUR' ? total !== 20 : true, 'a foreign amount is converted');

      const v3 = await client().call('GET', `/api/v3.0/expense/reports/${id}`, { token: cast.traveler });
      assert.equal(v3.status, 200, v3.text);
      assert.equal(Number(v3.json['Total']), total);
      assert.equal(String(v3.json['ApprovalStatusCode']), 'A_NOTF');
      const v3xml = await client().call('GET', `/api/v3.0/expense/reports/${id}`, {
        token: cast.traveler,
        accept: 'application/xml',
      });
      assert.equal(Number(element(v3xml.text, 'Total')), total);
      assert.equal(element(v3xml.text, 'ID'), id);
      const lists = await client().call('GET', '/api/expense/expensereport/v1.1/ReportsList/UNSUBMITTED', {
        token: cast.traveler,
        accept: 'application/xml',
      });
      assert.equal(lists.status, 200, lists.text);
      assert.match(lists.text, /Conformance journey/);
      const oldList = await client().call('GET', `/api/expense/expensereport/v2.0/Reports?status=UNSUBMITTED`, {
        token: cast.traveler,
        accept: 'application/xml',
      });
      assert.equal(oldList.status, 200, oldList.text);
      assert.match(oldList.text, /Conformance journey/);

      const changed = await client().call('PATCH', `${own()}/context/TRAVELER/reports/${id}/expenses/${expense}`, {
        token: cast.traveler,
        body: { transactionAmount: { value: 30, currencyCode: 'EUR' } },
      });
      assert.equal(changed.status, 204, changed.text);
      assert.ok(Number((await status(id)).report['reportTotal']?.['value']) > total);

      const submit = () => act(cast.traveler, `${own()}/reports/${id}`, 'submit');
      assert.equal((await submit()).status, 204);
      assert.equal((await status(id)).approval, 'A_PEND');
      const twice = await submit();
      assert.equal(twice.status, 400, twice.text);
      assert.match(twice.text, /alreadySubmitted/);
      assert.equal((await act(cast.traveler, `${own()}/context/TRAVELER/reports/${id}`, 'recall')).status, 204);
      assert.equal((await status(id)).approval, 'A_RESU');
      assert.equal((await submit()).status, 204);

      assert.equal((await act(cast.manager, asManager(id), 'sendBack')).status, 400, 'a send-back needs a comment');
      assert.equal((await act(cast.manager, asManager(id), 'sendBack', { comment: 'Please add the route.' })).status, 204);
      assert.equal((await status(id)).report['isReportEverSentBack']?.valueOf(), true);
      const comments = await client().call('GET', `${own()}/context/TRAVELER/reports/${id}/comments`, { token: cast.traveler });
      assert.match(comments.text, /Please add the route/);

      assert.equal((await submit()).status, 204);
      assert.equal((await act(cast.manager, asManager(id), 'approve', { comment: 'Fine.' })).status, 204);
      assert.equal((await status(id)).approval, 'A_ACCO');
      const processor = `/expensereports/v4/users/${client().user('processor').id}/context/MANAGER/reports/${id}`;
      const done = await act(cast.processor, processor, 'approve', { comment: 'Booked.' });
      assert.equal(done.status, 204, done.text);
      const end = await status(id);
      assert.deepEqual([end.approval, end.payment], ['A_APPR', 'P_NOTP']);
    });

    it('refuses the wrong token, context, user and scope in words', async () => {
      const id = await anyReport();
      const short = await client().call('PATCH', `/expensereports/v4/reports/${id}`, {
        token: cast.traveler,
        body: { businessPurpose: 'x' },
      });
      assert.equal(short.status, 401, short.text);
      const unknown = await client().call('GET', `${own()}/context/NOBODY/reports/${id}`, { token: cast.traveler });
      assert.equal(unknown.status, 400, unknown.text);
      const wrong = await client().call('POST', `${own()}/context/MANAGER/reports`, {
        token: cast.traveler,
        body: { name: 'x', policyId: 'y' },
      });
      assert.equal(wrong.status, 403, wrong.text);
      const other = await client().call(
        'GET',
        `/expensereports/v4/users/${client().user('admin').id}/context/TRAVELER/reports/${id}`,
        { token: cast.traveler },
      );
      assert.ok([403, 404].includes(other.status), other.text);
      const none = await client().call('GET', `${own()}/context/TRAVELER/reports/${id}`);
      assert.equal(none.status, 401, none.text);
      const missing = await client().call('GET', `${own()}/context/TRAVELER/reports/00000000000000000000`, {
        token: cast.traveler,
      });
      assert.equal(missing.status, 404, missing.text);
    });

    it('is listed page by page in v3 without loss or repetition', async () => {
      const seen = new Set<string>();
      let next: string | undefined = '/api/v3.0/expense/reports?user=ALL&limit=25';
      for (let pages = 0; next && pages < 40; pages++) {
        const page = await client().call('GET', next, { token: cast.company });
        assert.equal(page.status, 200, page.text);
        for (const item of page.json['Items'] as unknown as { ID: string }[]) {
          assert.ok(!seen.has(item.ID), `${item.ID} came twice`);
          seen.add(item.ID);
        }
        next = page.json['NextPage'] ? String(page.json['NextPage']) : undefined;
      }
      assert.ok(seen.size >= 250, `${seen.size} reports`);
    });
  });
}
