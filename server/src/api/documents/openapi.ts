import type { TSchema } from 'typebox';
import type { Facade, Media, Route } from '../../platform/http/facade.ts';
import { mediaTypeOf } from '../../platform/http/negotiate.ts';
import { createComponents, pascal, type Components } from './components.ts';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly [key: string]: unknown };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly [key: string]: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Record<string, unknown>[];
  readonly requestBody?: Record<string, unknown>;
  readonly responses: Readonly<Record<string, Record<string, unknown>>>;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly deprecated?: boolean;
  readonly externalDocs?: { readonly url: string };
  readonly 'x-principals'?: readonly string[];
  readonly 'x-extension'?: true;
}

export interface DocumentSettings {
  /** Where the document is read: the server that its "try it" calls. */
  readonly origin: string;
  /** Release of this program. */
  readonly release: string;
  /** Plain descriptions of scopes; a scope without one stands with its own name. */
  readonly scopes?: Readonly<Record<string, string>>;
}

/** Name of a façade's document: `/openapi/{name}.json`. */
export const documentName = (facade: Facade): string => `${facade.family}-${facade.version}`;

const isPublic = (facade: Facade): boolean => !facade.internal;

/** The façades that have a document, in order of their names. */
export const documented = (facades: readonly Facade[]): Facade[] =>
  facades.filter(isPublic).sort((a, b) => documentName(a).localeCompare(documentName(b), 'en', { numeric: true }));

/** The document of these façades: one of them, or all. In a document of several, operation ids begin with the façade's name. */
export function openApiDocument(facades: readonly Facade[], title: string, settings: DocumentSettings): OpenApiDocument {
  const several = facades.length > 1;
  const components = createComponents(facades.flatMap((facade) => facade.routes.flatMap(schemasOf)));
  const paths: Record<string, Record<string, Operation>> = {};
  const scopes = new Set<string>();
  for (const facade of facades) {
    for (const route of facade.routes) {
      const path = facade.prefix + route.path || '/';
      (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(facade, route, components, several);
      for (const scope of route.scopes) scopes.add(scope);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: settings.release,
      description:
        'Perdiem, an open travel-and-expense server. Compatible with the SAP Concur APIs where a page of theirs is named.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: settings.origin }],
    tags: facades.map((facade) => ({ name: documentName(facade) })),
    paths,
    components: { securitySchemes: securitySchemes(scopes, settings), schemas: components.schemas() },
  };
}

/** Schemas with the name each would have as a component. */
function schemasOf(route: Route): [string, TSchema][] {
  const name = pascal(route.operation);
  const named: [string, TSchema][] = [];
  if (route.schema.body) named.push([`${name}Request`, route.schema.body]);
  for (const [status, schema] of Object.entries(route.schema.responses))
    if (schema) named.push([Number(status) < 400 ? `${name}Response` : `${name}Error`, schema]);
  return named;
}

function operationOf(facade: Facade, route: Route, components: Components, several: boolean): Operation {
  const { dialect } = facade;
  const content = (media: readonly Media[], schema: TSchema): Record<string, unknown> =>
    Object.fromEntries(media.map((one) => [mediaTypeOf(one, dialect.mediaTypes), { schema: components.refer(schema) }]));
  const { body, responses } = route.schema;
  return {
    operationId: several ? `${documentName(facade)}.${route.operation}` : route.operation,
    summary: route.summary,
    tags: [documentName(facade)],
    ...(route.deprecated ? { deprecated: true } : {}),
    ...docOf(route),
    ...(route.principals === 'anyone' ? {} : { 'x-principals': route.principals }),
    security: securityOf(route),
    parameters: [
      ...parametersOf('path', route.schema.params, components),
      ...parametersOf('query', route.schema.query, components),
    ],
    ...(body ? { requestBody: { required: true, content: content(route.consumes ?? dialect.consumes, body) } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(responses).map(([status, schema]) => [
          status,
          {
            description: Number(status) < 400 ? 'Success' : 'Refusal',
            ...(schema ? { content: content(route.produces ?? dialect.produces, schema) } : {}),
          },
        ]),
      ),
      default: { description: `Refusal, as the ${dialect.name} generation writes it` },
    },
  };
}

/** `api-reference/x/y.markdown` of the public documentation is served as `api-reference/x/y.html`. */
function docOf(route: Route): Pick<Operation, 'externalDocs' | 'x-extension'> {
  if (route.doc.startsWith('extension')) return { 'x-extension': true };
  const page = route.doc.replace(/\.(markdown|md|html)$/, '');
  return { externalDocs: { url: `https://developer.concur.com/${page}.html` } };
}

/** Any one scope opens an operation: each is an alternative. A token pasted by hand is one more. */
function securityOf(route: Route): Record<string, readonly string[]>[] {
  if (route.principals === 'anyone') return [];
  const flows = route.scopes.length > 0 ? route.scopes.map((scope) => ({ oauth2: [scope] })) : [{ oauth2: [] }];
  return [{ bearer: [] }, ...flows];
}

function securitySchemes(scopes: ReadonlySet<string>, settings: DocumentSettings): Record<string, unknown> {
  const tokenUrl = `${settings.origin}/oauth2/v0/token`;
  const described = Object.fromEntries([...scopes].sort().map((scope) => [scope, settings.scopes?.[scope] ?? scope]));
  const flow = { tokenUrl, refreshUrl: tokenUrl, scopes: described };
  return {
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token' },
    oauth2: {
      type: 'oauth2',
      flows: {
        authorizationCode: { authorizationUrl: `${settings.origin}/oauth2/v0/authorize`, ...flow },
        password: flow,
        clientCredentials: flow,
      },
    },
  };
}

function parametersOf(place: 'path' | 'query', schema: TSchema | undefined, components: Components): Record<string, unknown>[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, TSchema & { description?: string }>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const parameter = {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: components.refer(property),
    };
    return property.description ? Object.assign(parameter, { description: property.description }) : parameter;
  });
}
