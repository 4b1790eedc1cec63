import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { skipOf, type Actors } from './act.ts';
import type { SubjectKind, WorkflowDeps } from './directory.ts';
import type { DefinitionOf } from './known-definitions.ts';
import { nextStop } from './next-stop.ts';
import type { Item, Stop } from './process.ts';
import { insertProcess } from './move-queries.ts';
import { expiresIn } from './timeout.ts';

export interface StartInput extends Actors {
  readonly definitionId: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  /** For whom approvers are found. */
  readonly ownerId: string;
  readonly item: Item;
  /** What the item was before. */
  readonly previousStatus: string;
}

/** Sends an item on its way, to the first step that stops it. */
export async function startProcess(
  ctx: Context,
  deps: WorkflowDeps & { readonly walkedBy: DefinitionOf },
  input: StartInput,
): Promise<{ processId: string; stop: Stop | null }> {
  const { definitionId, subject, ownerId, item } = input;
  const { steps } = await deps.walkedBy(ctx, definitionId);
  const processId = newId(ctx.clock);
  const walk = { processId, steps, ownerId, kind: subject.kind, item, approvedBy: async () => new Set<string>() };
  const { stop, skipped } = await nextStop(ctx, deps, walk);
  const approvalStatus = stop?.approvalStatus ?? item.statuses.passed;
  await insertProcess(ctx, {
    id: processId,
    definitionId,
    subject,
    ownerId,
    stop,
    length: steps.length,
    approvalStatus,
    actions: [
      {
        stepId: null,
        sequence: 0,
        role: 'OWNER',
        action: 'submit',
        actedBy: input.actedBy,
        onBehalfOf: input.onBehalfOf,
        from: input.previousStatus,
        to: approvalStatus,
      },
      ...skipped.map(skipOf),
    ],
  });
  if (stop) expiresIn(ctx, stop);
  return { processId, stop };
}
