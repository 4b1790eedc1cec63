import type { Context } from '../../platform/context.ts';

/** The topic public.concur.user.provisioning; the link to the status is made at delivery. */
export const emitCompleted = (ctx: Context, provisionId: string, success: boolean): void =>
  ctx.emit({
    topic: 'public.concur.user.provisioning',
    type: 'provisionCompleted',
    subjectId: provisionId,
    facts: { originator: 'com.concur.provisioning', provisionId, success },
  });
