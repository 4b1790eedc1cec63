import type { Context } from '../../platform/context.ts';
import { newId, parseUuid } from '../../platform/ids/index.ts';
import { ListInvalid, ListNotFound } from './errors.ts';
import { assertItem, longCodeOf, type List, type ListItem, type NewItem } from './list.ts';
import { insertItems, selectItemById, selectList } from './list-queries.ts';

/**
 * Adds items with everything below them, at the top of a list or below one of its items.
 * @throws ListNotFound, ListInvalid for a code or name that cannot be one, a level too deep, and a code that a sibling has
 */
export async function addItems(
  ctx: Context,
  input: { listId: string; parentId?: string; items: readonly NewItem[] },
): Promise<ListItem[]> {
  const list = await getList(ctx, input.listId);
  const parent = input.parentId === undefined ? undefined : await parentIn(ctx, list, input.parentId);
  const made = input.items.flatMap((item) => grow(ctx, list, parent, item));
  const siblings = new Set<string>();
  for (const { longCode } of made) {
    if (siblings.has(longCode)) throw new ListInvalid('shortCode', 'is a sibling’s already');
    siblings.add(longCode);
  }
  if (made.length === 0) return [];
  await insertItems(ctx.tx, ctx.companyId, made, ctx.clock.now());
  ctx.record({ subjectKind: 'list', subjectId: list.id, action: 'items-added', details: { count: made.length } });
  return made;
}

export async function getList(ctx: Context, listId: string): Promise<List> {
  const id = parseUuid(listId);
  const list = id && (await selectList(ctx.tx, ctx.companyId, id));
  if (!list || list.deleted) throw new ListNotFound(listId);
  return list;
}

async function parentIn(ctx: Context, list: List, parentId: string): Promise<ListItem> {
  const parent = await selectItemById(ctx.tx, ctx.companyId, list.id, parentId);
  if (!parent) throw new ListInvalid('parentId', 'names no item of the list');
  return parent;
}

function grow(ctx: Context, list: List, parent: ListItem | undefined, given: NewItem): ListItem[] {
  const level = (parent?.level ?? 0) + 1;
  assertItem(given, level, list.levelCount);
  const item: ListItem = {
    id: newId(ctx.clock),
    listId: list.id,
    parentId: parent?.id,
    level,
    shortCode: given.shortCode,
    longCode: parent ? longCodeOf([parent.longCode, given.shortCode]) : given.shortCode,
    value: given.value,
  };
  return [item, ...(given.items ?? []).flatMap((child) => grow(ctx, list, item, child))];
}
