import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json, type Reply } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32, newId, opaqueId } from '../../../platform/ids/index.ts';

describe('the structure of expenses in v4', () => {
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

  const reports = (user: { id: string } = cast.traveler, context = 'TRAVELER') =>
    `/expensereports/v4/users/${user.id}/context/${context}/reports`;
  async function create(name = 'Paris'): Promise<{ uri: string; id: string }> {
    const made = await call('POST', reports(), { as, body: { name, policyId: hex32(cast.policyId) } });
    assert.equal(made.status, 201, made.text);
    return { uri: made.json.uri, id: made.json.uri.split('/').at(-1) };
  }
  const lodging = {
    expenseType: { id: 'LODNG' },
    transactionDate: '2026-02-20',
    transactionAmount: { value: 300, currencyCode: 'EUR' },
  };
  async function add(uri: string, change: object = {}): Promise<string> {
    const made = await call('POST', `${uri}/expenses`, { as, body: { ...lodging, ...change } });
    assert.equal(made.status, 201, made.text);
    return made.json.uri;
  }
  const idOf = (uri: string): string => uri.split('/').at(-1) ?? '';
  /** By way of v3: no page of v4 makes one. */
  async function itemize(expenseUri: string, amount: number, given: object = {}): Promise<Reply> {
    const { json } = await call('GET', expenseUri, { as });
    const EntryID = opaqueId(
      'g',
      'entry',
      json.expenseId.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    );
    const body = { EntryID, ExpenseTypeCode: 'ROOMR', TransactionDate: '2026-02-20', TransactionAmount: amount, ...given };
    return call('POST', '/api/v3.0/expense/itemizations', { as, body });
  }
  async function itemized(expenseUri: string, amount: number, given: object = {}): Promise<void> {
    const made = await itemize(expenseUri, amount, given);
    assert.equal(made.status, 200, made.text);
  }
  const get = async (uri: string, token = as): Promise<Json> => {
    const reply = await call('GET', uri, { as: token });
    assert.equal(reply.status, 200, reply.text);
    return reply.json;
  };
  const submit = (id: string) => call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${id}/submit`, { as });

  it('shows everything that was said of an expense', async () => {
    const { uri } = await create();
    const vendor = newId(program.clock);
    const place = newId(program.clock);
    const expense = await add(uri, {
      vendor: { id: hex32(vendor), description: 'Grand Hotel' },
      location: {
        id: hex32(place),
        name: 'Paris, Ile-de-France',
        city: 'Paris',
        countryCode: 'fr',
        countrySubDivisionCode: 'FR-75',
      },
      exchangeRate: { value: 0.8, operation: 'DIVIDE' },
      isExpenseBillable: true,
      isExcludedFromCashAdvanceByUser: true,
      merchantTaxId: 'FR123',
      invoiceId: 'INV-9',
      governmentInvoiceId: 'is not ours to write',
      authorizationRequestExpenseId: 'REQ1',
      budgetAccrualDate: '2026-03-31',
      taxRateLocation: 'OUT_OF_PROVINCE',
      mileage: {
        vehicleId: 'V1',
        totalDistance: 40,
        personalDistance: 10,
        odometerStart: 100,
        odometerEnd: 140,
        hasDogIncluded: true,
      },
      travel: {
        airlineFeeTypeCode: 'BAGGS',
        airlineServiceClassCode: 'COACH',
        hotelCheckinDate: '2026-02-20',
        ticketNumber: '0014',
      },
      travelAllowance: { dailyLimitAmount: 90.5, isExpensePartOfTravelAllowance: true },
      jptRouteId: 'R1',
      fuelTypeListItem: { id: 'fuelType', value: 'Diesel' },
      smartExpense: {
        quickExpenseId: 'Q1',
        trip: { tripId: 5, segmentId: 6, segmentTypeId: 'HOTEL' },
        ereceipt: { id: 'E1', type: 'HOTEL', imageId: 'I1' },
      },
      customData: [
        { id: 'custom40', value: 'last' },
        { id: 'orgUnit6', value: 'unit' },
      ],
    });
    const read = await get(expense);
    assert.deepEqual(read.postedAmount, { value: 375, currencyCode: 'USD' });
    assert.deepEqual(read.exchangeRate, { value: 0.8, operation: 'DIVIDE' });
    assert.deepEqual(read.vendor, { id: hex32(vendor), name: null, description: 'Grand Hotel' });
    assert.deepEqual(read.location, {
      id: hex32(place),
      name: 'Paris, Ile-de-France',
      city: 'Paris',
      countrySubDivisionCode: 'FR-75',
      countryCode: 'FR',
    });
    assert.equal(read.travel.airlineFeeTypeName, 'Baggage Fee');
    assert.equal(read.travel.hotelCheckinDate, '2026-02-20');
    assert.deepEqual([read.mileage.totalDistance, read.mileage.hasDogIncluded, read.mileage.hasMachinery], [40, true, false]);
    assert.deepEqual(read.travelAllowance, {
      dailyLimitAmount: 90.5,
      dailyTravelAllowanceId: null,
      isExpensePartOfTravelAllowance: true,
    });
    assert.deepEqual(
      [read.expenseSourceIdentifiers.quickExpenseId, read.expenseSourceIdentifiers.tripId, read.ereceiptImageId, read.jptRouteId],
      ['Q1', 5, 'I1', 'R1'],
    );
    const { isExpenseBillable, isExcludedFromCashAdvanceByUser, merchantTaxId, invoiceId, governmentInvoiceId } = read;
    assert.deepEqual(
      { isExpenseBillable, isExcludedFromCashAdvanceByUser, merchantTaxId, invoiceId, governmentInvoiceId },
      {
        isExpenseBillable: true,
        isExcludedFromCashAdvanceByUser: true,
        merchantTaxId: 'FR123',
        invoiceId: 'INV-9',
        governmentInvoiceId: null,
      },
    );
    const { authorizationRequestExpenseId, budgetAccrualDate, taxRateLocation, ticketNumber, fuelTypeListItem } = read;
    assert.deepEqual(
      [authorizationRequestExpenseId, budgetAccrualDate, taxRateLocation, ticketNumber, fuelTypeListItem.value],
      ['REQ1', '2026-03-31', 'OUT_OF_PROVINCE', '0014', 'Diesel'],
    );
    assert.deepEqual(
      read.customData.map((field: Json) => [field.id, field.value]),
      [
        ['custom40', 'last'],
        ['orgUnit6', 'unit'],
      ],
    );
  });

  it('expense 10: merges a patch block by block, and clears with null', async () => {
    const { uri } = await create();
    const expense = await add(uri, {
      merchantTaxId: 'T1',
      travel: { startLocation: 'A', endLocation: 'B' },
      customData: [
        { id: 'custom1', value: 'one' },
        { id: 'custom2', value: 'two' },
      ],
    });
    const patch = async (body: object, status = 204) => {
      const reply = await call('PATCH', expense, { as, body: { expenseSource: 'OTHER', ...body } });
      assert.equal(reply.status, status, reply.text);
    };
    await patch({ travel: { endLocation: null, ticketNumber: '7' }, customData: [{ id: 'custom2', value: null }] });
    let read = await get(expense);
    assert.deepEqual([read.travel.startLocation, read.travel.endLocation, read.travel.ticketNumber], ['A', null, '7']);
    assert.deepEqual([read.merchantTaxId, read.customData.map((field: Json) => field.id)], ['T1', ['custom1']]);
    await patch({ travel: null, merchantTaxId: null, governmentInvoiceId: 'X' });
    read = await get(expense);
    assert.deepEqual([read.travel, read.merchantTaxId, read.governmentInvoiceId], [null, null, null]);
    for (const wrong of [
      { travel: { hotelCheckinDate: '2026-02-30' } },
      { travel: { hotelCheckinDate: '2026-02-20', hotelCheckoutDate: '2026-02-19' } },
      { mileage: { vehicleId: 'V', totalDistance: 5, personalDistance: 6 } },
      { mileage: { vehicleId: 'V', totalDistance: 5, odometerStart: 6, odometerEnd: 6 } },
      { mileage: { totalDistance: 5 } },
      { merchantTaxId: 'x'.repeat(65) },
      { location: { id: 'nonsense' } },
      { taxRateLocation: 'AWAY' },
    ])
      await patch(wrong, 400);
  });

  it('lists itemizations with their expense or apart', async () => {
    const { uri, id } = await create();
    const expense = await add(uri, { vendor: { description: 'Inn' } });
    await itemized(expense, 200);
    await itemized(expense, 100, { ExpenseTypeCode: 'MISCL', IsPersonal: true, Description: 'Films' });
    const parts = await get(`${expense}/itemizations`);
    assert.deepEqual(
      parts.map((part: Json) => [part.expenseType.id, part.postedAmount.value, part.claimedAmount.value, part.parentExpenseId]),
      [
        ['ROOMR', 250, 250, idOf(expense)],
        ['MISCL', 125, 0, idOf(expense)],
      ],
    );
    assert.equal(parts[0].vendor.description, 'Inn');
    assert.deepEqual(
      parts[0].links.map((link: Json) => link.rel),
      ['self', 'comments'],
    );
    const [top, ...more] = await get(`${uri}/expenses`);
    assert.deepEqual([more.length, top.claimedAmount.value, top.postedAmount.value], [0, 250, 375]);
    assert.ok(top.links.some((link: Json) => link.rel === 'itemizations' && link.href.endsWith(`${idOf(expense)}/itemizations`)));
    assert.equal((await get(`${uri}/expenses?includeItemizations=true`)).length, 3);
    assert.equal((await get(`${uri}/expenses?includeItemizations=false`)).length, 1);
    const report = await get(uri);
    assert.deepEqual([report.reportTotal.value, report.claimedAmount.value, report.personalAmount.value], [375, 250, 125]);
    const part = parts[1].links[0].href;
    assert.equal((await get(part)).isPersonalExpense, true);
    const shared = await call('PATCH', part, {
      as,
      body: { expenseSource: 'UI', transactionAmount: { value: 100, currencyCode: 'USD' } },
    });
    assert.equal(shared.status, 400, shared.text);
    assert.equal((await call('DELETE', part, { as })).status, 204);
    assert.equal((await get(uri)).claimedAmount.value, 375);
    const refusals: [string, string | undefined, number][] = [
      [`${expense}/itemizations`, undefined, 401],
      [`${expense}/itemizations`, cast.as(cast.traveler, []), 403],
      [`${expense}/itemizations`.replace('TRAVELER', 'MANAGER'), as, 403],
      [`${expense}/itemizations`.replace('TRAVELER', 'NOBODY'), as, 400],
      [`${uri}/expenses/${hex32(newId(program.clock))}/itemizations`, as, 404],
      [`${uri}/expenses/nonsense/itemizations`, as, 400],
      [`${expense}/itemizations`, cast.as(cast.colleague), 403],
    ];
    for (const [url, token, status] of refusals) {
      const reply = await call('GET', url, token === undefined ? {} : { as: token });
      assert.equal(reply.status, status, `${url} ${reply.text}`);
    }
    assert.equal((await submit(id)).status, 400);
  });

  it('expense 5: submits lodging only when its itemizations make it up', async () => {
    const { uri, id } = await create();
    const refused = async (code: string) => {
      const reply = await submit(id);
      assert.deepEqual([reply.status, reply.json.validationErrors?.[0].id], [400, code], reply.text);
      assert.equal((await get(uri)).approvalStatusId, 'A_NOTF');
    };
    await refused('error.submit.no_entries');
    const expense = await add(uri);
    await refused('error.submit.missingKids');
    await itemized(expense, 200);
    await refused('error.submit.itemDiff');
    await itemized(expense, 100);
    const undefinedType = await add(uri, { expenseType: { id: 'UNDEF' }, transactionAmount: { value: 1, currencyCode: 'USD' } });
    await refused('error.submit.undefined_expense_type');
    assert.equal((await call('DELETE', undefinedType, { as })).status, 204);
    await program.unitOfWork.write(cast.home, (ctx) =>
      program.modules.expense.createExpenseTypes(ctx, [
        { id: 'PARTY', code: 'OTHER', name: 'Conference', spendCategoryCode: 'TRAIN', itemization: 'REQUIRED' },
      ]),
    );
    const party = await add(uri, { expenseType: { id: 'PARTY' } });
    await refused('error.submit.itemMissing');
    await itemized(party, 300);
    const code = 'APIBLOCK';
    await call('PUT', `/expensereports/v4/reports/${id}/expenses/${idOf(party)}/exceptions`, {
      as: cast.asCompany(),
      body: { exceptionCode: code, exceptionVisibility: 'ALL' },
    });
    await refused('error.submit.entryXctMaxThreshold');
    await call('DELETE', `/expensereports/v4/reports/${id}/expenses/${idOf(party)}/exceptions/${code}`, { as: cast.asCompany() });
    assert.equal((await submit(id)).status, 204);
  });

  it('expense 18: allocates by a hidden whole from the start, and then by what is said', async () => {
    const { uri, id } = await create();
    const expense = await add(uri, { expenseType: { id: 'TAXIX' }, transactionAmount: { value: 100, currencyCode: 'USD' } });
    const other = await add(uri, { expenseType: { id: 'TAXIX' }, transactionAmount: { value: 0.05, currencyCode: 'USD' } });
    const [hidden, ...none] = await get(`${expense}/allocations`);
    assert.deepEqual(
      [none.length, hidden.isSystemAllocation, hidden.percentage, hidden.allocationAmount, hidden.accountCode],
      [0, true, 100, { value: 100, currencyCode: 'USD' }, '610500'],
    );
    assert.equal((await get(expense)).allocationState, 'NOT_ALLOCATED');
    const one = (allocation: Json) => `${uri}/allocations/${allocation.allocationId}`;
    assert.deepEqual(await get(one(hidden)), hidden);
    const set = (body: object) => call('POST', `${expense}/allocations`, { as, body });
    const custom = (value: string) => [{ id: 'custom9', value }];
    const made = await set({
      expenseIds: [idOf(other)],
      allocations: [
        { percentage: 33.33333333, customData: custom('a') },
        { percentage: 33.33333333 },
        { percentage: 33.33333334 },
      ],
    });
    assert.equal(made.status, 201, made.text);
    assert.equal(made.json.uri.endsWith(`/expenses/${idOf(expense)}/allocations`), true);
    const allocations = await get(made.json.uri);
    assert.deepEqual(
      allocations.map((allocation: Json) => allocation.allocationAmount.value),
      [33.33, 33.33, 33.34],
    );
    assert.deepEqual(
      (await get(`${other}/allocations`)).map((allocation: Json) => allocation.claimedAmount.value),
      [0.02, 0.01, 0.02],
    );
    const [first, second] = [await get(expense), await get(other)];
    assert.equal(first.allocationState, 'FULLY_ALLOCATED');
    assert.equal(first.allocationSetId, second.allocationSetId);
    const patch = (allocation: Json, body: object, token = as) => call('PATCH', one(allocation), { as: token, body });
    const change = { allocation: { customData: custom('b') }, expenseIds: [idOf(expense), idOf(other)] };
    assert.equal((await patch(allocations[0], change)).status, 204);
    for (const url of [expense, other]) assert.equal((await get(`${url}/allocations`))[0].customData[0].value, 'b');
    assert.equal((await set({ allocations: [{ allocationAmount: { value: 60, currencyCode: 'USD' } }] })).status, 201);
    const [, rest] = await get(`${expense}/allocations`);
    assert.deepEqual([rest.isSystemAllocation, rest.percentage, rest.allocationAmount.value], [true, 40, 40]);
    assert.equal((await get(expense)).allocationState, 'PARTIALLY_ALLOCATED');
    const own = { allocation: {}, expenseIds: [idOf(expense)] };
    assert.equal((await patch(rest, own)).status, 403);
    assert.equal((await set({ allocations: [{ percentage: 60 }, { percentage: 41 }] })).status, 400);
    assert.equal(
      (await set({ allocations: [{ percentage: 60 }, { allocationAmount: { value: 1, currencyCode: 'USD' } }] })).status,
      400,
    );
    assert.equal((await patch(allocations[0], own)).status, 404);
    const [now] = await get(`${expense}/allocations`);
    assert.equal((await patch(now, { ...own, expenseIds: [idOf(other)] })).status, 400);
    assert.equal(
      (await patch(now, { allocation: { customData: [{ id: 'custom21', value: 'x' }] }, expenseIds: own.expenseIds })).status,
      400,
    );
    assert.equal((await patch(now, own, cast.as(cast.colleague))).status, 403);
    assert.equal((await patch(now, own, cast.as(cast.traveler, ['expense.report.read']))).status, 403);
    assert.equal((await call('PATCH', one(now), { body: own })).status, 401);
    assert.equal((await set({ allocations: [] })).status, 201);
    assert.equal((await get(expense)).allocationState, 'NOT_ALLOCATED');
    assert.equal((await submit(id)).status, 204);
    assert.equal((await set({ allocations: [{ percentage: 100 }] })).status, 400);
  });

  it('refuses allocations to strangers, in wrong contexts and without a form', async () => {
    const { uri } = await create();
    const expense = await add(uri, { expenseType: { id: 'TAXIX' } });
    const one = `${uri}/allocations/${idOf(expense)}`;
    const unknown = hex32(newId(program.clock));
    const refusals: [string, string | undefined, number][] = [
      [`${expense}/allocations`, undefined, 401],
      [`${expense}/allocations`, cast.as(cast.traveler, []), 403],
      [`${expense}/allocations`, cast.as(cast.colleague), 403],
      [`${expense}/allocations`.replace('TRAVELER', 'PROCESSOR'), as, 403],
      [`${expense}/allocations`.replace('TRAVELER', 'NOBODY'), as, 400],
      [`${uri}/expenses/${unknown}/allocations`, as, 404],
      [one, undefined, 401],
      [one, cast.as(cast.traveler, []), 403],
      [one.replace('TRAVELER', 'MANAGER'), as, 403],
      [`${uri}/allocations/nonsense`, as, 400],
      [`${uri}/allocations/${unknown}`, as, 404],
    ];
    for (const [url, token, status] of refusals) {
      const reply = await call('GET', url, token === undefined ? {} : { as: token });
      assert.equal(reply.status, status, `${url} ${reply.text}`);
    }
    const { id: policyId } = await program.unitOfWork.write(cast.home, (ctx) =>
      program.modules.expense.createPolicy(ctx, { name: 'Formless', hasAllocationForm: false }),
    );
    const formless = await call('POST', reports(), { as, body: { name: 'x', policyId: hex32(policyId) } });
    const taxi = await add(formless.json.uri, { expenseType: { id: 'TAXIX' } });
    assert.equal((await get(taxi)).canAllocate, false);
    const set = await call('POST', `${taxi}/allocations`, { as, body: { allocations: [{ percentage: 100 }] } });
    assert.equal(set.status, 404, set.text);
  });

  it('hands allocations of an expense on to its itemizations', async () => {
    const { uri } = await create();
    const expense = await add(uri, { transactionAmount: { value: 100, currencyCode: 'USD' } });
    const body = { allocations: [{ percentage: 70, customData: [{ id: 'orgUnit1', value: 'X' }] }, { percentage: 30 }] };
    assert.equal((await call('POST', `${expense}/allocations`, { as, body })).status, 201);
    await itemized(expense, 60);
    await itemized(expense, 40);
    const allocations = await get(`${expense}/allocations`);
    assert.deepEqual(
      allocations.map((allocation: Json) => allocation.allocationAmount.value),
      [42, 18, 28, 12],
    );
    assert.equal(allocations[2].customData[0].value, 'X');
    const parts = await get(`${expense}/itemizations`);
    assert.deepEqual(
      parts.map((part: Json) => part.allocationState),
      ['FULLY_ALLOCATED', 'FULLY_ALLOCATED'],
    );
    const again = await call('POST', `${expense}/allocations`, { as, body: { allocations: [{ percentage: 50 }] } });
    assert.equal(again.status, 201);
    assert.equal((await get(`${parts[0].links[0].href}/allocations`))[1].isSystemAllocation, true);
  });
});
