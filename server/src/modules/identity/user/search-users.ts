import type { Context } from '../../../platform/context.ts';
import { countMatching, selectMatching } from './search-queries.ts';
import type { UserCursor, UserPage, UserSearch } from './user-search.ts';

/**
 * The company's users who meet the criteria, in the order of creation. Two statements at most: the page, and the total where it is asked
 * for and not yet known.
 * @throws UserCriteriaInvalid
 */
export async function searchUsers(ctx: Context, search: UserSearch): Promise<UserPage> {
  const { page, limit, withTotal = false } = search;
  const known = page && 'after' in page ? page.after?.total : undefined;
  const total = withTotal ? (known ?? (await countMatching(ctx.tx, ctx.companyId, search))) : undefined;
  const counted = total === undefined ? {} : { total };
  if (limit < 1) return { users: [], ...counted };
  // One more than asked for says whether another page follows.
  const found = await selectMatching(ctx.tx, ctx.companyId, { ...search, limit: limit + 1 });
  const users = found.slice(0, limit);
  const last = users.at(-1);
  if (found.length <= limit || !last) return { users, ...counted };
  const next: UserCursor = { createdAt: last.createdAt, id: last.id, ...counted };
  return { users, ...counted, next };
}
