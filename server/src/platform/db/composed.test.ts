import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { composedOf } from './composed.ts';

describe('statements as one', () => {
  it('become parts of the last one, with their values one behind the other', () => {
    assert.equal(
      composedOf(
        [
          'insert into "report" ("id", "name") values ($1, $2)',
          'update "thing" set "a" = $1 where "id" = $10 and "b" = $2',
          'insert into "audit_entry" ("id") values ($1)',
        ],
        [2, 10, 1],
      ),
      'with part_0 as (insert into "report" ("id", "name") values ($1, $2)), ' +
        'part_1 as (update "thing" set "a" = $3 where "id" = $12 and "b" = $4) insert into "audit_entry" ("id") values ($13)',
    );
  });

  it('keep the parts that they have, whatever stands in them', () => {
    assert.equal(
      composedOf(
        [
          `with "added" as (insert into "entry" ("id", "note") values ($1, ')')), more as (
            insert into comment select * from jsonb_populate_recordset(null::comment, $2)) update "report" set "total" = $3`,
          'with "emitted" as (insert into "event" ("id") values ($1)) insert into "audit_entry" ("id") values ($2)',
        ],
        [3, 2],
      ),
      `with "added" as (insert into "entry" ("id", "note") values ($1, ')')), more as (
            insert into comment select * from jsonb_populate_recordset(null::comment, $2)), part_0 as (update "report" set "total" = $3), ` +
        '"emitted" as (insert into "event" ("id") values ($4)) insert into "audit_entry" ("id") values ($5)',
    );
  });

  for (const [why, ...texts] of [
    ['one writes what another writes', 'insert into "report" ("id") values ($1)', 'update "report" set "name" = $1'],
    ['one reads what another writes', 'insert into "report" ("id") values ($1)', 'insert into "x" select "id" from "report"'],
    ['one deletes what another joins', 'delete from thing where id = $1', 'update x set a = 1 from y join thing on true'],
    ['one names what another writes behind a comma', 'insert into b values ($1)', 'update x set a = 1 from y, b where true'],
    ['one only reads', 'insert into "report" ("id") values ($1)', 'select 1'],
    [
      'one may change what stands there',
      'insert into "a" values ($1) on conflict do update set b = 1',
      'insert into "c" values ($1)',
    ],
    [
      'two have parts of one name',
      'with x as (delete from a) insert into b values (1)',
      'with x as (delete from c) insert into d values (1)',
    ],
    ['a value’s sign stands in a text', `update "a" set b = '$1'`, 'insert into "c" values ($1)'],
    ['a comment may hide anything', 'update "a" set b = 1 -- (', 'insert into "c" values ($1)'],
    ['a part has columns', 'with x (a) as (delete from a) insert into b values (1)', 'insert into "c" values ($1)'],
  ] as const)
    it(`stay several where ${why}`, () => {
      assert.equal(composedOf(texts, [1, 1]), undefined);
      assert.equal(composedOf(texts, [1, 1]), undefined, 'asked again');
    });
});
