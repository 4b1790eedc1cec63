import type { TSchema } from 'typebox';
import { XSI_NAMESPACE, type NilStyle } from './annotations.ts';
import { escapeAttribute, escapeText, plainNumber } from './escape.ts';
import { checkName, shapeOf, type ArrayShape, type Field, type ObjectShape, type ScalarShape, type Shape } from './shape.ts';

type Write = (value: unknown) => string;

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

const writers = new WeakMap<TSchema, Map<string, Write>>();

/**
 * The value as an XML document with this root element. Only what the schema names is written; characters that XML 1.0 cannot hold become
 * U+FFFD.
 * @throws TypeError when the schema has no XML form (see shapeOf), or the value does not have the schema's structure.
 */
export function writeXml(schema: TSchema, value: unknown, rootName: string): string {
  let byRoot = writers.get(schema);
  if (byRoot === undefined) writers.set(schema, (byRoot = new Map()));
  let write = byRoot.get(rootName);
  if (write === undefined) byRoot.set(rootName, (write = documentWriter(schema, rootName)));
  return write(value);
}

function documentWriter(schema: TSchema, rootName: string): Write {
  const shape = shapeOf(schema);
  const styles = nilStyles(shape);
  const declared = (['i', 'xsi'] as const)
    .filter((prefix) => styles.has(prefix))
    .map((prefix) => ` xmlns:${prefix}="${XSI_NAMESPACE}"`);
  const root = elementWriter(shape, checkName(rootName), declared.join(''));
  // A document cannot be without its root, so a null that would be left out is an empty root.
  return (value) => DECLARATION + (root(value) || `<${rootName}/>`);
}

function nilStyles(shape: Shape, found = new Set<NilStyle>()): Set<NilStyle> {
  found.add(shape.nil);
  if (shape.kind === 'array') nilStyles(shape.item, found);
  if (shape.kind === 'object') for (const field of shape.elements) nilStyles(field.shape, found);
  return found;
}

interface Tags {
  /** `<Name xmlns="…"`, without the closing bracket. */
  start: string;
  end: string;
  whenNull: string;
}

const NULL_ATTRIBUTES = { i: ' i:nil="true"/>', xsi: ' xsi:nil="true"/>', empty: '/>' } as const;

function elementWriter(shape: Shape, name: string, rootAttributes = ''): Write {
  const namespace = shape.namespace === undefined ? '' : ` xmlns="${escapeAttribute(shape.namespace)}"`;
  const start = `<${name}${namespace}${rootAttributes}`;
  const tags = { start, end: `</${name}>`, whenNull: shape.nil === 'omit' ? '' : start + NULL_ATTRIBUTES[shape.nil] };
  if (shape.kind === 'scalar') return scalarWriter(shape, tags);
  if (shape.kind === 'object') return objectWriter(shape, tags, name);
  return arrayWriter(shape, tags, name);
}

function scalarWriter(shape: ScalarShape, { start, end, whenNull }: Tags): Write {
  const open = `${start}>`;
  const empty = `${start}/>`;
  return (value) => {
    if (value === undefined) return '';
    if (value === null) return whenNull;
    const text = typeof value === 'string' ? escapeText(value) : scalarText(value, shape);
    return text === '' ? empty : open + text + end;
  };
}

function scalarText(value: unknown, shape: ScalarShape): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return shape.yesNo ? (value ? 'Y' : 'N') : String(value);
  throw new TypeError(`A ${typeof value} stands where the schema has text, a number or a boolean`);
}

function objectWriter(shape: ObjectShape, { start, end, whenNull }: Tags, name: string): Write {
  const attributes = shape.attributes.map((field) => ({ key: field.key, write: attributeWriter(field) }));
  const elements = shape.elements.map((field) => ({ key: field.key, write: fieldWriter(field) }));
  return (value) => {
    if (value === undefined) return '';
    if (value === null) return whenNull;
    if (!isRecord(value)) throw new TypeError(`The value of ${name} is no object`);
    let head = start;
    for (const { key, write } of attributes) head += write(value[key]);
    let body = '';
    for (const { key, write } of elements) body += write(value[key]);
    return body === '' ? `${head}/>` : `${head}>${body}${end}`;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attributeWriter({ name, shape }: Field): Write {
  return (value) => {
    if (value === undefined || value === null || shape.kind !== 'scalar') return '';
    return ` ${name}="${escapeAttribute(scalarText(value, shape))}"`;
  };
}

function fieldWriter({ name, shape }: Field): Write {
  if (shape.kind !== 'array' || shape.wrapped) return elementWriter(shape, name);
  const item = elementWriter(shape.item, name);
  return (value) => (value === undefined || value === null ? '' : joinItems(value, item, name));
}

function arrayWriter(shape: ArrayShape, { start, end, whenNull }: Tags, name: string): Write {
  const item = elementWriter(shape.item, shape.itemName ?? name);
  return (value) => {
    if (value === undefined) return '';
    if (value === null) return whenNull;
    const body = joinItems(value, item, name);
    return body === '' ? `${start}/>` : `${start}>${body}${end}`;
  };
}

function joinItems(value: unknown, item: Write, name: string): string {
  if (!Array.isArray(value)) throw new TypeError(`The value of ${name} is no array`);
  let body = '';
  for (const entry of value) body += item(entry);
  return body;
}
