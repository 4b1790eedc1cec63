import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { XmlError, readXml } from './index.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const schema = Type.Object({
  Name: Type.Optional(Type.String()),
  Comment: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  Total: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  Count: Type.Optional(Type.Integer()),
  Flag: Type.Optional({ type: ['boolean', 'null'] }),
  State: Type.Optional(Type.Union([Type.Literal('A'), Type.Literal('B')])),
  Items: Type.Optional(Type.Array(Type.Object({ ID: Type.String() }), { xml: { item: 'Report' } })),
  Code: Type.Optional(Type.Array(Type.Integer(), { xml: { wrapped: false } })),
  kind: Type.Optional(Type.Integer({ xml: { name: 'Type', attribute: true } })),
});
const read = (inside: string, attributes = '') => readXml(schema, `<R xmlns:i="${XSI}" ${attributes}>${inside}</R>`);

test('text becomes what the schema says', () => {
  const cases: [string, unknown][] = [
    ['<Name> a &lt;b&gt; &#x20AC;<![CDATA[<&>]]><!-- no --> </Name>', { Name: ' a <b> €<&> ' }],
    ['<Name/>', { Name: '' }],
    ['<Comment></Comment>', { Comment: '' }],
    ['<Comment i:nil="true"/>', { Comment: null }],
    ['<Comment i:nil="1"> </Comment>', { Comment: null }],
    ['<Comment i:nil="false">x</Comment>', { Comment: 'x' }],
    ['<Total> 12.50 </Total>', { Total: 12.5 }],
    ['<Total>-.5</Total><Count>+7</Count>', { Total: -0.5, Count: 7 }],
    ['<Total>00000000050.00000000</Total>', { Total: 50 }],
    ['<Total/>', { Total: null }],
    ['<Count/>', { Count: '' }],
    ['<Flag>true</Flag>', { Flag: true }],
    ['<Flag>N</Flag>', { Flag: false }],
    ['<Flag>1</Flag>', { Flag: true }],
    ['<Flag/>', { Flag: null }],
    ['<State>A</State>', { State: 'A' }],
    ['<Items><Report><ID>1</ID></Report></Items>', { Items: [{ ID: '1' }] }],
    ['<Items>\n <Report><ID>1</ID></Report>\n <Report><ID>2</ID></Report>\n</Items>', { Items: [{ ID: '1' }, { ID: '2' }] }],
    ['<Items/>', { Items: [] }],
    ['<Items i:nil="true"/>', { Items: null }],
    ['<Code>1</Code><Name>x</Name><Code>2</Code>', { Code: [1, 2], Name: 'x' }],
    ['<Code>1</Code>', { Code: [1] }],
    ['', {}],
  ];
  for (const [inside, value] of cases) assert.deepEqual(read(inside), value, inside);
});

test('what does not convert stays text, for validation to report', () => {
  const cases: [string, unknown][] = [
    ['<Total>abc</Total>', { Total: 'abc' }],
    ['<Total>1e5</Total>', { Total: '1e5' }],
    ['<Total>NaN</Total>', { Total: 'NaN' }],
    ['<Total>0x10</Total>', { Total: '0x10' }],
    ['<Total>123456789012345.12345678</Total>', { Total: '123456789012345.12345678' }],
    ['<Count>9007199254740993</Count>', { Count: '9007199254740993' }],
    [`<Count>${'9'.repeat(400)}</Count>`, { Count: '9'.repeat(400) }],
    ['<Flag>maybe</Flag>', { Flag: 'maybe' }],
    ['<Name><b>x</b></Name>', { Name: { b: 'x' } }],
    ['<Items>text</Items>', { Items: 'text' }],
    ['<Items><Other>x</Other></Items>', { Items: { Other: 'x' } }],
    ['<Items><Report>text</Report></Items>', { Items: ['text'] }],
  ];
  for (const [inside, value] of cases) assert.deepEqual(read(inside), value, inside);
});

test('an element given twice is an array, so that it cannot pass for one value', () => {
  assert.deepEqual(read('<Name>a</Name><name>b</name><Name>c</Name>'), { Name: ['a', 'b', 'c'] });
  assert.deepEqual(read('<Items/><Items/>'), { Items: [[], []] });
});

test('unknown elements are kept, or left out when asked', () => {
  const text = '<R><Name>a</Name><Odd><x>1</x><x>2</x></Odd><kind>5</kind>stray</R>';
  assert.deepEqual(readXml(schema, text), { Name: 'a', Odd: { x: ['1', '2'] }, '#kind': '5', '#text': 'stray' });
  assert.deepEqual(readXml(schema, text, { ignoreUnknown: true }), { Name: 'a' });
  assert.deepEqual(readXml(schema, '<R><Items><Odd/><Report><ID>1</ID><Odd/></Report></Items></R>', { ignoreUnknown: true }), {
    Items: [{ ID: '1' }],
  });
  assert.equal(readXml(schema, '<R>just text</R>'), 'just text');
});

test('prefixes are ignored and case is forgiven, an exact name first', () => {
  assert.deepEqual(
    readXml(schema, '<a:R xmlns:a="urn:x"><a:NAME>x</a:NAME><a:items><a:REPORT><a:id>1</a:id></a:REPORT></a:items></a:R>'),
    {
      Name: 'x',
      Items: [{ ID: '1' }],
    },
  );
  const twins = Type.Object({ id: Type.String(), ID: Type.String() });
  assert.deepEqual(readXml(twins, '<R><ID>upper</ID><id>lower</id></R>'), { id: 'lower', ID: 'upper' });
});

