import type { TSchema } from 'typebox';
import { plainNumber } from './escape.ts';
import { shapeOf, type ArrayShape, type Field, type ObjectShape, type ScalarShape, type Shape } from './shape.ts';
import { XmlError, parseTree, type XmlElement } from './tree.ts';

export interface ReadXmlOptions {
  /** Leave out elements that the schema does not name. Without it they are kept, so that validation can refuse them. */
  ignoreUnknown?: boolean;
}

interface NameTable {
  exact: ReadonlyMap<string, Field>;
  lower: ReadonlyMap<string, Field>;
}

const shapes = new WeakMap<TSchema, Shape>();
const tables = new WeakMap<readonly Field[], NameTable>();

/**
 * The value that a document holds, converted by the schema and not yet validated: what does not convert stays text, what the schema does
 * not name keeps its element name, a repeated element that should be single becomes an array, so that validation of the result reports it.
 * @throws XmlError when the document is refused (see parseTree), or its root is not the element that the schema's `xml.name` asks for.
 */
export function readXml(schema: TSchema, text: string, options: ReadXmlOptions = {}): unknown {
  let shape = shapes.get(schema);
  if (shape === undefined) shapes.set(schema, (shape = shapeOf(schema)));
  const root = parseTree(text);
  if (shape.name !== undefined && shape.name.toLowerCase() !== root.name.toLowerCase()) {
    throw new XmlError(`The root element is ${root.name}; ${shape.name} was expected.`);
  }
  return convert(shape, root, options.ignoreUnknown === true);
}

function convert(shape: Shape, element: XmlElement, ignoreUnknown: boolean): unknown {
  if (element.nil) return null;
  if (shape.kind === 'object') return readObject(shape, element, ignoreUnknown);
  if (shape.kind === 'array') return readArray(shape, element, ignoreUnknown);
  return element.children.length > 0 ? plain(element) : readScalar(shape, element.text);
}

/** Sets a key; from the second time on, the values gather in an array, which no schema of a single value accepts. */
class Bag {
  readonly values: Record<string, unknown> = {};
  readonly #repeated = new Map<string, unknown[]>();

  put(key: string, value: unknown): void {
    if (!Object.hasOwn(this.values, key)) {
      this.values[key] = value;
      return;
    }
    const list = this.#repeated.get(key);
    if (list !== undefined) list.push(value);
    else this.#repeated.set(key, (this.values[key] = [this.values[key], value]));
  }
}

function readObject(shape: ObjectShape, element: XmlElement, ignoreUnknown: boolean): unknown {
  const hasText = element.text.trim() !== '';
  if (hasText && element.children.length === 0) return element.text;
  const bag = new Bag();
  for (const { name, value } of element.attributes) {
    const field = find(shape.attributes, name);
    if (field?.shape.kind === 'scalar') bag.put(field.key, readScalar(field.shape, value));
  }
  const lists = new Map<Field, unknown[]>();
  for (const field of shape.elements) {
    if (field.required && isRepeated(field.shape)) lists.set(field, []);
  }
  for (const child of element.children) {
    const field = find(shape.elements, child.name);
    if (field === undefined) {
      if (!ignoreUnknown) bag.put(shape.keys.has(child.name) ? `#${child.name}` : child.name, plain(child));
    } else if (isRepeated(field.shape)) {
      const list = lists.get(field) ?? [];
      list.push(convert(field.shape.item, child, ignoreUnknown));
      lists.set(field, list);
    } else {
      bag.put(field.key, convert(field.shape, child, ignoreUnknown));
    }
  }
  for (const [field, list] of lists) bag.values[field.key] = list;
  if (hasText && !ignoreUnknown) bag.put('#text', element.text);
  return bag.values;
}

function isRepeated(shape: Shape): shape is ArrayShape {
  return shape.kind === 'array' && !shape.wrapped;
}

/** A list holding anything but its items is not a list: it comes back as text or as an object, for validation to refuse. */
function readArray(shape: ArrayShape, element: XmlElement, ignoreUnknown: boolean): unknown {
  if (element.children.length === 0 && element.text.trim() !== '') return element.text;
  const wanted = shape.itemName?.toLowerCase();
  const items = element.children.filter((child) => child.name.toLowerCase() === wanted);
  const stray = items.length < element.children.length || element.text.trim() !== '';
  if (stray && !ignoreUnknown) return plain(element);
  return items.map((child) => convert(shape.item, child, ignoreUnknown));
}

/** An element as it stands, when no schema says more. */
function plain(element: XmlElement): unknown {
  if (element.nil) return null;
  if (element.children.length === 0) return element.text;
  const bag = new Bag();
  for (const child of element.children) bag.put(child.name, plain(child));
  if (element.text.trim() !== '') bag.put('#text', element.text);
  return bag.values;
}

function find(fields: readonly Field[], name: string): Field | undefined {
  let table = tables.get(fields);
  if (table === undefined) tables.set(fields, (table = nameTable(fields)));
  return table.exact.get(name) ?? table.lower.get(name.toLowerCase());
}

function nameTable(fields: readonly Field[]): NameTable {
  return {
    exact: new Map(fields.map((field) => [field.name, field])),
    lower: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  };
}

const BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['y', true],
  ['false', false],
  ['0', false],
  ['n', false],
]);

function readScalar({ types, nullable }: ScalarShape, text: string): unknown {
  if (types.has('string')) return text;
  const trimmed = text.trim();
  if (trimmed === '' && nullable) return null;
  const number = types.has('number') || types.has('integer') ? readNumber(trimmed) : undefined;
  if (number !== undefined) return number;
  const boolean = types.has('boolean') ? BOOLEANS.get(trimmed.toLowerCase()) : undefined;
  return boolean ?? text;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
/** A double keeps this many digits of any decimal. */
const SAFE_DIGITS = 15;

/** Undefined when the text is no decimal, or one of more digits than a double holds: losing some of them silently is no reading. */
function readNumber(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  if (text.length <= SAFE_DIGITS) return number === 0 ? 0 : number;
  return Number.isFinite(number) && canonical(plainNumber(number)) === canonical(text) ? number : undefined;
}

/** Sign, digits and point without zeros that mean nothing. */
function canonical(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const digits = `${whole.replace(/^0+/, '')}.${fraction.replace(/0+$/, '')}`;
  return digits === '.' ? '0' : sign + digits;
}
