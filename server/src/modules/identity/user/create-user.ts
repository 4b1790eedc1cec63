import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { CompanyModule } from '../../company/index.ts';
import type { Directory } from '../../directory/index.ts';
import { UserInvalid } from '../errors.ts';
import { emitIdentity, emitSpend, emitTravel } from '../events.ts';
import { replaceRoles } from '../role/role-queries.ts';
import { checkRoles, splitRoles } from '../role/role.ts';
import { checkRoleGroups } from '../role/group-hierarchy.ts';
import { applySpend, type SpendDeps } from '../spend/apply-spend.ts';
import { applyTravel } from '../travel/apply-travel.ts';
import { checkReferences, type LegalEntities } from './references.ts';
import { insertUser } from './user-queries.ts';
import { userIssues } from './user-rules.ts';
import { displayNameOf, LOCALE_DEFAULTS, withPrimaryMobile, type NewUser, type User } from './user.ts';

export interface UserDeps extends SpendDeps {
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly directory: Pick<Directory, 'enter' | 'renameLogin'>;
  /** Without it no company has any. */
  readonly legalEntities?: LegalEntities | undefined;
}

/**
 * Makes a user of the caller's company.
 * @throws UserInvalid, LoginTaken, UserValueTaken, RoleNotAssignable, CompanyNotFound
 */
export async function createUser(deps: UserDeps, ctx: Context, input: NewUser): Promise<User> {
  const now = ctx.clock.now();
  const issues = userIssues(input, now.toISOString().slice(0, 10));
  if (issues.length > 0) throw new UserInvalid(issues);
  const company = await deps.company.getCompany(ctx);
  const managerId = await checkReferences(deps, ctx, input);
  const { kept, entitlements } = splitRoles(input.roles ?? []);
  const id = newId(ctx.clock);
  const user = draft(
    { ...input, managerId },
    {
      id,
      companyId: company.id,
      language: company.defaultLanguage,
      now,
      entitlements,
      spend: input.spend && (await applySpend(deps, ctx, { id, before: undefined }, input.spend)),
      travel: input.travel && (await applyTravel(ctx, { id, before: undefined }, input.travel)),
    },
  );
  checkRoles(kept, user.entitlements);
  await checkRoleGroups(deps.lists, ctx, kept);

  await deps.directory.enter(
    ctx,
    { principalId: user.id, kind: 'user', companyId: company.id, dataCenter: company.dataCenter },
    user.userName,
  );
  const written = await insertUser(ctx.tx, user, input.displayName);
  await replaceRoles(ctx.tx, { companyId: company.id, userId: user.id }, kept);
  ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'created' });
  emitIdentity(ctx, 'Created', written);
  if (written.spend) emitSpend(ctx, 'Created', written);
  if (written.travel) emitTravel(ctx, 'Created', written);
  return written;
}

type Origin = {
  id: string;
  companyId: string;
  language: string;
  now: Date;
  entitlements: readonly User['entitlements'][number][];
} & Pick<User, 'spend' | 'travel'>;

/** A user with everything at its default but what is given. */
export function draft(input: NewUser, origin: Origin): Omit<User, 'internalId'> {
  const { id, companyId, now } = origin;
  const preferredLanguage = input.preferredLanguage ?? origin.language;
  return {
    id,
    companyId,
    cuuid: cuuidOf(id),
    userName: input.userName.trim(),
    externalId: input.externalId,
    employeeNumber: input.employeeNumber,
    sapUserUuid: input.sapUserUuid,
    active: input.active ?? true,
    signInDenied: input.signInDenied ?? false,
    name: input.name,
    displayName: input.displayName ?? displayNameOf(input.name, input.nickName, preferredLanguage),
    nickName: input.nickName,
    title: input.title,
    gender: input.gender,
    dateOfBirth: input.dateOfBirth,
    preferredLanguage,
    timezone: input.timezone ?? 'America/New_York',
    localeOverrides: { ...LOCALE_DEFAULTS, ...input.localeOverrides },
    settings: input.settings ?? {},
    contactPreferences: input.contactPreferences ?? {},
    emails: input.emails.map((email) => ({ notifications: true, verified: false, ...email })),
    phoneNumbers: withPrimaryMobile(input.phoneNumbers ?? []),
    addresses: input.addresses ?? [],
    emergencyContacts: input.emergencyContacts ?? [],
    entitlements: [...new Set([...(input.entitlements ?? []), ...origin.entitlements])],
    costCenter: input.costCenter,
    department: input.department,
    division: input.division,
    organization: input.organization,
    managerId: input.managerId,
    legalEntityId: input.legalEntityId,
    startDate: input.startDate ?? wholeMinute(now),
    terminationDate: input.terminationDate,
    leavesOfAbsence: input.leavesOfAbsence ?? [],
    spend: origin.spend,
    travel: origin.travel,
    version: 0,
    createdAt: now,
    updatedAt: now,
  };
}

/** Employment starts, unless said, at the minute of creation. */
const wholeMinute = (moment: Date): Date => new Date(Math.floor(moment.getTime() / 60_000) * 60_000);

/** 19 digits, as the field's expense keys have: the random half of the UUID, its first digit set so that the length is fixed. */
const cuuidOf = (id: string): string => {
  const low = BigInt(`0x${id.replaceAll('-', '').slice(16)}`) % 10n ** 18n;
  return `8${low.toString().padStart(18, '0')}`;
};
