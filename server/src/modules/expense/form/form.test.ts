import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { expressionProblem, valueProblem } from './check-value.ts';
import { cascaded } from './fill-custom.ts';
import { accessTo, missingFields, slotOf, type Form, type FormField } from './form.ts';

const field = (fieldId: string, given: Partial<FormField> = {}): FormField => ({
  id: fieldId,
  fieldId,
  label: fieldId,
  controlType: 'Edit',
  dataType: 'String',
  maxLength: null,
  isRequired: false,
  requiredForAutoSave: false,
  access: { traveler: 'RW', approver: 'RO', processor: 'RW' },
  defaultValue: null,
  isCopyDownSource: false,
  copyDownAction: 'None',
  listId: null,
  listLevel: null,
  parentFieldId: null,
  sequence: 1,
  hasLineSeparator: false,
  tooltip: null,
  validationExpression: null,
  validationMessage: null,
  ...given,
});
const form = (...fields: FormField[]): Form => ({ id: 'form', kind: 'entry', name: 'form', fields });

describe('a field', () => {
  it('refuses what its type, length or expression does not allow', () => {
    const cases: [Partial<FormField>, string, boolean][] = [
      [{ dataType: 'Integer' }, '12', true],
      [{ dataType: 'Integer' }, '1.5', false],
      [{ dataType: 'Money' }, '1.50', true],
      [{ dataType: 'Money' }, '1,50', false],
      [{ dataType: 'Date' }, '2026-02-28', true],
      [{ dataType: 'Date' }, '2026-02-30', false],
      [{ dataType: 'Boolean' }, 'true', true],
      [{ dataType: 'Boolean' }, 'maybe', false],
      [{ maxLength: 3 }, 'four', false],
      [{ validationExpression: '[A-Z]{2}\\d+' }, 'PO12', true],
      [{ validationExpression: '[A-Z]{2}\\d+' }, 'xPO12', false],
      [{ validationExpression: 'a|b' }, 'ab', false],
    ];
    for (const [given, text, fits] of cases)
      assert.equal(valueProblem(field('Custom1', given), text) === undefined, fits, `${JSON.stringify(given)} ${text}`);
  });

  it('takes no expression that is none, or that can run for ever', () => {
    assert.match(expressionProblem('(a+)+b') ?? '', /repeats/);
    assert.match(expressionProblem('(') ?? '', /regular/);
    assert.equal(expressionProblem('[A-Z]+-(\\d\\d)+'), undefined);
  });

  it('is a slot only where its id is one', () => {
    assert.deepEqual(
      [slotOf('Custom12'), slotOf('OrgUnit3'), slotOf('Customer'), slotOf('Name')],
      ['custom12', 'orgUnit3', undefined, undefined],
    );
  });

  it('stands still for its owner once the report is submitted', () => {
    assert.deepEqual([accessTo(field('Name'), 'traveler', true), accessTo(field('Name'), 'traveler', false)], ['RW', 'RO']);
    assert.equal(accessTo(field('Name'), 'processor', false), 'RW');
  });
});

describe('a form', () => {
  it('misses exactly the required fields that are empty and not hidden', () => {
    const spec = fc.record({ isRequired: fc.boolean(), isHidden: fc.boolean(), value: fc.constantFrom(undefined, '', 'x') });
    fc.assert(
      fc.property(fc.array(spec, { maxLength: 8 }), (specs) => {
        const fields = specs.map(({ isRequired, isHidden }, index) =>
          field(`Custom${index + 1}`, {
            isRequired,
            access: { traveler: isHidden ? 'HD' : 'RW', approver: 'RO', processor: 'RO' },
          }),
        );
        const custom = Object.fromEntries(
          specs.flatMap(({ value }, index) => (value === undefined ? [] : [[`custom${index + 1}`, { value }]])),
        );
        const expected = specs.flatMap(({ isRequired, isHidden, value }, index) =>
          isRequired && !isHidden && !value ? [`Custom${index + 1}`] : [],
        );
        assert.deepEqual(missingFields(form(...fields), { values: {}, custom }), expected);
      }),
    );
  });

  it('lets follow what its header changed, where both say so', () => {
    const source = form(
      field('Custom1', { isCopyDownSource: true }),
      field('Custom2'),
      field('Custom3', { isCopyDownSource: true }),
    );
    const copies = (name: string) => field(name, { copyDownAction: 'ConfiguredCopyDown' });
    const header = { form: source, custom: { custom1: { value: 'a' }, custom2: { value: 'b' } } };
    const below = form(copies('Custom1'), copies('Custom2'), copies('Custom3'));
    assert.deepEqual(cascaded(below, { ...header, changed: new Set(['custom1', 'custom2', 'custom3']) }), {
      custom1: { value: 'a' },
      custom3: null,
    });
    assert.deepEqual(cascaded(below, { ...header, changed: new Set(['custom2']) }), {});
  });
});
