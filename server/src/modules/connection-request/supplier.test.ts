import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relevanceOf, searched, type Supplier } from './supplier.ts';

const air: Supplier = {
  id: 'a',
  entry: { businessName: 'Skylark Airways', city: 'Dublin', countryCode: 'IE', mccCode: '3058', phone: '+353 1 555 0100' },
};
const hotel: Supplier = { id: 'b', entry: { businessName: 'Harbour House', city: 'Dublin', countryCode: 'IE', taxId: 'IE1' } };
const names = (found: readonly Supplier[]): string[] => found.map(({ id }) => id);

describe('searching suppliers', () => {
  it('finds all without criteria', () => assert.deepEqual(names(searched([hotel, air], {}, 100)), ['b', 'a']));

  it('takes a part of a text, the whole of a code and the digits of a phone', () => {
    const cases = [
      [{ businessName: 'LARK' }, ['a']],
      [{ mccCode: '3058' }, ['a']],
      [{ mccCode: '305' }, []],
      [{ phone: '0035315550100' }, []],
      [{ phone: '353-1-555 0100' }, ['a']],
      [{ taxId: 'ie1' }, ['b']],
      [{ city: 'dublin', countryCode: 'ie' }, ['b', 'a']],
      [{ postalCode: 'x' }, []],
    ] as const;
    for (const [criteria, found] of cases)
      assert.deepEqual(names(searched([hotel, air], criteria, 100)), found, JSON.stringify(criteria));
  });

  it('takes less than all criteria where less relevance is enough, the best first', () => {
    const criteria = { city: 'Dublin', mccCode: '3058', businessName: 'sky' };
    assert.deepEqual([relevanceOf(air.entry, criteria), relevanceOf(hotel.entry, criteria)], [100, 33]);
    assert.deepEqual(names(searched([hotel, air], criteria, 33)), ['a', 'b']);
    assert.deepEqual(names(searched([hotel, air], criteria, 34)), ['a']);
  });
});
