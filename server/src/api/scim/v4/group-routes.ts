import Type from 'typebox';
import { route, type Route } from '../../../platform/http/facade.ts';
import { RouteNotFound } from '../../../platform/http/refusals.ts';
import { criteriaOf, type Surface } from '../../dialects/scim/filter/criteria.ts';
import { firstIndex, listResponse, pageSize } from '../../dialects/scim/list.ts';
import { attributeList } from '../../dialects/scim/projection.ts';
import { CORE_GROUP, SAP_GROUP } from '../../dialects/scim/urns.ts';
import { answerOf, listOf, patchBody, refusal } from '../../dialects/scim/wire-schemas.ts';
import { COMPANY, DOC, PAGES, PATH, refusals, type ScimDeps } from './deps.ts';
import { answerGroup, answerListed, MEMBERS } from './group-answers.ts';
import { patchGroup, replaceGroup } from './group-changes.ts';
import { SCIM_GROUP } from './group-schemas.ts';
import { GROUP_TYPE, GROUPS, type Group } from './groups.ts';

/** No scope is documented for groups: whoever may see ids of users sees members, whoever may change users changes them. docs/decisions/0070. */
const READ = ['identity.user.ids.read', 'identity.user.core.read'];
const WRITE = ['identity.user.coreenterprise.writeonly'];

const params = Type.Object({ id: Type.String() });
const projection = {
  attributes: Type.Optional(Type.String({ description: 'Names of the attributes to answer, separated by commas' })),
  excludedAttributes: Type.Optional(Type.String({ description: 'Names of attributes to leave out, separated by commas' })),
};
const members = {
  'members.startIndex': Type.Optional(Type.Integer({ description: '1-based index of the first member' })),
  'members.count': Type.Optional(Type.Integer({ description: 'Members on the page, 100 unless given and at most' })),
};
const listQuery = Type.Object({
  filter: Type.Optional(Type.String({ description: 'eq on displayName or the type of the group' })),
  ...projection,
  startIndex: Type.Optional(Type.Integer()),
  count: Type.Optional(Type.Integer({ description: '100 unless given, 1000 at most' })),
});
const oneQuery = Type.Object({ ...projection, ...members });
const answer = answerOf(SCIM_GROUP);
const putBody = Type.Object({ members: Type.Optional(Type.Unknown()) }, { additionalProperties: true });

const type = { field: 'type', type: 'text' } as const;
const SURFACE: Surface<'displayName' | 'type'> = {
  core: CORE_GROUP,
  fields: { displayName: { field: 'displayName', type: 'text' }, [`${SAP_GROUP}:type`]: type, type },
  operators: ['eq'],
  logical: false,
};

/** @throws InvalidInput with invalidFilter */
function groupsBy(filter: string | undefined): readonly Group[] {
  if (filter === undefined) return GROUPS;
  const criteria = criteriaOf(filter, SURFACE);
  // One equality is all that the surface lets through; the other shape asks for groups without the attribute.
  if (!('field' in criteria)) return [];
  const wanted = String(criteria.value).toLowerCase();
  return GROUPS.filter(({ displayName }) => (criteria.field === 'type' ? GROUP_TYPE : displayName).toLowerCase() === wanted);
}

function groupOf(id: string): Group {
  const group = GROUPS.find((one) => one.id === id.toLowerCase());
  if (!group) throw new RouteNotFound('GET', `${PATH}/Groups/${id}`);
  return group;
}

interface Wish {
  readonly attributes?: string;
  readonly excludedAttributes?: string;
  readonly 'members.startIndex'?: number;
  readonly 'members.count'?: number;
}
const wishOf = (query: Wish) => ({
  attributes: attributeList(query.attributes),
  excludedAttributes: attributeList(query.excludedAttributes),
  members: { startIndex: firstIndex(query['members.startIndex']), limit: pageSize(query['members.count'], MEMBERS) },
});

export function groupRoutes(deps: ScimDeps): Route[] {
  const one = { path: '/Groups/{id}', doc: DOC, principals: COMPANY };
  return [
    route({
      operation: 'listGroups',
      method: 'GET',
      path: '/Groups',
      summary: 'The roles of the company as groups',
      doc: DOC,
      scopes: READ,
      principals: COMPANY,
      schema: { query: listQuery, responses: { 200: listOf(answer), ...refusals } },
      handler: async ({ ctx, site, query }) => {
        const found = groupsBy(query.filter);
        const startIndex = firstIndex(query.startIndex);
        const page = found.slice(startIndex - 1, startIndex - 1 + pageSize(query.count, PAGES));
        const resources = [];
        for (const group of page) resources.push(await answerListed(deps, group, { ctx, origin: site.origin, ...wishOf(query) }));
        return { body: listResponse({ resources, totalResults: found.length, startIndex }) };
      },
    }),
    route({
      ...one,
      operation: 'getGroup',
      method: 'GET',
      summary: 'One group with a page of its members',
      scopes: READ,
      schema: { params, query: oneQuery, responses: { 200: answer, ...refusals, 404: refusal } },
      handler: async ({ ctx, site, params: { id }, query }) => ({
        body: await answerGroup(deps, groupOf(id), { ctx, origin: site.origin, ...wishOf(query) }),
      }),
    }),
    route({
      ...one,
      operation: 'patchGroup',
      method: 'PATCH',
      summary: 'Add, replace or remove members; all operations or none',
      scopes: WRITE,
      schema: { params, body: patchBody, responses: { 204: null, ...refusals, 404: refusal } },
      handler: async ({ ctx, params: { id }, body }) => {
        await patchGroup(deps, ctx, groupOf(id), body);
        return {};
      },
    }),
    route({
      ...one,
      operation: 'replaceGroup',
      method: 'PUT',
      summary: 'Replace the members of a group',
      scopes: WRITE,
      schema: { params, body: putBody, responses: { 200: answer, ...refusals, 404: refusal } },
      handler: async ({ ctx, site, params: { id }, body }) => {
        const group = groupOf(id);
        await replaceGroup(deps, ctx, group, body as Parameters<typeof replaceGroup>[3]);
        return { body: await answerGroup(deps, group, { ctx, origin: site.origin, ...wishOf({}) }) };
      },
    }),
  ];
}
