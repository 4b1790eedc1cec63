import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { validate } from '@scalar/openapi-validator';
import Type from 'typebox';
import { v4 } from '../src/api/dialects/v4/v4.ts';
import { documented, documentName, openApiDocument, type OpenApiDocument } from '../src/api/documents/openapi.ts';
import { facades } from '../src/api/register.ts';
import { facade, route, type Facade } from '../src/platform/http/facade.ts';
import { testProgram, type TestProgram } from './harness/program.ts';

const settings = { origin: 'http://us.localhost:8080', release: '0.1.0', scopes: { 'thing.read': 'Read things' } };

const operationsOf = (document: OpenApiDocument): string[] =>
  Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .sort();

const routesOf = (all: readonly Facade[]): string[] =>
  all.flatMap((one) => one.routes.map((route) => `${route.method} ${one.prefix}${route.path}`)).sort();

const shape = (operation: string): string =>
  operation
    .replace(/#.*$/, '')
    .replace(/\{[^}]*\}/g, '{}')
    .toLowerCase();

/** Operations that claim a page of the documentation and that no line of contract/operations.tsv promises. */
function undocumented(all: readonly Facade[], promised: ReadonlySet<string>): string[] {
  return all.flatMap((one) =>
    one.routes
      .filter(({ doc }) => !doc.startsWith('extension'))
      .map((route) => `${route.method} ${one.prefix}${route.path}`)
      .filter((operation) => !promised.has(shape(operation))),
  );
}

async function promisedOperations(): Promise<Set<string>> {
  const text = await readFile(new URL('../../contract/operations.tsv', import.meta.url), 'utf8');
  const rows = text
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  return new Set(rows.filter((row) => row.length > 6).map((row) => shape(`${row[5]} ${row[6]}`)));
}

const Money = Type.Object({ value: Type.String(), currencyCode: Type.String({ minLength: 3, maxLength: 3 }) }, { $id: 'Money' });
const open = {
  doc: 'api-reference/things/v4.things.markdown',
  scopes: ['thing.read', 'thing.write'],
  principals: ['user'],
} as const;
const things = facade({
  family: 'things',
  version: 'v4',
  dialect: v4,
  prefix: '/things/v4',
  routes: [
    route({
      ...open,
      operation: 'getThing',
      method: 'GET',
      path: '/things/{id}',
      summary: 'Reads a thing',
      deprecated: true,
      schema: {
        params: Type.Object({ id: Type.String() }),
        query: Type.Object({ count: Type.Optional(Type.Integer({ description: 'How many' })) }),
        responses: {
          200: Type.Object({
            price: Money,
            costs: Type.Array(Money, { xml: { item: 'Cost' } }),
          }),
        },
      },
      handler: async () => ({}),
    }),
    route({
      operation: 'ping',
      method: 'POST',
      path: '/ping',
      summary: 'Our own: answers',
      doc: 'extension',
      scopes: [],
      principals: 'anyone',
      schema: { body: Type.Object({ tax: Money }), responses: { 204: null } },
      handler: async () => ({}),
    }),
  ],
});

describe('an OpenAPI document', () => {
  const document = openApiDocument([things], 'Things', settings);
  const operation = document.paths['/things/v4/things/{id}']?.['get'];

  it('is valid', () => {
    assert.deepEqual(validate(structuredClone(document) as never, { checkPathParameters: true }).errors ?? [], []);
  });

  it('tells of an operation who may call it, with which scopes, and where it is documented', () => {
    assert.equal(operation?.operationId, 'getThing');
    assert.deepEqual(operation.security, [{ bearer: [] }, { oauth2: ['thing.read'] }, { oauth2: ['thing.write'] }]);
    assert.deepEqual(operation['x-principals'], ['user']);
    assert.equal(operation.deprecated, true);
    assert.equal(operation.externalDocs?.url, 'https://developer.concur.com/api-reference/things/v4.things.html');
    const ping = document.paths['/things/v4/ping']?.['post'];
    assert.deepEqual([ping?.security, ping?.['x-extension'], ping?.externalDocs], [[], true, undefined]);
    const { securitySchemes } = document['components'] as { securitySchemes: Record<string, { flows?: never }> };
    assert.deepEqual(
      (securitySchemes['oauth2']!.flows as unknown as Record<string, { scopes: unknown }>)['clientCredentials']?.scopes,
      { 'thing.read': 'Read things', 'thing.write': 'thing.write' },
    );
  });

  it('lists parameters, and writes a schema that stands twice once', () => {
    assert.ok(operation);
    assert.deepEqual(operation.parameters, [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      {
        name: 'count',
        in: 'query',
        required: false,
        description: 'How many',
        schema: { type: 'integer', description: 'How many' },
      },
    ]);
    const reference = { $ref: '#/components/schemas/Price' };
    const answer = operation.responses['200'] as { content: Record<string, { schema: { properties: unknown } }> };
    assert.deepEqual(answer.content['application/json']?.schema.properties, {
      price: reference,
      costs: { type: 'array', items: { allOf: [reference], xml: { name: 'Cost' } }, xml: { wrapped: true } },
    });
    assert.deepEqual(Object.keys((document['components'] as { schemas: object }).schemas), ['Price']);
  });

  it('would be told apart from a broken one', () => {
    const broken = structuredClone(document) as unknown as { paths: Record<string, unknown> };
    broken.paths['/things/v4/things/{id}'] = { get: { responses: 'none' } };
    assert.notDeepEqual(validate(broken as never).errors ?? [], []);
  });
});

/** Public operations that the pages speak of without listing them. */
const BEYOND_THE_LIST = ['GET /profile/v1/principals/{id}'];

describe('the documents of the program', () => {
  let program: TestProgram;
  let open: Facade[];
  before(async () => {
    program = await testProgram();
    open = documented(facades(program));
  });
  after(() => program.close());

  const read = async (url: string): Promise<OpenApiDocument> => (await program.app.inject({ url })).json() as OpenApiDocument;

  it('are valid and hold every public operation and nothing else', async () => {
    const whole = await read('/openapi.json');
    assert.deepEqual(validate(structuredClone(whole) as never, { checkPathParameters: true }).errors ?? [], []);
    assert.deepEqual(operationsOf(whole), routesOf(open));
    const ids = Object.values(whole.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
    assert.equal(new Set(ids).size, ids.length);
    for (const one of open) {
      const document = await read(`/openapi/${documentName(one)}.json`);
      assert.deepEqual(
        validate(structuredClone(document) as never, { checkPathParameters: true }).errors ?? [],
        [],
        documentName(one),
      );
      assert.deepEqual(operationsOf(document), routesOf([one]));
    }
  });

  it('promise only what the contract lists, or say that it is our own', async () => {
    const promised = await promisedOperations();
    assert.ok(promised.size > 400);
    assert.deepEqual(undocumented(open, promised).sort(), BEYOND_THE_LIST);
    assert.deepEqual(undocumented([things], promised), ['GET /things/v4/things/{id}']);
  });
});
