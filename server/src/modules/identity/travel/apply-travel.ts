import type { Context } from '../../../platform/context.ts';
import { isLonger } from '../../../platform/text.ts';
import { UserInvalid, type Issue } from '../errors.ts';
import { selectNamed } from '../user/person-queries.ts';
import { selectSettings } from './travel-setting-queries.ts';
import type { TravelSetting, TravelSettingKind } from './travel-settings.ts';
import { newTravelProfile, preferenceIssues, type TravelChange, type TravelProfile } from './travel-profile.ts';

const NAME_LENGTH = 255;

/**
 * The profile that a change makes of what is there, or a new one. What it names must be the company's own. Nothing is written.
 * @throws UserInvalid with everything that is wrong with it
 */
export async function applyTravel(
  ctx: Context,
  user: { id: string; before: TravelProfile | undefined },
  change: TravelChange,
): Promise<TravelProfile> {
  const { manager, managerId, ruleClass: askedClass, orgUnit: askedUnit, ...plain } = change;
  const issues: Issue[] = change.preferences ? preferenceIssues(change.preferences) : [];
  const merged: TravelProfile = { ...(user.before ?? newTravelProfile({})), ...plain };
  const named = askedClass ?? askedUnit ?? change.groups ?? change.customFields;
  const settings = named === undefined ? [] : await selectSettings(ctx.tx, ctx.companyId);
  const ruleClass = askedClass ? find(issues, settings, 'ruleClass', askedClass) : merged.ruleClass;
  const emptied = 'orgUnit' in change ? undefined : merged.orgUnit;
  const orgUnit = askedUnit ? find(issues, settings, 'orgUnit', askedUnit) : emptied;
  for (const id of change.groups ?? []) find(issues, settings, 'group', { id }, 'groups');
  for (const { name } of change.customFields ?? []) find(issues, settings, 'customField', { name }, `customFields[${name}]`);
  for (const [name, value] of Object.entries(change.travelName ?? {}))
    if (typeof value === 'string' && isLonger(value, NAME_LENGTH))
      issues.push({ path: `travel.name.${name}`, rule: 'maxLength', message: `must have at most ${NAME_LENGTH} characters` });

  const names = 'manager' in change || 'managerId' in change;
  const reference = manager ?? (managerId === undefined ? undefined : { id: managerId });
  const approver = reference && (await selectNamed(ctx.tx, ctx.companyId, [reference]))(reference);
  if (reference && (!approver || approver.id === user.id))
    issues.push({ path: 'travel.manager', rule: 'reference', message: 'names no colleague' });
  if (issues.length > 0) throw new UserInvalid(issues);
  return {
    ...merged,
    ruleClass,
    orgUnit,
    groups: [...new Set(merged.groups)],
    customFields: merged.customFields.filter(({ value }) => value !== undefined && value !== ''),
    managerId: names ? approver?.id : merged.managerId,
  };
}

/** The setting that an id or, without one, a name means. */
function find(
  issues: Issue[],
  settings: readonly TravelSetting[],
  kind: TravelSettingKind,
  wanted: { id?: number | undefined; name?: string | undefined },
  path: string = kind,
): { id: number; name: string } | undefined {
  const found = settings.find(
    (one) => one.kind === kind && (wanted.id === undefined ? one.name === wanted.name : one.id === wanted.id),
  );
  if (found) return { id: found.id, name: found.name };
  issues.push({ path: `travel.${path}`, rule: 'reference', message: `is no ${WORDS[kind]} of the company` });
  return undefined;
}

const WORDS: Readonly<Record<TravelSettingKind, string>> = {
  ruleClass: 'rule class',
  orgUnit: 'org unit',
  group: 'user group',
  customField: 'custom field',
};
