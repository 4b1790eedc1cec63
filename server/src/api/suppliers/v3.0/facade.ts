import type { ConnectionRequests } from '../../../modules/connection-request/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { criteriaFromWire } from './from-wire.ts';
import { idSchema, searchQuerySchema, supplierSchema, suppliersSchema } from './schemas.ts';
import { briefToWire, supplierToWire } from './to-wire.ts';

/** What this façade asks of the directory. */
type Directory = Pick<ConnectionRequests, 'searchSuppliers' | 'getSupplier'>;

const shared = {
  doc: 'api-reference/common/suppliers/suppliers-resource.markdown',
  scopes: ['SUPSVC'],
  principals: ['user', 'company', 'app'],
} as const;

const routes = (directory: Directory): Route[] => [
  route({
    ...shared,
    operation: 'searchSuppliers',
    method: 'GET',
    path: '/suppliers',
    summary: 'Searches the directory of TripLink suppliers',
    xmlRoot: 'Suppliers',
    schema: { query: searchQuerySchema, responses: { 200: suppliersSchema } },
    handler: async ({ ctx, query: { relevance, ...query }, site }) => {
      const found = await directory.searchSuppliers(ctx, criteriaFromWire(query), relevance);
      return { body: { Items: found.map((supplier) => briefToWire(supplier, site.origin)), NextPage: null } };
    },
  }),
  route({
    ...shared,
    operation: 'getSupplier',
    method: 'GET',
    path: '/suppliers/{id}',
    summary: 'Reads one TripLink supplier',
    xmlRoot: 'Supplier',
    schema: { params: idSchema, responses: { 200: supplierSchema } },
    handler: async ({ ctx, params, site }) => ({
      body: supplierToWire(await directory.getSupplier(ctx, params.id), site.origin),
    }),
  }),
];

/** The directory of suppliers: it belongs to no company, and everybody sees the same. */
export const suppliersV30 = (directory: Directory): Facade =>
  facade({ family: 'suppliers', version: 'v3.0', dialect: v3, prefix: '/api/v3.0/common', routes: routes(directory) });
