import type { LegalEntities } from '../../../modules/legal-entity/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { applyPatch } from '../../dialects/scim/patch/apply-patch.ts';
import { readDocument, type Reading } from '../../dialects/scim/schema/read-document.ts';
import { scim } from '../../dialects/scim/scim.ts';
import { PATCH_OP } from '../../dialects/scim/urns.ts';
import { bodyOf, patchBody, refusal } from '../../dialects/scim/wire-schemas.ts';
import { inCompany, type Connections } from './company.ts';
import { documentOf, fieldsOf, PREFIX } from './document.ts';
import { SCHEMAS } from './schema.ts';
import { searchFromWire } from './search.ts';
import { companyQuery, entityAnswer, idParams, listAnswer, refusals, searchBody } from './wire-schemas.ts';

interface Deps {
  readonly legalEntities: LegalEntities;
  readonly oauth: Connections;
}

const READING: Reading = { schemas: SCHEMAS, unknown: 'refuse' };
const body = bodyOf(SCHEMAS);
const one = { 200: entityAnswer, ...refusals, 404: refusal };
const doc = 'api-reference/legal-entity/v4.1.legal-entity.md';
const principals = ['company', 'app'] as const;
const reads = { doc, principals, scopes: ['company.legalentity.read'] };
const writes = { doc, principals, scopes: ['company.legalentity.writeonly'] };

const routes = (deps: Deps): Route[] => [...readRoutes(deps), ...writeRoutes(deps)];

const readRoutes = ({ legalEntities, oauth }: Deps): Route[] => [
  route({
    ...reads,
    operation: 'getLegalEntity',
    effect: 'manual',
    method: 'GET',
    path: '/LegalEntities/{id}',
    summary: 'One legal entity of the company',
    schema: { params: idParams, query: companyQuery, responses: one },
    handler: async (call) => {
      const caller = await inCompany(oauth, { ...call, body: undefined });
      const entity = await call.work.read(caller, (ctx) => legalEntities.getLegalEntity(ctx, call.params.id));
      return { body: documentOf(entity, call.site.origin) };
    },
  }),
  route({
    ...reads,
    operation: 'searchLegalEntities',
    effect: 'manual',
    method: 'POST',
    path: '/LegalEntities/.search',
    summary: 'Legal entities of the company that meet a filter, in the order of their creation',
    schema: { query: companyQuery, body: searchBody, responses: { 200: listAnswer, ...refusals } },
    handler: async (call) => {
      const caller = await inCompany(oauth, call);
      const asked = { ...call.body, origin: call.site.origin };
      return { body: await call.work.read(caller, (ctx) => searchFromWire(legalEntities, ctx, asked)) };
    },
  }),
];

const writeRoutes = ({ legalEntities, oauth }: Deps): Route[] => [
  route({
    ...writes,
    operation: 'createLegalEntity',
    effect: 'manual',
    method: 'POST',
    path: '/LegalEntities',
    summary: 'Create a legal entity of the company',
    schema: { query: companyQuery, body, responses: { 200: entityAnswer, ...refusals } },
    handler: async (call) => {
      const caller = await inCompany(oauth, call);
      const fields = fieldsOf(readDocument(call.body, READING));
      const entity = await call.work.write(caller, (ctx) => legalEntities.createLegalEntity(ctx, fields));
      return { body: documentOf(entity, call.site.origin) };
    },
  }),
  route({
    ...writes,
    operation: 'patchLegalEntity',
    effect: 'manual',
    method: 'PATCH',
    path: '/LegalEntities/{id}',
    summary: 'Change a legal entity by operations, all of them or none',
    schema: { params: idParams, query: companyQuery, body: patchBody, responses: one },
    handler: async (call) => {
      const { site, work, params } = call;
      const caller = await inCompany(oauth, { ...call, body: undefined });
      // The use cases of the page leave schemas out.
      const patch = { schemas: [PATCH_OP], ...call.body };
      const change = (before: Parameters<typeof documentOf>[0]) =>
        fieldsOf(applyPatch(readDocument(documentOf(before, ''), READING), patch, READING));
      const entity = await work.write(caller, (ctx) => legalEntities.changeLegalEntity(ctx, { entityId: params.id, change }));
      return { body: documentOf(entity, site.origin) };
    },
  }),
  route({
    ...writes,
    operation: 'replaceLegalEntity',
    effect: 'manual',
    method: 'PUT',
    path: '/LegalEntities/{id}',
    summary: 'Replace a legal entity: what is left out is gone',
    schema: { params: idParams, query: companyQuery, body, responses: one },
    handler: async (call) => {
      const caller = await inCompany(oauth, { ...call, body: undefined });
      const fields = fieldsOf(readDocument(call.body, READING));
      const input = { entityId: call.params.id, change: () => fields };
      const entity = await call.work.write(caller, (ctx) => legalEntities.changeLegalEntity(ctx, input));
      return { body: documentOf(entity, call.site.origin) };
    },
  }),
];

/** Legal entities of a company, in the manner of SCIM. */
export const legalEntitiesV41 = (deps: Deps): Facade =>
  facade({ family: 'legal-entities', version: 'v4.1', dialect: scim, prefix: PREFIX, routes: routes(deps) });
