import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client, type Json } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { newId, opaqueId, parseOpaqueId, parseReportKey } from '../../../platform/ids/index.ts';
import { decimal } from '../../../platform/money/money.ts';

const ROOT = '/api/v3.0/expense';

describe('the structure of entries in v3', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let paymentTypeId: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    const [first] = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    paymentTypeId = opaqueId('g', 'payment-type', first?.id ?? '');
  });
  after(() => program.close());

  const post = async (path: string, body: object): Promise<string> => {
    const reply = await call('POST', `${ROOT}/${path}`, { as, body });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.json.URI, `http://us.localhost:8080${ROOT}/${path}/${encodeURIComponent(reply.json.ID)}`);
    return reply.json.ID;
  };
  const get = async (path: string): Promise<Json> => {
    const reply = await call('GET', path.startsWith('http') ? path : `${ROOT}/${path}`, { as });
    assert.equal(reply.status, 200, reply.text);
    return reply.json;
  };
  const status = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, given: { body?: object; as?: string } = {}) =>
    (await call(method, `${ROOT}/${path}`, { as, ...given })).status;
  const hotel = (ReportID: string, given: object = {}) => ({
    ReportID,
    ExpenseTypeCode: 'LODNG',
    PaymentTypeID: paymentTypeId,
    TransactionDate: '2026-02-20',
    TransactionAmount: 300,
    TransactionCurrencyCode: 'USD',
    ...given,
  });
  const report = () => post('reports', { Name: 'Boston' });
  const room = (EntryID: string, given: object = {}) => ({
    EntryID,
    ExpenseTypeCode: 'ROOMR',
    TransactionDate: '2026-02-20',
    TransactionAmount: 100,
    ...given,
  });
  const onPath = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;

  it('writes and reads every field of an entry that a caller may set', async () => {
    const id = await report();
    const LocationID = opaqueId('g', 'location', newId(program.clock));
    const VendorListItemID = opaqueId('g', 'list-item', newId(program.clock));
    const Journey = {
      BusinessDistance: 30,
      PersonalDistance: 10,
      OdometerStart: 100,
      OdometerEnd: 140,
      NumberOfPassengers: 2,
      StartLocation: 'Home',
      EndLocation: 'Client',
      UnitOfMeasure: 'M',
      VehicleID: 'V1',
    };
    const entry = await post('entries', hotel(id, { LocationID, VendorListItemID, IsBillable: true, Journey }));
    const read = await get(onPath('entries', entry));
    assert.deepEqual([read.LocationID, read.VendorListItemID, read.IsBillable], [LocationID, VendorListItemID, true]);
    assert.deepEqual(read.Journey, Journey);
    assert.deepEqual([read.AllocationType, read.HasItemizations], ['N', false]);
    assert.equal(await status('PUT', onPath('entries', entry), { body: { IsBillable: false, Journey: null } }), 200);
    const changed = await get(onPath('entries', entry));
    assert.deepEqual([changed.IsBillable, changed.Journey, changed.LocationID], [false, null, LocationID]);
    assert.deepEqual([changed.SpendCategoryCode, changed.SpendCategoryName], ['LODGA', 'Lodging - Track Room Rate Spending']);
    assert.equal((await get('reports?hasBillableExpenses=true')).Items.length, 0);
    await post('entries', hotel(id, { IsBillable: true }));
    assert.deepEqual(
      (await get('reports?hasBillableExpenses=true')).Items.map((one: Json) => one.ID),
      [id],
    );
    assert.equal((await get(`entries?reportID=${id}&isBillable=true`)).Items.length, 1);
    for (const wrong of [
      { LocationID: 'nonsense' },
      { Journey: { ...Journey, OdometerEnd: 90 } },
      { Journey: { StartLocation: 'x' } },
    ])
      assert.equal(await status('POST', 'entries', { body: hotel(id, wrong) }), 400, JSON.stringify(wrong));
  });

  it('expense 4: itemises an entry, and the totals follow', async () => {
    const id = await report();
    const entry = await post('entries', hotel(id));
    const first = await post('itemizations', room(entry, { TransactionAmount: 250, Comment: 'Three nights', Custom1: 'x' }));
    const second = await post('itemizations', room(entry, { TransactionAmount: 50, IsPersonal: true, ExpenseTypeCode: 'MISCL' }));
    const read = await get(onPath('itemizations', first));
    assert.deepEqual(
      [read.EntryID, read.ReportID, read.ReportOwnerID, read.TransactionAmount, read.HasComments, read.Custom1.Value],
      [entry, id, cast.traveler.userName, 250, true, 'x'],
    );
    const totals = async () => {
      const { Total, PersonalAmount, TotalClaimedAmount, AmountDueEmployee } = await get(`reports/${id}`);
      return [Total, PersonalAmount, TotalClaimedAmount, AmountDueEmployee];
    };
    assert.deepEqual(await totals(), [300, 50, 250, 250]);
    assert.deepEqual([read.SpendCategoryCode, read.SpendCategoryName], ['LODGA', 'Lodging - Track Room Rate Spending']);
    assert.equal((await get(onPath('entries', entry))).HasItemizations, true);
    assert.equal(
      await status('PUT', onPath('itemizations', second), { body: { TransactionAmount: 40, Description: 'Films' } }),
      200,
    );
    assert.deepEqual(await totals(), [300, 40, 260, 260]);
    assert.equal(await status('DELETE', onPath('itemizations', second)), 200);
    assert.deepEqual(await totals(), [300, 0, 300, 300]);
    assert.equal(await status('GET', onPath('itemizations', second)), 404);
    assert.equal((await get(`entries?reportID=${id}`)).Items.length, 1);
  });

  it('lists itemizations by report, entry, type and owner, page by page', async () => {
    const id = await report();
    const entry = await post('entries', hotel(id));
    for (const TransactionAmount of [10, 20, 30]) await post('itemizations', room(entry, { TransactionAmount }));
    await post('itemizations', room(entry, { ExpenseTypeCode: 'LODTX' }));
    const one = await get(`itemizations?reportID=${id}&limit=3`);
    assert.equal(one.Items.length, 3);
    const two = await get(one.NextPage);
    assert.deepEqual(
      [...one.Items, ...two.Items].map((item: Json) => item.TransactionAmount),
      [100, 30, 20, 10],
    );
    assert.equal(two.NextPage, null);
    const filtered = async (query: string) => (await get(`itemizations?${query}`)).Items.length;
    assert.equal(await filtered(`entryID=${encodeURIComponent(entry)}&expenseTypeCode=LODTX`), 1);
    assert.ok((await filtered('limit=100')) >= 4);
    const company = { as: cast.asCompany() };
    assert.equal(await status('GET', `itemizations?user=${cast.traveler.userName}`, company), 200);
    assert.equal(await status('GET', 'itemizations?user=ALL', company), 200);
    assert.equal(await status('GET', 'itemizations', company), 400);
    assert.equal(await status('GET', 'itemizations?user=ALL', { as: cast.as(cast.colleague) }), 403);
    assert.equal(await status('GET', `itemizations?reportID=${id}`, { as: cast.as(cast.colleague) }), 403);
    assert.equal(await status('GET', 'itemizations?offset=nonsense'), 400);
    assert.equal(await status('GET', 'itemizations?limit=101'), 400);
    assert.equal(
      await status('GET', `itemizations?entryID=${encodeURIComponent(opaqueId('g', 'entry', newId(program.clock)))}`),
      404,
    );
  });

  it('refuses itemizations that cannot be', async () => {
    const id = await report();
    const entry = await post('entries', hotel(id));
    const part = await post('itemizations', room(entry));
    const post400 = [
      room(entry, { ExpenseTypeCode: 'NOPE' }),
      room(entry, { TransactionDate: '2026-02-30' }),
      room(entry, { Custom1: 'x'.repeat(49) }),
      room(entry, { Nonsense: 1 }),
      { EntryID: entry },
    ];
    for (const body of post400) assert.equal(await status('POST', 'itemizations', { body }), 400, JSON.stringify(body));
    assert.equal(await status('POST', 'itemizations', { body: room('nonsense') }), 404);
    // An itemization is not itemised again, and has an ID of its own kind.
    const asEntry = opaqueId('g', 'entry', parseOpaqueId('g', 'itemization', part) ?? '');
    assert.equal(await status('POST', 'itemizations', { body: room(asEntry) }), 400);
    assert.equal(await status('GET', onPath('entries', part)), 404);
    assert.equal(await status('GET', onPath('itemizations', entry)), 404);
    assert.equal(await status('PUT', onPath('itemizations', part), { body: { TransactionAmount: 'x' } }), 400);
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      assert.equal(await status(method, onPath('itemizations', part), { body: {}, as: cast.as(cast.colleague) }), 403);
      assert.equal(await status(method, onPath('itemizations', part), { body: {}, as: cast.as(cast.traveler, []) }), 403);
      assert.equal((await call(method, `${ROOT}/${onPath('itemizations', part)}`, { body: {} })).status, 401);
    }
    assert.equal(await status('POST', 'itemizations', { body: room(entry, { TransactionAmount: 200 }) }), 200);
    const key = id.toUpperCase();
    const sent = await call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${key}/submit`, { as });
    assert.equal(sent.status, 204, sent.text);
    assert.equal(await status('POST', 'itemizations', { body: room(entry) }), 400);
    assert.equal(await status('DELETE', onPath('itemizations', part)), 400);
  });

  it('expense 18: lists allocations, the hidden ones from creation', async () => {
    const id = await report();
    const entry = await post('entries', hotel(id));
    const plain = await post('entries', hotel(id, { ExpenseTypeCode: 'TAXIX' }));
    const part = await post('itemizations', room(entry, { TransactionAmount: 300 }));
    const all = await get(`allocations?reportID=${id}`);
    assert.deepEqual(
      all.Items.map((item: Json) => [item.EntryID, item.Percentage, item.IsHidden, item.IsPercentEdited, item.AccountCode1]),
      [
        [part, '100.00000000', true, false, '610200'],
        [plain, '100.00000000', true, false, '610500'],
      ],
    );
    const entryId = parseOpaqueId('g', 'entry', plain) ?? '';
    await program.unitOfWork.write(cast.home, (ctx) =>
      program.modules.expense.setAllocations(ctx, {
        access: { kind: 'company' },
        reportId: parseReportKey(id) ?? '',
        entryIds: [entryId],
        allocations: [{ percentage: decimal('12.5'), custom: { custom3: { value: 'c' } } }, { percentage: decimal('87.5') }],
      }),
    );
    const listed = await get(`allocations?entryID=${encodeURIComponent(plain)}&limit=1`);
    const [latest] = listed.Items;
    const [earlier] = (await get(listed.NextPage)).Items;
    assert.deepEqual([latest.Percentage, earlier.Percentage, earlier.IsHidden], ['87.50000000', '12.50000000', false]);
    assert.deepEqual(earlier.Custom3, { Type: 'Text', Value: 'c', Code: null, ListItemID: null, Label: null, Sequence: 3 });
    assert.deepEqual(await get(onPath('allocations', earlier.ID)), earlier);
    assert.equal((await get(onPath('entries', plain))).AllocationType, 'F');
    assert.equal((await get(`allocations?itemizationID=${encodeURIComponent(part)}`)).Items.length, 1);
    assert.equal((await get(`allocations?reportID=${id}`)).Items.length, 3);
    assert.ok((await get('allocations?limit=100')).Items.length >= 3);
    const xml = await call('GET', `${ROOT}/${onPath('allocations', earlier.ID)}`, { as, accept: 'application/xml' });
    assert.deepEqual([element(xml.text, 'Percentage'), element(xml.text, 'IsHidden')], ['12.50000000', 'false']);
    const one = onPath('allocations', earlier.ID);
    assert.equal(await status('GET', one, { as: cast.as(cast.colleague) }), 403);
    assert.equal(await status('GET', one, { as: cast.as(cast.traveler, []) }), 403);
    assert.equal(await status('GET', `${one}?user=${cast.traveler.userName}`, { as: cast.asCompany() }), 200);
    assert.equal((await call('GET', `${ROOT}/${one}`)).status, 401);
    assert.equal(await status('GET', onPath('allocations', 'nonsense')), 404);
    assert.equal(await status('GET', onPath('allocations', opaqueId('g', 'allocation', newId(program.clock)))), 404);
    assert.equal(await status('GET', 'allocations?offset=nonsense'), 400);
    assert.equal(await status('GET', `allocations?reportID=${id}`, { as: cast.as(cast.colleague) }), 403);
    assert.equal(
      await status('GET', `allocations?entryID=${encodeURIComponent(opaqueId('g', 'entry', newId(program.clock)))}`),
      404,
    );
  });
});
