import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chainOf, nearest, policiesOf, type ExpenseGroup, type GroupPolicy, type HeldAtGroup } from './group.ts';

const group = (code: string): ExpenseGroup => ({
  id: `id of ${code}`,
  code,
  name: code,
  allowUserDigitalTaxInvoice: false,
  allowUserRegisterPersonalCard: false,
  attendeeListForm: null,
  cashAdvance: null,
});
const policy = (code: string, id: string, given: Partial<GroupPolicy> = {}): HeldAtGroup<GroupPolicy> => ({
  groupId: `id of ${code}`,
  held: { id, name: id, isDefault: false, isInheritable: true, ...given },
});

describe('what a group offers', () => {
  const groups = ['', 'A', 'A-1', 'AB', 'B'].map(group);
  it('its own, and above it what lies on the way to Global', () => {
    assert.deepEqual(
      chainOf(groups, 'A-1').map(({ code }) => code),
      ['A-1', 'A', ''],
    );
    assert.deepEqual(
      chainOf(groups, 'AB').map(({ code }) => code),
      ['AB', ''],
    );
  });

  it('of policies what is inheritable, with the nearest default', () => {
    const links = [
      policy('', 'world', { isDefault: true }),
      policy('', 'head office', { isInheritable: false }),
      policy('A', 'sales', { isDefault: true }),
    ];
    const shown = (code: string) => policiesOf(chainOf(groups, code), links).map(({ id, isDefault }) => [id, isDefault]);
    assert.deepEqual(shown(''), [
      ['world', true],
      ['head office', false],
    ]);
    assert.deepEqual(shown('A-1'), [
      ['sales', true],
      ['world', false],
    ]);
    assert.deepEqual(shown('B'), [['world', true]]);
  });

  it('of payment types those of the nearest group that has any', () => {
    const type = (id: string) => ({ id, shortId: id, code: id, name: id, isDefault: false });
    const links = [{ groupId: 'id of A', held: type('CARD') }];
    const all = [type('CASH'), type('CARD')];
    const shown = (code: string) => nearest(chainOf(groups, code), links, all).map(({ id }) => id);
    assert.deepEqual([shown('A-1'), shown('B')], [['CARD'], ['CASH', 'CARD']]);
  });

  it('shows each policy once and at most one default', () => {
    const code = fc.constantFrom('', 'A', 'A-1', 'AB', 'B');
    const link = fc
      .tuple(code, fc.constantFrom('p', 'q', 'r'), fc.boolean(), fc.boolean())
      .map(([at, id, isDefault, isInheritable]) => policy(at, id, { isDefault, isInheritable }));
    const links = fc.uniqueArray(link, { selector: ({ groupId, held }) => groupId + held.id });
    fc.assert(
      fc.property(code, links, (at, given) => {
        // One default at each group, as the database keeps it.
        const once = given.filter(
          ({ groupId, held }, index) =>
            !held.isDefault || given.findIndex((other) => other.groupId === groupId && other.held.isDefault) === index,
        );
        const shown = policiesOf(chainOf(groups, at), once);
        assert.equal(new Set(shown.map(({ id }) => id)).size, shown.length);
        assert.ok(shown.filter(({ isDefault }) => isDefault).length <= 1);
      }),
    );
  });
});
