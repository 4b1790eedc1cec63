import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { add, decimal, sum, toWire } from '../../../platform/money/money.ts';
import { missing, settle, type Part } from './itemization.ts';

const part = (transaction: number, given: Partial<Part> = {}): Part => ({
  transaction: decimal(transaction),
  claimed: decimal(0),
  approved: decimal(0),
  isPersonal: false,
  ...given,
});
const whole = (transaction: number, posted: number, rate = '1', isPersonal = false) => ({
  transaction: decimal(transaction),
  posted: decimal(posted),
  rate: { value: decimal(rate), operation: 'MULTIPLY' as const },
  isPersonal,
});
const shown = ({ whole: all, parts }: ReturnType<typeof settle>) => ({
  claimed: toWire(all.claimed),
  approved: toWire(all.approved),
  posted: parts.map(({ posted }) => toWire(posted)),
});

describe('itemizations', () => {
  it('leave to their entry what they do not make up', () => {
    assert.deepEqual(shown(settle(whole(100, 100), [part(30), part(20, { isPersonal: true })], 'USD')), {
      claimed: 80,
      approved: 80,
      posted: [30, 20],
    });
    assert.deepEqual(shown(settle(whole(100, 100, '1', true), [part(30)], 'USD')), { claimed: 30, approved: 30, posted: [30] });
  });

  it('make up a foreign amount to the cent, once they make up the amount itself', () => {
    const three = [part(33.34), part(33.33), part(33.33)];
    assert.deepEqual(shown(settle(whole(100, 112.35, '1.12345'), three, 'USD')).posted, [37.47, 37.44, 37.44]);
    assert.equal(toWire(missing({ transaction: decimal(100) }, three.slice(1))), 33.34);
  });

  it('keep what an approver granted until they claim another amount', () => {
    const cut = part(30, { claimed: decimal(30), approved: decimal(10) });
    assert.deepEqual(shown(settle(whole(50, 50), [cut, part(20)], 'USD')).approved, 30);
    assert.deepEqual(shown(settle(whole(100, 100, '2'), [cut, part(20)], 'USD')).approved, 100);
  });

  it('always add up to their entry, and to nothing else', () => {
    const cents = fc.integer({ min: -1_000_00, max: 10_000_00 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ cents, isPersonal: fc.boolean() }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 300_000 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (list, rate, currency) => {
          const parts = list.map((one) => part(one.cents / 100, { isPersonal: one.isPersonal }));
          const transaction = sum(parts.map((one) => one.transaction));
          const value = decimal(rate).div(10_000);
          const posted = decimal(transaction.times(value).toDecimalPlaces(currency === 'JPY' ? 0 : currency === 'KWD' ? 3 : 2));
          const settled = settle(
            { transaction, posted, rate: { value: decimal(value), operation: 'MULTIPLY' }, isPersonal: false },
            parts,
            currency,
          );
          assert.ok(sum(settled.parts.map((one) => one.posted)).eq(posted));
          assert.ok(sum(settled.parts.map((one) => one.claimed)).eq(settled.whole.claimed));
          const personal = settled.parts.filter((_, index) => parts[index]?.isPersonal).map((one) => one.posted);
          assert.ok(add(settled.whole.claimed, sum(personal)).eq(posted));
        },
      ),
    );
  });
});
