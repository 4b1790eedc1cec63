import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { InvalidInput } from '../../../../platform/http/refusals.ts';
import { ENTERPRISE_USER } from '../urns.ts';
import { criteriaOf } from './criteria.ts';
import { LIST_USERS, SEARCH_USERS } from './user-surfaces.ts';

const search = (filter: string) => criteriaOf(filter, SEARCH_USERS);
const refusal = (filter: string, surface = SEARCH_USERS): string => {
  try {
    criteriaOf(filter, surface);
  } catch (error) {
    assert.ok(error instanceof InvalidInput, `${filter.slice(0, 80)} fails with ${String(error)}`);
    assert.equal(error.issues[0]?.rule, 'invalidFilter');
    return error.message;
  }
  return assert.fail(`${filter.slice(0, 80)} is no bad filter`);
};
const eq = (field: string, value: unknown) => ({ field, operator: 'eq', value });

/** A filter as a tree over named truths, written out with as few parentheses as the precedence allows. */
type Tree = { leaf: number } | { not: Tree } | { and: Tree[] } | { or: Tree[] };
const LEAVES = ['userName eq "a"', 'userName eq "b"', 'userName eq "c"', 'userName eq "d"'];
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ leaf: fc.nat(LEAVES.length - 1) }),
    fc.record({ not: tie('tree') }),
    fc.record({ and: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
  ),
}));

function written(one: Tree): string {
  if ('leaf' in one) return LEAVES[one.leaf] ?? '';
  if ('not' in one) return 'leaf' in one.not ? `not ${written(one.not)}` : `NOT(${written(one.not)})`;
  if ('or' in one) return one.or.map(written).join(' or ');
  return one.and.map((part) => ('or' in part ? `(${written(part)})` : written(part))).join(' AND ');
}

function truth(one: Tree, world: readonly boolean[]): boolean {
  if ('leaf' in one) return world[one.leaf] ?? false;
  if ('not' in one) return !truth(one.not, world);
  return 'or' in one ? one.or.some((part) => truth(part, world)) : one.and.every((part) => truth(part, world));
}

function meant(criteria: ReturnType<typeof search>, world: readonly boolean[]): boolean {
  if ('all' in criteria) return criteria.all.every((part) => meant(part, world));
  if ('any' in criteria) return criteria.any.some((part) => meant(part, world));
  if ('not' in criteria) return !meant(criteria.not, world);
  assert.ok('field' in criteria);
  return world['abcd'.indexOf(String(criteria.value))] ?? false;
}

