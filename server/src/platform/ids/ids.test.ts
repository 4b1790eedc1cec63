import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  hex32,
  idNamed,
  lowestIdAt,
  momentOf,
  newId,
  newReportId,
  opaqueId,
  parseHex32,
  parseOpaqueId,
  parseReportKey,
  parseUuid,
  reportKey,
  type IdKind,
} from './index.ts';

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const at = (time: number) => ({ now: () => new Date(time) });
const uuids = fc.uuid();
const times = fc.integer({ min: 0, max: 2 ** 45 });
const kinds = fc.constantFrom<IdKind>('report', 'entry', 'attendee-type', 'expense-type', 'image', 'location');
const prefixes = fc.constantFrom('g' as const, 'n' as const);
const otherCase = (letter: string) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase());

test('an id is a lower-case UUID v7 that carries the time of the clock', () => {
  fc.assert(
    fc.property(times, (time) => {
      for (const id of [newId(at(time)), newReportId(at(time))]) {
        assert.match(id, V7);
        assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), time);
      }
    }),
  );
});

test('ids of one millisecond rise and never repeat, reports among them', () => {
  const frozen = at(1_700_000_000_000);
  const ids = Array.from({ length: 20_000 }, (_, index) => (index % 3 === 0 ? newReportId(frozen) : newId(frozen)));
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, ids.length);
});

test('a clock that goes back still gives fresh ids', () => {
  const first = newId(at(5000));
  newId(at(6000));
  const again = newId(at(5000));
  assert.notEqual(first, again);
  assert.equal(again.slice(0, 13), first.slice(0, 13));
});

test('a time that no id can hold is refused', () => {
  assert.throws(() => newId(at(-1)), RangeError);
  assert.throws(() => newId({ now: () => new Date(Number.NaN) }), RangeError);
});

test('a report id and its key are two renderings of one value', () => {
  fc.assert(
    fc.property(times, (time) => {
      const id = newReportId(at(time));
      assert.match(reportKey(id), /^[0-9A-F]{20}$/);
      assert.equal(parseReportKey(reportKey(id)), id);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-F]{20}$/), (key) => {
      const uuid = parseReportKey(key);
      assert.ok(uuid !== undefined);
      assert.match(uuid, V7);
      assert.equal(reportKey(uuid), key);
    }),
  );
});

test('report keys sort as their ids do', () => {
  const ids = [3000, 3000, 1000, 2000, 3000].map((time) => newReportId(at(time)));
  assert.deepEqual([...ids].sort().map(reportKey), ids.map(reportKey).sort());
});

test('what is no report key, and an id that is no report, are refused', () => {
  for (const text of [
    '',
    '425FE2ADB4954FCA90C',
    '425FE2ADB4954FCA90CDA',
    '425fe2adb4954fca90cd',
    '425FE2ADB4954FCA90CG',
    ' 25FE2ADB4954FCA90CD',
  ]) {
    assert.equal(parseReportKey(text), undefined, text);
  }
  assert.throws(() => reportKey('0191e7a0-0000-7123-8abc-0123456789ab'), RangeError);
  assert.throws(() => reportKey('0191e7a0-0000-4123-8abc-040000000000'), RangeError);
});

test('hex and dashed forms are read in any case', () => {
  fc.assert(
    fc.property(uuids, (uuid) => {
      assert.match(hex32(uuid), /^[0-9A-F]{32}$/);
      assert.equal(parseHex32(hex32(uuid)), uuid);
      assert.equal(parseHex32(hex32(uuid).toLowerCase()), uuid);
      assert.equal(parseUuid(uuid.toUpperCase()), uuid);
      assert.equal(parseUuid(uuid), uuid);
    }),
  );
  for (const text of ['', 'x', '0191e7a0000071238abc0123456789a', '0191e7a0-0000-7123-8abc-0123456789ab\n']) {
    assert.equal(parseUuid(text), undefined);
    assert.equal(parseHex32(text), undefined);
  }
});

test('an opaque id leads back to its UUID, with or without the closing sign', () => {
  fc.assert(
    fc.property(prefixes, kinds, uuids, (prefix, kind, uuid) => {
      const id = opaqueId(prefix, kind, uuid);
      assert.match(id, prefix === 'g' ? /^gW[A-Za-z0-9_-]{26}\$$/ : /^n[A-Za-z0-9_-]{26}\$$/);
      assert.equal(parseOpaqueId(prefix, kind, id), uuid);
      assert.equal(parseOpaqueId(prefix, kind, id.slice(0, -1)), uuid);
    }),
  );
});

test('an opaque id of another kind or form is refused', () => {
  fc.assert(
    fc.property(kinds, kinds, uuids, (kind, other, uuid) => {
      fc.pre(kind !== other);
      assert.equal(parseOpaqueId('g', other, opaqueId('g', kind, uuid)), undefined);
      assert.equal(parseOpaqueId('n', kind, opaqueId('g', kind, uuid)), undefined);
      assert.equal(parseOpaqueId('n', kind, `n${opaqueId('g', kind, uuid).slice(2)}`), undefined);
    }),
  );
});

test('one letter changed, or in the other case, is refused', () => {
  fc.assert(
    fc.property(
      prefixes,
      kinds,
      uuids,
      fc.nat({ max: 28 }),
      fc.constantFrom('A', 'z', '_', '-', '7'),
      (prefix, kind, uuid, where, letter) => {
        const id = opaqueId(prefix, kind, uuid);
        const index = where % (id.length - 1);
        const old = id[index] ?? '';
        for (const put of [letter, otherCase(old)]) {
          if (put !== old) assert.equal(parseOpaqueId(prefix, kind, id.slice(0, index) + put + id.slice(index + 1)), undefined);
        }
      },
    ),
  );
});

test('text that is no opaque id is refused', () => {
  const good = opaqueId('g', 'entry', '0191e7a0-0000-7123-8abc-0123456789ab');
  for (const text of [
    '',
    '$',
    'gW$',
    'gW',
    `${good}$`,
    ` ${good}`,
    `${good}p`,
    good.slice(0, -2),
    `${good.slice(0, -1)}A$`,
    good.replace('$', '%24'),
  ]) {
    assert.equal(parseOpaqueId('g', 'entry', text), undefined, text);
  }
});

test('an id tells the moment that it was made at', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 45 }), (time) => {
      assert.equal(momentOf(lowestIdAt(new Date(time))).getTime(), time);
    }),
  );
});

test('the lowest id of a moment stands between the ids made before and after it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 45 }), (time) => {
      const lowest = lowestIdAt(new Date(time));
      assert.ok(newId(at(time - 1)) < lowest);
      assert.ok(newId(at(time)) >= lowest);
      assert.ok(newReportId(at(time)) >= lowest);
    }),
  );
});

test('a name has always the same UUID, and another name another', () => {
  const id = idNamed('ledger:a:DEFAULT');
  assert.equal(id, idNamed('ledger:a:DEFAULT'));
  assert.notEqual(id, idNamed('ledger:b:DEFAULT'));
  for (let n = 0; n < 50; n++)
    assert.match(idNamed(String(n)), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
