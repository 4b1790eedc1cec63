import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { FormKind } from './form.ts';
import { insertForm } from './form-queries.ts';

export interface NewForm {
  readonly kind: FormKind;
  readonly name: string;
}

export async function createForm(ctx: Context, input: NewForm): Promise<{ id: string }> {
  const form = { id: newId(ctx.clock), kind: input.kind, name: input.name };
  await insertForm(ctx, form);
  ctx.record({ subjectKind: 'expense-form', subjectId: form.id, action: 'created', details: { name: form.name } });
  return { id: form.id };
}
