import type { Context } from '../../../platform/context.ts';
import type { ExpenseDeps } from '../deps.ts';
import type { WithTypes } from '../filters.ts';

/** Codes become ids before anything is searched: how many attendees are of a type is known by its id. In any case of letters, deleted ones too. */
export async function withTypes<Filters extends { readonly attendeeTypeCode?: string }>(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'attendees'>,
  filters: Filters,
): Promise<WithTypes<Filters>> {
  const { attendeeTypeCode, ...others } = filters;
  if (attendeeTypeCode === undefined) return others;
  const types = await deps.attendees.listTypes(ctx);
  const isMeant = ({ code }: { readonly code: string }): boolean => code.toLowerCase() === attendeeTypeCode.toLowerCase();
  return { ...others, attendeeTypeIds: types.filter(isMeant).map(({ id }) => id) };
}
