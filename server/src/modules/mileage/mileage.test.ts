import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { decimal } from '../../platform/money/money.ts';
import { amountOf, exactAmount, inUnit, type Band } from './mileage.ts';
import { MileageRefused } from './index.ts';

const band = (from: number, rate: number | string, passengerRate: number | string = 0): Band => ({
  from: decimal(from),
  rate: decimal(rate),
  passengerRate: decimal(passengerRate),
});
const way = (before: number, distance: number, passengers = 0) => ({
  before: decimal(before),
  distance: decimal(distance),
  passengers,
});

describe('an amount for a distance', () => {
  const british = [band(0, '0.45', '0.05'), band(10_000, '0.25', '0.05')];
  const cases: readonly [string, Parameters<typeof way>, number][] = [
    ['is paid at the first rate', [0, 100], 45],
    ['is paid at the next rate beyond its beginning', [10_000, 100], 25],
    ['is divided where a journey passes the beginning', [9_950, 100], 50 * 0.45 + 50 * 0.25],
    ['is more with passengers, each for the whole way', [0, 100, 2], 45 + 10],
    ['is nothing for no distance', [500, 0], 0],
  ];
  for (const [name, given, expected] of cases)
    it(name, () => assert.equal(Number(exactAmount(british, way(...given))), expected));

  it('is rounded as its currency is', () => {
    assert.equal(Number(amountOf({ bands: [band(0, '0.725')], currencyCode: 'USD' }, way(0, 13))), 9.43);
    assert.equal(Number(amountOf({ bands: [band(0, '20.5')], currencyCode: 'JPY' }, way(0, 3))), 62);
  });

  it('of two journeys is that of both in one, wherever bands begin', () => {
    const bands = fc
      .uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 4 })
      .chain((starts) =>
        fc
          .array(fc.integer({ min: 0, max: 1000 }), { minLength: starts.length + 1, maxLength: starts.length + 1 })
          .map((rates) => [0, ...starts.toSorted((a, b) => a - b)].map((from, index) => band(from, (rates[index] ?? 0) / 1000))),
      );
    const distance = fc.integer({ min: 0, max: 15_000 });
    fc.assert(
      fc.property(bands, distance, distance, distance, fc.integer({ min: 0, max: 4 }), (given, start, one, other, passengers) => {
        const first = exactAmount(given, way(start, one, passengers));
        const second = exactAmount(given, way(start + one, other, passengers));
        assert.ok(first.plus(second).eq(exactAmount(given, way(start, one + other, passengers))));
        assert.ok(first.gte(0));
      }),
    );
  });

  it('converts miles and kilometres', () => {
    assert.deepEqual([Number(inUnit(decimal(100), 'M', 'K')), Number(inUnit(decimal(100), 'K', 'M'))], [160.934, 62.137]);
    assert.equal(Number(inUnit(decimal(7), 'K', 'K')), 7);
  });
});

describe('the rates of a company', () => {
  let program: TestProgram;
  let company: Awaited<ReturnType<typeof foundCompany>>;
  let ownerId: string;
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
    ownerId = (await hire(program, company)).id;
  });
  after(() => program.close());

  const asked = <T>(
    work: (
      mileages: TestProgram['modules']['mileages'],
      ctx: Parameters<TestProgram['modules']['mileages']['configurations']>[0],
    ) => Promise<T>,
  ) => program.unitOfWork.write(company, (ctx) => work(program.modules.mileages, ctx));
  const rateOf = (date: string, more: { vehicleId?: string; currencyCode?: string; kind?: 'PERSONAL' | 'COMPANY' } = {}) =>
    asked((mileages, ctx) => mileages.tariffFor(ctx, { ownerId, kind: 'PERSONAL', currencyCode: 'USD', date, ...more })).then(
      ({ bands }) => bands.map(({ rate }) => Number(rate)),
    );

  it('hold from a day on, and by the vehicle where it has its own', async () => {
    await asked((mileages, ctx) => mileages.createDefaults(ctx, { currencyCode: 'USD' }));
    assert.deepEqual(await rateOf('2024-12-31'), [0.67]);
    assert.deepEqual(await rateOf('2025-01-01'), [0.7]);
    await assert.rejects(rateOf('1999-01-01'), MileageRefused);
    await assert.rejects(rateOf('2025-01-01', { currencyCode: 'EUR' }), /no mileage rates in EUR/);
    await assert.rejects(rateOf('2025-01-01', { kind: 'COMPANY' }), MileageRefused);
    const vehicleId = await asked(async (mileages, ctx) => {
      const { id: configurationId } = await mileages.defineCar(ctx, {
        name: 'Van',
        kind: 'PERSONAL',
        currencyCode: 'USD',
        unit: 'M',
        isDefault: false,
      });
      const bands = [
        { from: decimal(0), rate: decimal('0.9') },
        { from: decimal(1000), rate: decimal('0.5') },
      ];
      await mileages.setRates(ctx, { configurationId, startsOn: '2025-06-01', bands });
      return (await mileages.addVehicle(ctx, { ownerId, name: 'Van', kind: 'PERSONAL', configurationId })).id;
    });
    assert.deepEqual(await rateOf('2025-07-01', { vehicleId }), [0.9, 0.5]);
    assert.deepEqual(await rateOf('2025-07-01'), [0.7]);
    await assert.rejects(rateOf('2025-07-01', { vehicleId: ownerId }), /vehicle/);
    assert.deepEqual(
      (await asked((mileages, ctx) => mileages.vehiclesOf(ctx, ownerId))).map(({ name, isActive }) => [name, isActive]),
      [['Van', true]],
    );
  });

  it('are refused where they are none', async () => {
    const [own] = await asked((mileages, ctx) => mileages.configurations(ctx));
    const set = (bands: { from: number; rate: number }[], startsOn = '2026-01-01', configurationId = own?.id ?? '') =>
      asked((mileages, ctx) =>
        mileages.setRates(ctx, {
          configurationId,
          startsOn,
          bands: bands.map(({ from, rate }) => ({ from: decimal(from), rate: decimal(rate) })),
        }),
      );
    for (const bands of [
      [],
      [{ from: 5, rate: 1 }],
      [
        { from: 0, rate: 1 },
        { from: 0, rate: 2 },
      ],
      [{ from: 0, rate: -1 }],
    ])
      await assert.rejects(set(bands), MileageRefused);
    await assert.rejects(set([{ from: 0, rate: 1 }], 'today'), MileageRefused);
    await assert.rejects(set([{ from: 0, rate: 1 }], '2026-01-01', ownerId), MileageRefused);
    const define = (more: object) =>
      asked((mileages, ctx) =>
        mileages.defineCar(ctx, { name: 'Car', kind: 'COMPANY', currencyCode: 'USD', unit: 'K', isDefault: true, ...more }),
      );
    await assert.rejects(define({ name: ' ' }), MileageRefused);
    await assert.rejects(define({ currencyCode: 'XXQ' }), MileageRefused);
    await assert.rejects(
      asked((mileages, ctx) => mileages.addVehicle(ctx, { ownerId, name: 'x', kind: 'COMPANY', configurationId: own?.id ?? '' })),
      MileageRefused,
    );
  });
});
