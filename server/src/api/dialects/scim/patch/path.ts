import { parseFilter, type Expression } from '../filter/parse-filter.ts';
import { refuse } from '../refusal.ts';
import { attributeNamed, extensionNamed, type Attribute, type Schema, type Schemas } from '../schema/attribute.ts';

/** One step into a document: an attribute, and which of its entries if it is a list. */
export interface Step {
  readonly attribute: Attribute;
  readonly where?: Expression;
}

/** Where an operation works: an extension's document or the resource itself, then the steps; none means the whole of it. */
export interface Target {
  readonly extension: Schema | undefined;
  readonly steps: readonly Step[];
}

/**
 * Reads the path of a patch: RFC 7644, section 3.5.2, and the publisher's habit of ending the URN of a whole extension with a colon.
 * @throws InvalidInput with invalidPath, or invalidFilter for what stands in brackets
 */
export function parsePath(path: string, schemas: Schemas): Target {
  const { extension, rest } = withoutUrn(path.trim(), schemas);
  const steps: Step[] = [];
  let attributes: readonly Attribute[] | undefined = (extension ?? schemas[0]).attributes;
  for (const { name, filter } of segments(rest, path)) {
    const attribute: Attribute | undefined = attributeNamed(attributes, name);
    if (!attribute) throw refuse('invalidPath', path, 'names no known attribute');
    if (filter !== undefined && !attribute.multiValued)
      throw refuse('invalidPath', path, `filters ${attribute.name}, which is no list`);
    steps.push({ attribute, ...(filter === undefined ? {} : { where: parseFilter(filter) }) });
    attributes = attribute.subAttributes;
  }
  if (steps.length === 0 && !extension) throw refuse('invalidPath', path, 'names no attribute');
  return { extension, steps };
}

function withoutUrn(path: string, schemas: Schemas): { extension: Schema | undefined; rest: string } {
  if (!/^urn:/i.test(path)) return { extension: undefined, rest: path };
  const [core] = schemas;
  // The longest first: one URN may begin another.
  const known = [...schemas].sort((a, b) => b.id.length - a.id.length);
  const schema = known.find(({ id }) => {
    const next = path[id.length];
    return path.toLowerCase().startsWith(id.toLowerCase()) && (next === undefined || next === ':');
  });
  if (!schema) throw refuse('invalidPath', path, 'names no known schema');
  return { extension: schema === core ? undefined : extensionNamed(schemas, schema.id), rest: path.slice(schema.id.length + 1) };
}

const SEGMENT = /^\.?([a-z$][\w$-]*)/i;

/** `report[approver.value eq "x"].primary` -> report with a filter, primary. */
function segments(text: string, path: string): { name: string; filter: string | undefined }[] {
  const found: { name: string; filter: string | undefined }[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole = '', name] = SEGMENT.exec(rest) ?? [];
    if (name === undefined || whole.startsWith('.') !== found.length > 0) throw refuse('invalidPath', path, 'cannot be read');
    rest = rest.slice(whole.length);
    const filter = rest.startsWith('[') ? bracketed(rest, path) : undefined;
    if (filter !== undefined) rest = rest.slice(filter.length + 2);
    found.push({ name, filter });
  }
  return found;
}

/** What stands between the first bracket and the one that closes it; brackets in quotes do not count. */
function bracketed(text: string, path: string): string {
  const [whole] = /^\[(?:[^\]"\\]|"(?:[^"\\]|\\.)*")*\]/s.exec(text) ?? [];
  if (whole === undefined) throw refuse('invalidPath', path, 'has a bracket that is not closed');
  return whole.slice(1, -1);
}
