import type { Schemas } from '../../dialects/scim/schema/attribute.ts';
import { group, many, readOnly, text, whole } from '../../dialects/scim/schema/make-attribute.ts';
import { CORE_GROUP, SAP_GROUP } from '../../dialects/scim/urns.ts';

/** "Group" and "SAP Group" of api-reference/profile/v4.scim. Only members are written. */
export const SCIM_GROUP: Schemas = [
  {
    id: CORE_GROUP,
    name: 'Group',
    description: 'A role and who holds it',
    attributes: [
      text('id', 'UUID of the group', { ...readOnly, returned: 'always', caseExact: true }),
      text('displayName', 'Name of the group', readOnly),
      group(
        'members',
        'Users of the group; lists of groups tell them when asked',
        [
          text('value', 'UUID of the user', { mutability: 'immutable', caseExact: true }),
          {
            name: '$ref',
            type: 'reference',
            description: 'Address of the user',
            mutability: 'readOnly',
            referenceTypes: ['User'],
          },
        ],
        many,
      ),
      group(
        'meta',
        'Facts about the resource and the page of members',
        [
          text('resourceType', 'Kind of the resource', readOnly),
          text('location', 'Address of the resource', readOnly),
          whole('members.totalResults', 'How many members the group has', readOnly),
          whole('members.startIndex', '1-based index of the first member of the page', readOnly),
          whole('members.itemsPerPage', 'How many members the page has', readOnly),
          whole('members.cnt', 'The same', readOnly),
        ],
        readOnly,
      ),
    ],
  },
  {
    id: SAP_GROUP,
    name: 'SAPGroup',
    description: 'What the group stands for',
    attributes: [
      text('supportedOperations', 'What may be done to it', { ...readOnly, canonicalValues: ['readOnly', 'userOnlyMembership'] }),
      text('externalName', 'Code of the role', { ...readOnly, caseExact: true }),
      text('type', 'Kind of the group', { ...readOnly, canonicalValues: ['authorization'] }),
    ],
  },
];
