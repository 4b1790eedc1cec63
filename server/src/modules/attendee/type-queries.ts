import { sql, type Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import { uniqueViolation } from '../../platform/db/violations.ts';
import { decimal, toSql } from '../../platform/money/money.ts';
import { AttendeeTypeTaken } from './errors.ts';
import type { AttendeeTables, AttendeeTypeTable } from './tables.ts';
import type { AttendeeForm, AttendeeType, FormField } from './types.ts';

const db = (ctx: Context) => tables<AttendeeTables>(ctx.tx);

export type TypeRow = Selectable<AttendeeTypeTable> & { form_name: string; form_fields: readonly FormField[] };

export const toType = (row: TypeRow): AttendeeType => ({
  id: row.id,
  code: row.code,
  name: row.name,
  form: { id: row.form_id, name: row.form_name, fields: row.form_fields },
  duplicateSearchFields: row.duplicate_fields,
  searchesAcrossTypes: row.searches_across_types,
  isPublic: row.is_public,
  isActive: row.is_active,
  isDeleted: row.is_deleted,
  isSystem: row.is_system,
  permitsAdds: row.permits_adds,
  allowsManualEntry: row.allows_manual_entry,
  allowsCountEditing: row.allows_count_editing,
  searchPreference: row.search_preference,
  yearlyLimit: row.yearly_limit === null ? null : decimal(row.yearly_limit),
});

const toRow = (type: AttendeeType) => ({
  code: type.code,
  name: type.name,
  form_id: type.form.id,
  duplicate_fields: JSON.stringify(type.duplicateSearchFields),
  searches_across_types: type.searchesAcrossTypes,
  is_public: type.isPublic,
  is_active: type.isActive,
  is_deleted: type.isDeleted,
  is_system: type.isSystem,
  permits_adds: type.permitsAdds,
  allows_manual_entry: type.allowsManualEntry,
  allows_count_editing: type.allowsCountEditing,
  search_preference: type.searchPreference,
  yearly_limit: type.yearlyLimit && toSql(type.yearlyLimit),
});

const types = (ctx: Context) =>
  db(ctx)
    .selectFrom('attendee_type as t')
    .innerJoin('attendee_form as f', (join) => join.onRef('f.company_id', '=', 't.company_id').onRef('f.id', '=', 't.form_id'))
    .selectAll('t')
    .select(['f.name as form_name', 'f.fields as form_fields'])
    .where('t.company_id', '=', ctx.companyId);

/** All of the company's, deleted ones too, by name: companies have a dozen. */
export const selectTypes = async (ctx: Context): Promise<AttendeeType[]> =>
  (
    await types(ctx)
      .orderBy(sql`lower(t.name)`)
      .orderBy('t.id')
      .execute()
  ).map(toType);

const findType = async (ctx: Context, typeId: string): Promise<AttendeeType | undefined> => {
  const row = await types(ctx).where('t.id', '=', typeId).executeTakeFirst();
  return row && toType(row);
};

// Locked first and read then: a lock on the join that had to wait would hold the new type against its old form.

/** The type as it stays until the end of the transaction, so that its rule does not change under a search for duplicates. */
export async function holdType(ctx: Context, named: { id: string } | { code: string }): Promise<AttendeeType | undefined> {
  const held = await db(ctx)
    .selectFrom('attendee_type')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where((where) =>
      'id' in named
        ? where('id', '=', named.id)
        : where.and([where(sql`lower(code)`, '=', named.code.toLowerCase()), where('is_deleted', '=', false)]),
    )
    .forShare()
    .executeTakeFirst();
  return held && findType(ctx, held.id);
}

export async function lockType(ctx: Context, typeId: string): Promise<AttendeeType | undefined> {
  const held = await db(ctx)
    .selectFrom('attendee_type')
    .select('id')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', typeId)
    .forUpdate()
    .executeTakeFirst();
  return held && findType(ctx, held.id);
}

async function refusingTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const index = uniqueViolation(error);
    if (index === 'attendee_type_code') throw new AttendeeTypeTaken('code');
    if (index === 'attendee_type_name') throw new AttendeeTypeTaken('name');
    throw error;
  }
}

/** @throws AttendeeTypeTaken */
export async function insertType(ctx: Context, type: AttendeeType): Promise<void> {
  const row = { company_id: ctx.companyId, id: type.id, ...toRow(type) };
  await refusingTaken(db(ctx).insertInto('attendee_type').values(row).execute());
}

/** @throws AttendeeTypeTaken */
export async function updateType(ctx: Context, type: AttendeeType): Promise<void> {
  await refusingTaken(
    db(ctx)
      .updateTable('attendee_type')
      .set(toRow(type))
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', type.id)
      .execute(),
  );
}

export async function insertForm(ctx: Context, form: AttendeeForm): Promise<void> {
  await db(ctx)
    .insertInto('attendee_form')
    .values({ company_id: ctx.companyId, id: form.id, name: form.name, fields: JSON.stringify(form.fields) })
    .execute();
}

export const selectForms = (ctx: Context): Promise<AttendeeForm[]> =>
  db(ctx)
    .selectFrom('attendee_form')
    .select(['id', 'name', 'fields'])
    .where('company_id', '=', ctx.companyId)
    .orderBy('id')
    .execute();
