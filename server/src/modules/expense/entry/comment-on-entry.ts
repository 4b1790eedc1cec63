import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { authorOf } from '../comment/authorship.ts';
import { insertComments } from '../comment/comment-queries.ts';
import type { Loaded } from '../report/load-report.ts';
import { checkText, MAX_COMMENT } from '../values.ts';

/** What a caller says along with a change of an entry. */
export async function commentOnEntry(
  ctx: Context,
  { row, standing }: Loaded,
  entryId: string,
  said: string | undefined,
): Promise<void> {
  if (!said) return;
  const text = checkText('comment', said, MAX_COMMENT) ?? '';
  const id = newId(ctx.clock);
  await insertComments(ctx, [
    { id, report_id: row.id, entry_id: entryId, text, ...authorOf(ctx, standing), step_id: row.step_id },
  ]);
}
