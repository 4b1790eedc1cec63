import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { IdentityTables, IdentityViews } from '../tables.ts';
import type { HierarchyArea } from './group-hierarchy.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** Area -> the list whose items are its groups. */
export async function selectHierarchies(tx: Tx, companyId: string): Promise<ReadonlyMap<HierarchyArea, string>> {
  const rows = await db(tx)
    .selectFrom('group_hierarchy')
    .select(['area', 'list_id'])
    .where('company_id', '=', companyId)
    .execute();
  return new Map(rows.map(({ area, list_id }) => [area, list_id]));
}

export async function upsertHierarchy(
  tx: Tx,
  companyId: string,
  { area, listId }: { area: HierarchyArea; listId: string },
): Promise<void> {
  await db(tx)
    .insertInto('group_hierarchy')
    .values({ company_id: companyId, area, list_id: listId })
    .onConflict((conflict) => conflict.columns(['company_id', 'area']).doUpdateSet({ list_id: listId }))
    .execute();
}

/** The nodes of an area's hierarchy that a user's own fields name, the deepest first. */
export async function selectNodesOf(
  tx: Tx,
  companyId: string,
  { userId, area }: { userId: string; area: HierarchyArea },
): Promise<string[]> {
  const rows = await tables<IdentityViews>(tx)
    .selectFrom('group_node')
    .select('node')
    .where('company_id', '=', companyId)
    .where('user_id', '=', userId)
    .where('area', '=', area)
    .orderBy('level', 'desc')
    .orderBy('slot')
    .execute();
  return rows.map(({ node }) => node);
}
