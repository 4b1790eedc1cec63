import { createRequire } from 'node:module';
import Type from 'typebox';
import { facade, route, type Facade } from '../../platform/http/facade.ts';
import { RouteNotFound } from '../../platform/http/refusals.ts';
import type { Health } from '../../platform/telemetry/health.ts';
import type { Metrics } from '../../platform/telemetry/metrics.ts';
import { v4 } from '../dialects/v4/v4.ts';
import { documented, documentName, openApiDocument } from '../documents/openapi.ts';
import { PAGE_POLICY, referencePage, viewerScript } from './reference-page.ts';

const open = { doc: 'extension', scopes: [], principals: 'anyone' } as const;
const Readiness = Type.Object({ ready: Type.Boolean(), reasons: Type.Array(Type.String()) });
const AnyDocument = Type.Unsafe<unknown>({ type: 'object', additionalProperties: true });
const FOREVER = 'public, max-age=86400';
const { version: RELEASE } = createRequire(import.meta.url)('../../../package.json') as { version: string };

/** What operators and readers of the API ask for: health, metrics, the documents of every façade and a page that shows them. */
export function service(
  deps: { readonly health: Health; readonly metrics: Metrics },
  others: readonly Facade[],
  options: {
    /** Whether the page may fetch tokens of demo users: the sandbox façade is mounted. */
    readonly tokenBar: boolean;
    /** Plain descriptions of scopes. */
    readonly scopes: Readonly<Record<string, string>>;
  },
): Facade {
  const readable = documented(others);
  return facade({
    family: 'service',
    version: 'own',
    dialect: v4,
    prefix: '',
    internal: true,
    routes: [...operations(deps), ...documents(readable, options.scopes), ...pages(readable, options.tokenBar)],
  });
}

const operations = ({ health, metrics }: { readonly health: Health; readonly metrics: Metrics }) => [
  route({
    ...open,
    effect: 'manual',
    operation: 'live',
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the process runs',
    schema: { responses: { 200: Type.Object({ status: Type.Literal('ok') }) } },
    handler: async () => ({ body: { status: 'ok' } }),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'ready',
    method: 'GET',
    path: '/readyz',
    summary: 'Whether the process should be given requests; 503 while it starts, stops or has no database',
    schema: { responses: { 200: Readiness, 503: Readiness } },
    handler: async () => {
      const readiness = await health.check();
      return { status: readiness.ready ? 200 : 503, body: readiness };
    },
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'metrics',
    method: 'GET',
    path: '/metrics',
    summary: 'Numbers for Prometheus',
    produces: ['text'],
    schema: { responses: { 200: Type.String() } },
    handler: async () => {
      const { text, contentType } = await metrics.expose();
      return { body: text, headers: { 'content-type': contentType } };
    },
  }),
];

const documents = (facades: readonly Facade[], scopes: Readonly<Record<string, string>>) => [
  route({
    ...open,
    effect: 'manual',
    operation: 'wholeDocument',
    method: 'GET',
    path: '/openapi.json',
    summary: 'Every public operation in one OpenAPI document',
    schema: { responses: { 200: AnyDocument } },
    handler: async ({ site }) => ({
      body: openApiDocument(facades, 'Perdiem', { origin: site.origin, release: RELEASE, scopes }),
    }),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'document',
    method: 'GET',
    path: '/openapi/{document}',
    summary: 'The OpenAPI document of one family and version: {family}-{version}.json',
    schema: { params: Type.Object({ document: Type.String() }), responses: { 200: AnyDocument } },
    handler: async ({ params, site, url }) => {
      const found = facades.find((one) => `${documentName(one)}.json` === params.document);
      if (!found) throw new RouteNotFound('GET', url);
      const title = `${found.family} ${found.version}`;
      return { body: openApiDocument([found], title, { origin: site.origin, release: RELEASE, scopes }) };
    },
  }),
];

const pages = (facades: readonly Facade[], tokenBar: boolean) => [
  route({
    ...open,
    effect: 'manual',
    operation: 'referencePage',
    method: 'GET',
    path: '/docs',
    summary: 'The API documents as a page',
    produces: ['html'],
    schema: { responses: { 200: Type.String() } },
    handler: async () => ({
      body: referencePage(facades.map(documentName), tokenBar),
      headers: { 'content-security-policy': PAGE_POLICY },
    }),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'referenceScript',
    method: 'GET',
    path: '/docs/js/scalar.js',
    summary: 'The script of that page',
    produces: ['text'],
    schema: { responses: { 200: Type.String() } },
    handler: async () => ({
      body: await viewerScript(),
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': FOREVER },
    }),
  }),
];
