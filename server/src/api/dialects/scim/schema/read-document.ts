import { InvalidInput, type Issue } from '../../../../platform/http/refusals.ts';
import {
  attributeNamed,
  extensionNamed,
  isDocument,
  pathOf,
  type Attribute,
  type Document,
  type Json,
  type Schemas,
} from './attribute.ts';

export interface Reading {
  readonly schemas: Schemas;
  /** What happens to attributes and extensions that the schemas do not know. */
  readonly unknown: 'refuse' | 'ignore';
}

/**
 * A document as a client sent it, checked and tidied: names in their own spelling, no nulls (null and absent are the same), no read-only
 * attributes (RFC 7644 has them ignored), lists as lists, and booleans that came as text as booleans.
 * @throws InvalidInput naming everything that is wrong
 */
export function readDocument(body: unknown, reading: Reading): Document {
  const reader = new Reader(reading.unknown);
  const document = isDocument(body) ? reader.resource(body, reading.schemas) : reader.wrong('', 'type', 'must be an object');
  if (reader.issues.length > 0) throw new InvalidInput('body', reader.issues);
  return document as Document;
}

/** One value as its attribute has it; it may be a part of a whole, so that nothing is missing yet. @throws InvalidInput */
export function readValue(
  attribute: Attribute,
  value: unknown,
  at: { path: string; unknown: Reading['unknown'] },
): Json | undefined {
  const reader = new Reader(at.unknown, true);
  const read = reader.value(attribute, value, at.path);
  if (reader.issues.length > 0) throw new InvalidInput('body', reader.issues);
  return read;
}

class Reader {
  readonly issues: Issue[] = [];
  readonly #unknown: Reading['unknown'];
  readonly #partial: boolean;

  constructor(unknown: Reading['unknown'], partial = false) {
    this.#unknown = unknown;
    this.#partial = partial;
  }

  wrong(path: string, rule: string, message: string): undefined {
    this.issues.push({ path, rule, message });
    return undefined;
  }

  resource(body: Document, schemas: Schemas): Document {
    const [core] = schemas;
    const own: Record<string, Json | undefined> = {};
    const read: Record<string, Json | undefined> = {};
    for (const [name, value] of Object.entries(body)) {
      if (name.toLowerCase() === 'schemas') continue;
      const extension = name.includes(':') ? extensionNamed(schemas, name) : undefined;
      if (!extension) own[name] = value;
      else if (value !== null && value !== undefined) {
        if (isDocument(value))
          read[extension.id] = this.members(extension.attributes, value, (part) => pathOf(extension.id, part));
        else this.wrong(extension.id, 'type', 'must be an object');
      }
    }
    return { ...this.members(core.attributes, own, (part) => part), ...read };
  }

  members(attributes: readonly Attribute[], given: Document, pathTo: (name: string) => string): Document {
    const read: Record<string, Json | undefined> = {};
    for (const [name, value] of Object.entries(given)) {
      const attribute = attributeNamed(attributes, name);
      if (!attribute) {
        if (this.#unknown === 'refuse') this.wrong(pathTo(name), 'unknown', 'is not a known attribute');
      } else if (attribute.mutability !== 'readOnly' && value !== null && value !== undefined) {
        read[attribute.name] = this.value(attribute, value, pathTo(attribute.name));
      }
    }
    if (!this.#partial) this.#missing(attributes, read, pathTo);
    return read;
  }

  #missing(attributes: readonly Attribute[], read: Document, pathTo: (name: string) => string): void {
    for (const { name, required } of attributes) {
      const value = read[name];
      const absent = value === undefined || (Array.isArray(value) && value.length === 0);
      const said = this.issues.some(({ path }) => path.startsWith(pathTo(name)));
      if (required && absent && !said) this.wrong(pathTo(name), 'required', 'is required');
    }
  }

  value(attribute: Attribute, value: unknown, path: string): Json | undefined {
    if (!attribute.multiValued) return this.single(attribute, value, path);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((one, at) => this.single(attribute, one, `${path}[${at}]`) ?? []);
  }

  single(attribute: Attribute, value: unknown, path: string): Json | undefined {
    const { type, maxLength } = attribute;
    if (type === 'complex') return this.complex(attribute, value, path);
    if (type === 'boolean') return booleanOf(value) ?? this.wrong(path, 'type', 'must be true or false');
    if (type === 'integer' || type === 'decimal')
      return typeof value === 'number' && (type === 'decimal' || Number.isInteger(value))
        ? value
        : this.wrong(path, 'type', type === 'integer' ? 'must be an integer' : 'must be a number');
    if (typeof value !== 'string') return this.wrong(path, 'type', 'must be text');
    if (maxLength !== undefined && Array.from(value).length > maxLength)
      return this.wrong(path, 'maxLength', `must have at most ${maxLength} characters`);
    return value;
  }

  complex(attribute: Attribute, given: unknown, path: string): Json | undefined {
    const value = this.#unknown === 'ignore' ? bare(attribute, given) : given;
    return isDocument(value)
      ? this.members(attribute.subAttributes ?? [], value, (name) => `${path}.${name}`)
      : this.wrong(path, 'type', 'must be an object');
  }
}

/** Microsoft Entra sends a manager as the bare id. */
const bare = ({ subAttributes }: Attribute, value: unknown): unknown =>
  typeof value === 'string' && value !== '' && attributeNamed(subAttributes, 'value') ? { value } : value;

/** Microsoft Entra sends "True" and "False" in patches. */
const booleanOf = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : undefined;
};
