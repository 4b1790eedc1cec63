import type { Attribute, Schema, Schemas } from '../../dialects/scim/schema/attribute.ts';
import { flag, group, many, moment, required, text } from '../../dialects/scim/schema/make-attribute.ts';
import { coreUser, enterpriseUser, sapUser, settingsUser } from '../../dialects/scim/user/user-schemas.ts';

const without = (attributes: readonly Attribute[], names: readonly string[]): Attribute[] =>
  attributes.filter(({ name }) => !names.includes(name));

/** Verification stands in the SAP extension here, and of notifications these pages do not speak. */
const core: Schema = {
  ...coreUser,
  attributes: without(coreUser.attributes, ['dateOfBirth', 'entitlements', 'localeOverrides']).map((attribute) =>
    attribute.name === 'emails'
      ? { ...attribute, subAttributes: without(attribute.subAttributes ?? [], ['verified', 'notifications']) }
      : attribute,
  ),
};

/** The company is that of the token, so a client need not name it: docs/decisions/0070. */
const companyId = text('companyId', 'UUID of the company', { mutability: 'immutable', caseExact: true });

const enterprise: Schema = {
  ...enterpriseUser,
  attributes: [
    companyId,
    ...without(enterpriseUser.attributes, ['companyId', 'legalEntity', 'startDate', 'terminationDate', 'leavesOfAbsence']),
  ],
};

const contactPreferences = group('contactPreferences', 'How the user would like to be reached', [
  text('telephone', 'Telephone number', { maxLength: 255 }),
  text('email', 'Mail address', { maxLength: 255 }),
  text('emailFormat', 'How systems shall send mail', { canonicalValues: ['HTTP', 'plain'] }),
]);

const sap: Schema = {
  ...sapUser,
  attributes: [
    ...sapUser.attributes,
    contactPreferences,
    group(
      'emails',
      'Whether mail addresses of the user were verified',
      [text('value', 'The address', required), flag('verified', 'Whether it was verified; written with a scope of its own')],
      many,
    ),
    moment('validFrom', 'Since when the user is employed, 1900-01-01 to 2079-06-06'),
    moment('validTo', 'Until when; set when the user is made inactive, emptied when active again'),
  ],
};

/** What this API accepts and answers of a user: api-reference/profile/v4.scim, "Schema". */
export const SCIM_USER: Schemas = [core, enterprise, sap];

/** Everything that is written of a user's identity: what of it this API does not show stays as it is. */
export const WHOLE_USER: Schemas = [
  coreUser,
  enterpriseUser,
  { ...sapUser, attributes: [...sapUser.attributes, contactPreferences] },
  settingsUser,
];
