import type { Context } from '../../platform/context.ts';
import type { Identity } from '../identity/index.ts';
import type { Lists } from '../lists/index.ts';

/** The nodes of the hierarchy in which expense groups are held. */
export interface Hierarchy {
  /** Ids of the nodes that a user's own fields name, the deepest first. */
  nodesOf(ctx: Context, userId: string): Promise<readonly string[]>;
  /** The node with this long code; undefined where the company's hierarchy has none. */
  nodeAt(ctx: Context, code: string): Promise<{ readonly id: string; readonly name: string } | undefined>;
}

export const hierarchyOf = (
  identity: Pick<Identity, 'groupHierarchyOf' | 'groupNodesOf'>,
  lists: Pick<Lists, 'findItems'>,
): Hierarchy => ({
  nodesOf: (ctx, userId) => identity.groupNodesOf(ctx, { userId, area: 'Expense' }),
  async nodeAt(ctx, code) {
    const listId = await identity.groupHierarchyOf(ctx, 'Expense');
    const [item] = listId === undefined ? [] : await lists.findItems(ctx, [{ listId, longCode: code }]);
    return item && { id: item.id, name: item.value };
  },
});
