import type { LegalEntity, LegalEntityAddress, LegalEntityFields } from '../../../modules/legal-entity/index.ts';
import { isDocument, type Document } from '../../dialects/scim/schema/attribute.ts';
import { LEGAL_ENTITY } from './schema.ts';

export const PREFIX = '/profile/identity/v4.1';

const seconds = (moment: Date): string => moment.toISOString().replace(/\.000Z$/, 'Z');

/** A legal entity as a document with everything that is set. */
export function documentOf(entity: LegalEntity, origin: string): Document {
  const { id, companyId, version, createdAt, updatedAt, address, ...fields } = entity;
  return {
    schemas: [LEGAL_ENTITY.id],
    id,
    companyId,
    ...fields,
    ...(address ? { address: { ...address } } : {}),
    meta: {
      resourceType: 'LegalEntity',
      created: seconds(createdAt),
      lastModified: seconds(updatedAt),
      location: `${origin}${PREFIX}/LegalEntities/${id}`,
      version,
    },
  };
}

type Texts = Exclude<keyof LegalEntityFields, 'active' | 'address'>;

/** What a document that was read says: its names and types are those of the schema. */
export function fieldsOf({ active, address, ...rest }: Document): LegalEntityFields {
  const where = isDocument(address) ? { address: textsOf<keyof LegalEntityAddress>(address) } : {};
  return { ...textsOf<Texts>(rest), active: active === true, ...where };
}

const textsOf = <Name extends string>(document: Document): Partial<Record<Name, string>> =>
  Object.fromEntries(Object.entries(document).filter(([, value]) => typeof value === 'string')) as Partial<Record<Name, string>>;
