import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { TSchema } from 'typebox';
import { InvalidInput, type Issue } from './refusals.ts';

type Part = 'path' | 'query' | 'headers' | 'body';

const options = { allErrors: true, useDefaults: true, strict: false, logger: false } as const;
/** Text is all that a path, a query and a form can hold, so they are read as what their schema asks for. */
const coercing = new Ajv({ ...options, coerceTypes: 'array' });
const strict = new Ajv(options);
(addFormats as unknown as (ajv: Ajv) => void)(coercing);
(addFormats as unknown as (ajv: Ajv) => void)(strict);

/** RFC 3339 knows leap seconds and offsets of a day, which no `Date` can hold. */
for (const ajv of [coercing, strict]) {
  const { validate } = ajv.formats['date-time'] as { validate: (text: string) => boolean };
  ajv.addFormat('date-time', (text: string) => validate(text) && !Number.isNaN(Date.parse(text)));
}

/** Compiled when first asked for: there are a thousand schemas, and a process meets few of them in its first minute. */
function whenAsked(ajv: Ajv, schemaOf: () => TSchema): () => ValidateFunction {
  let compiled: ValidateFunction | undefined;
  return () => (compiled ??= ajv.compile(schemaOf()));
}

/** A checker for one part of a request: throws `InvalidInput`, and reads text as numbers and booleans where asked to. */
export function checker(part: Part, schema: TSchema, readsText: boolean): (value: unknown) => void {
  const validator = whenAsked(readsText ? coercing : strict, () => schema);
  return (value) => {
    const validate = validator();
    if (!validate(value)) throw new InvalidInput(part, withoutNulls(validate.errors ?? []).map(issueOf));
  };
}

/**
 * Refuses text that no database or document can hold, wherever in a value it stands: the character NUL, and half a surrogate pair. Without
 * recursion, since a client chooses the depth. @throws InvalidInput
 */
export function checkTexts(part: Part, value: unknown): void {
  const open: { path: string; value: unknown }[] = [{ path: '', value }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, value: one } = next;
    if (typeof one === 'string' && !isText(one))
      throw new InvalidInput(part, [{ path, rule: 'format', message: 'holds a character that is none' }]);
    if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one)) continue;
    for (const [key, inner] of Object.entries(one)) {
      if (!isText(key))
        throw new InvalidInput(part, [{ path, rule: 'format', message: 'has a name with a character that is none' }]);
      if (typeof inner === 'string' || typeof inner === 'object')
        open.push({ path: path ? `${path}.${key}` : key, value: inner });
    }
  }
}

const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** For tests: whether an answer is exactly what its route declares, unknown members refused. */
export function answerChecker(schema: TSchema): (value: unknown) => string[] {
  const validator = whenAsked(strict, () => closed(schema) as TSchema);
  return (value) => {
    const validate = validator();
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath || '/'} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
    );
  };
}

/**
 * A value that may be null or something else fails as both. Its sender meant the something else, so that is what is told. The errors of a union
 * stand right before its own.
 */
function withoutNulls(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    const within = error.keyword === 'anyOf' ? kept.slice(startOf(kept, error)) : [];
    const others = within.filter((one) => !isNoNull(one, error));
    const branches = new Set(others.map((one) => branchOf(one, error)));
    if (others.length === within.length || branches.size !== 1) {
      kept.push(error);
      continue;
    }
    kept.length -= within.length;
    for (const one of others) kept.push(one);
  }
  return kept;
}

/** Where the errors of a union's alternatives begin. */
function startOf(kept: readonly ErrorObject[], union: ErrorObject): number {
  const isOf = (one: ErrorObject | undefined) =>
    one !== undefined &&
    one.schemaPath.startsWith(`${union.schemaPath}/`) &&
    `${one.instancePath}/`.startsWith(`${union.instancePath}/`);
  let start = kept.length;
  while (isOf(kept[start - 1])) start -= 1;
  return start;
}

const branchOf = (one: ErrorObject, union: ErrorObject): string | undefined =>
  one.schemaPath.slice(union.schemaPath.length + 1).split('/')[0];

const isNoNull = (one: ErrorObject, union: ErrorObject): boolean =>
  one.schemaPath === `${union.schemaPath}/${branchOf(one, union) ?? ''}/type` && one.params['type'] === 'null';

function issueOf(error: ErrorObject): Issue {
  const at = error.instancePath.split('/').filter(Boolean).map(unescapePointer);
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'required')
    return { path: [...at, params['missingProperty']].join('.'), rule: 'required', message: 'is required' };
  if (error.keyword === 'additionalProperties') {
    return { path: [...at, params['additionalProperty']].join('.'), rule: 'unknown', message: 'is not a known field' };
  }
  if (error.keyword === 'enum')
    return { path: at.join('.'), rule: 'enum', message: `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}` };
  const { limit } = params;
  return {
    path: at.join('.'),
    rule: error.keyword,
    message: error.message ?? 'is not valid',
    ...(typeof limit === 'number' && { limit }),
  };
}

const unescapePointer = (text: string): string => text.replaceAll('~1', '/').replaceAll('~0', '~');

/** The schema with every object closed that does not say otherwise. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  if (copy['properties'] && copy['additionalProperties'] === undefined && copy['allOf'] === undefined)
    copy['additionalProperties'] = false;
  return copy;
}
