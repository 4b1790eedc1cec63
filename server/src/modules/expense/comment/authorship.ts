import type { Context } from '../../../platform/context.ts';
import { actingUser, type Standing } from '../access.ts';

/** Who writes a comment, and for whom when a delegate or proxy does. */
export const authorOf = (ctx: Context, standing: Standing): { author_id: string | null; on_behalf_of: string | null } => ({
  author_id: actingUser(ctx) ?? standing.userId,
  on_behalf_of: standing.actingUserId === null ? null : standing.userId,
});
