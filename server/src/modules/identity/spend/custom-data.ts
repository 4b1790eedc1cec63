import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../platform/context.ts';
import { isLonger } from '../../../platform/text.ts';
import type { Lists } from '../../lists/index.ts';
import type { Issue } from '../errors.ts';
import { selectFormFields } from './form-queries.ts';
import type { CustomValue, SpendProfile, UserFormField } from './spend-profile.ts';

const MAX_TEXT = 48;

type CustomData = SpendProfile['customData'];

/**
 * Custom data as it is kept: empty values left out, list values with the item that they name. What the employee form does not show is text.
 * Issues for a text that is too long, a code that its list does not have, and a required slot that is empty.
 */
export async function resolveCustomData(
  lists: Pick<Lists, 'findItems' | 'longCodeOf'>,
  ctx: Context,
  given: CustomData,
  form?: readonly UserFormField[],
): Promise<{ customData: CustomData; issues: Issue[] }> {
  const filled = Object.entries(given).filter(([, { value }]) => value !== '');
  const fields = new Map((form ?? (await selectFormFields(ctx.tx, ctx.companyId))).map((field) => [field.slot, field]));
  const issues: Issue[] = [];
  const refuse = (slot: string, rule: string, message: string) =>
    issues.push({ path: `spend.customData.${slot}`, rule, message });

  const places = new Map(filled.flatMap(([slot]) => placeOf(lists, fields, slot, given)));
  const items = await lists.findItems(ctx, [...places.values()]);
  const customData: Record<string, CustomValue> = {};
  for (const [slot, { value }] of filled) {
    const field = fields.get(slot);
    if (field?.listId === undefined) {
      const length = field?.maxLength ?? MAX_TEXT;
      if (isLonger(value, length)) refuse(slot, 'maxLength', `must have at most ${length} characters`);
      customData[slot] = { value };
      continue;
    }
    const place = places.get(slot);
    const item = items.find(({ listId, longCode }) => isDeepStrictEqual({ listId, longCode }, place));
    if (item) customData[slot] = { value, itemId: item.id };
    else refuse(slot, 'list', `must be the code of an item of its list${field.parentSlot ? ` below ${field.parentSlot}` : ''}`);
  }
  for (const field of fields.values())
    if (field.required && !customData[field.slot] && !issues.some(({ path }) => path.endsWith(`.${field.slot}`)))
      refuse(field.slot, 'required', 'is required');
  return { customData, issues };
}

/** Where a slot's item stands: below those of the slots above it. */
function placeOf(
  lists: Pick<Lists, 'longCodeOf'>,
  fields: ReadonlyMap<string, UserFormField>,
  slot: string,
  given: CustomData,
): [string, { listId: string; longCode: string }][] {
  const listId = fields.get(slot)?.listId;
  if (listId === undefined) return [];
  const codes: string[] = [];
  const seen = new Set<string>();
  for (let at: string | undefined = slot; at !== undefined && !seen.has(at); at = fields.get(at)?.parentSlot) {
    seen.add(at);
    codes.unshift(given[at]?.value ?? '');
  }
  return [[slot, { listId, longCode: lists.longCodeOf(codes) }]];
}
