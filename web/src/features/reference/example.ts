import type { Schema } from './operations.ts';

type Schemas = Readonly<Record<string, Schema>>;

/** What a schema says once its references are followed; `anyOf` is its first that is not null. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref !== undefined) return resolved(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (schema.allOf) {
    const parts = schema.allOf.map((one) => resolved(one, schemas));
    const { allOf: _none, ...own } = schema;
    return { ...Object.assign({}, ...parts), ...own, properties: Object.assign({}, ...parts.map((one) => one.properties)) };
  }
  if (schema.anyOf) {
    const chosen = schema.anyOf.find((one) => one.type !== 'null') ?? {};
    return { ...resolved(chosen, schemas), ...(schema.xml ? { xml: schema.xml } : {}) };
  }
  return schema;
}

/** A value of a schema as one types it. */
export const inText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const itemOf = ({ items }: Schema): Schema => (Array.isArray(items) ? items[0] : items) ?? {};

const TEXTS: Readonly<Record<string, string>> = {
  date: '2026-03-31',
  'date-time': '2026-03-31T09:00:00Z',
  uuid: '00000000-0000-0000-0000-000000000000',
};

/** The least that a schema accepts, with a value to overwrite at each place; what is optional stays out below the first level. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const known = resolved(schema, schemas);
  if (known.const !== undefined) return known.const;
  if (known.default !== undefined) return known.default;
  if (known.enum) return known.enum[0];
  const { type } = known;
  if (type === 'array') return [exampleOf(itemOf(known), schemas, depth + 1)];
  if (type === 'integer' || type === 'number') return known.minimum ?? 0;
  if (type === 'boolean') return false;
  if (known.properties)
    return Object.fromEntries(wantedOf(known, depth).map((name) => [name, inside(known, name, schemas, depth)]));
  if (type === 'string') return TEXTS[known.format ?? ''] ?? '';
  return type === 'object' ? {} : '';
}

const inside = ({ properties = {} }: Schema, name: string, schemas: Schemas, depth: number): unknown =>
  depth > 5 ? null : exampleOf(properties[name] ?? {}, schemas, depth + 1);

function wantedOf({ properties = {}, required = [] }: Schema, depth: number): string[] {
  if (required.length > 0) return required.filter((name) => name in properties);
  return depth === 0 ? Object.keys(properties) : Object.keys(properties).slice(0, 3);
}

/** The same as XML, with the names that the schema gives its elements. */
export function xmlExampleOf(schema: Schema, schemas: Schemas): string {
  const root = resolved(schema, schemas);
  return elementOf(root.xml?.name ?? 'Body', root, schemas, 0);
}

function elementOf(name: string, schema: Schema, schemas: Schemas, depth: number): string {
  const known = resolved(schema, schemas);
  const indent = '  '.repeat(depth);
  const opening = known.xml?.namespace === undefined ? name : `${name} xmlns="${known.xml.namespace}"`;
  if (known.type === 'array') return arrayOf(name, known, schemas, depth);
  if (!known.properties) return `${indent}<${opening}>${inText(exampleOf(known, schemas))}</${name}>`;
  const { properties } = known;
  const children = depth > 5 ? [] : wantedOf(known, depth);
  const lines = children.map((child) => {
    const inner = resolved(properties[child] ?? {}, schemas);
    return elementOf(inner.type === 'array' ? child : (inner.xml?.name ?? child), inner, schemas, depth + 1);
  });
  return [`${indent}<${opening}>`, ...lines, `${indent}</${name}>`].join('\n');
}

function arrayOf(name: string, schema: Schema, schemas: Schemas, depth: number): string {
  const item = resolved(itemOf(schema), schemas);
  const itemName = item.xml?.name ?? schema.xml?.item ?? name;
  if (schema.xml?.wrapped === false) return elementOf(itemName, item, schemas, depth);
  const indent = '  '.repeat(depth);
  return [`${indent}<${name}>`, elementOf(itemName, item, schemas, depth + 1), `${indent}</${name}>`].join('\n');
}
