import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';
import { decimal, roundToCurrency, sum } from '../../platform/money/money.ts';
import { AREAS, AUTHORITIES } from './catalogue.ts';
import { inclusiveTaxes, type Gross } from './tax.ts';

const at = (amount: string | number, given: Partial<Gross> = {}): Gross => ({
  amount: decimal(amount),
  currency: 'EUR',
  rate: { value: decimal(1), operation: 'MULTIPLY' },
  reportCurrency: 'EUR',
  bringsBack: true,
  ...given,
});
const line = (percent: number, reclaimPercent = 100) => ({ percent: decimal(percent), reclaimPercent: decimal(reclaimPercent) });
const shown = (gross: Gross, ...lines: ReturnType<typeof line>[]) =>
  inclusiveTaxes(gross, lines).map((one) => [one.tax, one.reclaim, one.taxPosted, one.reclaimPosted].map(String).join(' '));

describe('the taxes inside an amount', () => {
  it('are its part of gross, reclaimed by their part, and posted at its rate', () => {
    assert.deepEqual(shown(at(119), line(19)), ['19 19 19 19']);
    assert.deepEqual(shown(at(119), line(19, 40)), ['19 7.6 19 7.6']);
    assert.deepEqual(shown(at(119, { bringsBack: false }), line(19)), ['19 0 19 0']);
    const abroad = { rate: { value: decimal('1.1'), operation: 'MULTIPLY' }, reportCurrency: 'USD' } as const;
    assert.deepEqual(shown(at(119, abroad), line(19, 50)), ['19 9.5 20.9 10.45']);
  });

  it('of two authorities stand on the same net amount', () => {
    assert.deepEqual(shown(at('114.98', { currency: 'CAD', reportCurrency: 'CAD' }), line(5), line(9.975)), [
      '5 5 5 5',
      '9.98 9.98 9.98 9.98',
    ]);
  });

  it('never exceed it, keep its sign, and leave a net amount in whole minor units', () => {
    const percents = fc.array(
      fc.integer({ min: 0, max: 3000 }).map((one) => decimal(one).div(100)),
      { minLength: 1, maxLength: 2 },
    );
    const currencies = fc.constantFrom('EUR', 'JPY', 'KWD');
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
        percents,
        fc.integer({ min: 0, max: 100 }),
        currencies,
        (minor, rates, back, currency) => {
          const amount = roundToCurrency(decimal(minor).div(7), currency);
          const taxes = inclusiveTaxes(
            at(amount.toFixed(), { currency, reportCurrency: currency }),
            rates.map((percent) => ({ percent, reclaimPercent: decimal(back) })),
          );
          const total = sum(taxes.map(({ tax }) => tax));
          assert.ok(total.abs().lte(amount.abs()));
          for (const { tax, reclaim } of taxes) {
            assert.ok(tax.isZero() || tax.isNegative() === amount.isNegative());
            assert.ok(reclaim.abs().lte(tax.abs()));
            assert.ok(roundToCurrency(tax, currency).eq(tax));
          }
          assert.ok(roundToCurrency(amount.minus(total), currency).eq(amount.minus(total)));
        },
      ),
    );
  });
});

describe('the catalogue of taxes', () => {
  let program: TestProgram;
  let company: Caller;
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
    await program.unitOfWork.write(company, (ctx) => program.modules.taxes.createDefaults(ctx));
  });
  after(() => program.close());

  const of = async (place: string, expenseTypeId: string, date: string, caller = company) => {
    const [countryCode = '', region] = place.split('-');
    const taxable = { countryCode, subdivisionCode: region ? place : null, expenseTypeId, date };
    const [lines = []] = await program.unitOfWork.read(caller, (ctx) => program.modules.taxes.taxLinesOf(ctx, [taxable]));
    return lines.map(({ percent, reclaimPercent }) => `${percent.toString()}/${reclaimPercent.toString()}`).join(' ');
  };

  it('knows the rate of a type, a place and a day', async () => {
    for (const [place, type, day, expected] of [
      ['DE', 'OFCSP', '2020-06-30', '19/100'],
      ['DE', 'OFCSP', '2020-07-01', '16/100'],
      ['DE', 'OFCSP', '2021-01-01', '19/100'],
      ['DE', 'LODNG', '2026-02-01', '7/100'],
      ['DE', 'LUNCH', '2025-12-31', '19/100'],
      ['DE', 'LUNCH', '2026-01-01', '7/100'],
      ['DE', 'AIRFR', '2026-01-01', ''],
      ['FR', 'LODNG', '2026-01-01', '10/0'],
      ['GB', 'TRAIN', '2026-01-01', '0/0'],
      ['GB', 'BUSML', '2026-01-01', '20/0'],
      ['IT', 'GASXX', '2026-01-01', '22/40'],
      ['ES', 'LODNG', '2026-01-01', '10/100'],
      ['NL', 'LODNG', '2025-12-31', '9/100'],
      ['NL', 'LODNG', '2026-01-01', '21/100'],
      ['BE', 'LUNCH', '2026-01-01', '12/0'],
      ['AT', 'LODNG', '2026-01-01', '10/100'],
      ['CH', 'LODNG', '2026-01-01', '3.8/100'],
      ['CH', 'LUNCH', '2023-12-31', '7.7/100'],
      ['SE', 'LODNG', '2026-01-01', '12/100'],
      ['DK', 'LUNCH', '2026-01-01', '25/25'],
      ['NO', 'LODNG', '2026-01-01', '12/100'],
      ['FI', 'OFCSP', '2024-09-01', '25.5/100'],
      ['FI', 'LODNG', '2026-01-01', '13.5/100'],
      ['PL', 'LODNG', '2026-01-01', '8/0'],
      ['IE', 'OFCSP', '2026-01-01', '23/100'],
      ['CA', 'LODNG', '2026-01-01', '5/100'],
      ['CA-AB', 'LUNCH', '2026-01-01', '5/50'],
      ['CA-ON', 'LODNG', '2026-01-01', '13/100'],
      ['CA-QC', 'LODNG', '2026-01-01', '5/100 9.975/100'],
      ['AU', 'LODNG', '2026-01-01', '10/100'],
      ['NZ', 'LODNG', '2026-01-01', '15/100'],
      ['JP', 'LODNG', '2026-01-01', '10/100'],
      ['US', 'LODNG', '2026-01-01', ''],
    ] as const)
      assert.equal(await of(place, type, day), expected, `${place} ${type} ${day}`);
  });

  it('is the company’s own, and refers to nothing that it does not hold', async () => {
    assert.equal(await of('DE', 'OFCSP', '2026-01-01', await foundCompany(program)), '');
    const codes = new Set(AUTHORITIES.map(({ code }) => code));
    for (const codesOfPlace of Object.values(AREAS)) assert.ok(codesOfPlace.every((code) => codes.has(code)));
    for (const { code, rates, rules } of AUTHORITIES) {
      for (const rule of rules) {
        const [, kind = ''] = rule.split(' ');
        assert.ok(kind === 'exempt' || kind in rates, `${code} ${rule}`);
      }
      for (const periods of Object.values(rates)) {
        const days = periods.split(' ').filter((_word, index) => index % 2 === 0);
        assert.deepEqual(days, [...days].sort(), code);
      }
    }
    assert.ok(codes.size >= 19);
  });
});
