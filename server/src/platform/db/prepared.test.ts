import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { prepared } from './prepared.ts';
import { tables } from './tx.ts';

interface Tables {
  thing: { id: string; name: string; note: string | null };
}

test('a statement is built once and takes the values of each call', () => {
  let built = 0;
  const find = prepared((tx, key: { id: string }) => {
    built++;
    return tables<Tables>(tx).selectFrom('thing').selectAll().where('id', '=', key.id).where('name', '=', 'fixed');
  });
  assert.deepEqual(
    [find({ id: 'a' }).parameters, find({ id: 'b' }).parameters],
    [
      ['a', 'fixed'],
      ['b', 'fixed'],
    ],
  );
  assert.equal(find({ id: 'a' }).sql, 'select * from "thing" where "id" = $1 and "name" = $2');
  assert.equal(built, 1);
});

test('what is left out or undefined makes another text, null is a value', () => {
  const change = prepared((tx, key: { id: string }, values: { name?: string | undefined; note?: string | null }) =>
    tables<Tables>(tx).updateTable('thing').set(values).where('id', '=', key.id),
  );
  const named = change({ id: 'a' }, { name: 'n' });
  assert.deepEqual([named.sql, named.parameters], ['update "thing" set "name" = $1 where "id" = $2', ['n', 'a']]);
  const noted = change({ id: 'a' }, { name: undefined, note: null });
  assert.deepEqual([noted.sql, noted.parameters], ['update "thing" set "note" = $1 where "id" = $2', [null, 'a']]);
  assert.deepEqual(change({ id: 'c' }, { name: 'm' }).parameters, ['m', 'c']);
});

test('lists of rows are told apart by their length and names', () => {
  const insert = prepared((tx, rows: Tables['thing'][], _others: object[]) =>
    tables<Tables>(tx).insertInto('thing').values(rows),
  );
  const row = (id: string) => ({ id, name: `n${id}`, note: null });
  assert.deepEqual(insert([row('1'), row('2')], []).parameters, ['1', 'n1', null, '2', 'n2', null]);
  assert.deepEqual(insert([row('3'), row('4')], []).parameters, ['3', 'n3', null, '4', 'n4', null]);
  assert.match(insert([row('5')], []).sql, /values \(\$1, \$2, \$3\)$/);
  assert.notEqual(insert([row('5')], [row('6')]).sql, insert([row('5'), row('6')], []).sql);
});

test('a value that is made into text while the statement is built is refused', () => {
  const careless = prepared((_tx, key: { id: string }) => sql`select ${sql.raw(`'${key.id}'`)}`);
  assert.throws(() => careless({ id: 'a' }), /a value that is not known yet/);
});
