import type { UserCriteria } from '../../../modules/identity/index.ts';
import { readCursor, writeCursor } from '../../dialects/scim/cursor.ts';
import { listResponse, pageSize } from '../../dialects/scim/list.ts';
import { answerUsers, type Asking, type IdentityDeps, type IdentityVersion } from '../answers.ts';

export const PAGES = { standard: 100, most: 1000 };

interface Wish {
  /** The filter as it was written, which the cursor is bound to, and what it means. */
  readonly filter?: string | undefined;
  readonly criteria?: UserCriteria;
  readonly count?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A page of users with the cursor of the next; the total is counted with the first page alone. @throws InvalidInput for a strange cursor */
export async function pageOfUsers(deps: IdentityDeps, version: IdentityVersion, wish: Wish, asking: Asking) {
  const { ctx } = asking;
  const query = [ctx.companyId, wish.filter ?? ''];
  const after = wish.cursor ? readCursor(wish.cursor, query) : undefined;
  const startIndex = after?.startIndex ?? 1;
  const { users, total, next } = await deps.identity.searchUsers(ctx, {
    ...(wish.criteria ? { criteria: wish.criteria } : {}),
    page: after ? { after } : {},
    limit: pageSize(wish.count, PAGES),
    withTotal: true,
  });
  const totalResults = total ?? 0;
  const cursor = next && { createdAt: next.createdAt, id: next.id, startIndex: startIndex + users.length, total: totalResults };
  return listResponse({
    resources: await answerUsers(deps, version, users, asking),
    totalResults,
    startIndex,
    nextCursor: cursor && writeCursor(cursor, query),
  });
}
