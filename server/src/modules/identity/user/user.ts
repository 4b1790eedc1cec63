import type { SpendChange, SpendProfile } from '../spend/spend-profile.ts';
import type { TravelChange, TravelProfile } from '../travel/travel-profile.ts';
import type { AddressType, EmailType, Entitlement, Gender, PhoneType } from '../vocabulary.ts';

export interface UserName {
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName?: string;
  readonly familyNamePrefix?: string;
  readonly honorificPrefix?: string;
  readonly honorificSuffix?: string;
  readonly academicTitle?: string;
}

export interface Email {
  readonly type: EmailType;
  readonly value: string;
  readonly notifications: boolean;
  readonly verified: boolean;
  readonly verifiedAt?: Date;
}

export interface PhoneNumber {
  readonly type: PhoneType;
  readonly value: string;
  readonly primary: boolean;
  readonly notifications: boolean;
  /** ISO 3166-1 alpha-2; mobile phones only. */
  readonly issuingCountry?: string;
}

export interface Address {
  readonly type: AddressType;
  readonly streetAddress?: string;
  readonly locality?: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly country?: string;
}

export interface EmergencyContact {
  readonly name: string;
  readonly relationship: string;
  readonly phones?: readonly string[];
  readonly emails?: readonly string[];
  readonly address?: Omit<Address, 'type'>;
}

/** Days, both included; an open leave has no end. */
export interface LeaveOfAbsence {
  readonly startDate: string;
  readonly endDate?: string;
  readonly type?: 'voluntary' | 'mandatory';
}

/** How a person wants dates and numbers shown, whatever the locale says. */
export interface LocaleOverrides {
  readonly startDayViewHour: number;
  readonly endDayViewHour: number;
  readonly firstDayOfWeek: string;
  readonly dateFormat: string;
  readonly currencySymbolLocation: string;
  readonly hourMinuteSeparator: string;
  readonly distance: string;
  readonly defaultCalView: string;
  readonly hourFormat: string;
  readonly numberFormat: string;
  readonly negativeNumberFormat: string | null;
  readonly negativeCurrencyFormat: string | null;
}

