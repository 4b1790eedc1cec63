import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { add, decimal, sum, toWire } from '../../../platform/money/money.ts';
import { reportTotals, type EntryShare } from './report-totals.ts';

const entry = (posted: number, paymentCode: string, given: { claimed?: number; approved?: number } = {}): EntryShare => ({
  posted: decimal(posted),
  claimed: decimal(given.claimed ?? posted),
  approved: decimal(given.approved ?? given.claimed ?? posted),
  paymentCode,
});

const shown = (entries: readonly EntryShare[]) => {
  const totals = reportTotals(entries);
  return [
    totals.total,
    totals.claimed,
    totals.personal,
    totals.approved,
    totals.notApproved,
    totals.dueEmployee,
    totals.dueCompany,
    totals.dueCompanyCard,
    totals.companyPaid,
  ].map(toWire);
};

describe('the totals of a report', () => {
  const cases: [string, EntryShare[], number[]][] = [
    ['of nothing are nothing', [], [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['owe cash to the employee', [entry(100, 'CASH')], [100, 100, 0, 100, 0, 100, 0, 0, 0]],
    ['owe a card that the employee pays to the employee', [entry(100, 'IBIP')], [100, 100, 0, 100, 0, 100, 0, 0, 0]],
    ['owe company cards to the card', [entry(60, 'CBCP'), entry(40, 'IBCP')], [100, 100, 0, 100, 0, 0, 0, 100, 0]],
    ['owe nobody what the company has paid', [entry(100, 'CPAID')], [100, 100, 0, 100, 0, 0, 0, 0, 100]],
    [
      'leave private cash out of what is claimed',
      [entry(100, 'CASH'), entry(5, 'CASH', { claimed: 0 })],
      [105, 100, 5, 100, 0, 100, 0, 0, 0],
    ],
    ["ask for private purchases with the company's money", [entry(5, 'CBCP', { claimed: 0 })], [5, 0, 5, 0, 0, 0, 5, 0, 0]],
    ['follow what the approver cut', [entry(100, 'CASH', { approved: 80 })], [100, 100, 0, 80, 20, 80, 0, 0, 0]],
    [
      'leave the personal part of an itemised entry out',
      [entry(100, 'CASH', { claimed: 70 })],
      [100, 70, 30, 70, 0, 70, 0, 0, 0],
    ],
    [
      "ask for the personal part of a company card's entry",
      [entry(100, 'CBCP', { claimed: 70 })],
      [100, 70, 30, 70, 0, 0, 30, 70, 0],
    ],
    ['let the employee owe a refund', [entry(10, 'CASH'), entry(-30, 'CASH')], [-20, -20, 0, -20, 0, 0, 20, 0, 0]],
  ];
  for (const [name, entries, expected] of cases) it(name, () => assert.deepEqual(shown(entries), expected));

  it('tell what was paid once it is, and what was confirmed', () => {
    const entries = [entry(100, 'CASH', { approved: 80 }), entry(60, 'CBCP')];
    const paid = (status: string) => {
      const { paidEmployee, paymentConfirmed } = reportTotals(entries, status);
      return [paidEmployee, paymentConfirmed].map(toWire);
    };
    assert.deepEqual(['P_NOTP', 'P_PROC', 'P_PAID', 'P_PAYC'].map(paid), [
      [0, 0],
      [0, 0],
      [80, 0],
      [80, 80],
    ]);
  });

  const shares = fc.array(
    fc.record({
      posted: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => decimal(cents).div(100)),
      cut: fc.integer({ min: 0, max: 100 }),
      personal: fc.integer({ min: 0, max: 100 }),
      paymentCode: fc.constantFrom('CASH', 'IBIP', 'IBCP', 'CBCP', 'CPAID', 'OTHR'),
    }),
    { maxLength: 20 },
  );

  it('always balance, and do not depend on the order', () => {
    fc.assert(
      fc.property(shares, (list) => {
        const entries = list.map(({ posted, cut, personal, paymentCode }) => {
          const claimed = decimal(posted.times(100 - personal).div(100));
          return { posted, claimed, approved: decimal(claimed.times(cut).div(100)), paymentCode };
        });
        const totals = reportTotals(entries);
        const privateOnCompany = sum(
          entries.filter((each) => ['CBCP', 'CPAID'].includes(each.paymentCode)).map((each) => each.posted.minus(each.claimed)),
        );
        assert.ok(totals.total.eq(add(totals.claimed, totals.personal)));
        assert.ok(totals.claimed.eq(add(totals.approved, totals.notApproved)));
        assert.ok(
          totals.approved.eq(
            sum([totals.dueEmployee, totals.dueCompanyCard, totals.companyPaid, privateOnCompany]).minus(totals.dueCompany),
          ),
        );
        assert.ok(totals.dueEmployee.gte(0));
        assert.deepEqual(shown(entries), shown(entries.toReversed()));
      }),
    );
  });
});
