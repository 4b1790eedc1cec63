import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decimal } from '../../../platform/money/money.ts';
import type { EntryFold } from '../report/report-folds.ts';
import { differences, evaluate, type Finding } from './evaluate.ts';
import { isField, type Audited } from './facts.ts';
import { holds, rulesUnder, type AuditRule, type Comparison, type Condition, type Fact } from './rule.ts';

const FIELDS: Readonly<Record<string, Fact>> = {
  amount: decimal('25.00'),
  limit: decimal(30),
  city: 'Paris',
  flag: true,
  none: null,
  day: '2026-02-28',
};
const facts = (field: string): Fact => FIELDS[field];
const compare = (field: string, operator: Comparison['operator'], value?: Comparison['value']): boolean =>
  holds(value === undefined ? { field, operator } : { field, operator, value }, facts);

describe('a condition', () => {
  it('compares amounts as numbers, texts regardless of case, days in their order', () => {
    const cases: [string, Comparison['operator'], Comparison['value'] | undefined, boolean][] = [
      ['amount', 'equals', '25', true],
      ['amount', 'atLeast', '25.000', true],
      ['amount', 'above', 25, false],
      ['amount', 'below', '100', true],
      ['amount', 'equals', 'many', false],
      ['city', 'equals', 'PARIS', true],
      ['city', 'in', ['London', 'paris'], true],
      ['city', 'notIn', ['London'], true],
      ['city', 'contains', 'ARI', true],
      ['flag', 'equals', true, true],
      ['flag', 'equals', 'true', false],
      ['day', 'below', '2026-03-01', true],
      ['none', 'equals', '', false],
      ['none', 'notEquals', 'x', true],
      ['none', 'above', 0, false],
      ['none', 'isEmpty', undefined, true],
      ['city', 'isNotEmpty', undefined, true],
    ];
    for (const [field, operator, value, expected] of cases)
      assert.equal(compare(field, operator, value), expected, `${field} ${operator} ${String(value)}`);
    assert.ok(holds({ field: 'amount', operator: 'below', otherField: 'limit' }, facts));
  });

  const leaf: fc.Arbitrary<Condition> = fc
    .tuple(
      fc.constantFrom(...Object.keys(FIELDS)),
      fc.constantFrom('equals', 'above', 'below', 'notEquals'),
      fc.integer({ min: 0, max: 50 }),
    )
    .map(([field, operator, value]) => ({ field, operator: operator as Comparison['operator'], value }));
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('tree'), { maxLength: 3 }).map((any) => ({ any })),
      tie('tree').map((not) => ({ not })),
    ),
  }));

  it('is the opposite of its opposite, and obeys De Morgan', () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        assert.equal(holds({ not: a }, facts), !holds(a, facts));
        assert.equal(holds({ not: { all: [a, b] } }, facts), holds({ any: [{ not: a }, { not: b }] }, facts));
        assert.equal(holds({ all: [] }, facts) && !holds({ any: [] }, facts), true);
      }),
    );
  });
});

const entry = (id: string, given: Partial<EntryFold> = {}): EntryFold => ({
  id,
  expense_type_id: 'TAXIX',
  type_code: 'OTHER',
  spend_category_code: 'GRTRN',
  posted_amount: '10',
  claimed_amount: '10',
  approved_amount: '10',
  payment_code: 'CASH',
  is_image_required: false,
  receipt_image_id: null,
  is_paper_receipt_received: false,
  has_missing_receipt_declaration: false,
  transaction_date: '2026-02-27',
  transaction_amount: '10',
  transaction_currency: 'USD',
  is_personal: false,
  vendor_name: null,
  location_city: null,
  location_name: null,
  location_country_code: null,
  business_purpose: null,
  itemization_count: 0,
  custom: {},
  attendee_count: 0,
  mileage: null,
  raised: [],
  report_has_attendees: false,
  report_raised: [],
  ...given,
});
const audited = (...entries: EntryFold[]): Audited => ({
  report: { name: 'R', business_purpose: null, report_date: '2026-03-01', country_code: 'US', currency_code: 'USD', custom: {} },
  entries,
  today: '2026-03-02',
});
const rule = (condition: Condition, given: Partial<AuditRule> = {}): AuditRule => ({
  id: 'rule',
  name: 'rule',
  event: 'entry-saved',
  scope: 'entry',
  condition,
  exceptionCode: 'X',
  policyId: null,
  isActive: true,
  ...given,
});
const found = (condition: Condition, ...entries: EntryFold[]): string[] =>
  evaluate([rule(condition)], 'entry-saved', audited(...entries)).map(({ entryId }) => entryId ?? 'report');

