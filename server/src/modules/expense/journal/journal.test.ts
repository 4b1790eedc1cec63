import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decimal, sum, type Decimal } from '../../../platform/money/money.ts';
import { postingsOf, type Charge, type Posting } from './journal.ts';

const charge = (given: Partial<Charge>): Charge => ({
  entryId: 'e',
  approved: decimal(0),
  personal: decimal(0),
  paymentCode: 'CASH',
  accountCode: '620100',
  clearingAccountCode: '211000',
  shares: [{ allocationId: 'e', weight: decimal(100) }],
  ...given,
});
const told = ({ payer, payee, accountCode, clearingAccountCode, amount }: Posting) =>
  `${payer}>${payee} ${amount.toFixed()} ${accountCode ?? '-'}/${clearingAccountCode ?? '-'}`;

/** Both sides of the ledger, the amounts of debits and credits each above zero. */
function ledger(postings: readonly Posting[]): { debits: Decimal; credits: Decimal } {
  const sides = postings.flatMap(({ amount, clearingAccountCode }) =>
    clearingAccountCode === null ? [amount] : [amount, decimal(amount.negated())],
  );
  return {
    debits: sum(sides.filter((amount) => amount.gt(0))),
    credits: decimal(sum(sides.filter((amount) => amount.lt(0))).negated()),
  };
}

describe('what a report posts', () => {
  for (const [name, given, expected] of [
    ['cash is owed to the employee', { approved: decimal(12) }, ['COMP>EMPL 12 620100/211000']],
    ['a refund of cash is owed by the employee', { approved: decimal(-50) }, ['EMPL>COMP -50 620100/211000']],
    [
      'a card that the employee pays is owed to the employee',
      { approved: decimal(9), paymentCode: 'IBIP' },
      ['COMP>EMPL 9 620100/211000'],
    ],
    [
      'a card that the company pays is owed the amount',
      { approved: decimal(9), paymentCode: 'IBCP' },
      ['COMP>IBCP 9 620100/211000'],
    ],
    [
      'a refund on such a card is owed to the company',
      { approved: decimal(-9), paymentCode: 'CBCP' },
      ['CBCP>COMP -9 620100/211000'],
    ],
    ['what the company paid ahead', { approved: decimal(9), paymentCode: 'CPAID' }, ['COMP>CPAID 9 620100/211000']],
    [
      'private purchases on the company’s card stand on its clearing account twice',
      { personal: decimal(49), paymentCode: 'CBCP' },
      ['COMP>CBCP 49 211000/-', 'EMPL>COMP -49 211000/-'],
    ],
    ['private purchases with the employee’s own money are nobody’s affair', { personal: decimal(49) }, []],
    ['nor are those on a card in the employee’s name', { personal: decimal(49), paymentCode: 'IBCP' }, []],
    ['nothing granted, nothing posted', {}, []],
    ['an expense type without an account', { approved: decimal(1), accountCode: null }, ['COMP>EMPL 1 -/211000']],
  ] as const)
    it(name, () => assert.deepEqual(postingsOf([charge(given)], 'USD').map(told), expected));

  it('shares an expense among its allocations to the cent', () => {
    const shares = ['a', 'b', 'c'].map((allocationId) => ({ allocationId, weight: decimal('33.33') }));
    const postings = postingsOf([charge({ approved: decimal(10), shares })], 'USD');
    assert.deepEqual(
      postings.map(({ allocationId, amount }) => [allocationId, amount.toFixed(2)]),
      [
        ['a', '3.34'],
        ['b', '3.33'],
        ['c', '3.33'],
      ],
    );
  });

  it('keeps every cent of what was granted, and debits equal credits', () => {
    const cents = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => decimal(value).div(100));
    const shares = fc
      .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 20 })
      .map((weights) => weights.map((weight, index) => ({ allocationId: `a${index}`, weight: decimal(weight) })));
    const charges = fc.array(
      fc.record({
        approved: cents,
        personal: cents,
        paymentCode: fc.constantFrom('CASH', 'IBIP', 'IBCP', 'CBCP', 'CPAID'),
        shares,
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(charges, (given) => {
        const all = given.map((each, index) =>
          charge({ ...each, entryId: `e${index}`, approved: decimal(each.approved), personal: decimal(each.personal) }),
        );
        const postings = postingsOf(all, 'USD');
        const { debits, credits } = ledger(postings);
        assert.ok(debits.eq(credits));
        const granted = postings.filter(({ kind }) => kind === 'expense');
        assert.ok(sum(granted.map(({ amount }) => amount)).eq(sum(all.map(({ approved }) => approved))));
        for (const { entryId, approved } of all)
          assert.ok(sum(granted.filter((line) => line.entryId === entryId).map(({ amount }) => amount)).eq(approved));
        assert.ok(sum(postings.filter(({ kind }) => kind === 'personal').map(({ amount }) => amount)).isZero());
        assert.ok(postings.every(({ amount }) => amount.decimalPlaces() <= 2));
      }),
    );
  });
});
