import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';
import { convert, decimal } from '../../platform/money/money.ts';
import type { FoundRate } from './index.ts';
import { resolveRate, type StartedRate } from './rate.ts';
import { DEFAULT_SETTING, type RateSetting } from './setting.ts';

const started = (startDate: string, rate: string) => ({ startDate, rate: decimal(rate) });
const shown = (found: FoundRate | undefined) => found && `${found.operation} ${found.value.toString()}`;
const chooseRate = (own: StartedRate | undefined, opposite: StartedRate | undefined) =>
  resolveRate(DEFAULT_SETTING, own, opposite);
const under = (given: Partial<RateSetting>): RateSetting => ({ ...DEFAULT_SETTING, ...given });

describe('choosing between the two directions of a pair', () => {
  it('takes the later, its own at a tie, nothing when there is nothing', () => {
    assert.equal(shown(chooseRate(started('2026-01-01', '2'), started('2026-02-01', '4'))), 'DIVIDE 4');
    assert.equal(shown(chooseRate(started('2026-02-01', '2'), started('2026-01-01', '4'))), 'MULTIPLY 2');
    assert.equal(shown(chooseRate(started('2026-01-01', '2'), started('2026-01-01', '4'))), 'MULTIPLY 2');
    assert.equal(shown(chooseRate(undefined, started('2026-01-01', '4'))), 'DIVIDE 4');
    assert.equal(chooseRate(undefined, undefined), undefined);
  });
});

describe('a rate under the setting of a company', () => {
  const [own, opposite] = [started('2026-01-01', '2'), started('2026-02-01', '4')];

  it('is no opposite one without inversion, and none at all from external sources alone', () => {
    assert.equal(shown(resolveRate(under({ allowsInversion: false }), own, opposite)), 'MULTIPLY 2');
    assert.equal(resolveRate(under({ allowsInversion: false }), undefined, opposite), undefined);
    assert.equal(shown(resolveRate(under({ source: 'LOCAL_ONLY' }), own, opposite)), 'DIVIDE 4');
    assert.equal(resolveRate(under({ source: 'EXTERNAL_ONLY' }), own, opposite), undefined);
  });

  it('is raised by the markup, in both directions', () => {
    const marked = under({ markupPercent: decimal('25') });
    assert.equal(shown(resolveRate(marked, own, undefined)), 'MULTIPLY 2.5');
    assert.equal(shown(resolveRate(marked, undefined, opposite)), 'DIVIDE 3.2');
  });

  const rates = fc
    .tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 14 }))
    .map(([digits, places]) => decimal(digits).div(decimal(10).pow(places)));
  const markups = fc.integer({ min: 0, max: 10_000 }).map((basis) => decimal(basis).div(100));

  it('converts to no less with a markup, stays above zero and within 14 digits', () => {
    fc.assert(
      fc.property(rates, markups, fc.boolean(), fc.integer({ min: 0, max: 10 ** 9 }), (rate, markupPercent, isOwn, cents) => {
        const side = { startDate: '2026-01-01', rate };
        const find = (setting: RateSetting) => resolveRate(setting, isOwn ? side : undefined, isOwn ? undefined : side);
        const [plain, marked] = [find(DEFAULT_SETTING), find(under({ markupPercent }))];
        assert.ok(plain && marked);
        assert.ok(marked.value.gt(0) && marked.value.decimalPlaces() <= 14);
        const amount = decimal(cents).div(100);
        const [less, more] = [plain, marked].map(({ value, operation }) => convert(amount, value, operation, 'USD'));
        assert.ok(less && more?.gte(less));
      }),
    );
  });

  it('and its inverse bring an amount back, to the minor unit', () => {
    // A rate near one, so that rounding to cents between the two loses less than a cent of the first.
    const near = fc.integer({ min: 10 ** 8, max: 2 * 10 ** 8 }).map((value) => decimal(value).div(10 ** 8));
    fc.assert(
      fc.property(near, fc.integer({ min: 0, max: 10 ** 9 }), (rate, cents) => {
        const side = { startDate: '2026-01-01', rate };
        const [there, back] = [resolveRate(DEFAULT_SETTING, side, undefined), resolveRate(DEFAULT_SETTING, undefined, side)];
        assert.ok(there && back);
        const amount = decimal(cents).div(100);
        const abroad = convert(amount, there.value, there.operation, 'EUR');
        assert.ok(convert(abroad, back.value, back.operation, 'USD').eq(amount));
      }),
    );
  });
});

