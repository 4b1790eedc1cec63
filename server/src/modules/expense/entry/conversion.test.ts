import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decimal, roundToCurrency, toSql } from '../../../platform/money/money.ts';
import { PAR, postedAmount, rateFor, type Rate } from './conversion.ts';

const times = (value: string): Rate => ({ value: decimal(value), operation: 'MULTIPLY' });
const by = (value: string): Rate => ({ value: decimal(value), operation: 'DIVIDE' });
const foreign = { transaction: 'EUR', report: 'USD' };

describe('the rate of an entry', () => {
  it("is the caller's, then the company's, then 1.0", () => {
    assert.equal(rateFor(foreign, times('1.2'), times('1.1')).value.toString(), '1.2');
    assert.equal(rateFor(foreign, undefined, times('1.1')).value.toString(), '1.1');
    assert.deepEqual(rateFor(foreign, undefined, undefined), PAR);
  });
  it('is 1.0 within one currency, whatever the caller says', () => {
    assert.deepEqual(rateFor({ transaction: 'USD', report: 'USD' }, times('2'), times('3')), PAR);
  });
});

describe('a posted amount', () => {
  it('is multiplied or divided, and rounded to the currency of the report', () => {
    assert.equal(toSql(postedAmount(decimal('100'), times('1.0856'), 'USD')), '108.56');
    assert.equal(toSql(postedAmount(decimal('100'), by('3'), 'USD')), '33.33');
    assert.equal(toSql(postedAmount(decimal('12.34'), times('149.5'), 'JPY')), '1845');
    assert.equal(toSql(postedAmount(decimal('1.005'), PAR, 'USD')), '1.01');
  });

  it('has no more digits than its currency, keeps sign and order, and is exact at par', () => {
    const amounts = fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map((cents) => decimal(cents).div(100));
    const rates = fc.tuple(
      fc.integer({ min: 1, max: 10 ** 9 }).map((value) => decimal(value).div(10 ** 6)),
      fc.constantFrom('MULTIPLY' as const, 'DIVIDE' as const),
    );
    fc.assert(
      fc.property(amounts, amounts, rates, fc.constantFrom('USD', 'JPY', 'KWD'), (a, b, [value, operation], currency) => {
        const rate = { value, operation };
        const [low, high] = a.lte(b) ? [a, b] : [b, a];
        const posted = postedAmount(low, rate, currency);
        assert.ok(roundToCurrency(posted, currency).eq(posted));
        assert.ok(posted.lte(postedAmount(high, rate, currency)));
        assert.ok(posted.isZero() || posted.isNegative() === low.isNegative());
        assert.ok(postedAmount(low, PAR, 'USD').eq(low));
      }),
    );
  });
});