describe('a filter', () => {
  it('identity 15: binds not before and before or', () => {
    fc.assert(
      fc.property(tree, fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()), (one, world) => {
        assert.equal(meant(search(written(one)), world), truth(one, world), written(one));
      }),
    );
  });

  it('gives every text back as it was sent', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((one) => !one.includes('\0') && one.isWellFormed());
    fc.assert(
      fc.property(text, (value) => {
        const filter = `nickName eq ${JSON.stringify(value)} and (userName pr)`;
        assert.deepEqual(search(filter), { all: [eq('nickName', value), { field: 'userName', operator: 'pr' }] });
      }),
    );
  });

  it('answers anything at all with criteria or invalidFilter', () => {
    const words =
      'userName emails eq pr and or not ( ) [ ] "x" true constructor __proto__ . " \\ toString 7 null € 2013-12-31'.split(' ');
    const word = fc.constantFrom(...words, '\n', `${ENTERPRISE_USER}:manager`);
    const soup = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(soup, (filter) => {
        try {
          search(filter);
        } catch (error) {
          assert.ok(error instanceof InvalidInput, `${filter} fails with ${String(error)}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what is long, deep or open at once', () => {
    const hostile = [
      `userName eq "${'\n'.repeat(9_000)}`,
      `userName eq "${'\\'.repeat(9_000)}`,
      `userName eq "${'x'.repeat(200_000)}"`,
      '('.repeat(900),
      `${'('.repeat(400)}userName pr${')'.repeat(400)} and`,
      'not '.repeat(900),
      `${'not ('.repeat(40)}userName pr${')'.repeat(40)}`,
      `${'emails['.repeat(200)}value pr${']'.repeat(200)}`,
      Array.from({ length: 400 }, () => 'userName pr').join(' or '),
      '',
      ' ',
      'userName eq',
      'userName',
      'userName eq "a" userName eq "b"',
      'userName eq "a" constructor userName eq "b"',
      'userName constructor "a"',
      'userName eq a@b.c',
      'userName eq "\\u0000"',
      'userName eq "\\ud800"',
    ];
    for (const filter of hostile) refusal(filter);
  });

  it('identity 15: reads UUIDs, dates, truth and null with and without quotes', () => {
    const id = 'c7e128ed-a8a6-4627-bd5d-42f7f89cdeb4';
    assert.deepEqual(search(`id eq ${id}`), search(`id eq "${id}"`));
    assert.deepEqual(search('active EQ True'), search('active eq "true"'));
    const start = `${ENTERPRISE_USER}:startDate`;
    assert.deepEqual(search(`${start} le 2013-12-31`), { field: 'startDate', operator: 'le', value: '2013-12-31' });
    assert.deepEqual(search('meta.created gt "2011-05-13T06:42:34+02:00"'), {
      field: 'createdAt',
      operator: 'gt',
      value: '2011-05-13T04:42:34.000Z',
    });
    assert.deepEqual(search('nickName eq null'), { not: { field: 'nickName', operator: 'pr' } });
    assert.deepEqual(search('nickName ne null'), { field: 'nickName', operator: 'pr' });
    assert.match(refusal(`${start} gt "soon"`), /which is no date/);
    assert.match(refusal(`${start} co "2013"`), /cannot compare .*startDate by co; use eq, ne, pr, gt/);
    assert.match(refusal('active gt true'), /use eq, ne, pr/);
    assert.match(refusal('active eq "maybe"'), /neither true nor false/);
  });

  it('takes whole URNs, any letter case, and brackets around single attributes', () => {
    const whole = search('URN:ietf:params:scim:schemas:core:2.0:User:NAME.givenName sw "J"');
    assert.deepEqual(whole, { field: 'givenName', operator: 'sw', value: 'J' });
    assert.deepEqual(search('name[givenName ne "John" and not(givenName eq "Bob")]'), {
      all: [{ field: 'givenName', operator: 'ne', value: 'John' }, { not: eq('givenName', 'Bob') }],
    });
    assert.deepEqual(search(`${ENTERPRISE_USER}:manager[employeeNumber eq 17]`), eq('managerEmployeeNumber', '17'));
  });

  it('identity 15: asks one and the same entry inside brackets, any entry outside', () => {
    assert.deepEqual(search('emails[type eq "work" and value ew "@SAP.com" or type eq "home"]'), {
      within: 'emails',
      where: { any: [{ all: [eq('type', 'work'), { field: 'value', operator: 'ew', value: '@SAP.com' }] }, eq('type', 'home')] },
    });
    assert.deepEqual(search('addresses.type eq "home" and addresses.type eq "work"'), {
      all: [eq('addresses.type', 'home'), eq('addresses.type', 'work')],
    });
  });

  it('identity 15: refuses what the guide refuses inside brackets, and says what', () => {
    assert.match(refusal('emails[not(type eq "work")]'), /must not have not inside emails\[\]/);
    assert.match(refusal('addresses[type ne "work"]'), /cannot compare addresses\[type\] by ne; use eq, co, sw, ew, pr/);
    assert.match(refusal('emails[value ew "@sap.com" and (type eq "home" or type eq "work")]'), /must not nest or/);
    assert.match(refusal('emails[value sw "C" and value ew "S"]'), /must not join value with itself/);
    assert.match(refusal('emails[display pr]'), /cannot filter by display inside emails\[\]/);
  });

  it('names the attributes that can be filtered', () => {
    assert.match(refusal('dateOfBirth pr'), /cannot filter by dateOfBirth; filterable are active, addresses\.country/);
    assert.deepEqual(criteriaOf('employeeNumber eq "7"', LIST_USERS), eq('employeeNumber', '7'));
    assert.match(refusal('userName sw "a"', LIST_USERS), /by sw; use eq/);
    assert.match(refusal('userName eq "a" or userName eq "b"', LIST_USERS), /must be one comparison, without or/);
    assert.match(refusal('active eq true', LIST_USERS), /filterable are userName, employeeNumber/);
  });
});
