import Type from 'typebox';
import { OPERATIONS_AT_MOST } from '../../../modules/provisioning/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { RouteNotFound } from '../../../platform/http/refusals.ts';
import { configAnswer, resourceTypeAnswer, schemaAnswer } from '../../dialects/scim/discovery-schemas.ts';
import { named, providerConfig, resourceType, schemaToWire, wholeList } from '../../dialects/scim/discovery.ts';
import { listOf, refusal } from '../../dialects/scim/wire-schemas.ts';
import { BYTES_AT_MOST } from './bulk-routes.ts';
import { idParams } from './schemas.ts';
import { PROVISIONED_USER, SCHEMAS } from './user-schemas.ts';

const PATH = '/profile/v4';
const shared = {
  method: 'GET',
  doc: 'api-reference/user-provisioning/v4.user-provisioning.md',
  principals: ['company'],
} as const;
const refusals = { 400: refusal, 401: refusal, 404: refusal };
const reading = ['user.provision.read'];

const capacity = Type.Object({ supported: Type.Boolean(), maxOperations: Type.Integer(), maxPayloadSize: Type.Integer() });
const ourConfig = Type.Object({ ...configAnswer.properties, bulk: capacity });

const user = (origin: string) => resourceType(PROVISIONED_USER, { name: 'User', endpoint: '/Users', base: origin + PATH });

/** What the service tells of itself. One of a kind and the configuration need no scope: the page names none for them. */
export const discoveryRoutes = (): Route[] => [
  route({
    ...shared,
    operation: 'listResourceTypes',
    path: '/ResourceTypes',
    summary: 'The kinds of resources',
    scopes: reading,
    schema: { responses: { 200: Type.Array(resourceTypeAnswer), ...refusals } },
    handler: async ({ site }) => ({ body: [user(site.origin)] }),
  }),
  route({
    ...shared,
    operation: 'getResourceType',
    path: '/ResourceTypes/{id}',
    summary: 'One kind of resource',
    scopes: [],
    schema: { params: idParams, responses: { 200: resourceTypeAnswer, ...refusals } },
    handler: async ({ params, site }) => {
      if (params.id.toLowerCase() !== 'user') throw new RouteNotFound('GET', `${PATH}/ResourceTypes/${params.id}`);
      return { body: user(site.origin) };
    },
  }),
  route({
    ...shared,
    operation: 'listSchemas',
    path: '/Schemas',
    summary: 'The schemas of users, statuses and errors',
    scopes: reading,
    schema: { responses: { 200: listOf(schemaAnswer), ...refusals } },
    handler: async ({ site }) => ({ body: wholeList(SCHEMAS.map((schema) => schemaToWire(schema, site.origin + PATH))) }),
  }),
  route({
    ...shared,
    operation: 'getSchema',
    path: '/Schemas/{id}',
    summary: 'One schema by its URN',
    scopes: [],
    schema: { params: idParams, responses: { 200: schemaAnswer, ...refusals } },
    handler: async ({ params, site }) => ({
      body: schemaToWire(named(SCHEMAS, params.id, `${PATH}/Schemas`), site.origin + PATH),
    }),
  }),
  route({
    ...shared,
    operation: 'getServiceProviderConfig',
    path: '/ServiceProviderConfig',
    summary: 'What the service can do',
    scopes: [],
    schema: { responses: { 200: ourConfig, ...refusals } },
    handler: async ({ site }) => {
      const config = providerConfig(site.origin, PATH, { cursor: true, standard: 100, most: 1000 });
      const bulk = { supported: true, maxOperations: OPERATIONS_AT_MOST, maxPayloadSize: BYTES_AT_MOST };
      return { body: { ...config, bulk } };
    },
  }),
];