/** A person with an account: one aggregate of who it is, its employment, its spending and its travelling. */
export interface User {
  readonly id: string;
  readonly companyId: string;
  /** The number by which travel and the older APIs know the person. */
  readonly internalId: number;
  /** The expense key, digits. */
  readonly cuuid: string;
  /** The login, unique on the whole platform. */
  readonly userName: string;
  readonly externalId: string | undefined;
  readonly employeeNumber: string | undefined;
  readonly sapUserUuid: string | undefined;
  readonly active: boolean;
  /** An administrator has closed the account's sign-in though the person is active. */
  readonly signInDenied: boolean;
  readonly name: UserName;
  readonly displayName: string;
  readonly nickName: string | undefined;
  readonly title: string | undefined;
  readonly gender: Gender | undefined;
  /** YYYY-MM-DD. */
  readonly dateOfBirth: string | undefined;
  readonly preferredLanguage: string;
  /** IANA name. */
  readonly timezone: string;
  readonly localeOverrides: LocaleOverrides;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly contactPreferences: Readonly<Record<string, unknown>>;
  readonly emails: readonly Email[];
  readonly phoneNumbers: readonly PhoneNumber[];
  readonly addresses: readonly Address[];
  readonly emergencyContacts: readonly EmergencyContact[];
  readonly entitlements: readonly Entitlement[];
  readonly costCenter: string | undefined;
  readonly department: string | undefined;
  readonly division: string | undefined;
  readonly organization: string | undefined;
  readonly managerId: string | undefined;
  readonly legalEntityId: string | undefined;
  readonly startDate: Date;
  readonly terminationDate: Date | undefined;
  readonly leavesOfAbsence: readonly LeaveOfAbsence[];
  readonly spend: SpendProfile | undefined;
  readonly travel: TravelProfile | undefined;
  /** 0 when created, one more with each change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type Optional =
  | 'externalId'
  | 'employeeNumber'
  | 'sapUserUuid'
  | 'nickName'
  | 'title'
  | 'gender'
  | 'dateOfBirth'
  | 'costCenter'
  | 'department'
  | 'division'
  | 'organization'
  | 'managerId'
  | 'legalEntityId'
  | 'terminationDate';

type Defaulted =
  | 'active'
  | 'signInDenied'
  | 'displayName'
  | 'preferredLanguage'
  | 'timezone'
  | 'settings'
  | 'contactPreferences'
  | 'phoneNumbers'
  | 'addresses'
  | 'emergencyContacts'
  | 'entitlements'
  | 'startDate'
  | 'leavesOfAbsence';

/** What makes a user; what is left out gets its documented default. */
export interface NewUser extends Partial<Pick<User, Defaulted | Optional>> {
  readonly userName: string;
  readonly name: UserName;
  readonly emails: readonly NewEmail[];
  readonly localeOverrides?: Partial<LocaleOverrides>;
  readonly spend?: NewSpendProfile;
  readonly travel?: TravelChange;
  /** Names the manager where the id is not given. */
  readonly managerEmployeeNumber?: string | undefined;
  readonly roles?: readonly RoleAssignment[];
}

export type NewEmail = Pick<Email, 'type' | 'value'> & Partial<Email>;
export type NewSpendProfile = SpendChange & Pick<SpendProfile, 'reimbursementCurrency' | 'country' | 'locale'>;

/** What changes; left out stays, undefined empties what may be empty. Lists are replaced whole. */
export type UserPatch = Partial<
  Omit<NewUser, 'roles' | 'spend' | 'travel' | 'displayName'> & {
    /** Undefined goes back to the derived name. */
    readonly displayName: string | undefined;
    readonly spend: SpendChange;
    readonly travel: TravelChange;
  }
>;

/** A role held in groups; no group is the Global group. */
export interface RoleAssignment {
  readonly code: string;
  readonly groups?: readonly string[];
}

/** Defaults of the identity reference. */
export const LOCALE_DEFAULTS: LocaleOverrides = {
  startDayViewHour: 8,
  endDayViewHour: 20,
  firstDayOfWeek: 'Sunday',
  dateFormat: 'mm/dd/yyyy',
  currencySymbolLocation: 'BeforeAmount',
  hourMinuteSeparator: ':',
  distance: 'mile',
  defaultCalView: 'month',
  hourFormat: 'H:mm AM/PM',
  numberFormat: '1,000.00',
  negativeNumberFormat: null,
  negativeCurrencyFormat: null,
};

const FAMILY_NAME_FIRST = new Set(['zh', 'ja', 'ko', 'hu']);

/** The name for display: the nickname stands for the given name, and some languages put the family name first. */
export function displayNameOf(name: UserName, nickName: string | undefined, language: string): string {
  const first = nickName || name.givenName;
  const parts = FAMILY_NAME_FIRST.has(language.split('-')[0] ?? '') ? [name.familyName, first] : [first, name.familyName];
  return parts.join(' ');
}

/** "Family, Given Middle"; without a middle name the blank before it stays, as documented samples show. */
export const formattedName = (name: UserName): string => `${name.familyName}, ${name.givenName} ${name.middleName ?? ''}`;

export const middleInitialOf = (name: UserName): string | undefined => name.middleName?.slice(0, 1) || undefined;

/** The address for mail to the person: the work one if there is one. */
export const primaryEmail = (user: Pick<User, 'emails'>): string | undefined =>
  (user.emails.find((email) => email.type === 'work') ?? user.emails[0])?.value;

/** The first mobile phone is the primary one unless another is marked. */
export function withPrimaryMobile(phones: readonly PhoneNumber[]): readonly PhoneNumber[] {
  const mobiles = phones.filter((phone) => phone.type === 'mobile');
  if (mobiles.length === 0 || mobiles.some((phone) => phone.primary)) return phones;
  return phones.map((phone) => (phone === mobiles[0] ? { ...phone, primary: true } : phone));
}
