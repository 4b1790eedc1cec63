import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decimal, sum, toWire } from '../../../platform/money/money.ts';
import { shareOut, sharesOf, stateOf } from './allocation.ts';

const percent = (...percentages: (number | string)[]) => percentages.map((percentage) => ({ percentage: decimal(percentage) }));
const amounts = (...given: number[]) => given.map((amount) => ({ amount: decimal(amount) }));
const hundred = decimal(100);

describe('allocations', () => {
  it('give each cent to somebody', () => {
    const shares = sharesOf(percent('33.33333333', '33.33333333', '33.33333334'), hundred);
    const weights = shares.map(({ weight }) => weight);
    assert.deepEqual(shareOut(hundred, weights, 'USD').map(toWire), [33.33, 33.33, 33.34]);
    assert.deepEqual(shareOut(hundred, weights, 'JPY').map(toWire), [33, 33, 34]);
    assert.deepEqual(shareOut(decimal('100.005'), weights, 'USD').map(toWire), [33.335, 33.335, 33.335]);
  });

  it('leave the rest to a hidden one', () => {
    const shares = sharesOf(percent(60), hundred);
    assert.deepEqual(
      shares.map((share) => [toWire(share.percentage), share.isSystem, share.isPercentEdited]),
      [
        [60, false, true],
        [40, true, false],
      ],
    );
    assert.equal(stateOf(shares), 'PARTIALLY_ALLOCATED');
    assert.equal(stateOf(sharesOf(percent(60, 40), hundred)), 'FULLY_ALLOCATED');
    assert.equal(stateOf([]), 'NOT_ALLOCATED');
    assert.deepEqual(
      sharesOf(percent(50, 50), hundred).map((share) => share.isPercentEdited),
      [false, false],
    );
  });

  it('may be given by amount, also of a refund', () => {
    for (const sign of [1, -1]) {
      const posted = decimal(sign * 99.99);
      const shares = sharesOf(amounts(sign * 0.01, sign * 33.33), posted);
      assert.deepEqual(
        shareOut(
          posted,
          shares.map(({ weight }) => weight),
          'USD',
        ).map(toWire),
        [0.01, 33.33, 66.65].map((amount) => sign * amount),
      );
      assert.ok(sum(shares.map(({ percentage }) => percentage)).eq(100));
    }
  });

  const refused: [string, Parameters<typeof sharesOf>][] = [
    ['more than the whole', [percent(60, 41), hundred]],
    ['nothing', [percent(0, 100), hundred]],
    ['less than nothing', [percent(-10, 100), hundred]],
    ['nine digits', [percent('33.333333333'), hundred]],
    ['more than the amount', [amounts(60, 41), hundred]],
    ['the other direction', [amounts(-10), hundred]],
    ['an amount of nothing', [amounts(10), decimal(0)]],
    ['a mixture', [[...percent(50), ...amounts(50)], hundred]],
    ['neither', [[{}], hundred]],
  ];
  for (const [name, given] of refused)
    it(`are refused for ${name}`, () => assert.throws(() => sharesOf(...given), { code: 'expense.allocation.refused' }));

  it('always add up, whatever the split', () => {
    const millionths = fc.array(fc.integer({ min: 1, max: 500_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        millionths,
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (list, units, currency) => {
          const digits = currency === 'JPY' ? 0 : currency === 'KWD' ? 3 : 2;
          const posted = decimal(decimal(units).div(10 ** digits));
          const given = percent(...list.map((one) => decimal(one).div(100_000_000).toFixed(8)));
          const shares = sharesOf(given, posted);
          assert.ok(sum(shares.map(({ percentage }) => percentage)).eq(100));
          const parts = shareOut(
            posted,
            shares.map(({ weight }) => weight),
            currency,
          );
          assert.ok(sum(parts).eq(posted));
          assert.ok(parts.every((part) => part.decimalPlaces() <= digits));
        },
      ),
    );
  });

  it('by amount come out as they were given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99_999_999_999 }), { minLength: 1, maxLength: 20 }),
        fc.nat(1000),
        (list, rest) => {
          const given = list.map((cents) => decimal(decimal(cents).div(100)));
          const posted = decimal(sum(given).plus(rest / 100));
          const shares = sharesOf(
            given.map((amount) => ({ amount })),
            posted,
          );
          const parts = shareOut(
            posted,
            shares.map(({ weight }) => weight),
            'USD',
          );
          assert.ok(given.every((amount, index) => parts[index]?.eq(amount)));
          assert.ok(sum(shares.map(({ percentage }) => percentage)).eq(100));
        },
      ),
    );
  });
});
