import type { Context } from '../../../platform/context.ts';
import type { CustomChanges, CustomValue, CustomValues } from '../types.ts';
import { customFieldsOf, type Form, type FormField } from './form.ts';
import { findItem, resolveCustom, type FormLists } from './resolve-custom.ts';

/** What a new thing takes over where its own form says so. */
export interface Inherited {
  /** The header of its report, and the form that says which of its fields are copied down. */
  readonly header?: { readonly form: Form | undefined; readonly custom: CustomValues };
  /** Of an itemization: the entry that it is a part of. */
  readonly parent?: CustomValues;
}

/** The slots of something new: what is given, then what is copied down, then the defaults of its form. @throws ValueRefused. */
export async function fillCustom(
  ctx: Context,
  lists: FormLists,
  given: { readonly form: Form | undefined; readonly changes: CustomChanges | undefined; readonly inherited?: Inherited },
): Promise<CustomChanges | undefined> {
  const { form, changes = {}, inherited = {} } = given;
  const fields = customFieldsOf(form);
  if (fields.size === 0) return given.changes;
  const taken = copiedDown(fields, inherited);
  const filled: Record<string, CustomValue | null> = {
    ...taken,
    ...(await resolveCustom(ctx, lists, { form, current: taken, changes })),
  };
  for (const [slot, field] of fields)
    if (!(slot in filled) && field.defaultValue !== null) {
      const value = await defaultOf(ctx, lists, field, field.defaultValue);
      if (value) filled[slot] = value;
    }
  return filled;
}

function copiedDown(fields: ReadonlyMap<string, FormField>, { header, parent }: Inherited): CustomValues {
  const sources = customFieldsOf(header?.form);
  const taken: Record<string, CustomValue> = {};
  for (const [slot, { copyDownAction }] of fields) {
    const fromHeader = copyDownAction === 'ConfiguredCopyDown' && sources.get(slot)?.isCopyDownSource === true;
    const value = copyDownAction === 'ParentExpense' ? parent?.[slot] : fromHeader ? header?.custom[slot] : undefined;
    if (value) taken[slot] = value;
  }
  return taken;
}

/** Of a list the item at the default's code; one that is gone by now is no default. */
async function defaultOf(ctx: Context, lists: FormLists, field: FormField, text: string): Promise<CustomValue | undefined> {
  if (field.listId === null) return { value: text };
  const item = await findItem(ctx, lists, { field, text, parentId: undefined });
  return item && { value: item.value, listItemId: item.id, code: item.shortCode };
}

/** The slots of a thing below a header that follow a change of it, as far as its form copies them down. */
export function cascaded(
  form: Form | undefined,
  header: { readonly form: Form | undefined; readonly custom: CustomValues; readonly changed: ReadonlySet<string> },
): CustomChanges {
  const sources = customFieldsOf(header.form);
  const follows = [...customFieldsOf(form)].filter(
    ([slot, field]) =>
      header.changed.has(slot) && field.copyDownAction === 'ConfiguredCopyDown' && sources.get(slot)?.isCopyDownSource === true,
  );
  return Object.fromEntries(follows.map(([slot]) => [slot, header.custom[slot] ?? null]));
}
