import type { User, UserFormField } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Deps } from './deps.ts';

/** Slot -> the name of the list item that a user has there. */
export async function itemNamesOf({ identity, lists }: Deps, ctx: Context, user: User): Promise<ReadonlyMap<string, string>> {
  const custom = user.spend?.customData ?? {};
  const chosen = Object.keys(custom).filter((slot) => custom[slot]?.itemId !== undefined);
  if (chosen.length === 0) return new Map();
  const fields = new Map((await identity.formFields(ctx)).map((field) => [field.slot, field]));
  const places = chosen.flatMap((slot) => {
    const listId = fields.get(slot)?.listId;
    const codes = codesTo(fields, slot).map((one) => custom[one]?.value ?? '');
    return listId === undefined ? [] : [{ listId, longCode: lists.longCodeOf(codes) }];
  });
  const names = new Map((await lists.findItems(ctx, places)).map(({ id, value }) => [id, value]));
  return new Map(
    chosen.flatMap((slot) => {
      const name = names.get(custom[slot]?.itemId ?? '');
      return name === undefined ? [] : [[slot, name] as const];
    }),
  );
}

/** The slots from the top of a list down to this one. */
function codesTo(fields: ReadonlyMap<string, UserFormField>, slot: string): string[] {
  const path = [slot];
  for (let up = fields.get(slot)?.parentSlot; up !== undefined && !path.includes(up); up = fields.get(up)?.parentSlot)
    path.unshift(up);
  return path;
}
