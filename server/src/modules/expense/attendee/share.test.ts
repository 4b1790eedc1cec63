import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decimal, sum, toWire, type Decimal } from '../../../platform/money/money.ts';
import { inProportion, shares, type Part } from './share.ts';

const cents = (least: number, most: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min: least, max: most }).map((units) => decimal(decimal(units).div(100)));
const heads = fc.integer({ min: 1, max: 9 });

describe('the parts of attendees', () => {
  it('keep every cent of what nobody has set', () => {
    fc.assert(
      fc.property(cents(-1_000_000, 1_000_000), fc.array(heads, { minLength: 1, maxLength: 40 }), (whole, all) => {
        const parts = shares(
          whole,
          'USD',
          all.map((each) => ({ amount: null, heads: each })),
        );
        assert.ok(sum(parts).eq(whole));
        assert.ok(parts.every((part) => part.isZero() || part.isNegative() === whole.isNegative()));
      }),
    );
  });

  it('leave amounts that somebody set, and share the rest or nothing', () => {
    const part: fc.Arbitrary<Part> = fc.record({ amount: fc.option(cents(0, 50_000)), heads });
    fc.assert(
      fc.property(cents(0, 100_000), fc.array(part, { minLength: 1, maxLength: 20 }), (whole, parts) => {
        const amounts = shares(whole, 'USD', parts);
        parts.forEach(({ amount }, index) => assert.ok(amount === null || amounts[index]?.eq(amount)));
        const set = sum(parts.flatMap(({ amount }) => (amount ? [amount] : [])));
        const isOpen = parts.some(({ amount }) => amount === null);
        assert.ok(sum(amounts).eq(isOpen && set.lte(whole) ? whole : set));
      }),
    );
  });

  it('are equal for each head', () => {
    const part = (amount: string | null, count: number): Part => ({
      amount: amount === null ? null : decimal(amount),
      heads: count,
    });
    const amounts = (whole: string, currency: string, ...parts: Part[]) => shares(decimal(whole), currency, parts).map(toWire);
    assert.deepEqual(amounts('100', 'USD', part(null, 1), part(null, 1), part(null, 1)), [33.34, 33.33, 33.33]);
    assert.deepEqual(amounts('100', 'USD', part(null, 1), part(null, 3)), [25, 75]);
    assert.deepEqual(amounts('100', 'JPY', part(null, 1), part('51', 1), part(null, 1)), [25, 51, 24]);
    assert.deepEqual(amounts('100', 'USD', part('120', 1), part(null, 1)), [120, 0]);
    assert.deepEqual(amounts('0', 'USD', part(null, 1)), [0]);
  });

  it('have of another amount what they have of the whole', () => {
    const of = (amount: string, parts: string[], whole: string) =>
      inProportion(
        decimal(amount),
        'USD',
        parts.map((each) => decimal(each)),
        decimal(whole),
      ).map(toWire);
    assert.deepEqual(of('80', ['50', '50'], '100'), [40, 40]);
    assert.deepEqual(of('10', ['33.34', '33.33', '33.33'], '100'), [3.34, 3.33, 3.33]);
    assert.deepEqual(of('100', ['50', '25'], '100'), [50, 25]);
    assert.deepEqual(of('-8', ['-5', '-5'], '-10'), [-4, -4]);
    assert.deepEqual(of('5', ['0'], '0'), [0]);
    fc.assert(
      fc.property(cents(0, 1_000_000), fc.array(cents(1, 100_000), { minLength: 1, maxLength: 30 }), (amount, parts) => {
        assert.ok(sum(inProportion(amount, 'USD', parts, sum(parts))).eq(amount));
      }),
    );
  });
});
