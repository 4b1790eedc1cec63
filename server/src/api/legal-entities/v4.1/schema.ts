import { LIMITS } from '../../../modules/legal-entity/index.ts';
import type { Attribute, Schema } from '../../dialects/scim/schema/attribute.ts';

type Facts = Partial<Attribute>;
const text = (name: string, description: string, maxLength?: number, facts: Facts = {}): Attribute => ({
  name,
  type: 'string',
  description,
  ...(maxLength === undefined ? {} : { maxLength }),
  ...facts,
});
const readOnly = { mutability: 'readOnly' } as const;

const address: Attribute = {
  name: 'address',
  type: 'complex',
  description: 'Where the legal entity is',
  subAttributes: [
    text('streetAddress', 'Street, of one or several lines', LIMITS.streetAddress),
    text('locality', 'City', LIMITS.locality),
    text('region', 'State or province', LIMITS.region),
    text('postalCode', 'Postal code', LIMITS.postalCode),
    text('country', 'Country, ISO 3166-1 alpha-2'),
  ],
};

const meta: Attribute = {
  name: 'meta',
  type: 'complex',
  description: 'Facts about the resource',
  ...readOnly,
  subAttributes: [
    text('resourceType', 'Kind of the resource', undefined, readOnly),
    { name: 'created', type: 'dateTime', description: 'When it was created', ...readOnly },
    { name: 'lastModified', type: 'dateTime', description: 'When it last changed', ...readOnly },
    text('location', 'Address of the resource', undefined, readOnly),
    { name: 'version', type: 'integer', description: '1 when created, one more with each change', ...readOnly },
  ],
};

/** api-reference/legal-entity/v4.1.legal-entity, Schema. The company is read from the token or the request, not from the resource. */
export const LEGAL_ENTITY: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:LegalEntity',
  name: 'LegalEntity',
  description: 'An organisation in law that a company, or a part of it, is',
  attributes: [
    text('id', 'UUID of the legal entity', undefined, { ...readOnly, returned: 'always' }),
    text('companyId', 'UUID of the company', undefined, readOnly),
    text('name', 'Name', LIMITS.text),
    text('referenceId', 'What the company calls it by, unique in the company', LIMITS.text, { uniqueness: 'server' }),
    { name: 'active', type: 'boolean', description: 'Whether it is in use', required: true },
    text('registeringOrganization', 'Who registered it', LIMITS.text),
    text('taxId', 'Tax number', LIMITS.taxId),
    text('email', 'Email address', LIMITS.text),
    text('phone', 'Phone number', LIMITS.text),
    address,
    meta,
  ],
};

export const SCHEMAS = [LEGAL_ENTITY] as const;
