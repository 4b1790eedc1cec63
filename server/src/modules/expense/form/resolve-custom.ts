import type { Context } from '../../../platform/context.ts';
import { parseHex32, parseUuid } from '../../../platform/ids/index.ts';
import type { ListItem, Lists } from '../../lists/index.ts';
import { ValueRefused } from '../errors.ts';
import type { CustomChanges, CustomValue, CustomValues } from '../types.ts';
import { valueProblem } from './check-value.ts';
import { customFieldsOf, slotOf, type Form, type FormField } from './form.ts';

export type FormLists = Pick<Lists, 'findItems' | 'findItemsById'>;

interface Given {
  readonly form: Form | undefined;
  readonly current: CustomValues;
  readonly changes: CustomChanges;
}

/**
 * Changes of slots as the form takes them: texts checked, items of lists found by their id or code, what hangs on a changed item above cleared.
 * A slot that the form does not have is kept as it is given. Users change no field that is hidden from them or read-only; giving back the value
 * that stands is no change. @throws ValueRefused.
 */
export async function resolveCustom(ctx: Context, lists: FormLists, given: Given): Promise<CustomChanges> {
  const fields = customFieldsOf(given.form);
  const resolved: Record<string, CustomValue | null> = { ...given.changes };
  // Items above before those below: the lower ones are looked for under them.
  const slots = Object.keys(resolved).sort((a, b) => (fields.get(a)?.listLevel ?? 0) - (fields.get(b)?.listLevel ?? 0));
  for (const slot of slots) {
    const field = fields.get(slot);
    const value = resolved[slot];
    const stands = given.current[slot];
    if (value === undefined) continue;
    if (isSame(value, stands)) {
      // With the item of the list that it was chosen from, which its text alone does not name.
      if (stands !== undefined) resolved[slot] = stands;
      continue;
    }
    if (!field) continue;
    checkAccess(ctx, slot, field);
    if (value === null || value.value === '') resolved[slot] = null;
    else if (field.listId === null) checkText(slot, field, value.value);
    else
      resolved[slot] = await itemValue(ctx, lists, { slot, field, text: value.value, custom: { ...given.current, ...resolved } });
    clearBelow(fields, field, resolved, given);
  }
  return resolved;
}

const isSame = (given: CustomValue | null, current: CustomValue | undefined): boolean => {
  if (given === null || current === undefined) return given === null && current === undefined;
  const item = parseUuid(given.value) ?? parseHex32(given.value);
  return given.value === current.value || (item !== undefined && item === current.listItemId);
};

function checkAccess(ctx: Context, slot: string, field: FormField): void {
  if (ctx.actor.kind === 'user' && field.access.traveler !== 'RW') throw new ValueRefused(slot, 'is not yours to change.');
}

function checkText(slot: string, field: FormField, text: string): void {
  const problem = valueProblem(field, text);
  if (problem) throw new ValueRefused(slot, problem);
}

interface Choice {
  readonly slot: string;
  readonly field: FormField;
  readonly text: string;
  readonly custom: Readonly<Record<string, CustomValue | null>>;
}

async function itemValue(ctx: Context, lists: FormLists, { slot, field, text, custom }: Choice): Promise<CustomValue> {
  const above = field.parentFieldId === null ? undefined : custom[slotOf(field.parentFieldId) ?? ''];
  if (field.parentFieldId !== null && !above?.listItemId) throw new ValueRefused(slot, `needs ${field.parentFieldId} first.`);
  const item = await findItem(ctx, lists, { field, text, parentId: above?.listItemId });
  const isThere =
    item !== undefined &&
    item.listId === field.listId &&
    item.level === (field.listLevel ?? item.level) &&
    (above?.listItemId === undefined || item.parentId === above.listItemId);
  if (!isThere) throw new ValueRefused(slot, 'is no item of its list.');
  return { value: item.value, listItemId: item.id, code: item.shortCode };
}

export async function findItem(
  ctx: Context,
  lists: FormLists,
  { field, text, parentId }: { field: FormField; text: string; parentId: string | undefined },
): Promise<ListItem | undefined> {
  const listId = field.listId ?? '';
  const id = parseUuid(text) ?? parseHex32(text);
  if (id) return (await lists.findItemsById(ctx, { listId, itemIds: [id] }))[0];
  const [parent] = parentId === undefined ? [] : await lists.findItemsById(ctx, { listId, itemIds: [parentId] });
  const [item] = await lists.findItems(ctx, [{ listId, longCode: parent ? `${parent.longCode}-${text}` : text }]);
  return item;
}

/** Items stand under one another: with another one above, the one below is no longer chosen, unless it is given anew. */
function clearBelow(
  fields: ReadonlyMap<string, FormField>,
  changed: FormField,
  resolved: Record<string, CustomValue | null>,
  { current, changes }: Given,
): void {
  for (const [slot, field] of fields)
    if (field.parentFieldId === changed.fieldId && !(slot in changes) && current[slot] !== undefined) {
      resolved[slot] = null;
      clearBelow(fields, field, resolved, { current, changes, form: undefined });
    }
}
