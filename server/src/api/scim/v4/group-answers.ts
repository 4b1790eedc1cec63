import type { Context } from '../../../platform/context.ts';
import { projector } from '../../dialects/scim/projection.ts';
import type { Document } from '../../dialects/scim/schema/attribute.ts';
import { CORE_GROUP, SAP_GROUP } from '../../dialects/scim/urns.ts';
import { PATH, type ScimDeps } from './deps.ts';
import { SCIM_GROUP } from './group-schemas.ts';
import { GROUP_TYPE, type Group } from './groups.ts';

/** The published file has no more members on a page. */
export const MEMBERS = { standard: 100, most: 100 };

/** Who asks, where, for what, and for which members. */
export interface GroupAsking {
  readonly ctx: Context;
  readonly origin: string;
  readonly attributes?: readonly string[] | undefined;
  readonly excludedAttributes?: readonly string[] | undefined;
  readonly members: { readonly startIndex: number; readonly limit: number };
}

/** With its members, unless they are not wanted. */
export async function answerGroup(deps: ScimDeps, group: Group, asking: GroupAsking): Promise<Document> {
  const { attributes, excludedAttributes } = asking;
  const wanted =
    !names(excludedAttributes, 'members') && (!attributes || names(attributes, 'members') || names(attributes, 'meta'));
  const members = wanted ? await membersOf(deps, group, asking) : undefined;
  const { meta, ...plain } = groupDocument(group, asking.origin);
  const answer = projector({ schemas: SCIM_GROUP, attributes, excludedAttributes })({
    ...plain,
    ...(members ? { members: members.members } : {}),
    meta: { ...meta, ...members?.meta },
  });
  // Samples list the core schema alone, also where attributes were chosen.
  return { schemas: [CORE_GROUP], ...answer };
}

/** Groups of a list tell their members when asked alone. */
export const answerListed = (deps: ScimDeps, group: Group, asking: GroupAsking): Promise<Document> =>
  answerGroup(deps, group, {
    ...asking,
    excludedAttributes: asking.attributes ? asking.excludedAttributes : [...(asking.excludedAttributes ?? []), 'members'],
  });

const groupDocument = (group: Group, origin: string) => ({
  id: group.id,
  displayName: group.displayName,
  [SAP_GROUP]: { supportedOperations: group.supportedOperations, externalName: group.externalName, type: GROUP_TYPE },
  meta: { resourceType: 'Group', location: `${origin}${PATH}/Groups/${group.id}` },
});

async function membersOf({ identity }: ScimDeps, group: Group, { ctx, origin, members: page }: GroupAsking) {
  const { userIds, total } = await identity.membersOfRole(ctx, { code: group.externalName, ...page });
  return {
    meta: {
      'members.totalResults': total,
      'members.startIndex': page.startIndex,
      'members.itemsPerPage': userIds.length,
      'members.cnt': userIds.length,
    },
    members: userIds.map((value) => ({ value, $ref: `${origin}${PATH}/Users/${value}` })),
  };
}

/** Whether an attribute, or a part of it, is among these. */
function names(attributes: readonly string[] | undefined, name: string): boolean {
  const prefix = `${CORE_GROUP.toLowerCase()}:`;
  return (attributes ?? []).some((one) => {
    const lower = one.toLowerCase();
    const plain = lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
    return plain === name || plain.startsWith(`${name}.`);
  });
}
