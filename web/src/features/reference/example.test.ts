import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exampleOf, xmlExampleOf } from './example.ts';
import type { Schema } from './operations.ts';

const SCHEMAS: Readonly<Record<string, Schema>> = {
  Money: { type: 'object', required: ['value'], properties: { value: { type: 'number' }, currency: { type: 'string' } } },
  Loop: { type: 'object', properties: { loop: { $ref: '#/components/schemas/Loop' } } },
};

describe('an example of a body', () => {
  it('holds what is needed, with a value of its kind', () => {
    const schema: Schema = {
      type: 'object',
      required: ['name', 'amount', 'day', 'kind', 'rows', 'fixed'],
      properties: {
        name: { anyOf: [{ type: 'null' }, { type: 'string' }] },
        amount: { $ref: '#/components/schemas/Money' },
        day: { type: 'string', format: 'date' },
        kind: { type: 'string', enum: ['A', 'B'] },
        rows: { type: 'array', items: { type: 'integer', minimum: 3 } },
        fixed: { const: 'x' },
        other: { type: 'string' },
      },
    };
    assert.deepEqual(exampleOf(schema, SCHEMAS), {
      name: '',
      amount: { value: 0 },
      day: '2026-03-31',
      kind: 'A',
      rows: [3],
      fixed: 'x',
    });
  });

  it('ends where a schema goes on for ever', () => {
    assert.ok(JSON.stringify(exampleOf({ $ref: '#/components/schemas/Loop' }, SCHEMAS)).length < 200);
  });

  it('is written as XML with the names of the elements', () => {
    const schema: Schema = {
      type: 'object',
      xml: { name: 'Report', namespace: 'urn:x' },
      properties: {
        Name: { type: 'string' },
        Lines: { type: 'array', items: { type: 'string', xml: { name: 'Line' } } },
        Flat: { type: 'array', xml: { wrapped: false }, items: { type: 'string' } },
      },
    };
    assert.equal(
      xmlExampleOf(schema, {}),
      [
        '<Report xmlns="urn:x">',
        '  <Name></Name>',
        '  <Lines>',
        '    <Line></Line>',
        '  </Lines>',
        '  <Flat></Flat>',
        '</Report>',
      ].join('\n'),
    );
  });
});
