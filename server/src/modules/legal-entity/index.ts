import type { Context } from '../../platform/context.ts';
import { newId, parseUuid } from '../../platform/ids/index.ts';
import { LegalEntityInvalid, LegalEntityNotFound } from './errors.ts';
import { insertEntity, lockEntity, searchEntities, selectEntity, updateEntity } from './legal-entity-queries.ts';
import {
  changedFields,
  issuesOf,
  tidied,
  type LegalEntity,
  type LegalEntityFields,
  type LegalEntityPage,
  type LegalEntitySearch,
} from './legal-entity.ts';

export * from './errors.ts';
export {
  LIMITS,
  type LegalEntity,
  type LegalEntityAddress,
  type LegalEntityCriteria,
  type LegalEntityField,
  type LegalEntityFields,
} from './legal-entity.ts';

/** @throws LegalEntityInvalid */
function checked(fields: LegalEntityFields): LegalEntityFields {
  const tidy = tidied(fields);
  const issues = issuesOf(tidy);
  if (issues.length > 0) throw new LegalEntityInvalid(issues);
  return tidy;
}

async function find(ctx: Context, entityId: string): Promise<LegalEntity | undefined> {
  const id = parseUuid(entityId);
  return id ? selectEntity(ctx.tx, ctx.companyId, id) : undefined;
}

/** @throws LegalEntityInvalid, LegalEntityReferenceTaken */
async function createLegalEntity(ctx: Context, fields: LegalEntityFields): Promise<LegalEntity> {
  const now = ctx.clock.now();
  const made = { id: newId(ctx.clock), companyId: ctx.companyId, version: 1, createdAt: now, updatedAt: now };
  const entity: LegalEntity = { ...made, ...checked(fields) };
  await insertEntity(ctx.tx, entity);
  ctx.record({ subjectKind: 'legal-entity', subjectId: entity.id, action: 'created' });
  return entity;
}

/**
 * Makes a legal entity what `change` makes of it; nobody else changes it meanwhile. What stays as it was is no change.
 * @throws LegalEntityNotFound, LegalEntityInvalid, LegalEntityReferenceTaken, and what `change` throws
 */
async function changeLegalEntity(
  ctx: Context,
  input: { entityId: string; change: (before: LegalEntity) => LegalEntityFields },
): Promise<LegalEntity> {
  const id = parseUuid(input.entityId);
  const before = id && (await lockEntity(ctx.tx, ctx.companyId, id));
  if (!before) throw new LegalEntityNotFound(input.entityId);
  const fields = checked(input.change(before));
  const changed = changedFields(before, fields);
  if (changed.length === 0) return before;
  const { companyId, createdAt, version } = before;
  const after: LegalEntity = { id, companyId, createdAt, version: version + 1, updatedAt: ctx.clock.now(), ...fields };
  await updateEntity(ctx.tx, after);
  ctx.record({ subjectKind: 'legal-entity', subjectId: id, action: 'updated', details: { changed } });
  return after;
}

/** The legal entities of the caller's company; an id of another company is nobody's. */
export function createLegalEntities() {
  return {
    createLegalEntity,
    changeLegalEntity,
    /** @throws LegalEntityNotFound */
    getLegalEntity: async (ctx: Context, entityId: string): Promise<LegalEntity> => {
      const entity = await find(ctx, entityId);
      if (!entity) throw new LegalEntityNotFound(entityId);
      return entity;
    },
    /** Whether somebody may be said to work for it. */
    legalEntityExists: async (ctx: Context, entityId: string): Promise<boolean> => (await find(ctx, entityId)) !== undefined,
    /** In the order of creation. @throws LegalEntityCriteriaInvalid */
    searchLegalEntities: (ctx: Context, search: LegalEntitySearch): Promise<LegalEntityPage> =>
      searchEntities(ctx.tx, ctx.companyId, search),
  };
}

export type LegalEntities = ReturnType<typeof createLegalEntities>;
