import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32, newId } from '../../../platform/ids/index.ts';

describe('exceptions in v4', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let asCompany: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    asCompany = cast.asCompany();
  });
  after(() => program.close());

  const idOf = (uri: string): string => uri.split('/').at(-1) ?? '';
  const reports = () => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
  async function made(url: string, body: object): Promise<string> {
    const reply = await call('POST', url, { as, body });
    assert.equal(reply.status, 201, reply.text);
    return reply.json.uri;
  }
  const expenseOn = (report: string, type = 'TAXIX', value = 20) =>
    made(`${report}/expenses`, {
      expenseType: { id: type },
      transactionDate: '2026-03-01',
      transactionAmount: { value, currencyCode: 'USD' },
    });
  const newReport = () => made(reports(), { name: 'Exceptions', policyId: hex32(cast.policyId) });
  /** The same place by the path of the company. */
  const short = (uri: string): string => uri.replace(/^.*\/reports\//, '/expensereports/v4/reports/');
  const put = (place: string, exceptionCode: string, exceptionVisibility = 'ALL') =>
    call('PUT', `${short(place)}/exceptions`, { as: asCompany, body: { exceptionCode, exceptionVisibility } });
  async function listed(place: string, query = ''): Promise<Json[]> {
    const mine = await call('GET', `${place}/exceptions${query}`, { as });
    assert.equal(mine.status, 200, mine.text);
    assert.deepEqual((await call('GET', `${short(place)}/exceptions${query}`, { as: asCompany })).json, mine.json);
    return mine.json;
  }
  const places = (found: Json[]) =>
    found.map(({ exceptionCode, expenseId, parentExpenseId, allocationId }: Json) => [
      exceptionCode,
      expenseId,
      parentExpenseId,
      allocationId,
    ]);

  it('200 and 204: stand at an allocation, and are seen from its expense and report', async () => {
    const report = await newReport();
    const expense = await expenseOn(report);
    const [hidden] = (await call('GET', `${expense}/allocations`, { as })).json;
    const place = `${expense}/allocations/${hidden.allocationId}`;
    const added = await put(place, 'APIWARN');
    assert.deepEqual([added.status, added.text], [200, '']);
    assert.equal((await put(place, 'APIWARN')).status, 200);
    const found = await listed(place);
    assert.deepEqual(found, [
      {
        exceptionCode: 'APIWARN',
        exceptionVisibility: 'ALL',
        isBlocking: false,
        message: 'An external system asks to look at this item.',
        expenseId: idOf(expense),
        parentExpenseId: null,
        allocationId: hidden.allocationId,
      },
    ]);
    assert.deepEqual(await listed(expense), found);
    assert.deepEqual(await listed(report), found);
    assert.deepEqual(await listed(report, '?excludeExpenses=true'), []);
    assert.equal((await call('GET', expense, { as })).json.hasExceptions, true);
    // The expense itself has none with this code.
    assert.equal((await call('DELETE', `${short(expense)}/exceptions/APIWARN`, { as: asCompany })).status, 400);
    const remove = () => call('DELETE', `${short(place)}/exceptions/APIWARN`, { as: asCompany });
    assert.equal((await remove()).status, 204);
    assert.equal((await remove()).json.validationErrors[0].id, 'exceptionCode.notDeletable');
    assert.deepEqual(await listed(report), []);
  });

  it('goes with its allocation, and stops a submission like any other', async () => {
    const report = await newReport();
    const expense = await expenseOn(report);
    const submit = () => call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${idOf(report)}/submit`, { as });
    const allocate = async () => {
      await made(`${expense}/allocations`, { allocations: [{ percentage: 50 }, { percentage: 50 }] });
      const [first] = (await call('GET', `${expense}/allocations`, { as })).json;
      return `${expense}/allocations/${first.allocationId}`;
    };
    assert.equal((await put(await allocate(), 'APIBLOCK')).status, 200);
    const refused = await submit();
    assert.deepEqual([refused.status, refused.json.validationErrors[0].id], [400, 'error.submit.entryXctMaxThreshold']);
    const again = await allocate();
    assert.deepEqual(await listed(report), []);
    assert.equal((await put(again, 'APIBLOCK')).status, 200);
    assert.equal((await call('DELETE', `${short(again)}/exceptions/APIBLOCK`, { as: asCompany })).status, 204);
    assert.equal((await submit()).status, 204);
  });

  it('names the parent of an itemization, and leaves itemizations out where asked', async () => {
    const report = await newReport();
    const expense = await expenseOn(report, 'LODNG', 24);
    const itemization = await itemized(report, expense);
    await put(itemization, 'APIWARN');
    const [allocation] = (await call('GET', `${itemization}/allocations`, { as })).json;
    await put(`${expense}/allocations/${allocation.allocationId}`, 'APIBLOCK');
    const both = [
      ['APIWARN', idOf(itemization), idOf(expense), null],
      ['APIBLOCK', idOf(itemization), idOf(expense), allocation.allocationId],
    ];
    assert.deepEqual(places(await listed(expense)), both);
    assert.deepEqual(places(await listed(expense, '?excludeItemizations=true')), []);
    assert.deepEqual(places(await listed(report)), both);
  });

  /** By v3, which v4 leaves the itemizing to. */
  async function itemized(report: string, expense: string): Promise<string> {
    const entries = await call('GET', `/api/v3.0/expense/entries?reportID=${idOf(report)}`, { as });
    const entry = entries.json.Items.find(({ ExpenseID }: Json) => ExpenseID === idOf(expense));
    const body = { EntryID: entry.ID, ExpenseTypeCode: 'ROOMR', TransactionAmount: 24, TransactionDate: '2026-03-01' };
    const reply = await call('POST', '/api/v3.0/expense/itemizations', { as, body });
    assert.equal(reply.status, 200, reply.text);
    const [found] = (await call('GET', `${expense}/itemizations`, { as })).json;
    return `${report}/expenses/${found.expenseId}`;
  }

  it('400, 401, 403 and 404 where an allocation, a code, a token or a context is none', async () => {
    const report = await newReport();
    const [expense, other] = [await expenseOn(report), await expenseOn(report)];
    const [hidden] = (await call('GET', `${expense}/allocations`, { as })).json;
    const at = (id: string, on = expense) => `${on}/allocations/${id}`;
    const place = at(hidden.allocationId);
    const nobody = hex32(newId(program.clock));
    assert.equal((await call('GET', `${at('nonsense')}/exceptions`, { as })).status, 400);
    assert.equal((await call('GET', `${at(nobody)}/exceptions`, { as })).status, 404);
    assert.equal((await call('GET', `${at(hidden.allocationId, other)}/exceptions`, { as })).status, 404);
    assert.equal((await call('GET', `${place.replace('TRAVELER', 'PROCESSOR')}/exceptions`, { as })).status, 403);
    assert.equal((await call('GET', `${place.replace('TRAVELER', 'BOSS')}/exceptions`, { as })).status, 400);
    assert.equal((await call('GET', `${place}/exceptions`, { as: cast.as(cast.colleague) })).status, 403);
    assert.equal((await call('GET', `${short(place)}/exceptions`, { as })).status, 401);
    assert.equal((await call('PUT', `${short(place)}/exceptions`, { as, body: {} })).status, 401);
    assert.equal((await call('DELETE', `${short(place)}/exceptions/APIWARN`)).status, 401);
    assert.equal((await put(at(nobody), 'APIWARN')).status, 404);
    assert.equal((await put(place, 'NOSUCH')).json.validationErrors[0].id, 'field.invalidValue');
    assert.equal((await put(place, 'APIWARN', 'NOBODY')).status, 400);
    assert.equal((await call('DELETE', `${short(at(nobody))}/exceptions/APIWARN`, { as: asCompany })).status, 404);
  });

  it('are shown to whom their visibility names', async () => {
    const report = await newReport();
    const expense = await expenseOn(report);
    const [hidden] = (await call('GET', `${expense}/allocations`, { as })).json;
    const place = `${expense}/allocations/${hidden.allocationId}`;
    await put(place, 'APIWARN', 'APPROVER_PROCESSOR');
    assert.deepEqual((await call('GET', `${place}/exceptions`, { as })).json, []);
    assert.equal((await call('GET', `${short(place)}/exceptions`, { as: asCompany })).json.length, 1);
  });
});
