import type { Static } from 'typebox';
import type { LegalEntities, LegalEntityField } from '../../../modules/legal-entity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { readCursor, writeCursor } from '../../dialects/scim/cursor.ts';
import { criteriaOf, type Filterable, type Surface } from '../../dialects/scim/filter/criteria.ts';
import { listResponse, pageSize } from '../../dialects/scim/list.ts';
import { project } from '../../dialects/scim/projection.ts';
import { documentOf } from './document.ts';
import { LEGAL_ENTITY, SCHEMAS } from './schema.ts';
import type { searchBody } from './wire-schemas.ts';

const text = (field: LegalEntityField): Filterable<LegalEntityField> => ({ field, type: 'text' });
const TEXTS = [
  'id',
  'name',
  'referenceId',
  'registeringOrganization',
  'taxId',
  'email',
  'phone',
  'address.streetAddress',
  'address.locality',
  'address.region',
  'address.postalCode',
  'address.country',
] as const;

/** api-reference/legal-entity/v4.1.legal-entity, SCIM Filter Operators: those that order are "N/A for legal entities". */
const SURFACE: Surface<LegalEntityField> = {
  core: LEGAL_ENTITY.id,
  fields: {
    active: { field: 'active', type: 'boolean' },
    ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
  },
  operators: ['eq', 'ne', 'co', 'sw', 'ew', 'pr'],
};

const PAGES = { standard: 100, most: 1000 };

/** A page of legal entities in the order of creation. @throws InvalidInput for a filter or a cursor that is none */
export async function searchFromWire(
  legalEntities: LegalEntities,
  ctx: Context,
  asked: Static<typeof searchBody> & { origin: string },
) {
  const { filter, attributes, excludedAttributes, origin } = asked;
  const query = [ctx.companyId, 'LegalEntity', filter ?? ''];
  const after = asked.cursor ? readCursor(asked.cursor, query) : undefined;
  const page = await legalEntities.searchLegalEntities(ctx, {
    ...(filter ? { criteria: criteriaOf(filter, SURFACE) } : {}),
    ...(after ? { after } : {}),
    limit: pageSize(asked.count, PAGES),
  });
  const startIndex = after?.startIndex ?? 1;
  const last = page.entities.at(-1);
  const next = page.more &&
    last && { createdAt: last.createdAt, id: last.id, startIndex: startIndex + page.entities.length, total: page.total };
  return listResponse({
    resources: page.entities.map((entity) =>
      project(documentOf(entity, origin), { schemas: SCHEMAS, attributes, excludedAttributes }),
    ),
    totalResults: page.total,
    startIndex,
    nextCursor: next ? writeCursor(next, query) : undefined,
  });
}
