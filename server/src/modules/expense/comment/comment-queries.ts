import type { Insertable, Selectable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { forLater } from '../../../platform/db/sending.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { CommentTable, ExpenseTables } from '../tables.ts';

const insert = prepared((tx, rows: Insertable<CommentTable>[]) =>
  tables<ExpenseTables>(tx).insertInto('report_comment').values(rows),
);
const lock = prepared((tx, { companyId, reportId }: { companyId: string; reportId: string }) =>
  tables<ExpenseTables>(tx)
    .updateTable('report_comment')
    .set({ is_locked: true })
    .where('company_id', '=', companyId)
    .where('report_id', '=', reportId)
    .where('is_locked', '=', false),
);

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

export type CommentRow = Selectable<CommentTable>;

export async function insertComments(
  ctx: Context,
  rows: readonly Omit<Insertable<CommentTable>, 'company_id' | 'created_at'>[],
): Promise<void> {
  if (rows.length === 0) return;
  const query = insert(rows.map((row) => ({ ...row, company_id: ctx.companyId, created_at: ctx.clock.now() })));
  await ctx.tx.executeQuery(forLater(query));
}

/** Newest first. `entryId` null for the report's own, undefined for all. */
export const commentRows = (ctx: Context, reportId: string, entryId: string | null | undefined): Promise<CommentRow[]> =>
  db(ctx)
    .selectFrom('report_comment')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .$if(entryId === null, (query) => query.where('entry_id', 'is', null))
    .$if(typeof entryId === 'string', (query) => query.where('entry_id', '=', entryId as string))
    .orderBy('id', 'desc')
    .execute();

/** The top of the stack of a report (`entryId` null) or an entry. */
export const newestComment = (ctx: Context, reportId: string, entryId: string | null): Promise<CommentRow | undefined> =>
  db(ctx)
    .selectFrom('report_comment')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('report_id', '=', reportId)
    .where('entry_id', entryId === null ? 'is' : '=', entryId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export async function rewriteCommentRow(ctx: Context, commentId: string, text: string): Promise<void> {
  await db(ctx)
    .updateTable('report_comment')
    .set({ text })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', commentId)
    .execute();
}

export async function deleteCommentRow(ctx: Context, commentId: string): Promise<void> {
  await db(ctx).deleteFrom('report_comment').where('company_id', '=', ctx.companyId).where('id', '=', commentId).execute();
}

/** What was said before a submission stands for good. */
export async function lockComments(ctx: Context, reportId: string): Promise<void> {
  await ctx.tx.executeQuery(forLater(lock({ companyId: ctx.companyId, reportId })));
}