test('attributes are read when the schema has them, and others are ignored', () => {
  assert.deepEqual(read('', 'Type="5" xmlns:x="urn:x" x:other="1" i:schemaLocation="a b" another="2"'), { kind: 5 });
  assert.deepEqual(read('<Type>5</Type>'), { Type: '5' });
});

test('a required repeated element that is absent is an empty list', () => {
  const strict = Type.Object({ Code: Type.Array(Type.String(), { xml: { wrapped: false } }) });
  assert.deepEqual(readXml(strict, '<R/>'), { Code: [] });
});

test('the root must be the one that the schema names', () => {
  const named = Type.Object({ Name: Type.String() }, { xml: { name: 'Report' } });
  assert.deepEqual(readXml(named, '<report><Name>x</Name></report>'), { Name: 'x' });
  assert.throws(() => readXml(named, '<Entry><Name>x</Name></Entry>'), {
    name: 'XmlError',
    message: /Entry.*Report was expected/,
  });
});

test('a byte order mark, another encoding declared and a processing instruction do no harm', () => {
  for (const head of [
    '\ufeff',
    '<?xml version="1.0" encoding="utf-16"?>',
    '\ufeff<?xml version="1.0"?><?style x?>\n',
    '<?xml version="1.1"?>',
  ]) {
    assert.deepEqual(readXml(schema, `${head}<R><Name>é</Name></R>\n`), { Name: 'é' });
  }
});

const attacks: Record<string, [string, RegExp]> = {
  'a document type': ['<!DOCTYPE R><R/>', /document type/],
  'billion laughs': [
    '<!DOCTYPE R [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><R><Name>&c;</Name></R>',
    /document type/,
  ],
  'an external entity': ['<!DOCTYPE R [<!ENTITY x SYSTEM "file:///etc/passwd">]><R><Name>&x;</Name></R>', /document type/],
  'an external document type': ['<!DOCTYPE R SYSTEM "http://127.0.0.1/x.dtd"><R/>', /document type/],
  'an entity nobody declared': ['<R><Name>&nbsp;</Name></R>', /entity/],
  'nesting without end': ['<a>'.repeat(100_000), /64 deep/],
  'too many elements': [`<R>${'<a/>'.repeat(100_000)}</R>`, /100000 elements/],
  'a huge attribute': [`<R a="${'x'.repeat(70_000)}"/>`, /65536 characters/],
  'many attributes': [`<R ${Array.from({ length: 65 }, (_, index) => `a${index}=""`).join(' ')}/>`, /64 attributes/],
  'a huge text': [`<R><Name>${'x'.repeat(600_000)}<!-- -->${'x'.repeat(600_000)}</Name></R>`, /1000000 characters/],
  'an element left open': ['<R><Name>x</R>', /tag/],
  'an end cut off': ['<R><Name>x', /unclosed/],
  'two roots': ['<R/><R/>', /root/],
  'text after the root': ['<R/>x', /root/],
  nothing: ['', /root/],
  'no XML': ['{"Name":"x"}', /root|begin/],
  'a control character': ['<R><Name>\u0001</Name></R>', /character/],
  'a control character by reference': ['<R><Name>&#1;</Name></R>', /entity/],
  'a control character under XML 1.1': ['<?xml version="1.1"?><R><Name>&#1;</Name></R>', /entity/],
  'a lone surrogate': ['<R><Name>\ud800</Name></R>', /character/],
  'a surrogate by reference': ['<R><Name>&#xD800;</Name></R>', /entity/],
  'a prefix nobody declared': ['<R><Name i:nil="true"/></R>', /namespace/],
  'the same attribute twice': ['<R a="1" a="2"/>', /duplicate/],
  'a raw ampersand': ['<R><Name>a & b</Name></R>', /unclosed/],
  'the prototype': ['<R><__proto__><admin>true</admin></__proto__></R>', /__proto__/],
  'content in nil': [`<R xmlns:i="${XSI}"><Name i:nil="true">x</Name></R>`, /nil has content/],
};

for (const [name, [text, message]] of Object.entries(attacks)) {
  test(`refused: ${name}`, () => {
    assert.throws(() => readXml(schema, text), { name: 'XmlError', message });
    assert.throws(() => readXml(schema, text, { ignoreUnknown: true }), { name: 'XmlError', message });
  });
}

test('an error says where reading stopped', () => {
  assert.throws(
    () => readXml(schema, '<R>\n  <Name>x</Nam>\n</R>'),
    (error) =>
      error instanceof XmlError &&
      error.line === 2 &&
      error.column !== undefined &&
      error.column > 1 &&
      !/^\d/.test(error.message),
  );
});

test('a choice of an object and a text is told by what the element holds', () => {
  const either = Type.Union([Type.String(), Type.Object({ Value: Type.Optional(Type.String()) }), Type.Null()], {
    xml: { orText: true },
  });
  const field = (inside: string) => readXml(Type.Object({ A: Type.Optional(either) }), `<R xmlns:i="${XSI}">${inside}</R>`);
  assert.deepEqual(field('<A>007</A>'), { A: '007' });
  assert.deepEqual(field('<A><Value>007</Value></A>'), { A: { Value: '007' } });
  assert.deepEqual(field('<A/>'), { A: {} });
  assert.deepEqual(field('<A i:nil="true"/>'), { A: null });
  assert.throws(
    () => readXml(Type.Object({ A: Type.Union([Type.Object({}), Type.Object({})], { xml: { orText: true } }) }), '<R/>'),
    /one choice of several/,
  );
});
