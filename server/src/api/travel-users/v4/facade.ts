import Type from 'typebox';
import { UserNotFound, type Identity } from '../../../modules/identity/index.ts';
import { facade, route, type Facade } from '../../../platform/http/facade.ts';
import { scim } from '../../dialects/scim/scim.ts';
import type { Document } from '../../dialects/scim/schema/attribute.ts';
import { TRAVEL_USER_SCHEMAS } from '../../dialects/scim/spend/spend-schemas.ts';
import { PRIVATE_TRAVEL, travelPart } from '../../dialects/scim/spend/travel-document.ts';
import { TRAVEL_USER } from '../../dialects/scim/spend/urns.ts';
import { answerOf, refusal } from '../../dialects/scim/wire-schemas.ts';

const GENERAL = 'travel.user.general.read';
const PRIVATE = 'travel.user.private.read';

/** Written by provisioning, and no part of the page's answer. */
const UNSHOWN = new Set(['permissions', 'xmlProfileSyncId']);
/** Shown as null when not set: the sample of user provisioning. */
const NULLED = new Set(['travelCrsName', 'travelNameRemark', 'gender', 'orgUnit', 'manager', 'ruleClass']);

const visible = (part: Document, scopes: ReadonlySet<string>): Document =>
  Object.fromEntries(
    Object.entries(part)
      .filter(([name]) => !UNSHOWN.has(name) && scopes.has(PRIVATE_TRAVEL.has(name) ? PRIVATE : GENERAL))
      .flatMap(([name, value]) => (value !== undefined ? [[name, value]] : NULLED.has(name) ? [[name, null]] : [])),
  ) as Document;

/** What the people of a company need to travel. */
export const travelUsersV4 = (identity: Pick<Identity, 'getUser' | 'travelSettings' | 'peopleOf'>): Facade =>
  facade({
    family: 'travel-users',
    version: 'v4',
    dialect: scim,
    prefix: '/profile/travel/v4',
    routes: [
      route({
        operation: 'getTravelUser',
        method: 'GET',
        path: '/Users/{id}',
        summary: 'One travelling user',
        doc: 'api-reference/user-provisioning/travel/v4.travel-extension.md',
        scopes: [GENERAL, PRIVATE],
        principals: ['company'],
        schema: {
          params: Type.Object({ id: Type.String() }),
          responses: { 200: answerOf(TRAVEL_USER_SCHEMAS), 400: refusal, 401: refusal, 403: refusal, 404: refusal },
        },
        handler: async ({ ctx, actor, params: { id } }) => {
          const user = await identity.getUser(ctx, id);
          const managerId = user.travel?.managerId ?? user.managerId;
          const [manager] = managerId === undefined ? [] : await identity.peopleOf(ctx, [managerId]);
          const part = travelPart(user, { settings: await identity.travelSettings(ctx), manager });
          if (!part) throw new UserNotFound(id);
          const scopes = 'scopes' in actor ? actor.scopes : new Set<string>();
          return { body: { id: user.id, [TRAVEL_USER]: visible(part, scopes) } };
        },
      }),
    ],
  });
