import type { TSchema } from 'typebox';
import type { NilStyle, XmlAnnotation } from './annotations.ts';

/** A schema with its annotations resolved: what reader and writer need of it, and nothing else. */
export type Shape = ScalarShape | ObjectShape | ArrayShape;

interface CommonShape {
  /** From the annotation; the parent decides the name when there is none. */
  name: string | undefined;
  namespace: string | undefined;
  nullable: boolean;
  nil: NilStyle;
}

export interface ScalarShape extends CommonShape {
  kind: 'scalar';
  attribute: boolean;
  yesNo: boolean;
  /** What text may become; with `string` among them, text stays text. */
  types: ReadonlySet<string>;
}

export interface Field {
  key: string;
  name: string;
  required: boolean;
  shape: Shape;
}

export interface ObjectShape extends CommonShape {
  kind: 'object';
  keys: ReadonlySet<string>;
  attributes: readonly Field[];
  elements: readonly Field[];
}

export interface ArrayShape extends CommonShape {
  kind: 'array';
  wrapped: boolean;
  /** Undefined when the array repeats its own element. */
  itemName: string | undefined;
  item: Shape;
}

/** The part of JSON Schema that the codec understands. */
interface JsonSchema {
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  items?: JsonSchema;
  xml?: XmlAnnotation;
}

type Inherited = Required<Pick<XmlAnnotation, 'nil' | 'boolean'>>;

const NAME = /^[A-Za-z_][\w.-]*$/;
const UNSUPPORTED = ['$ref', 'allOf', 'patternProperties', 'prefixItems', 'not', 'if'] as const;
const SCALAR_TYPES = new Set(['string', 'number', 'integer', 'boolean']);

/**
 * @throws TypeError when the schema holds what XML annotations cannot express: references, intersections, records, tuples, a choice
 * between objects, an array without an item name, two elements of one name.
 */
export function shapeOf(schema: TSchema): Shape {
  const shape = compile(schema, { nil: 'omit', boolean: 'true-false' }, '(root)');
  if (shape.kind === 'array' && !shape.wrapped) fail('(root)', 'the root array must be wrapped');
  return shape;
}

/** @throws TypeError when the text cannot be the name of an element. */
export function checkName(name: string): string {
  if (!NAME.test(name) || name === '__proto__') throw new TypeError(`XML annotation: ${JSON.stringify(name)} is no element name`);
  return name;
}

function fail(where: string, why: string): never {
  throw new TypeError(`XML annotation: at ${where}, ${why}`);
}

function compile(schema: JsonSchema, inherited: Inherited, where: string): Shape {
  for (const keyword of UNSUPPORTED) if (keyword in schema) fail(where, `${keyword} has no XML form`);
  const { types, nullable, core } = resolve(schema, where);
  const xml: XmlAnnotation = { ...core.xml, ...schema.xml };
  const down: Inherited = { nil: xml.nil ?? inherited.nil, boolean: xml.boolean ?? inherited.boolean };
  const common: CommonShape = {
    name: xml.name === undefined ? undefined : checkName(xml.name),
    namespace: xml.namespace,
    nullable,
    nil: down.nil,
  };
  if (types.has('object')) return objectShape(core, xml, common, down, where);
  if (types.has('array')) return arrayShape(core, xml, common, down, where);
  return { ...common, kind: 'scalar', attribute: xml.attribute === true, yesNo: down.boolean === 'YN', types };
}

interface Resolved {
  types: Set<string>;
  nullable: boolean;
  /** The branch that says more than null: where properties, items and its own annotation are found. */
  core: JsonSchema;
}

function resolve(schema: JsonSchema, where: string): Resolved {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches === undefined) {
    const types = ownTypes(schema);
    const nullable = types.delete('null');
    if (types.size > 1 && (types.has('object') || types.has('array'))) fail(where, 'an object or array is one choice of several');
    return { types, nullable, core: schema };
  }
  const resolved = branches.map((branch) => resolve(branch, where));
  const solid = resolved.filter((branch) => branch.types.size > 0);
  const nullable = resolved.some((branch) => branch.nullable);
  const types = new Set(solid.flatMap((branch) => [...branch.types]));
  const [object, ...others] = solid.filter((branch) => !branch.types.has('string'));
  if (schema.xml?.orText === true && object?.types.has('object') && others.length === 0)
    return { types: object.types, nullable, core: object.core };
  const scalar = [...types].every((type) => SCALAR_TYPES.has(type));
  if (!scalar && solid.length > 1) fail(where, 'an object or array is one choice of several');
  const only = solid.length === 1 ? solid[0] : undefined;
  return { types, nullable, core: only?.core ?? {} };
}

function ownTypes(schema: JsonSchema): Set<string> {
  if (typeof schema.type === 'string') return new Set([schema.type]);
  if (schema.type !== undefined) return new Set(schema.type);
  const values = 'const' in schema ? [schema.const] : schema.enum;
  // A schema that allows anything is text in XML.
  if (values === undefined) return new Set(['string']);
  return new Set(values.map((value) => (value === null ? 'null' : typeof value)));
}

function objectShape(schema: JsonSchema, xml: XmlAnnotation, common: CommonShape, down: Inherited, where: string): ObjectShape {
  if (schema.properties === undefined) fail(where, 'an object without properties has no XML form');
  const properties = Object.keys(schema.properties);
  const missing = xml.order?.find((key) => !properties.includes(key));
  if (missing !== undefined) fail(where, `order names ${missing}, which is no property`);
  const keys = new Set([...(xml.order ?? []), ...properties]);
  const required = new Set(schema.required);
  const attributes: Field[] = [];
  const elements: Field[] = [];
  for (const key of keys) {
    const shape = compile(schema.properties[key] ?? {}, down, `${where}.${key}`);
    const list = shape.kind === 'scalar' && shape.attribute ? attributes : elements;
    const name = shape.name ?? checkName(key);
    if (list.some((field) => field.name === name)) fail(where, `two properties are called ${name}`);
    list.push({ key, name, required: required.has(key), shape });
  }
  return { ...common, kind: 'object', keys, attributes, elements };
}

function arrayShape(schema: JsonSchema, xml: XmlAnnotation, common: CommonShape, down: Inherited, where: string): ArrayShape {
  if (schema.items === undefined) fail(where, 'an array without items has no XML form');
  const item = compile(schema.items, down, `${where}[]`);
  if (item.kind === 'array' && !item.wrapped) fail(where, 'an array of arrays must wrap the inner ones');
  const wrapped = xml.wrapped !== false;
  if (!wrapped) return { ...common, kind: 'array', wrapped, itemName: undefined, item };
  const itemName = xml.item ?? item.name;
  if (itemName === undefined) fail(where, 'a wrapped array needs the name of its item');
  return { ...common, kind: 'array', wrapped, itemName: checkName(itemName), item };
}
