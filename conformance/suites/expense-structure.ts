import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, type Client, type Json } from '../client.ts';
import { assertProblem, Desk, recentDay } from '../desk.ts';

const V3 = '/api/v3.0/expense';
type Row = Record<string, unknown> & { ID: string };

/** Itemizations and allocations, in v3 and v4. */
export function expenseStructure(client: () => Client): void {
  const desk = new Desk(client);
  const get = async (path: string): Promise<Json> => {
    const reply = await desk.call('GET', path);
    assert.equal(reply.status, 200, reply.text);
    return reply.json;
  };
  const rows = async (path: string): Promise<Row[]> => (await get(`${V3}/${path}`))['Items'] as unknown as Row[];
  const hotel = async (): Promise<{ report: string; expense: string; entry: string }> => {
    const report = await desk.newReport('Conformance structure');
    const expense = await desk.addExpense(report, 200, { expenseType: { id: 'LODNG' } });
    const [entry] = await rows(`entries?reportID=${report}`);
    return { report, expense, entry: entry?.ID ?? '' };
  };
  const itemize = async (entry: string, amount: number, more: Record<string, unknown> = {}): Promise<string> => {
    const made = await desk.call('POST', `${V3}/itemizations`, {
      body: { EntryID: entry, ExpenseTypeCode: 'ROOMR', TransactionDate: recentDay(10), TransactionAmount: amount, ...more },
    });
    assert.equal(made.status, 200, made.text);
    return String(made.json['ID']);
  };
  const one = (family: string, id: string): string => `${V3}/${family}/${encodeURIComponent(id)}`;

  describe('mileage', () => {
    it('is paid by the distance on business, in v3 and v4', async () => {
      const report = await desk.newReport('Conformance mileage');
      const journey = { StartLocation: 'Bellevue', EndLocation: 'Tacoma', UnitOfMeasure: 'M', BusinessDistance: 100 };
      const body = { ReportID: report, ExpenseTypeCode: 'MILEG', TransactionDate: recentDay(10), Journey: journey };
      const made = await desk.call('POST', `${V3}/entries`, { body });
      assert.equal(made.status, 200, made.text);
      const entry = await get(one('entries', String(made.json['ID'])));
      const paid = Number(entry['TransactionAmount']);
      assert.ok(paid > 0);
      const expense = await get(`${desk.own(report)}/expenses/${String(entry['ExpenseID'])}`);
      assert.deepEqual(
        [Number(expense['transactionAmount']?.['value']), Number(expense['mileage']?.['totalDistance'])],
        [paid, 100],
      );
      const longer = { body: { Journey: { ...journey, BusinessDistance: 200 } } };
      assert.equal((await desk.call('PUT', one('entries', String(made.json['ID'])), longer)).status, 200);
      assert.equal(Number((await desk.read(report))['reportTotal']?.['value']), 2 * paid);
      const refused = await desk.call('POST', `${V3}/entries`, { body: { ...body, TransactionAmount: paid + 1 } });
      assert.equal(refused.status, 400, refused.text);
    });
  });

  describe('itemizations', () => {
    it('make up their entry, in v3 and v4', async () => {
      const { report, expense, entry } = await hotel();
      const first = await itemize(entry, 150);
      const second = await itemize(entry, 60, { IsPersonal: true, Description: 'Films' });
      assert.equal((await rows(`itemizations?entryID=${encodeURIComponent(entry)}`)).length, 2);
      assert.equal(Number((await get(one('itemizations', first)))['TransactionAmount']), 150);
      const parts = (await get(`${desk.own(report)}/expenses/${expense}/itemizations`)) as unknown as Json[];
      assert.deepEqual(
        parts.map((part) => Number(part['claimedAmount']?.['value'])).sort((one, other) => one - other),
        [0, 150],
      );
      const changed = await desk.call('PUT', one('itemizations', second), { body: { TransactionAmount: 50 } });
      assert.equal(changed.status, 200, changed.text);
      const read = await desk.read(report);
      assert.deepEqual(
        ['reportTotal', 'claimedAmount', 'personalAmount'].map((name) => Number(read[name]?.['value'])),
        [200, 150, 50],
      );
      const removed = await desk.call('DELETE', one('itemizations', second));
      assert.equal(removed.status, 200, removed.text);
      assert.equal((await desk.call('GET', one('itemizations', second))).status, 404);
      const refused = await desk.call('POST', `${V3}/itemizations`, { body: { EntryID: entry } });
      assert.equal(refused.status, 400, refused.text);
    });

    it('say the same in XML', async () => {
      const { entry } = await hotel();
      const part = await itemize(entry, 200);
      const reply = await desk.call('GET', one('itemizations', part), { headers: { accept: 'application/xml' } });
      assert.equal(reply.status, 200, reply.text);
      assert.deepEqual([element(reply.text, 'ID'), element(reply.text, 'EntryID')], [part, entry]);
    });
  });

  describe('allocations', () => {
    it('are hidden from the start, then what is said, and can be changed', async () => {
      const { report, expense } = await hotel();
      const url = `${desk.own(report)}/expenses/${expense}/allocations`;
      const [hidden] = (await get(url)) as unknown as Json[];
      assert.deepEqual([hidden?.['isSystemAllocation']?.valueOf(), Number(hidden?.['percentage'])], [true, 100]);
      const made = await desk.call('POST', url, {
        body: { allocations: [{ percentage: 33.33333333 }, { percentage: 66.66666667 }] },
      });
      assert.equal(made.status, 201, made.text);
      const both = (await get(url)) as unknown as Json[];
      assert.deepEqual(
        both.map((each) => Number(each['allocationAmount']?.['value'])),
        [66.67, 133.33],
      );
      const first = `${desk.own(report)}/allocations/${String(both[0]?.['allocationId'])}`;
      const body = { allocation: { customData: [{ id: 'custom9', value: 'nine' }] }, expenseIds: [expense] };
      assert.equal((await desk.call('PATCH', first, { body })).status, 204);
      assert.equal(String((await get(first))['customData']?.[0]?.['value']), 'nine');
      const listed = await rows(`allocations?reportID=${report}`);
      assert.deepEqual(listed.map((each) => String(each['Percentage'])).sort(), ['33.33333333', '66.66666667']);
      const [row] = listed;
      assert.equal(String((await get(one('allocations', row?.ID ?? '')))['ID']), row?.ID);
      assertProblem(await desk.call('PATCH', first, { body: { ...body, expenseIds: [] } }), 400);
      const rest = await desk.call('POST', url, { body: { allocations: [{ percentage: 60 }] } });
      assert.equal(rest.status, 201);
      const system = ((await get(url)) as unknown as Json[])[1];
      const hiddenUrl = `${desk.own(report)}/allocations/${String(system?.['allocationId'])}`;
      assertProblem(await desk.call('PATCH', hiddenUrl, { body }), 403);
      assertProblem(await desk.call('GET', first), 404);
    });
  });
}
