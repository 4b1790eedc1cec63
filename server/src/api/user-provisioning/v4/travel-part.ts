import { isDeepStrictEqual } from 'node:util';
import type { Modules } from '../../../context.ts';
import type { Operation } from '../../../modules/provisioning/index.ts';
import type { Context } from '../../../platform/context.ts';
import { applyPatch } from '../../dialects/scim/patch/apply-patch.ts';
import { isDocument, type Document } from '../../dialects/scim/schema/attribute.ts';
import { readDocument } from '../../dialects/scim/schema/read-document.ts';
import { TRAVEL_USER_SCHEMAS } from '../../dialects/scim/spend/spend-schemas.ts';
import { travelChangeOf, travelPart } from '../../dialects/scim/spend/travel-document.ts';
import { TRAVEL_USER } from '../../dialects/scim/spend/urns.ts';
import { PATCH_OP } from '../../dialects/scim/urns.ts';
import { partOf, splitPatch } from './parts.ts';

type Identity = Modules['identity'];

const reading = { schemas: TRAVEL_USER_SCHEMAS, unknown: 'ignore' } as const;

/** Applies the travel part to the operation's user; answers whether it changed. @throws InvalidInput and what setTravelProfile refuses */
export async function changeTravelPart(identity: Identity, ctx: Context, operation: Operation): Promise<boolean> {
  const { userId = '', method, document } = operation;
  const before = await identity.getUser(ctx, userId);
  const part = method === 'change' ? await patched(identity, ctx, operation) : sentIn(document);
  const after = await identity.setTravelProfile(ctx, { userId, ...travelChangeOf(part) });
  return !isDeepStrictEqual(before.travel, after.travel) || before.gender !== after.gender;
}

const travelIn = (document: Document): Document => {
  const part = document[TRAVEL_USER];
  return isDocument(part) ? part : {};
};

function sentIn(document: unknown): Document {
  const members = isDocument(document) ? Object.entries(document) : [];
  return travelIn(readDocument(Object.fromEntries(members.filter(([name]) => partOf(name) === 'travel')), reading));
}

async function patched(identity: Identity, ctx: Context, { userId = '', document }: Operation): Promise<Document> {
  const user = await identity.getUser(ctx, userId);
  const managerId = user.travel?.managerId;
  const manager = managerId === undefined ? undefined : { id: managerId, employeeNumber: undefined };
  const was = travelPart(user, { settings: [], manager });
  const named = was && { ...was, customFields: (user.travel?.customFields ?? []).map(({ name, value }) => ({ name, value })) };
  const operations = splitPatch(document)
    .filter(({ part }) => part === 'travel')
    .map(({ operation }) => operation);
  const before = named ? { [TRAVEL_USER]: named } : {};
  return travelIn(applyPatch(before, { schemas: [PATCH_OP], Operations: operations }, reading));
}
