import { displayNameOf, LOCALE_DEFAULTS, withPrimaryMobile, type NewUser, type User } from './user.ts';

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
    externalId: input.externalId || undefined,
    employeeNumber: input.employeeNumber || undefined,
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