describe('rules', () => {
  it('find duplicates, days that add up, weekends, and the old and the future', () => {
    const twins = [entry('a'), entry('b'), entry('c', { transaction_amount: '11' })];
    assert.deepEqual(found({ field: 'entry.isDuplicate', operator: 'equals', value: true }, ...twins), ['a', 'b']);
    const meals = [
      entry('paris', { location_city: 'Paris', posted_amount: '40' }),
      entry('again', { location_city: 'PARIS', posted_amount: '35.5' }),
      entry('lyon', { location_city: 'Lyon', posted_amount: '70' }),
      entry('later', { location_city: 'Paris', posted_amount: '60', transaction_date: '2026-02-26' }),
    ];
    assert.deepEqual(found({ field: 'entry.dayTotalOfTypeInCity', operator: 'above', value: '75' }, ...meals), [
      'paris',
      'again',
    ]);
    const days = [entry('sat', { transaction_date: '2026-02-28' }), entry('old', { transaction_date: '2025-11-03' })];
    assert.deepEqual(found({ field: 'entry.weekday', operator: 'in', value: ['SATURDAY', 'SUNDAY'] }, ...days), ['sat']);
    assert.deepEqual(found({ field: 'entry.ageInDays', operator: 'above', value: 90 }, ...days), ['old']);
    const tomorrow = entry('tomorrow', { transaction_date: '2026-03-03' });
    assert.deepEqual(found({ field: 'entry.ageInDays', operator: 'below', value: 0 }, tomorrow, ...days), ['tomorrow']);
  });

  it('of a report stand at the report, those of a submit only at a submit', () => {
    const cash = rule(
      { field: 'report.cashTotal', operator: 'above', value: '15' },
      { scope: 'report', event: 'report-submitted' },
    );
    const data = audited(entry('a'), entry('b'), entry('card', { payment_code: 'CBCP', posted_amount: '100' }));
    assert.deepEqual(evaluate([cash], 'entry-saved', data), []);
    assert.deepEqual(evaluate([cash], 'report-submitted', data), [{ entryId: null, allocationId: null, code: 'X' }]);
  });

  it('of a policy stand in place of those for all, or put them to rest', () => {
    const all = rule({ all: [] });
    const own = rule({ any: [] }, { policyId: 'p' });
    assert.deepEqual(rulesUnder([all, own], 'p'), [own]);
    assert.deepEqual(rulesUnder([all, own], 'q'), [all]);
    assert.deepEqual(rulesUnder([all, { ...own, isActive: false }], 'p'), []);
  });

  it('know their fields', () => {
    for (const field of ['entry.amount', 'entry.custom12', 'report.orgUnit1', 'traveler.login'])
      assert.ok(isField(field, 'entry'), field);
    for (const field of ['entry.colour', 'amount', 'report.constructor', 'planet.name'])
      assert.ok(!isField(field, 'entry'), field);
    assert.ok(!isField('entry.amount', 'report'));
  });

  it('leave exactly what they find', () => {
    const finding: fc.Arbitrary<Finding> = fc.record({
      entryId: fc.constantFrom(null, 'a', 'b', 'c'),
      allocationId: fc.constantFrom(null, 'd', 'e'),
      code: fc.constantFrom('X', 'Y', 'Z'),
    });
    const key = ({ entryId, allocationId, code }: Finding) => `${entryId} ${allocationId} ${code}`;
    const findings = fc.uniqueArray(finding, { selector: key });
    fc.assert(
      fc.property(findings, findings, (now, wanted) => {
        const { raise, clear } = differences(now, wanted);
        const cleared = new Set(clear.map(key));
        const after = [...now.filter((each) => !cleared.has(key(each))), ...raise].map(key);
        assert.deepEqual(after.sort(), wanted.map(key).sort());
      }),
    );
  });

  it('look at 500 entries in the time of one', () => {
    const many = Array.from({ length: 500 }, (_, index) => entry(String(index), { posted_amount: String(index) }));
    const rules = ['isDuplicate', 'dayTotalOfType', 'dayTotalOfTypeInCity'].map((name) =>
      rule({ field: `entry.${name}`, operator: 'above', value: 0 }, { exceptionCode: name }),
    );
    assert.equal(evaluate(rules, 'entry-saved', audited(...many)).length, 1000);
  });
});
