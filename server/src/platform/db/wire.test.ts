import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it } from 'node:test';
import { protocol, types as oids } from '@electric-sql/pglite';
import fc from 'fast-check';
import type pg from 'pg';
import { ServerMessages } from './server-messages.ts';
import { fieldReaderOf } from './wire-fields.ts';
import { WireWriter, type Written } from './wire-writing.ts';

const { serialize } = protocol;

describe('messages to the database', () => {
  const writer = new WireWriter();
  const name = fc.string({ unit: 'grapheme-ascii', maxLength: 8 });
  const value = fc.oneof(
    fc.constant(null),
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
    fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
  );

  it('are those of the engine’s own writer, one behind the other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.array(value, { maxLength: 40 })), { maxLength: 5 }), (statements) => {
        for (const [statement, values] of statements) writer.run(statement, values);
        writer.sync();
        const own = statements.flatMap(([statement, values]) => [serialize.bind({ statement, values }), serialize.execute({})]);
        assert.deepEqual(writer.taken(), Buffer.concat([...own, serialize.sync()]));
      }),
    );
  });

  it('may be of any size', () => {
    const values: Written[] = ['ä'.repeat(100_000), null, Buffer.alloc(70_000, 7)];
    writer.run('s', values);
    assert.deepEqual(writer.taken(), Buffer.concat([serialize.bind({ statement: 's', values }), serialize.execute({})]));
  });
});

describe('more values than a statement takes', () => {
  it('are refused before anything of them is written', () => {
    const writer = new WireWriter();
    assert.throws(
      () =>
        writer.run(
          's',
          Array.from({ length: 65_536 }, () => null),
        ),
      RangeError,
    );
    writer.sync();
    assert.deepEqual(writer.taken(), Buffer.from(serialize.sync()));
  });
});

describe('a field', () => {
  const read = (type: number, text: string): unknown => {
    const bytes = Buffer.from(`<${text}>`);
    return fieldReaderOf(type, undefined)(bytes, 1, bytes.length - 1);
  };

  it('is a number where that is exact, and text beyond', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (whole) => read(oids.INT8, `${whole}`) === whole));
    fc.assert(fc.property(fc.integer(), (whole) => read(oids.INT4, `${whole}`) === whole));
    assert.equal(read(oids.INT8, '9223372036854775807'), '9223372036854775807');
    assert.equal(read(oids.FLOAT8, '-1.5e-7'), -1.5e-7);
  });

  it('is the moment that it names', () => {
    const moments = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    const written = (moment: Date, fraction: string, zone: string) =>
      moment
        .toISOString()
        .replace('T', ' ')
        .replace(/\..*/, fraction + zone);
    fc.assert(
      fc.property(moments, (moment) => {
        const fraction = moment
          .toISOString()
          .slice(19, 23)
          .replace(/\.?0+$/, '');
        assert.deepEqual(read(oids.TIMESTAMPTZ, written(moment, fraction, '+00')), moment);
      }),
    );
    const moment = new Date('2026-03-29T12:30:15Z');
    assert.deepEqual(read(oids.TIMESTAMPTZ, '2026-03-29 12:30:15.123987+00'), new Date(moment.getTime() + 123));
    assert.deepEqual(read(oids.TIMESTAMPTZ, '2026-03-29 14:30:15+02'), moment);
    assert.deepEqual(read(oids.TIMESTAMPTZ, '2026-03-29 18:00:15+05:30'), moment);
  });

  it('is what it says in every other type', () => {
    assert.equal(read(oids.BOOL, 't'), true);
    assert.equal(read(oids.BOOL, 'f'), false);
    assert.equal(read(oids.NUMERIC, '-12.340'), '-12.340');
    assert.equal(read(oids.DATE, '2026-02-28'), '2026-02-28');
    assert.equal(read(oids.TEXT, 'Zürich, 東京'), 'Zürich, 東京');
    assert.deepEqual(read(oids.JSONB, '{"a": ["ü", null]}'), { a: ['ü', null] });
    assert.equal(fieldReaderOf(1009, (text) => text.length)(Buffer.from('{a,b}'), 0, 5), 5);
  });
});

describe('messages from a server', () => {
  const message = (type: string, body: string): Buffer => {
    const bytes = Buffer.from(`${type}0000${body}`);
    bytes.writeInt32BE(bytes.length - 1, 1);
    return bytes;
  };
  const told = message('N', 'notice');
  const sent = [
    message('2', ''),
    message('D', 'first'),
    told,
    message('D', 'second'),
    message('C', 'SELECT 2\0'),
    message('Z', 'I'),
    told,
  ];

  /** What the driver and a taker hear of them when they come in these pieces. */
  function heard(pieces: readonly Buffer[], units = 1) {
    const stream = new EventEmitter();
    const driver: string[] = [];
    const taken: string[] = [];
    stream.on('data', (bytes: Buffer) => driver.push(bytes.toString('latin1')));
    ServerMessages.of({ stream } as unknown as pg.Connection).goTo({
      takeRow: (bytes, start) => taken.push(bytes.toString('latin1', start, start + 5)),
      takeEnd: (bytes, start, end) => taken.push(bytes.toString('latin1', start, end - 1)),
      takeRefusal: ({ message }) => taken.push(message),
      takeReady: () => --units > 0,
    });
    for (const piece of pieces) stream.emit('data', piece);
    return { driver, taken };
  }

  it('reach who waits for them, and everything else the driver, wherever they are cut', () => {
    const all = Buffer.concat(sent);
    const whole = heard([all]);
    assert.deepEqual(whole.taken, ['first', 'secon', 'SELECT 2']);
    assert.deepEqual(
      whole.driver,
      [told, message('Z', 'I'), told].map((bytes) => bytes.toString('latin1')),
    );
    for (let cut = 1; cut < all.length; cut++) assert.deepEqual(heard([all.subarray(0, cut), all.subarray(cut)]), whole);
    assert.deepEqual(heard([...all].map((byte) => Buffer.of(byte))), whole);
  });

  it('reach the driver alone once the server is ready and has no more to do', () => {
    const later = [message('Z', 'I'), message('D', 'later')];
    assert.deepEqual(heard(later).taken, []);
    assert.deepEqual(heard([message('E', 'C22012\0Mnothing\0\0'), ...later, ...later], 2), {
      taken: ['nothing', 'later'],
      driver: later.map((bytes) => bytes.toString('latin1')),
    });
  });
});
