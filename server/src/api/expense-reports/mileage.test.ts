import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json, type Reply } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { decimal } from '../../platform/money/money.ts';
import { hex32, opaqueId } from '../../platform/ids/index.ts';

const V3 = '/api/v3.0/expense';

/** Journeys by car, paid by their distance: api-reference/expense/expense-report/expense-entry, Journey. */
describe('mileage', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let cash: string;
  let card: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    const types = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    [cash = '', card = ''] = ['CASH', 'CBCP'].map((wanted) =>
      opaqueId('g', 'payment-type', types.find(({ code }) => code === wanted)?.id ?? ''),
    );
  });
  after(() => program.close());

  const says = (reply: Reply, status: number, words?: RegExp): Json => {
    assert.equal(reply.status, status, reply.text);
    if (words) assert.match(reply.text, words);
    return reply.json;
  };
  const newReport = async (): Promise<string> =>
    says(await call('POST', `${V3}/reports`, { as, body: { Name: 'On the road' } }), 200).ID;
  const journey = (distance: number, more: object = {}) => ({
    StartLocation: 'Bellevue',
    EndLocation: 'Portland',
    UnitOfMeasure: 'M',
    BusinessDistance: distance,
    ...more,
  });
  const post = (ReportID: string, Journey: object | undefined, more: object = {}) =>
    call('POST', `${V3}/entries`, {
      as,
      body: { ReportID, ExpenseTypeCode: 'MILEG', TransactionDate: '2026-03-01', ...(Journey ? { Journey } : {}), ...more },
    });
  const read = async (id: string): Promise<Json> =>
    says(await call('GET', `${V3}/entries/${encodeURIComponent(id)}`, { as }), 200);
  const amounts = async (report: string): Promise<number[]> =>
    (await call('GET', `${V3}/entries?reportID=${report}`, { as })).json.Items.map(
      ({ PostedAmount }: Json) => PostedAmount,
    ).toReversed();

  it('pays the company’s rate of the day for the distance on business, in the report’s currency and cash', async () => {
    const report = await newReport();
    const { ID } = says(await post(report, journey(100, { PersonalDistance: 20 }), { PaymentTypeID: cash }), 200);
    const entry = await read(ID);
    assert.deepEqual(
      [entry.TransactionAmount, entry.TransactionCurrencyCode, entry.PostedAmount, entry.PaymentTypeName, entry.ExchangeRate],
      [72.5, 'USD', 72.5, 'Cash', 1],
    );
    assert.deepEqual(
      [entry.Journey.BusinessDistance, entry.Journey.PersonalDistance, entry.SpendCategoryCode],
      [100, 20, 'PRCRM'],
    );
    const earlier = says(await post(report, journey(100), { TransactionDate: '2025-12-30' }), 200);
    assert.equal((await read(earlier.ID)).TransactionAmount, 70);
    // 100 kilometres are 62.137 miles.
    const metric = says(await post(report, journey(100, { UnitOfMeasure: 'K' })), 200);
    assert.equal((await read(metric.ID)).TransactionAmount, 45.05);
    const v4 = `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports/${report}`;
    assert.equal(says(await call('GET', v4, { as }), 200).reportTotal.value, 187.55);
    assert.equal(says(await call('GET', v4, { as }), 200).amountDueEmployee.value, 187.55);
  });

  it('follows the distance, the day and the type when they change', async () => {
    const report = await newReport();
    const { ID } = says(await post(report, journey(10)), 200);
    const put = (body: object) => call('PUT', `${V3}/entries/${encodeURIComponent(ID)}`, { as, body });
    says(await put({ Journey: journey(40) }), 200);
    assert.equal((await read(ID)).TransactionAmount, 29);
    says(await put({ TransactionDate: '2025-06-01' }), 200);
    assert.equal((await read(ID)).TransactionAmount, 28);
    says(await put({ TransactionAmount: 99 }), 400, /follows from the distance/);
    says(await put({ PaymentTypeID: card }), 400, /of a journey is cash/);
    says(await put({ Description: 'To the fair' }), 200);
    assert.equal((await read(ID)).TransactionAmount, 28);
    says(await put({ ExpenseTypeCode: 'TAXIX', TransactionAmount: 12 }), 200);
    assert.equal((await read(ID)).TransactionAmount, 12);
    says(await put({ ExpenseTypeCode: 'MILEG' }), 200);
    assert.equal((await read(ID)).TransactionAmount, 28);
  });

  it('pays by bands of what was travelled in the year, on all reports, in the order of the days', async () => {
    const vehicleId = await program.unitOfWork.write(cast.home, async (ctx) => {
      const { mileages } = program.modules;
      const car = { name: 'By bands', kind: 'PERSONAL', currencyCode: 'USD', unit: 'M', isDefault: false } as const;
      const { id: configurationId } = await mileages.defineCar(ctx, car);
      const bands = [
        { from: decimal(0), rate: decimal('0.45'), passengerRate: decimal('0.05') },
        { from: decimal(1000), rate: decimal('0.25'), passengerRate: decimal('0.05') },
      ];
      await mileages.setRates(ctx, { configurationId, startsOn: '2025-01-01', bands });
      return (await mileages.addVehicle(ctx, { ownerId: cast.traveler.id, name: 'Van', kind: 'PERSONAL', configurationId })).id;
    });
    const trip = (distance: number, more: object = {}) => journey(distance, { VehicleID: vehicleId, ...more });
    const [first, second] = [await newReport(), await newReport()];
    says(await post(first, trip(900), { TransactionDate: '2026-02-01' }), 200);
    assert.deepEqual(await amounts(first), [405]);
    const across = says(await post(second, trip(200, { NumberOfPassengers: 2 }), { TransactionDate: '2026-02-10' }), 200);
    assert.equal((await read(across.ID)).TransactionAmount, 100 * 0.45 + 100 * 0.25 + 200 * 2 * 0.05);
    // The year begins anew.
    const lastYear = says(await post(second, trip(100), { TransactionDate: '2025-12-31' }), 200);
    assert.equal((await read(lastYear.ID)).TransactionAmount, 45);
    // An earlier day on the same report moves the later one up; one on another report is seen at the submit.
    says(await post(second, trip(50), { TransactionDate: '2026-02-05' }), 200);
    assert.equal((await read(across.ID)).TransactionAmount, 50 * 0.45 + 150 * 0.25 + 20);
    says(await post(first, trip(30), { TransactionDate: '2026-01-05' }), 200);
    assert.deepEqual(await amounts(first), [405, 13.5]);
    const submit = `/expensereports/v4/users/${cast.traveler.id}/reports/${second}/submit`;
    says(await call('PATCH', submit, { as }), 204);
    const moved = await read(across.ID);
    assert.equal(moved.TransactionAmount, 20 * 0.45 + 180 * 0.25 + 20);
    const report = says(await call('GET', `${V3}/reports/${second}`, { as }), 200);
    assert.equal(report.Total, moved.TransactionAmount + 45 + 50 * 0.45);
    // What goes, goes from the bands too.
    const [gone] = (await call('GET', `${V3}/entries?reportID=${first}`, { as })).json.Items.toReversed();
    says(await call('DELETE', `${V3}/entries/${encodeURIComponent(gone.ID)}`, { as }), 200);
    assert.deepEqual(await amounts(first), [13.5]);
  });

  it('comes with its report in one call, each journey after the one before', async () => {
    const entries = [
      { expenseTypeId: 'MILEG', transactionDate: '2026-01-10', details: { mileage: { totalDistance: 10 } } },
      { expenseTypeId: 'MILEG', transactionDate: '2026-01-11', details: { mileage: { totalDistance: 20 } } },
    ];
    const access = { kind: 'company' } as const;
    const total = await program.unitOfWork.write(
      {
        actor: { kind: 'company', companyId: cast.home.companyId, appId: cast.policyId, scopes: new Set() },
        correlationId: 'test',
      },
      async (ctx) => {
        const { expense } = program.modules;
        const { id } = await expense.createReport(ctx, {
          access: { kind: 'user', context: 'TRAVELER', userId: cast.traveler.id },
          name: 'At once',
          entries,
        });
        return (await expense.getReport(ctx, { access, reportId: id })).totals.total;
      },
    );
    assert.equal(Number(total), 21.75);
  });

  it('is refused without what it needs', async () => {
    const report = await newReport();
    says(await post(report, undefined), 400, /PaymentTypeID.*TransactionAmount/);
    says(
      await post(report, undefined, { PaymentTypeID: cash, TransactionAmount: 5, TransactionCurrencyCode: 'USD' }),
      400,
      /mileage is required/,
    );
    says(await post(report, journey(0)), 400, /mileage is required/);
    says(await post(report, { UnitOfMeasure: 'M', BusinessDistance: 5 }), 400, /StartLocation/);
    says(await post(report, journey(5), { TransactionAmount: 99 }), 400, /follows from the distance/);
    says(await post(report, journey(5), { TransactionCurrencyCode: 'EUR' }), 400, /of a journey is that of its report/);
    says(await post(report, journey(5), { PaymentTypeID: card }), 400, /of a journey is cash/);
    says(await post(report, journey(5), { ExpenseTypeCode: 'COMIL' }), 400, /no mileage rates in USD/);
    says(await post(report, journey(5), { ExpenseTypeCode: 'TAXIX' }), 400, /transactionAmount is required/);
    says(await post(report, journey(5, { VehicleID: hex32(cast.policyId) })), 400, /vehicleId/);
    says(await post(report, journey(5), { TransactionDate: '2001-01-01' }), 400, /before the first mileage rate/);
    says(await post(report, journey(50, { OdometerStart: 100, OdometerEnd: 149 })), 400, /OdometerEnd/);
    says(await post(report, journey(40, { PersonalDistance: 9, OdometerStart: 100, OdometerEnd: 149 })), 200);
    assert.deepEqual(await amounts(report), [29]);
  });

  it('is an expense of v4 like any other, by miles or kilometres of the company', async () => {
    const reports = `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
    const { uri } = says(await call('POST', reports, { as, body: { name: 'v4', policyId: hex32(cast.policyId) } }), 201);
    const body = {
      expenseType: { id: 'MILEG' },
      transactionDate: '2026-03-01',
      mileage: { vehicleId: null, totalDistance: 30, personalDistance: 10 },
    };
    const [vehicle] = await program.unitOfWork.read(cast.home, (ctx) =>
      program.modules.mileages.vehiclesOf(ctx, cast.traveler.id),
    );
    const made = says(
      await call('POST', `${uri}/expenses`, { as, body: { ...body, mileage: { ...body.mileage, vehicleId: vehicle?.id } } }),
      201,
    );
    const expense = says(await call('GET', made.uri, { as }), 200);
    assert.deepEqual(
      [expense.transactionAmount, expense.mileage.totalDistance, expense.expenseType.code],
      [{ value: 9, currencyCode: 'USD' }, 30, 'PCARMILE'],
    );
    says(
      await call('PATCH', made.uri, {
        as,
        body: { mileage: { vehicleId: vehicle?.id, totalDistance: 110, personalDistance: null } },
      }),
      204,
    );
    assert.equal(says(await call('GET', made.uri, { as }), 200).transactionAmount.value, 49.5);
    says(
      await call('POST', `${uri}/expenses`, { as, body: { expenseType: { id: 'TAXIX' }, transactionDate: '2026-03-01' } }),
      400,
      /transactionAmount is required/,
    );
  });
});
