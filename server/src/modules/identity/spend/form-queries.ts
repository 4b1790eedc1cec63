import type { Selectable } from 'kysely';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { UserFormField } from './spend-profile.ts';
import type { IdentityTables } from '../tables.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** In the order of the form. */
export async function selectFormFields(tx: Tx, companyId: string): Promise<UserFormField[]> {
  const rows = await db(tx)
    .selectFrom('user_form_field')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('sequence')
    .orderBy('slot')
    .execute();
  return rows.map(fieldFromRow);
}

const fieldFromRow = (row: Selectable<IdentityTables['user_form_field']>): UserFormField => ({
  slot: row.slot,
  label: row.label,
  controlType: row.control_type,
  dataType: row.data_type,
  required: row.required,
  access: row.access,
  sequence: row.sequence,
  ...(row.max_length === null ? {} : { maxLength: row.max_length }),
  ...(row.list_id === null ? {} : { listId: row.list_id }),
  ...(row.hier_level === null ? {} : { hierLevel: row.hier_level }),
  ...(row.parent_slot === null ? {} : { parentSlot: row.parent_slot }),
});

export async function replaceFormFields(tx: Tx, companyId: string, fields: readonly UserFormField[]): Promise<void> {
  await db(tx).deleteFrom('user_form_field').where('company_id', '=', companyId).execute();
  const rows = fields.map((field) => ({
    company_id: companyId,
    slot: field.slot,
    label: field.label,
    control_type: field.controlType,
    data_type: field.dataType,
    max_length: field.maxLength ?? null,
    required: field.required,
    access: field.access,
    sequence: field.sequence,
    list_id: field.listId ?? null,
    hier_level: field.hierLevel ?? null,
    parent_slot: field.parentSlot ?? null,
  }));
  if (rows.length > 0) await db(tx).insertInto('user_form_field').values(rows).execute();
}
