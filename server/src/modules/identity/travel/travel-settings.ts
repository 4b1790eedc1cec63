import type { Context } from '../../../platform/context.ts';
import { UserInvalid } from '../errors.ts';
import { insertSettings, selectSettings } from './travel-setting-queries.ts';

export const TRAVEL_SETTING_KINDS = ['ruleClass', 'orgUnit', 'group', 'customField'] as const;
export type TravelSettingKind = (typeof TRAVEL_SETTING_KINDS)[number];

/** Something of the company's that travel profiles may name. */
export interface TravelSetting {
  readonly kind: TravelSettingKind;
  readonly id: number;
  readonly name: string;
}

/** Adds settings by name; those that are there stay. Answers all of them. @throws UserInvalid for an empty name */
export async function addTravelSettings(
  ctx: Context,
  given: Readonly<Partial<Record<TravelSettingKind, readonly string[]>>>,
): Promise<TravelSetting[]> {
  const wanted = TRAVEL_SETTING_KINDS.flatMap((kind) => (given[kind] ?? []).map((name) => ({ kind, name: name.trim() })));
  const empty = wanted.filter(({ name }) => name === '');
  if (empty.length > 0)
    throw new UserInvalid(empty.map(({ kind }) => ({ path: kind, rule: 'required', message: 'needs a name' })));
  const known = await selectSettings(ctx.tx, ctx.companyId);
  const fresh = wanted.filter(({ kind, name }) => !known.some((one) => one.kind === kind && one.name === name));
  if (fresh.length === 0) return known;
  await insertSettings(ctx.tx, ctx.companyId, fresh);
  ctx.record({ subjectKind: 'travel-settings', subjectId: ctx.companyId, action: 'added', details: { fresh } });
  return selectSettings(ctx.tx, ctx.companyId);
}
