import { isDeepStrictEqual } from 'node:util';
import type { Expression } from '../filter/parse-filter.ts';
import { refuse } from '../refusal.ts';
import {
  attributeNamed,
  extensionNamed,
  isDocument,
  pathOf,
  type Attribute,
  type Document,
  type Json,
  type Schemas,
} from '../schema/attribute.ts';
import { readDocument, readValue, type Reading } from '../schema/read-document.ts';
import { matches } from './matches.ts';
import { readOperations, type Operation } from './operations.ts';
import { parsePath, type Step, type Target } from './path.ts';

/**
 * A document after the operations of a patch body, in order; all of them or none. The answer is what a client might have sent to replace the
 * document: checked, without read-only attributes.
 * @throws InvalidInput with invalidSyntax, invalidPath, invalidFilter, noTarget, mutability or invalidValue
 */
export function applyPatch(document: Document, body: unknown, reading: Reading): Document {
  const patch = new Patch(reading);
  const changed = readOperations(body).reduce((one, operation) => patch.apply(one, operation), document);
  const read = readDocument(changed, reading);
  assertImmutable(document, read, reading.schemas);
  return read;
}

/** What may be set once keeps its value. @throws InvalidInput with mutability */
export function assertImmutable(before: Document, after: Document, [core, ...extensions]: Schemas): void {
  const check = (attributes: readonly Attribute[], at: { was: Json | undefined; is: Json | undefined; urn?: string }): void => {
    if (!isDocument(at.was)) return;
    for (const { name, mutability } of attributes) {
      const was = at.was[name];
      if (mutability === 'immutable' && was !== undefined && !isDeepStrictEqual(was, isDocument(at.is) ? at.is[name] : undefined))
        throw refuse('mutability', pathOf(at.urn, name), 'cannot be changed');
    }
  };
  check(core.attributes, { was: before, is: after });
  for (const { id, attributes } of extensions) check(attributes, { was: before[id], is: after[id], urn: id });
}

type Action = Pick<Operation, 'op' | 'value'> & { readonly path: string };

class Patch {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  apply(document: Document, { op, path, value }: Operation): Document {
    if (path !== undefined) return this.#at(document, parsePath(path, this.#reading.schemas), { op, value, path });
    if (op === 'remove') throw refuse('noTarget', 'path', 'is required to remove something');
    if (!isDocument(value)) throw refuse('invalidSyntax', 'value', 'must be an object where no path is given');
    return Object.entries(value).reduce((one, [name, part]) => this.#member(one, { op, value: part, path: name }), document);
  }

  /** A member of a value without a path: an extension by its URN, or an attribute by its name or path. Read-only ones are passed over. */
  #member(document: Document, action: Action): Document {
    const { schemas, unknown } = this.#reading;
    if (action.path.toLowerCase() === 'schemas') return document;
    const known = extensionNamed(schemas, action.path) ?? attributeNamed(schemas[0].attributes, action.path);
    if (!known && unknown === 'ignore' && !/[.[:]/.test(action.path)) return document;
    const target = parsePath(action.path, schemas);
    if (target.steps.some(({ attribute }) => attribute.mutability === 'readOnly')) return document;
    return this.#at(document, target, action);
  }

