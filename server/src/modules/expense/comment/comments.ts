import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { actingUser, type Standing } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { assertEntry } from '../entry/assert-entry.ts';
import { CommentLocked, CommentNotFound, ValueRefused } from '../errors.ts';
import type { OnReportOrEntry } from '../inputs.ts';
import { loadForChange, loadReport } from '../report/load-report.ts';
import { updateReportRow } from '../report/report-queries.ts';
import type { Comment } from '../types.ts';
import { checkText, MAX_COMMENT } from '../values.ts';
import { authorOf } from './authorship.ts';
import {
  commentRows,
  deleteCommentRow,
  insertComments,
  newestComment,
  rewriteCommentRow,
  type CommentRow,
} from './comment-queries.ts';

/** Newest first. */
export async function listComments(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReportOrEntry & { readonly includeEntries?: boolean },
): Promise<Comment[]> {
  const { row } = await loadReport(ctx, deps, input, 'read-comments');
  await assertEntry(ctx, row.id, input.entryId);
  const all = input.includeEntries === true && input.entryId === undefined;
  const rows = await commentRows(ctx, row.id, all ? undefined : (input.entryId ?? null));
  return toComments(ctx, deps, rows);
}

export async function addComment(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReportOrEntry & { readonly text: string },
): Promise<void> {
  const text = checkedText(input.text);
  const { row, standing } = await loadForChange(ctx, deps, input, { operation: 'add-comment', action: 'comment' });
  await assertEntry(ctx, row.id, input.entryId);
  const id = newId(ctx.clock);
  await insertComments(ctx, [
    { id, report_id: row.id, entry_id: input.entryId ?? null, text, ...authorOf(ctx, standing), step_id: row.step_id },
  ]);
  await touched(ctx, row.id, id, 'created');
}

/** Rewrites the newest comment, if the caller wrote it and nothing was submitted since. */
export async function rewriteComment(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReportOrEntry & { readonly text: string },
): Promise<void> {
  const text = checkedText(input.text);
  const { reportId, comment, standing } = await openNewest(ctx, deps, input);
  if (comment.author_id !== authorOf(ctx, standing).author_id) throw new CommentLocked();
  await rewriteCommentRow(ctx, comment.id, text);
  await touched(ctx, reportId, comment.id, 'rewritten');
}

/**
 * Takes the newest comment off the stack; the one before it becomes the newest, and stays as locked as it was. A person takes away what they
 * wrote: why an approver sent a report back is not its owner's to remove. A program may take away what anybody wrote since the submission.
 */
export async function deleteComment(ctx: Context, deps: ExpenseDeps, input: OnReportOrEntry): Promise<void> {
  const { reportId, comment, standing } = await openNewest(ctx, deps, input);
  if (actingUser(ctx) !== null && comment.author_id !== authorOf(ctx, standing).author_id) throw new CommentLocked();
  await deleteCommentRow(ctx, comment.id);
  await touched(ctx, reportId, comment.id, 'deleted');
}

async function openNewest(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReportOrEntry,
): Promise<{ reportId: string; comment: CommentRow; standing: Standing }> {
  // People change comments while the report is theirs; a program at any time.
  const action = actingUser(ctx) === null && input.access.kind === 'company' ? 'comment' : 'edit';
  const { row, standing } = await loadForChange(ctx, deps, input, { operation: 'change-comment', action });
  await assertEntry(ctx, row.id, input.entryId);
  const comment = await newestComment(ctx, row.id, input.entryId ?? null);
  if (!comment) throw new CommentNotFound();
  if (comment.is_locked) throw new CommentLocked();
  return { reportId: row.id, comment, standing };
}

function checkedText(text: string): string {
  if (!text.trim()) throw new ValueRefused('comment', 'is empty.');
  return checkText('comment', text, MAX_COMMENT) ?? '';
}

async function touched(ctx: Context, reportId: string, commentId: string, action: string): Promise<void> {
  await updateReportRow(ctx, reportId, {});
  ctx.record({ subjectKind: 'comment', subjectId: commentId, action, details: { reportId } });
}

async function toComments(ctx: Context, deps: Pick<ExpenseDeps, 'people'>, rows: readonly CommentRow[]): Promise<Comment[]> {
  const ids = new Set(rows.flatMap((row) => [row.author_id, row.on_behalf_of]).filter((id) => id !== null));
  const people = await deps.people.peopleOf(ctx, [...ids]);
  const person = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
  const seen = new Set<string | null>();
  return rows.map((row) => {
    const isLatest = !seen.has(row.entry_id);
    seen.add(row.entry_id);
    return {
      id: row.id,
      entryId: row.entry_id,
      text: row.text,
      author: person(row.author_id),
      onBehalfOf: person(row.on_behalf_of),
      createdAt: row.created_at,
      isLatest,
      stepId: row.step_id,
    };
  });
}
