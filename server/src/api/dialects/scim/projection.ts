import { isDocument, pathOf, type Attribute, type Document, type Json, type Schemas } from './schema/attribute.ts';

export interface Projection {
  readonly schemas: Schemas;
  /** Whether the caller may see the attribute of a whole path: `emails.value`, `urn:...:User:manager`. Left out: everything. */
  readonly visible?: (path: string) => boolean;
  /** Names of attributes in whole or short notation; unknown ones are nobody's. */
  readonly attributes?: readonly string[] | undefined;
  readonly excludedAttributes?: readonly string[] | undefined;
  /** Unset attributes as null and []: left out otherwise. */
  readonly nulls?: boolean;
}

/**
 * What of a document is answered: RFC 7644, section 3.9. `id` always; with `attributes` those alone, else all that are answered by default
 * less `excludedAttributes`. The list `schemas` stays as the document has it, without extensions that are not answered; a list of attributes
 * leaves it out.
 */
export const project = (document: Document, projection: Projection): Document => projector(projection)(document);

/** `project` for many documents: what is wished of each attribute is found out once. */
export function projector(projection: Projection): (document: Document) => Document {
  const { schemas, attributes, excludedAttributes } = projection;
  const excluded = selection(excludedAttributes, schemas);
  const view = new View(projection, selection(attributes, schemas), excluded);
  const listsSchemas = !attributes || attributes.some((name) => name.toLowerCase() === 'schemas');
  const [core, ...extensions] = schemas;
  return (document) => {
    const listed = listsSchemas ? (document['schemas'] as readonly string[] | undefined) : undefined;
    const body: Record<string, Json | undefined> = {
      ...(listed ? { schemas: listed.filter((urn) => !excluded?.has(urn.toLowerCase())) } : {}),
      ...view.members(core.attributes, document, undefined),
    };
    for (const { id, attributes: own } of extensions) {
      const part = document[id];
      const seen = isDocument(part) ? view.members(own, part, id) : {};
      if (Object.keys(seen).length > 0) body[id] = seen;
    }
    return body;
  };
}

/** Comma-separated, as queries have them. */
export const attributeList = (text: string | undefined): string[] | undefined => {
  const names = text?.split(',').map((name) => name.trim());
  return names?.some(Boolean) ? names.filter(Boolean) : undefined;
};

/** Whole paths in lower case; those of the core schema without its URN. */
function selection(names: readonly string[] | undefined, [core, ...extensions]: Schemas): ReadonlySet<string> | undefined {
  if (!names || names.length === 0) return undefined;
  const prefix = `${core.id.toLowerCase()}:`;
  return new Set(
    names.flatMap((name) => {
      const lower = name.trim().toLowerCase();
      if (lower.startsWith(prefix)) return [lower.slice(prefix.length)];
      if (lower.includes(':')) return [lower.endsWith(':') ? lower.slice(0, -1) : lower];
      // Without its URN, an attribute of an extension is found by its name.
      return [lower, ...extensions.map(({ id }) => `${id.toLowerCase()}:${lower}`)];
    }),
  );
}

type Wish = 'whole' | 'part' | 'none';

class View {
  readonly #projection: Projection;
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #excluded: ReadonlySet<string> | undefined;
  readonly #wishes = new Map<string, Wish>();

  constructor(projection: Projection, wanted: ReadonlySet<string> | undefined, excluded: ReadonlySet<string> | undefined) {
    this.#projection = projection;
    this.#wanted = wanted;
    this.#excluded = excluded;
  }

  members(attributes: readonly Attribute[], given: Document, urn: string | undefined): Document {
    const whole = urn !== undefined && this.#wanted?.has(urn.toLowerCase()) === true;
    const excluded = urn !== undefined && this.#excluded?.has(urn.toLowerCase()) === true;
    if (excluded) return {};
    return this.#object(attributes, given, (name) => pathOf(urn, name), whole);
  }

  #object(attributes: readonly Attribute[], given: Document, pathTo: (name: string) => string, whole: boolean): Document {
    const seen: Record<string, Json | undefined> = {};
    for (const attribute of attributes) {
      const path = pathTo(attribute.name);
      const wish = this.#wish(attribute, path, whole);
      if (wish === 'none') continue;
      const value = this.#value(attribute, given[attribute.name], path, wish === 'whole' && this.#wanted !== undefined);
      if (value !== undefined) seen[attribute.name] = value;
    }
    return seen;
  }

  #wish(attribute: Attribute, path: string, whole: boolean): Wish {
    const known = this.#wishes.get(path);
    if (known) return known;
    const wish = this.#wishFor(attribute, path, whole);
    this.#wishes.set(path, wish);
    return wish;
  }

  /** The same for each document: whether an attribute stands in a whole that is wished for depends on its path alone. */
  #wishFor(attribute: Attribute, path: string, whole: boolean): Wish {
    const lower = path.toLowerCase();
    if (attribute.returned === 'always') return 'whole';
    if (!this.#maySee(attribute, path) || this.#excluded?.has(lower)) return 'none';
    if (!this.#wanted) return attribute.returned === 'request' ? 'none' : 'whole';
    if (this.#wanted.has(lower)) return 'whole';
    if (whole) return attribute.returned === 'request' && !this.#wanted.has(lower) ? 'none' : 'whole';
    return [...this.#wanted].some((name) => name.startsWith(`${lower}.`)) ? 'part' : 'none';
  }

  #maySee(attribute: Attribute, path: string): boolean {
    const { visible } = this.#projection;
    if (!visible) return true;
    return attribute.subAttributes ? attribute.subAttributes.some(({ name }) => visible(`${path}.${name}`)) : visible(path);
  }

  #value(attribute: Attribute, value: Json | undefined, path: string, whole: boolean): Json | undefined {
    if (value === undefined || value === null) return this.#projection.nulls ? unset(attribute) : undefined;
    const { subAttributes } = attribute;
    if (!subAttributes) return value;
    const inner = (one: Json): Json =>
      isDocument(one) ? this.#object(subAttributes, one, (name) => `${path}.${name}`, whole) : one;
    return Array.isArray(value) ? (value as readonly Json[]).map((one) => withoutNulls(inner(one))) : inner(value);
  }
}

const unset = ({ multiValued, empty }: Attribute): Json => (multiValued && empty !== 'null' ? [] : null);

/** Entries of a list have only what is set: samples of api-reference/profile/v4.identity. */
const withoutNulls = (entry: Json): Json =>
  isDocument(entry) ? Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null && !isEmpty(value))) : entry;
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
