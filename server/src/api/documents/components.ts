import type { TSchema } from 'typebox';

type Json = Record<string, unknown>;

/** The schemas of a document: an object that stands in several places is written once and referred to. */
export interface Components {
  /** The schema as it stands in the document, with references in it. */
  refer(schema: TSchema): Json;
  schemas(): Record<string, Json>;
}

const XML_KEYS = new Set(['name', 'namespace', 'prefix', 'attribute', 'wrapped']);
/** Shorter ones are easier to read where they stand. */
const WORTH_A_NAME = 80;

/** `named` are the schemas of the document's bodies, each with the name that its operation suggests. */
export function createComponents(named: readonly (readonly [string, TSchema])[]): Components {
  const seen = new Map<string, { count: number; name: string }>();
  for (const [name, schema] of named) count(plain(schema), name, seen);

  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [key, { count: times, name }] of seen) {
    if (times < 2) continue;
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name}${number}`;
    taken.add(unique);
    names.set(key, unique);
  }

  const written: Record<string, Json> = {};
  const replace = (node: unknown, top = false): unknown => {
    if (Array.isArray(node)) return node.map((inner) => replace(inner));
    if (!isJson(node)) return node;
    const name = top ? undefined : names.get(JSON.stringify(node));
    if (name === undefined) return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, replace(inner)]));
    written[name] ??= replace(node, true) as Json;
    return { $ref: `#/components/schemas/${name}` };
  };

  return {
    refer: (schema) => replace(plain(schema)) as Json,
    schemas: () => Object.fromEntries(Object.entries(written).sort(([a], [b]) => a.localeCompare(b))),
  };
}

const isJson = (node: unknown): node is Json => node !== null && typeof node === 'object' && !Array.isArray(node);

/** Counts objects with properties, and suggests a name: the schema's own title, else that of the place it stands in. */
function count(node: unknown, name: string, seen: Map<string, { count: number; name: string }>): void {
  if (Array.isArray(node)) return node.forEach((inner) => count(inner, name, seen));
  if (!isJson(node)) return;
  if (isJson(node['properties'])) {
    const key = JSON.stringify(node);
    const found = seen.get(key);
    if (found) found.count++;
    else if (key.length >= WORTH_A_NAME)
      seen.set(key, { count: 1, name: typeof node['title'] === 'string' ? pascal(node['title']) : name });
    for (const [property, inner] of Object.entries(node['properties'])) count(inner, pascal(property), seen);
  }
  for (const keyword of ['items', 'anyOf', 'allOf', 'oneOf', 'additionalProperties']) {
    const inner = node[keyword];
    if (inner !== undefined) count(inner, keyword === 'items' ? singular(name) : name, seen);
  }
}

const singular = (name: string): string => name.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');

/** JSON Schema as it is published: without the ids of types, and with of the XML annotations what OpenAPI knows. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (!isJson(node)) return node;
  const kept: Json = {};
  for (const [key, inner] of Object.entries(node)) {
    if (key === '$id' || key.startsWith('~') || inner === undefined) continue;
    if (key === 'properties' && isJson(inner))
      kept[key] = Object.fromEntries(Object.entries(inner).map(([name, property]) => [name, plain(property)]));
    else if (key !== 'xml') kept[key] = plain(inner);
  }
  return isJson(node['xml']) ? withXml(kept, node['xml']) : kept;
}

/** Arrays are wrapped unless told otherwise, in OpenAPI the other way round; their items' name stands on the items there. */
function withXml(node: Json, annotation: Json): Json {
  const xml = Object.fromEntries(Object.entries(annotation).filter(([setting]) => XML_KEYS.has(setting)));
  if (node['type'] === 'array' && annotation['wrapped'] !== false) xml['wrapped'] = true;
  const { items } = node;
  if (typeof annotation['item'] === 'string' && isJson(items) && !items['xml'])
    return { ...node, items: named(items, { name: annotation['item'] }), xml };
  return Object.keys(xml).length > 0 ? { ...node, xml } : node;
}

/** An object keeps its own form, so that it is still the same schema as in other places. */
const named = (items: Json, xml: Json): Json => (isJson(items['properties']) ? { allOf: [items], xml } : { ...items, xml });

/** `create-report` and `createReport` as `CreateReport`. */
export const pascal = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
