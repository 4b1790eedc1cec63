import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'oxfmt';
import { openApiDocument, type Operation } from '../server/src/api/documents/openapi.ts';
import { webFacade } from '../server/src/api/web/facade.ts';

// Writes the types of the application's own API, and what its parameters may be, from its OpenAPI document: node web/generate-api.ts

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };

/** A document of every route, whatever an installation leaves out; no handler is called. */
function document() {
  const facade = webFacade({ sandbox: true, controls: {}, callAgain: {}, signUp: 'mail' } as never);
  return openApiDocument([facade], 'web', { origin: '', release: '' });
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return `Schemas['${schema.$ref.split('/').at(-1)}']`;
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ');
  if (schema.type === 'array') return `readonly (${typeOf(schema.items ?? {})})[]`;
  if (schema.type === 'object') return objectOf(schema);
  if (schema.type === 'integer') return 'number';
  return typeof schema.type === 'string' ? schema.type : 'unknown';
}

function objectOf({ properties = {}, required = [] }: Schema): string {
  const members = Object.entries(properties).map(
    ([name, schema]) => `readonly ${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  return `{ ${members.join('; ')} }`;
}

const jsonOf = (content: Content | undefined): string => {
  const schema = content?.content?.['application/json']?.schema;
  return schema ? typeOf(schema) : 'undefined';
};

type Parameter = { name: string; in: string; required: boolean; schema: Schema };
const parametersOf = (operation: Operation) => (operation.parameters ?? []) as readonly Parameter[];

function operationType(operation: Operation): string {
  const parameters = parametersOf(operation);
  const part = (place: string): string =>
    objectOf({
      properties: Object.fromEntries(parameters.filter((one) => one.in === place).map(({ name, schema }) => [name, schema])),
      required: parameters.filter((one) => one.required).map(({ name }) => name),
    });
  const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const answer = new Set(successes.map(([, content]) => jsonOf(content as Content)));
  return `{ params: ${part('path')}; query: ${part('query')}; body: ${jsonOf(operation.requestBody as Content)}; answer: ${[...answer].join(' | ')} }`;
}

/** The parameters that are one of a list, as members of an object; nothing where there are none. */
function choicesOf(operation: Operation): string[] {
  const lists = parametersOf(operation).filter(({ schema }) => schema.enum);
  return lists.map(({ name, schema }) => `${name}: ${JSON.stringify(schema.enum)}`);
}

/** The text of web/src/api/operations.ts, laid out as the house does. */
export async function generate(): Promise<string> {
  const { paths, components } = document() as ReturnType<typeof document> & { components: { schemas: Record<string, Schema> } };
  const schemas = Object.entries(components.schemas).map(([name, schema]) => `  ${name}: ${typeOf(schema)};`);
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => [`${method.toUpperCase()} ${path}`, one] as const),
  );
  const operations = all.map(([key, one]) => `  '${key}': ${operationType(one)};`);
  const choices = all.flatMap(([key, one]) => {
    const members = choicesOf(one);
    return members.length === 0 ? [] : [`  '${key}': { ${members.join(', ')} },`];
  });
  const text = [
    '// Made by web/generate-api.ts from the OpenAPI document of server/src/api/web: change that, and make it anew.',
    '',
    `interface Schemas {\n${schemas.join('\n')}\n}`,
    '',
    `export interface Operations {\n${operations.join('\n')}\n}`,
    '',
    '/** What a parameter may be, where it is one of a list. */',
    `export const CHOICES = {\n${choices.join('\n')}\n} as const;`,
    '',
  ].join('\n');
  const layout = JSON.parse(await readFile(new URL('../.oxfmtrc.json', import.meta.url), 'utf8')) as Record<string, unknown>;
  return (await format('operations.ts', text, layout)).code;
}

if (import.meta.main) await writeFile(new URL('src/api/operations.ts', import.meta.url), await generate());
