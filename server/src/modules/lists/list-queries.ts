import { sql, type Selectable } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import { uniqueViolation } from '../../platform/db/violations.ts';
import { ListInvalid } from './errors.ts';
import type { List, ListItem } from './list.ts';
import type { ListTable, ListTables } from './tables.ts';

const db = (tx: Tx) => tables<ListTables>(tx);

const listFromRow = (row: Selectable<ListTable>): List => ({
  id: row.id,
  name: row.name,
  category: row.category,
  levelCount: row.level_count,
  deleted: row.deleted_at !== null,
});

export async function selectList(tx: Tx, companyId: string, id: string): Promise<List | undefined> {
  const row = await db(tx)
    .selectFrom('list')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && listFromRow(row);
}

export async function insertList(tx: Tx, companyId: string, list: List, now: Date): Promise<void> {
  await db(tx)
    .insertInto('list')
    .values({
      company_id: companyId,
      id: list.id,
      name: list.name,
      category: list.category,
      level_count: list.levelCount,
      search_criteria: 'TEXT',
      display_format: '(CODE) TEXT',
      read_only: false,
      managed_by: null,
      external_threshold: null,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    .execute();
}

/** Items that stand in a list, the deleted left out, in the order of their codes. */
const selectItems = (tx: Tx, companyId: string) =>
  db(tx)
    .selectFrom('list_membership as m')
    .innerJoin('list_item as i', (join) => join.onRef('i.company_id', '=', 'm.company_id').onRef('i.id', '=', 'm.item_id'))
    .select(['i.id', 'm.list_id', 'i.parent_id', 'i.level', 'i.short_code', 'm.long_code', 'i.value'])
    .where('m.company_id', '=', companyId)
    .where('m.deleted_at', 'is', null);

type ItemRow = Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number];

const itemFromRow = (row: ItemRow): ListItem => ({
  id: row.id,
  listId: row.list_id,
  parentId: row.parent_id ?? undefined,
  level: row.level,
  shortCode: row.short_code,
  longCode: row.long_code,
  value: row.value,
});

export interface Place {
  readonly listId: string;
  readonly longCode: string;
}

export async function selectItemsAt(tx: Tx, companyId: string, places: readonly Place[]): Promise<ListItem[]> {
  if (places.length === 0) return [];
  const wanted = sql.join(places.map(({ listId, longCode }) => sql`(${listId}::uuid, ${longCode}::text)`));
  const rows = await selectItems(tx, companyId)
    .where(sql<boolean>`(m.list_id, m.long_code) in (${wanted})`)
    .execute();
  return rows.map(itemFromRow);
}

export async function selectChildren(
  tx: Tx,
  companyId: string,
  of: { listId: string; parentId: string | undefined },
): Promise<ListItem[]> {
  const rows = await selectItems(tx, companyId)
    .where('m.list_id', '=', of.listId)
    .where('i.parent_id', 'is not distinct from', of.parentId ?? null)
    .orderBy('m.long_code')
    .execute();
  return rows.map(itemFromRow);
}

export async function selectItemsById(tx: Tx, companyId: string, listId: string, ids: readonly string[]): Promise<ListItem[]> {
  if (ids.length === 0) return [];
  const rows = await selectItems(tx, companyId)
    .where('m.list_id', '=', listId)
    .where('i.id', 'in', [...ids])
    .execute();
  return rows.map(itemFromRow);
}

export async function selectItemById(tx: Tx, companyId: string, listId: string, id: string): Promise<ListItem | undefined> {
  const row = await selectItems(tx, companyId).where('m.list_id', '=', listId).where('i.id', '=', id).executeTakeFirst();
  return row && itemFromRow(row);
}

/** @throws ListInvalid for a code that a sibling has */
export async function insertItems(tx: Tx, companyId: string, items: readonly ListItem[], now: Date): Promise<void> {
  const rows = items.map((item) => ({
    company_id: companyId,
    id: item.id,
    parent_id: item.parentId ?? null,
    level: item.level,
    short_code: item.shortCode,
    value: item.value,
    translations: '{}',
    start_date: null,
    end_date: null,
    created_at: now,
    updated_at: now,
  }));
  await db(tx).insertInto('list_item').values(rows).execute();
  const memberships = items.map((item) => ({
    company_id: companyId,
    list_id: item.listId,
    item_id: item.id,
    long_code: item.longCode,
    deleted_at: null,
  }));
  await db(tx)
    .insertInto('list_membership')
    .values(memberships)
    .execute()
    .catch((error: unknown) => {
      throw uniqueViolation(error) === 'list_membership_code' ? new ListInvalid('shortCode', 'is a sibling’s already') : error;
    });
}
