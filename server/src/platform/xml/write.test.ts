import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type, type TSchema } from 'typebox';
import { writeXml } from './index.ts';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';
const I = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

function written(schema: TSchema, value: unknown, root: string): string {
  const text = writeXml(schema, value, root);
  assert.ok(text.startsWith(DECLARATION));
  return text.slice(DECLARATION.length);
}

test('a page of reports: a wrapped list and a link to the next page', () => {
  const report = Type.Object({
    ID: Type.String(),
    Total: Type.Number(),
    HasException: Type.Boolean(),
    PaidDate: nullable(Type.String()),
  });
  const page = Type.Object(
    { Items: Type.Array(report, { xml: { item: 'Report' } }), NextPage: nullable(Type.String()) },
    { xml: { nil: 'i' } },
  );
  const value = {
    Items: [
      { ID: 'A&B', Total: 12.5, HasException: false, PaidDate: null },
      { ID: '', Total: 0, HasException: true, PaidDate: '2026-01-02' },
    ],
    NextPage: null,
  };
  assert.equal(
    written(page, value, 'Reports'),
    `<Reports ${I}><Items>` +
      '<Report><ID>A&amp;B</ID><Total>12.5</Total><HasException>false</HasException><PaidDate i:nil="true"/></Report>' +
      '<Report><ID/><Total>0</Total><HasException>true</HasException><PaidDate>2026-01-02</PaidDate></Report>' +
      '</Items><NextPage i:nil="true"/></Reports>',
  );
  assert.equal(
    written(page, { Items: [], NextPage: 'http://x/?a=1&b=2' }, 'Reports'),
    `<Reports ${I}><Items/><NextPage>http://x/?a=1&amp;b=2</NextPage></Reports>`,
  );
});

test('a list whose root is the array, in a namespace, with a hyphenated name', () => {
  const summary = Type.Object({
    ReportName: Type.String(),
    detailsUrl: Type.String({ xml: { name: 'Report-Full-Details-Url' } }),
  });
  const list = Type.Array(summary, { xml: { item: 'ReportSummary', namespace: 'http://example.com/2012/06' } });
  assert.equal(
    written(list, [{ ReportName: 'Trip', detailsUrl: 'u' }], 'ReportsList'),
    '<ReportsList xmlns="http://example.com/2012/06"><ReportSummary><ReportName>Trip</ReportName>' +
      '<Report-Full-Details-Url>u</Report-Full-Details-Url></ReportSummary></ReportsList>',
  );
  assert.equal(written(list, [], 'ReportsList'), '<ReportsList xmlns="http://example.com/2012/06"/>');
});

test('details: Y and N, some nulls empty and one marked nil, lists in lists', () => {
  const attendee = Type.Object({ FirstName: Type.String(), IsDeleted: Type.Boolean() }, { xml: { name: 'Attendee' } });
  const entry = Type.Object({
    ApprovedAmount: nullable(Type.String()),
    IsPersonal: Type.Boolean(),
    AttendeesList: Type.Array(attendee),
    AllocationsList: Type.Array(Type.Object({ Percentage: Type.String() }), { xml: { item: 'Allocation' } }),
  });
  const details = Type.Object(
    {
      PaidDate: Type.Union([Type.String(), Type.Null()], { xml: { nil: 'i' } }),
      EverSentBack: Type.Boolean(),
      Plain: Type.Boolean({ xml: { boolean: 'true-false' } }),
      ExpenseEntriesList: Type.Array(entry, { xml: { item: 'ExpenseEntry' } }),
    },
    { xml: { namespace: 'urn:details', nil: 'empty', boolean: 'YN' } },
  );
  const value = {
    PaidDate: null,
    EverSentBack: false,
    Plain: true,
    ExpenseEntriesList: [
      { ApprovedAmount: null, IsPersonal: true, AttendeesList: [{ FirstName: 'Pat', IsDeleted: false }], AllocationsList: [] },
    ],
  };
  assert.equal(
    written(details, value, 'ReportDetails'),
    `<ReportDetails xmlns="urn:details" ${I}><PaidDate i:nil="true"/><EverSentBack>N</EverSentBack><Plain>true</Plain>` +
      '<ExpenseEntriesList><ExpenseEntry><ApprovedAmount/><IsPersonal>Y</IsPersonal>' +
      '<AttendeesList><Attendee><FirstName>Pat</FirstName><IsDeleted>N</IsDeleted></Attendee></AttendeesList><AllocationsList/>' +
      '</ExpenseEntry></ExpenseEntriesList></ReportDetails>',
  );
});

