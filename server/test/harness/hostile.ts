import fc from 'fast-check';
import type { TSchema } from 'typebox';

/** Text that programs stumble over: each has broken something somewhere. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '🙂'.repeat(20),
  'x'.repeat(70),
  'x'.repeat(3000),
  'x'.repeat(20_000),
  '__proto__',
  'constructor',
  'toString',
  "'; drop table report; --",
  '<script>alert(1)</script>',
  ']]>&amp;<!--',
  '%00',
  '%zz',
  '%',
  '\r\nx-injected: 1',
  '../../etc/passwd',
  '2026-02-30',
  '2026-02-28',
  '0000-00-00',
  '0000-01-01',
  '-0001-01-01',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13',
  '2026-13-01',
  '2026-02-27T25:61:00',
  'NaN',
  'Infinity',
  '1e400',
  '-1',
  '0',
  '1.5',
  '101',
  '99999999999999999999999999',
  'true',
  'null',
  '[]',
  '{}',
  'USD',
  'usd',
  'XXX',
  'ZZZ',
  'CASH',
  'LUNCH',
  'UNDEF',
  'ALL',
  'TRAVELER',
  '00000000-0000-0000-0000-000000000000',
  '0'.repeat(20),
  'F'.repeat(20),
  'f'.repeat(32),
  'gWvXmB$p1',
  'n0$',
];
const NUMBERS = [
  0,
  -0,
  -1,
  1,
  12,
  0.01,
  1e-9,
  1e-320,
  1e15,
  1e21,
  1e300,
  Infinity,
  -Infinity,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  0.1 + 0.2,
];
const OTHERS: unknown[] = [null, true, [], {}, [[]], ['a', 'b'], [null], { value: 1 }, { $ne: null }, Number.NaN];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(...OTHERS),
  fc.jsonValue({ maxDepth: 3 }),
);

/** What a schema of ours is made of. */
interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
}

/** Values near a schema: mostly of its shape, with something wrong in places. `known` are texts that name something. */
export function nearly(schema: TSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const text = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 2, arbitrary: hostileText });
  const spoilt = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: hostileValue });
  const scalar = ({ type, format }: Node): fc.Arbitrary<unknown> => {
    if (type === 'number' || type === 'integer') return fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(...NUMBERS));
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    if (type !== 'string') return hostileValue;
    return format === 'date' ? fc.oneof(fc.constant('2026-02-27'), hostileText) : text;
  };
  const near = (node: Node): fc.Arbitrary<unknown> => {
    if (node.const !== undefined) return spoilt(fc.constant(node.const));
    if (node.enum) return spoilt(fc.constantFrom(...node.enum));
    if (node.anyOf) return fc.oneof(...node.anyOf.map(near));
    if (node.type === 'array') return spoilt(fc.array(near(node.items ?? {}), { minLength: node.minItems ?? 0, maxLength: 3 }));
    if (!node.properties) return scalar(node);
    const properties = Object.fromEntries(Object.entries(node.properties).map(([name, one]) => [name, near(one)]));
    const whole = fc.record(properties, { requiredKeys: [...(node.required ?? [])] });
    const broken = fc.tuple(
      fc.record(properties, { requiredKeys: [] }),
      fc.dictionary(hostileText, hostileValue, { maxKeys: 2 }),
    );
    return fc.oneof(
      { weight: 8, arbitrary: whole },
      { weight: 1, arbitrary: broken.map(([some, more]) => Object.assign(some, more)) },
      { weight: 1, arbitrary: hostileValue },
    );
  };
  return near(schema as Node);
}

/** JSON with numbers that JavaScript has no literal for, and text that is half a character. */
export function hostileJson(value: unknown): string {
  const marked = JSON.stringify(value, (_key, one: unknown) =>
    one === Infinity ? '@1e400@' : one === -Infinity ? '@-1e400@' : one,
  );
  return (marked ?? 'null').replace(/"@(-?1e400)@"/g, '$1');
}

/** XML of a value under a root element, not always well-formed. */
export function hostileXml(root: string, value: unknown): string {
  const escaped = (text: string): string => text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));
  const element = (name: string, one: unknown): string => {
    if (Array.isArray(one)) return one.map((each) => element(name, each)).join('');
    if (one === null) return `<${name} xsi:nil="true"/>`;
    if (typeof one === 'object') {
      const inner = Object.entries(one as object).map(([key, each]) => element(key, each));
      return `<${name}>${inner.join('')}</${name}>`;
    }
    return `<${name}>${escaped(typeof one === 'string' ? one : JSON.stringify(one))}</${name}>`;
  };
  return `<?xml version="1.0"?>${element(root, value).replace(/^<([^\s>/]+)/, '<$1 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')}`;
}

/** Bodies that are nothing of any schema. */
export const JUNK: readonly (string | Buffer)[] = [
  '{',
  '[1,',
  'null',
  '"text"',
  '0',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '['.repeat(5000),
  `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0, 1, 2, 0xff]),
  '<a>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Report><Name>&b;</Name></Report>',
  '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><Report><Name>&c;</Name></Report>',
  '<Report><Name>&#0;</Name></Report>',
  '<Report><Name>&#xD800;</Name></Report>',
  `${'<a>'.repeat(2000)}${'</a>'.repeat(2000)}`,
  '<Report xmlns:i="x"><__proto__>1</__proto__><Name i:nil="true"/></Report>',
  'a=%zz&b=%00&__proto__=1&a=2',
  'grant_type=%00&client_id=%00&client_secret=%00&username=%00&password=%00',
  'form_token=%00&token=%00&login=%00&password=%00&return_to=%00&request=%00&session=%00',
];
