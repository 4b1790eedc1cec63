import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Type, type TSchema } from 'typebox';
import { XmlError, readXml, writeXml } from './index.ts';

/** A schema, with values of it that survive being written and read. */
interface Sample {
  schema: TSchema;
  value: fc.Arbitrary<unknown>;
}

// oxlint-disable-next-line no-control-regex -- control characters are what it takes out
const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  .map((value) => value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,5}$/);

const scalars: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: Type.String(), value: text },
  { schema: Type.Number(), value: numbers },
  { schema: Type.Integer(), value: fc.maxSafeInteger() },
  { schema: Type.Boolean(), value: fc.boolean() },
  { schema: Type.Boolean({ xml: { boolean: 'YN' } }), value: fc.boolean() },
  { schema: Type.Union([Type.Literal('A'), Type.Literal('B')]), value: fc.constantFrom('A', 'B') },
  { schema: { type: ['string', 'null'] }, value: fc.option(text) },
  { schema: { type: ['number', 'null'] }, value: fc.option(numbers) },
  { schema: Type.Union([Type.Integer(), Type.Null()]), value: fc.option(fc.maxSafeInteger()) },
);

const { node } = fc.letrec<{ node: Sample }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalars, wrappedArray(tie('node')), object(tie('node'))),
}));

function wrappedArray(item: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.tuple(item, names, fc.boolean()).map(([{ schema, value }, name, nullable]) => {
    const array = Type.Array(schema, { xml: { item: name } });
    const values = fc.array(value, { maxLength: 3 });
    return nullable ? { schema: Type.Union([array, Type.Null()]), value: fc.option(values) } : { schema: array, value: values };
  });
}

interface Property {
  name: string;
  elementName: string | undefined;
  how: 'element' | 'optional' | 'attribute' | 'repeated';
  child: Sample;
}

function object(child: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const property: fc.Arbitrary<Property> = fc.oneof(
    fc.record({
      name: names,
      elementName: fc.constant(undefined),
      how: fc.constantFrom('element' as const, 'optional' as const),
      child,
    }),
    fc.record({
      name: names,
      elementName: fc.option(names, { nil: undefined }),
      how: fc.constantFrom('attribute' as const, 'repeated' as const),
      child: scalars,
    }),
  );
  const selector = ({ name, elementName }: Property) => (elementName ?? name).toLowerCase();
  return fc
    .uniqueArray(property, { maxLength: 5, selector })
    .filter((list) => new Set(list.map(({ name }) => name)).size === list.length)
    .map(objectOf);
}

function objectOf(properties: Property[]): Sample {
  const schemas: Record<string, TSchema> = {};
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  const optional: string[] = [];
  for (const { name, elementName, how, child } of properties) {
    const rename = elementName === undefined ? {} : { name: elementName };
    if (how === 'repeated') {
      schemas[name] = Type.Array(child.schema, { xml: { ...rename, wrapped: false } });
      values[name] = fc.array(child.value, { maxLength: 3 });
    } else if (how === 'attribute') {
      const old = 'xml' in child.schema && typeof child.schema.xml === 'object' ? child.schema.xml : {};
      schemas[name] = Type.Optional({ ...child.schema, xml: { ...old, ...rename, attribute: true } });
      // An attribute cannot say null.
      values[name] = child.value.filter((value) => value !== null);
      optional.push(name);
    } else if (how === 'optional') {
      schemas[name] = Type.Optional(child.schema);
      values[name] = child.value;
      optional.push(name);
    } else {
      schemas[name] = child.schema;
      values[name] = child.value;
    }
  }
  const requiredKeys = Object.keys(values).filter((key) => !optional.includes(key));
  return { schema: Type.Object(schemas), value: fc.record(values, { requiredKeys, noNullPrototype: true }) };
}

const root = object(node);

for (const nil of ['i', 'xsi'] as const) {
  test(`what is written is read back the same, nulls marked ${nil}:nil`, () => {
    const cases = root.chain(({ schema, value }) => value.map((sample) => ({ schema: { ...schema, xml: { nil } }, sample })));
    fc.assert(
      fc.property(cases, ({ schema, sample }) => {
        const xml = writeXml(schema, sample, 'Root');
        assert.deepEqual(readXml(schema, xml), sample);
        assert.deepEqual(readXml(schema, xml, { ignoreUnknown: true }), sample);
      }),
      { numRuns: 300 },
    );
  });
}

test('any text at all is written as a well-formed document', () => {
  const schema = Type.Object({ E: Type.String(), A: Type.String({ xml: { attribute: true } }) });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat({ max: 0xffff })), (whole, units) => {
      for (const value of [whole, String.fromCharCode(...units)]) {
        const back = readXml(schema, writeXml(schema, { E: value, A: value }, 'R'));
        // oxlint-disable-next-line no-control-regex -- control characters are what it replaces
        const legal = value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
        assert.deepEqual(back, { E: legal, A: legal });
      }
    }),
  );
});

test('no text makes the reader fail otherwise than by an XmlError', () => {
  const schema = Type.Object({ a: Type.Array(Type.Number(), { xml: { item: 'b' } }) });
  const pieces = fc.constantFrom(
    '<a>',
    '</a>',
    '<b>',
    '</b>',
    '<R>',
    '</R>',
    '<a/>',
    ' x="1"',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&lt;',
    '&#x',
    '1',
    '<',
    '"',
    '<!DOCTYPE R [',
    ']>',
    '<?',
    '?>',
  );
  fc.assert(
    fc.property(fc.array(pieces), (list) => {
      for (const document of [list.join(''), `<R>${list.join('')}</R>`]) {
        try {
          readXml(schema, document);
        } catch (error) {
          assert.ok(error instanceof XmlError, String(error));
        }
      }
    }),
    { numRuns: 500 },
  );
});