  #at(document: Document, { extension, steps }: Target, action: Action): Document {
    const { path } = action;
    if (steps.some(({ attribute }) => attribute.mutability === 'readOnly')) throw refuse('mutability', path, 'is read-only');
    if (!extension) return this.#change(document, steps, action);
    const current = document[extension.id];
    const before = isDocument(current) ? current : {};
    if (steps.length > 0) return withValue(document, extension.id, emptyAsNone(this.#change(before, steps, action)));
    if (action.op === 'remove' || action.value === null) return withValue(document, extension.id, undefined);
    if (!isDocument(action.value)) throw refuse('invalidSyntax', path, 'must be an object');
    const after = Object.entries(action.value).reduce<Document>((one, [name, value]) => {
      const attribute = attributeNamed(extension.attributes, name);
      if (!attribute && this.#reading.unknown === 'refuse')
        throw refuse('invalidPath', pathOf(extension.id, name), 'names no known attribute');
      if (!attribute || attribute.mutability === 'readOnly') return one;
      return this.#change(one, [{ attribute }], { ...action, value, path: pathOf(extension.id, name) });
    }, before);
    return withValue(document, extension.id, emptyAsNone(after));
  }

  #change(container: Document, [step, ...rest]: readonly Step[], action: Action): Document {
    if (!step) return container;
    const { attribute, where } = step;
    const current = container[attribute.name];
    const to = (value: Json | undefined): Document => withValue(container, attribute.name, value);
    if (where || (attribute.multiValued && rest.length > 0)) return to(this.#entries(asList(current), step, rest, action));
    if (rest.length > 0) return to(emptyAsNone(this.#change(isDocument(current) ? current : {}, rest, action)));
    if (action.op === 'remove')
      return to(action.value === undefined ? undefined : without(asList(current), asList(action.value as Json)));
    if (action.value === null) return to(undefined);
    const value = readValue(attribute, action.value, { path: action.path, unknown: this.#reading.unknown });
    if (attribute.multiValued) return to(action.op === 'add' ? union(asList(current), asList(value)) : asList(value));
    return to(attribute.type === 'complex' && isDocument(current) && isDocument(value) ? { ...current, ...value } : value);
  }

  /** Changes the entries that the brackets choose; an add whose brackets choose none makes the entry that they describe. */
  #entries(entries: readonly Json[], { attribute, where }: Step, rest: readonly Step[], action: Action): Json[] | undefined {
    const chosen = entries.map((entry) => !where || matches(entry, where));
    if (!chosen.includes(true)) {
      const described = action.op === 'add' && where ? entryOf(where, attribute) : undefined;
      if (!described) throw refuse('noTarget', action.path, 'chooses no value');
      return [...entries, this.#entry(described, attribute, rest, action) ?? described];
    }
    const changed = entries.flatMap((entry, at) => (chosen[at] ? (this.#entry(entry, attribute, rest, action) ?? []) : [entry]));
    return changed.length > 0 ? changed : undefined;
  }

  #entry(entry: Json, attribute: Attribute, rest: readonly Step[], action: Action): Json | undefined {
    if (rest.length > 0) return emptyAsNone(this.#change(isDocument(entry) ? entry : {}, rest, action));
    if (action.op === 'remove' || action.value === null) return undefined;
    const [value] = asList(readValue(attribute, action.value, { path: action.path, unknown: this.#reading.unknown }));
    return isDocument(entry) && isDocument(value) ? { ...entry, ...value } : value;
  }
}

/** The entry that equalities describe: `type eq "work"` -> {type: "work"}. Anything else describes none. */
function entryOf(where: Expression, attribute: Attribute): Document | undefined {
  const parts = where.kind === 'and' ? where.parts : [where];
  const entry: Record<string, Json> = {};
  for (const part of parts) {
    const sub =
      part.kind === 'compare' && part.operator === 'eq' ? attributeNamed(attribute.subAttributes, part.path) : undefined;
    if (!sub || part.kind !== 'compare' || part.value === undefined || part.value === null) return undefined;
    entry[sub.name] = readValue(sub, part.value, { path: part.path, unknown: 'refuse' }) ?? null;
  }
  return entry;
}

const withValue = (document: Document, name: string, value: Json | undefined): Document => {
  const { [name]: _before, ...others } = document;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? others : { ...others, [name]: value };
};

const emptyAsNone = (document: Document): Document | undefined => (Object.keys(document).length > 0 ? document : undefined);

const asList = (value: Json | undefined): readonly Json[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
};

const union = (before: readonly Json[], added: readonly Json[]): Json[] => [
  ...before,
  ...added.filter((one) => !before.some((other) => isDeepStrictEqual(one, other))),
];

/** Entra removes members by listing them: an entry goes if it has every member that one of the list has. */
const without = (entries: readonly Json[], gone: readonly Json[]): Json[] =>
  entries.filter((entry) => !gone.some((one) => covers(entry, one)));

const covers = (entry: Json, pattern: Json): boolean =>
  isDocument(entry) && isDocument(pattern)
    ? Object.keys(pattern).length > 0 && Object.entries(pattern).every(([name, value]) => isDeepStrictEqual(entry[name], value))
    : isDeepStrictEqual(entry, pattern);
