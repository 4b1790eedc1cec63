import Type from 'typebox';
import { OPERATIONS_AT_MOST, type Provisioning } from '../../../modules/provisioning/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { firstIndex, pageSize } from '../../dialects/scim/list.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { bulkBody, bulkOperationOf } from './bulk-from-wire.ts';
import { idParams, provisionStatus, statusQuery } from './schemas.ts';
import { statusToWire } from './status-to-wire.ts';

const doc = 'api-reference/user-provisioning/v4.user-provisioning.md';
export const BYTES_AT_MOST = 400 * 1024;

export const bulkRoutes = (provisioning: Provisioning): Route[] => [
  route({
    operation: 'provisionBulk',
    method: 'POST',
    path: '/Bulk',
    summary: 'Takes up to 100 operations on users, which happen one after another later',
    doc,
    scopes: ['user.provision.write'],
    principals: ['company'],
    bodyLimit: BYTES_AT_MOST,
    schema: {
      query: Type.Object({ companyId: Type.Optional(Type.String()) }),
      body: bulkBody,
      responses: { 202: provisionStatus },
    },
    handler: async ({ ctx, query, body, site }) => {
      if (query.companyId !== undefined && query.companyId.toLowerCase() !== ctx.companyId)
        throw refuse('invalidValue', 'companyId', 'must be the company that the access token is for');
      const operations = body.Operations.map(bulkOperationOf);
      const failOnErrors = body.failOnErrors ? { failOnErrors: body.failOnErrors } : {};
      return { body: statusToWire(await provisioning.acceptBulk(ctx, { operations, ...failOnErrors }), site) };
    },
  }),
  route({
    operation: 'getProvisionStatus',
    method: 'GET',
    path: '/provisions/{id}/status',
    summary: 'How far a provision request has come, with its operations on request',
    doc,
    scopes: ['user.provision.read'],
    principals: ['company'],
    schema: { params: idParams, query: statusQuery, responses: { 200: provisionStatus } },
    handler: async ({ ctx, params, query, site }) => {
      const wish = {
        ...(query.state ? { state: query.state } : {}),
        startIndex: firstIndex(query.startIndex),
        count: pageSize(query.count, { standard: OPERATIONS_AT_MOST, most: OPERATIONS_AT_MOST }),
      };
      const detailed = query.attributes === 'operations' || query.state !== undefined;
      return { body: statusToWire(await provisioning.statusOf(ctx, params.id, detailed ? wish : undefined), site) };
    },
  }),
];