test('attributes, order, repeated elements, and nulls left out', () => {
  const schema = Type.Object(
    {
      Last: Type.String(),
      Code: Type.Array(Type.Number(), { xml: { wrapped: false } }),
      action: Type.Optional(Type.String({ xml: { name: 'Action', attribute: true } })),
      Gone: nullable(Type.String()),
      First: Type.String(),
    },
    { xml: { order: ['First', 'Last'] } },
  );
  const value = { Last: 'l', Code: [1, 2], action: 'a"<\n', Gone: null, First: 'f', Unknown: 'x' };
  assert.equal(
    written(schema, value, 'R'),
    '<R Action="a&quot;&lt;&#xA;"><First>f</First><Last>l</Last><Code>1</Code><Code>2</Code></R>',
  );
  assert.equal(written(schema, { Last: 'l', Code: [], First: 'f' }, 'R'), '<R><First>f</First><Last>l</Last></R>');
});

test('the other prefix for null, and a null root', () => {
  const schema = Type.Object({ A: Type.Optional({ type: ['integer', 'null'] }) }, { xml: { nil: 'xsi' } });
  assert.equal(
    written(schema, { A: null }, 'R'),
    '<R xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><A xsi:nil="true"/></R>',
  );
  assert.equal(written(Type.Object({ A: Type.String() }), null, 'R'), '<R/>');
});

test('numbers are written without an exponent', () => {
  const cases: [number, string][] = [
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-1e-7, '-0.0000001'],
    [-1.25e22, '-12500000000000000000000'],
    [-0, '0'],
    [0.1, '0.1'],
  ];
  for (const [number, text] of cases) assert.equal(written(Type.Number(), number, 'N'), `<N>${text}</N>`);
  for (const number of [Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => writeXml(Type.Number(), number, 'N'), TypeError);
});

test('markup is escaped and characters that XML cannot hold are replaced', () => {
  assert.equal(written(Type.String(), `]]><a href='x'>&amp;\r\n\t"`, 'T'), `<T>]]&gt;&lt;a href='x'&gt;&amp;amp;&#xD;\n\t"</T>`);
  assert.equal(
    written(Type.String(), 'a\u0000b\u001fc\ud800d\udc00e\uffff😀', 'T'),
    '<T>a\ufffdb\ufffdc\ufffdd\ufffde\ufffd😀</T>',
  );
});

test('one schema serves several roots', () => {
  const schema = Type.Object({ A: Type.String() });
  assert.equal(written(schema, { A: 'x' }, 'One'), '<One><A>x</A></One>');
  assert.equal(written(schema, { A: 'x' }, 'Two'), '<Two><A>x</A></Two>');
});

test('a value without the structure of its schema is refused', () => {
  const schema = Type.Object({ A: Type.String(), L: Type.Optional(Type.Array(Type.String(), { xml: { item: 'I' } })) });
  for (const value of [{ A: {} }, { A: ['x'] }, 'text', [], { A: 'x', L: 'x' }, { A: 'x', L: {} }]) {
    assert.throws(() => writeXml(schema, value, 'R'), TypeError);
  }
});

test('a schema that the annotations cannot express is refused by name', () => {
  const object = Type.Object({ A: Type.String() });
  const cases: [TSchema, RegExp][] = [
    [Type.Object({ L: Type.Array(Type.String()) }), /\(root\)\.L, a wrapped array needs/],
    [Type.Array(Type.String(), { xml: { wrapped: false } }), /root array must be wrapped/],
    [Type.Union([object, Type.String()]), /one choice of several/],
    [Type.Union([object, Type.Object({ B: Type.String() })]), /one choice of several/],
    [Type.Object({ A: Type.String(), B: Type.String({ xml: { name: 'A' } }) }), /two properties are called A/],
    [Type.Object({ 'a b': Type.String() }), /no element name/],
    [Type.Object({ A: Type.String() }, { xml: { order: ['B'] } }), /order names B/],
    [Type.Record(Type.String(), Type.String()), /patternProperties/],
    [{ allOf: [object] }, /allOf/],
    [{ type: 'object' }, /without properties/],
    [{ type: 'array' }, /without items/],
    [
      Type.Object({ L: Type.Array(Type.Array(Type.String(), { xml: { wrapped: false } }), { xml: { item: 'I' } }) }),
      /must wrap the inner/,
    ],
  ];
  for (const [schema, message] of cases) assert.throws(() => writeXml(schema, {}, 'R'), { name: 'TypeError', message });
  assert.throws(() => writeXml(object, { A: 'x' }, 'a b'), TypeError);
});
