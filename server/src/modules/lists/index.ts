import type { Context } from '../../platform/context.ts';
import { newId, parseUuid } from '../../platform/ids/index.ts';
import { addItems, getList } from './add-items.ts';
import { assertList, longCodeOf, type List, type ListItem, type NewItem, type NewList } from './list.ts';
import { insertList, selectChildren, selectItemsAt, selectItemsById, type Place } from './list-queries.ts';

export * from './errors.ts';
export type { List, ListItem, NewItem, NewList } from './list.ts';

/** Tables of choices that a company keeps: what fields are filled from, and the hierarchies that people are grouped by. */
export interface Lists {
  /** @throws ListInvalid */
  createList(ctx: Context, input: NewList): Promise<List>;
  /** @throws ListNotFound, ListInvalid */
  addItems(ctx: Context, input: { listId: string; parentId?: string; items: readonly NewItem[] }): Promise<ListItem[]>;
  /** @throws ListNotFound, also for a list of another company or a deleted one */
  getList(ctx: Context, listId: string): Promise<List>;
  /** The item that the short codes lead to from the top; undefined where there is none. */
  findItem(ctx: Context, input: { listId: string; codes: readonly string[] }): Promise<ListItem | undefined>;
  /** The items that stand at these places, in one statement; places where nothing stands are left out. */
  findItems(ctx: Context, places: readonly Place[]): Promise<ListItem[]>;
  /** Those of a list's items that have these ids, in one statement. */
  findItemsById(ctx: Context, named: { listId: string; itemIds: readonly string[] }): Promise<ListItem[]>;
  /** The items right below one, or those at the top, in the order of their codes. @throws ListNotFound */
  itemsOf(ctx: Context, input: { listId: string; parentId?: string }): Promise<ListItem[]>;
  longCodeOf(codes: readonly string[]): string;
}

export function createLists(): Lists {
  const findItems: Lists['findItems'] = (ctx, places) => selectItemsAt(ctx.tx, ctx.companyId, places);
  return {
    async createList(ctx, input) {
      assertList(input);
      const list = {
        id: newId(ctx.clock),
        name: input.name.trim(),
        category: input.category ?? 'Normal',
        levelCount: input.levelCount ?? 1,
        deleted: false,
      };
      await insertList(ctx.tx, ctx.companyId, list, ctx.clock.now());
      ctx.record({ subjectKind: 'list', subjectId: list.id, action: 'created' });
      return list;
    },
    addItems,
    getList,
    findItem: async (ctx, { listId, codes }) => {
      const id = parseUuid(listId);
      return id && codes.length > 0 ? (await findItems(ctx, [{ listId: id, longCode: longCodeOf(codes) }]))[0] : undefined;
    },
    findItems,
    findItemsById: (ctx, { listId, itemIds }) => selectItemsById(ctx.tx, ctx.companyId, listId, itemIds),
    itemsOf: async (ctx, { listId, parentId }) => {
      const list = await getList(ctx, listId);
      return selectChildren(ctx.tx, ctx.companyId, { listId: list.id, parentId });
    },
    longCodeOf,
  };
}