describe("a company's rates", () => {
  let program: TestProgram;
  let company: Caller;
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.exchangeRates.setRates(ctx, [
        { from: 'eur', to: 'USD', startDate: '2026-01-01', rate: decimal('1.10') },
        { from: 'EUR', to: 'USD', startDate: '2026-02-01', rate: decimal('1.20') },
        { from: 'USD', to: 'JPY', startDate: '2026-01-01', rate: decimal('150') },
      ]),
    );
  });
  after(() => program.close());

  const on = async (from: string, to: string, date: string, caller = company) =>
    shown(await program.unitOfWork.read(caller, (ctx) => program.modules.exchangeRates.rateOn(ctx, { from, to, date })));

  it('hold from the day they start until the next one', async () => {
    assert.equal(await on('EUR', 'USD', '2025-12-31'), undefined);
    assert.equal(await on('EUR', 'USD', '2026-01-01'), 'MULTIPLY 1.1');
    assert.equal(await on('EUR', 'USD', '2026-01-31'), 'MULTIPLY 1.1');
    assert.equal(await on('EUR', 'USD', '2026-12-31'), 'MULTIPLY 1.2');
  });

  it('serve the opposite direction by division', async () => {
    assert.equal(await on('JPY', 'USD', '2026-01-15'), 'DIVIDE 150');
    assert.equal(await on('USD', 'EUR', '2026-02-15'), 'DIVIDE 1.2');
  });

  it('are replaced by day, and seen by nobody else', async () => {
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.exchangeRates.setRates(ctx, [{ from: 'EUR', to: 'USD', startDate: '2026-02-01', rate: decimal('1.25') }]),
    );
    assert.equal(await on('EUR', 'USD', '2026-02-01'), 'MULTIPLY 1.25');
    assert.equal(await on('EUR', 'USD', '2026-02-01', await foundCompany(program)), undefined);
  });

  it('are above zero and between two known currencies', async () => {
    for (const [from, to, rate] of [
      ['EUR', 'XXQ', '1'],
      ['EUR', 'eur', '1'],
      ['EUR', 'GBP', '0'],
      ['EUR', 'GBP', '-1'],
    ] as const)
      await assert.rejects(
        program.unitOfWork.write(company, (ctx) =>
          program.modules.exchangeRates.setRates(ctx, [{ from, to, startDate: '2026-01-01', rate: decimal(rate) }]),
        ),
        { code: 'exchange-rate.rate.refused' },
      );
  });

  it('have at most 14 digits after the point and a day of the calendar', async () => {
    for (const [rate, startDate] of [
      ['0.000000000000001', '2026-01-01'],
      ['1000000000000000', '2026-01-01'],
      ['1', '2026-02-30'],
    ] as const)
      await assert.rejects(
        program.unitOfWork.write(company, (ctx) =>
          program.modules.exchangeRates.setRates(ctx, [{ from: 'EUR', to: 'GBP', startDate, rate: decimal(rate) }]),
        ),
        { code: 'exchange-rate.rate.refused' },
      );
  });

  it('are looked up as its setting says', async () => {
    const { exchangeRates } = program.modules;
    const own = await foundCompany(program);
    const change = (given: Partial<RateSetting>) =>
      program.unitOfWork.write(own, (ctx) => exchangeRates.changeSetting(ctx, under(given)));
    await program.unitOfWork.write(own, (ctx) =>
      exchangeRates.setRates(ctx, [{ from: 'EUR', to: 'USD', startDate: '2026-01-01', rate: decimal('1.10') }]),
    );
    await change({ allowsInversion: false, markupPercent: decimal('10') });
    assert.equal(await on('EUR', 'USD', '2026-01-15', own), 'MULTIPLY 1.21');
    assert.equal(await on('USD', 'EUR', '2026-01-15', own), undefined);
    await change({ source: 'EXTERNAL_ONLY' });
    assert.equal(await on('EUR', 'USD', '2026-01-15', own), undefined);
    assert.equal(await program.unitOfWork.read(own, async (ctx) => (await exchangeRates.setting(ctx)).source), 'EXTERNAL_ONLY');
    for (const markup of ['-1', '100.1'])
      await assert.rejects(change({ markupPercent: decimal(markup) }), { code: 'exchange-rate.setting.refused' });
  });
});
