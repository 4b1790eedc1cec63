import Type from 'typebox';
import { route, type Route } from '../../../platform/http/facade.ts';
import { named, providerConfig, resourceType, schemaToWire, wholeList } from '../../dialects/scim/discovery.ts';
import { configAnswer, resourceTypeAnswer, schemaAnswer } from '../../dialects/scim/discovery-schemas.ts';
import { listOf, refusal } from '../../dialects/scim/wire-schemas.ts';
import { COMPANY, DOC, PAGES, PATH, refusals } from './deps.ts';
import { SCIM_GROUP } from './group-schemas.ts';
import { SCIM_USER } from './user-schemas.ts';

const SCHEMAS = [...SCIM_USER, ...SCIM_GROUP];

/** Both kinds of paging, in the words of RFC 9865: the published file has booleans here. */
const configOf = (origin: string) => ({
  ...providerConfig(origin, PATH, { ...PAGES, cursor: true }),
  pagination: {
    cursor: true,
    index: true,
    defaultPaginationMethod: 'index',
    defaultPageSize: PAGES.standard,
    maxPageSize: PAGES.most,
  },
});
const config = Type.Object({
  ...configAnswer.properties,
  pagination: Type.Object({
    cursor: Type.Boolean(),
    index: Type.Boolean(),
    defaultPaginationMethod: Type.String(),
    defaultPageSize: Type.Integer(),
    maxPageSize: Type.Integer(),
  }),
});

const typesAt = (base: string) => [
  resourceType(SCIM_USER, { name: 'User', endpoint: '/Users', base }),
  resourceType(SCIM_GROUP, { name: 'Group', endpoint: '/Groups', base }),
];

/** What the service tells of itself; no scope is needed. */
export function discoveryRoutes(): Route[] {
  const shared = { method: 'GET' as const, scopes: [], principals: COMPANY };
  const params = Type.Object({ id: Type.String() });
  return [
    route({
      ...shared,
      operation: 'listSchemas',
      path: '/Schemas',
      summary: 'The schemas of users and groups',
      doc: DOC,
      schema: { responses: { 200: listOf(schemaAnswer), ...refusals } },
      handler: async ({ site }) => ({ body: wholeList(SCHEMAS.map((schema) => schemaToWire(schema, site.origin + PATH))) }),
    }),
    route({
      ...shared,
      operation: 'getSchema',
      path: '/Schemas/{id}',
      summary: 'One schema by its URN, as RFC 7644 has it for every SCIM service',
      doc: 'extension',
      schema: { params, responses: { 200: schemaAnswer, ...refusals, 404: refusal } },
      handler: async ({ site, params: { id } }) => ({
        body: schemaToWire(named(SCHEMAS, id, `${PATH}/Schemas`), site.origin + PATH),
      }),
    }),
    route({
      ...shared,
      operation: 'getServiceProviderConfig',
      path: '/ServiceProviderConfig',
      summary: 'What the service can do',
      doc: DOC,
      schema: { responses: { 200: config, ...refusals } },
      handler: async ({ site }) => ({ body: configOf(site.origin) }),
    }),
    route({
      ...shared,
      operation: 'listResourceTypes',
      path: '/ResourceTypes',
      summary: 'The kinds of resources, as RFC 7644 has them for every SCIM service',
      doc: 'extension',
      schema: { responses: { 200: listOf(resourceTypeAnswer), ...refusals } },
      handler: async ({ site }) => ({ body: wholeList(typesAt(site.origin + PATH)) }),
    }),
    route({
      ...shared,
      operation: 'getResourceType',
      path: '/ResourceTypes/{id}',
      summary: 'One kind of resources, as RFC 7644 has it for every SCIM service',
      doc: 'extension',
      schema: { params, responses: { 200: resourceTypeAnswer, ...refusals, 404: refusal } },
      handler: async ({ site, params: { id } }) => ({ body: named(typesAt(site.origin + PATH), id, `${PATH}/ResourceTypes`) }),
    }),
  ];
}
