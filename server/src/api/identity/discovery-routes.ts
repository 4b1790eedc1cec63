import Type from 'typebox';
import { route, type Route } from '../../platform/http/facade.ts';
import { named, providerConfig, resourceType, schemaToWire, wholeList } from '../dialects/scim/discovery.ts';
import { configAnswer, resourceTypeAnswer, schemaAnswer } from '../dialects/scim/discovery-schemas.ts';
import { listOf, refusal } from '../dialects/scim/wire-schemas.ts';
import type { IdentityVersion } from './answers.ts';
import { COMPANY, refusals } from './user-routes.ts';

/** What the service tells of itself; no scope is needed. */
export function discoveryRoutes(version: IdentityVersion, paging: { cursor: boolean; standard: number; most: number }): Route[] {
  const { doc, path, schemas } = version;
  const shared = { method: 'GET' as const, doc, scopes: [], principals: COMPANY };
  return [
    route({
      ...shared,
      operation: 'listSchemas',
      path: '/Schemas',
      summary: 'The schemas of users',
      schema: { responses: { 200: listOf(schemaAnswer), ...refusals } },
      handler: async ({ site }) => ({ body: wholeList(schemas.map((schema) => schemaToWire(schema, site.origin + path))) }),
    }),
    route({
      ...shared,
      operation: 'getSchema',
      path: '/Schemas/{id}',
      summary: 'One schema by its URN',
      schema: { params: Type.Object({ id: Type.String() }), responses: { 200: schemaAnswer, ...refusals, 404: refusal } },
      handler: async ({ site, params }) => ({
        body: schemaToWire(named(schemas, params.id, `${path}/Schemas`), site.origin + path),
      }),
    }),
    route({
      ...shared,
      operation: 'getServiceProviderConfig',
      path: '/ServiceProviderConfig',
      summary: 'What the service can do',
      schema: { responses: { 200: configAnswer, ...refusals } },
      handler: async ({ site }) => ({ body: providerConfig(site.origin, path, paging) }),
    }),
    route({
      ...shared,
      operation: 'listResourceTypes',
      path: '/ResourceTypes',
      summary: 'The kinds of resources',
      schema: { responses: { 200: Type.Array(resourceTypeAnswer), ...refusals } },
      handler: async ({ site }) => ({
        body: [resourceType(schemas, { name: 'User', endpoint: '/Users', base: site.origin + path })],
      }),
    }),
  ];
}
