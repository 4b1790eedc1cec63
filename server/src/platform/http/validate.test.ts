import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Type, { type TSchema } from 'typebox';
import { InvalidInput } from './refusals.ts';
import { checker } from './validate.ts';

const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);

describe('what a request is told of a value', () => {
  function told(schema: TSchema, value: unknown): string[] {
    try {
      checker('body', schema, false)(value);
    } catch (error) {
      assert.ok(error instanceof InvalidInput);
      return error.issues.map(({ path, message }) => `${path} ${message}`);
    }
    return [];
  }

  it('that may be null is what it would be told of one that may not', () => {
    const each = [
      [Type.String({ maxLength: 2 }), 'abc'],
      [Type.String({ maxLength: 2 }), 7],
      [Type.String({ format: 'date' }), 'soon'],
      [Type.Integer({ minimum: 1 }), 0],
      [Type.Union([Type.Literal('A'), Type.Literal('B')]), 'C'],
      [Type.Object({ a: Type.String(), b: nullable(Type.Integer()) }, { additionalProperties: false }), { b: 'x', c: 1 }],
    ] as const;
    for (const [schema, value] of each) {
      const plain = told(Type.Object({ x: schema }), { x: value });
      assert.ok(plain.length > 0);
      assert.deepEqual(told(Type.Object({ x: nullable(schema) }), { x: value }), plain);
      assert.deepEqual(told(Type.Array(nullable(schema)), [null, value, value]), [
        ...told(Type.Array(schema), [value]).map((text) => text.replace('0', '1')),
        ...told(Type.Array(schema), [value]).map((text) => text.replace('0', '2')),
      ]);
      assert.deepEqual(told(Type.Object({ x: nullable(schema) }), { x: null }), []);
    }
  });

  it('is everything where it may be several things', () => {
    const either = Type.Union([Type.String(), Type.Object({}), Type.Null()]);
    assert.deepEqual(told(Type.Object({ x: either }), { x: 1 }), [
      'x must be string',
      'x must be object',
      'x must be null',
      'x must match a schema in anyOf',
    ]);
  });
});
