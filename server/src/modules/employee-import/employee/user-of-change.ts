import type {
  Address,
  AddressType,
  EmailType,
  NewEmail,
  NewUser,
  Payroll,
  PhoneNumber,
  PhoneType,
  SpendProfile,
  TravelChange,
  User,
  UserName,
  UserPatch,
} from '../../identity/index.ts';
import { EmployeeRefused } from '../errors.ts';
import type { EmployeeChange, Text } from './employee-change.ts';

type Contact<Type extends string> = { readonly type: Type };

/** Entries of one of each type, with what was said of some of them; the others stay in their place. */
function changed<Type extends string, Entry extends Contact<Type>>(
  before: readonly Entry[],
  wanted: Partial<Record<Type, Text>>,
  make: (type: Type, value: string, old: Entry | undefined) => Entry,
): Entry[] {
  const said = (type: Type): Text | undefined => wanted[type];
  const first = (type: Type): Entry | undefined => before.find((entry) => entry.type === type);
  const kept = before.flatMap((entry) => {
    const value = said(entry.type);
    if (value === undefined || entry !== first(entry.type)) return [entry];
    return value === null ? [] : [make(entry.type, value, entry)];
  });
  const added = (Object.entries(wanted) as [Type, Text][]).flatMap(([type, value]) =>
    value === null || value === undefined || first(type) ? [] : [make(type, value, undefined)],
  );
  return [...kept, ...added];
}

/** An address that stays the same stays verified. */
const emailOf = (type: EmailType, value: string, old: NewEmail | undefined): NewEmail =>
  old?.value === value ? old : { type, value };
const phoneOf = (type: PhoneType, value: string, old: PhoneNumber | undefined): PhoneNumber =>
  old ? { ...old, value } : { type, value, primary: false, notifications: false };

function addressesOf(before: readonly Address[], wanted: EmployeeChange['addresses'] = {}): Address[] {
  const types = [...new Set([...before.map(({ type }) => type), ...(Object.keys(wanted) as AddressType[])])];
  return types.flatMap((type) => {
    const { type: _type, ...old } = before.find((address) => address.type === type) ?? { type };
    const parts = withTexts<Record<string, string | undefined>>(old, wanted[type]);
    return Object.keys(parts).length > 0 ? [{ type, ...parts } as Address] : [];
  });
}

/** An object with what was said of its members; emptied ones are left out. */
function withTexts<T extends object>(before: T, said: Partial<Record<string, Text>> = {}): T {
  const whole = Object.entries({ ...before, ...said }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(whole) as T;
}

const unset = (said: Partial<Record<string, Text>> = {}): object =>
  Object.fromEntries(Object.entries(said).map(([name, value]) => [name, value ?? undefined]));

const nameOf = (before: Partial<UserName>, change: EmployeeChange): UserName => withTexts(before, change.name) as UserName;

function customOf(before: SpendProfile['customData'], said: EmployeeChange['custom'] = {}): SpendProfile['customData'] {
  const custom = { ...before };
  for (const [slot, value] of Object.entries(said)) {
    if (value === null) delete custom[slot];
    else if (custom[slot]?.value !== value) custom[slot] = { value };
  }
  return custom;
}

/** Nobody spends without these: they cannot be emptied. */
const NEEDED = new Set(['country', 'locale', 'reimbursementCurrency']);

/** What a change says of spending; nothing where it says nothing. */
function spendOf(before: SpendProfile | undefined, change: EmployeeChange): Partial<SpendProfile> {
  const preferences = (name: 'userPreferences' | 'workflowPreferences' | 'invoicePreferences') =>
    change[name] ? { [name]: { ...before?.[name], ...change[name] } } : {};
  return {
    ...unset(
      Object.fromEntries(Object.entries(change.spend ?? {}).filter(([name, value]) => value !== null || !NEEDED.has(name))),
    ),
    ...(change.nonEmployee === undefined ? {} : { nonEmployee: change.nonEmployee }),
    ...(change.custom ? { customData: customOf(before?.customData ?? {}, change.custom) } : {}),
    ...(change.payroll ? { payroll: payrollOf(before?.payroll, change.payroll) } : {}),
    ...preferences('userPreferences'),
    ...preferences('workflowPreferences'),
    ...preferences('invoicePreferences'),
  };
}

function travelOf({ travel }: EmployeeChange): { travel?: TravelChange } {
  if (!travel) return {};
  const { ruleClass, orgUnit, ...texts } = travel;
  return {
    travel: {
      ...unset(texts),
      // A traveller always has a rule class: it cannot be emptied.
      ...(ruleClass ? { ruleClass: { name: ruleClass } } : {}),
      ...(orgUnit === undefined ? {} : { orgUnit: orgUnit === null ? undefined : { name: orgUnit } }),
    },
  };
}

/** Nobody has a part of it alone: what is missing is refused by its own rules. */
function payrollOf(before: Payroll | undefined, change: NonNullable<EmployeeChange['payroll']>): Payroll | undefined {
  const parts: Partial<Payroll> = withTexts<Partial<Payroll>>({ ...before }, change);
  return Object.keys(parts).length === 0 ? undefined : { companyCode: '', deductionCode: '', employeeFileNumber: '', ...parts };
}

function entitlementsOf(before: User['entitlements'], said: EmployeeChange['entitlements'] = {}): User['entitlements'] {
  const wanted = Object.entries(said) as [User['entitlements'][number], boolean][];
  const added = wanted.filter(([name, held]) => held && !before.includes(name)).map(([name]) => name);
  return [...before.filter((name) => said[name] !== false), ...added];
}

/** The company's, where a new employee says nothing else. */
export interface Defaults {
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
}

/** @throws EmployeeRefused when what makes a user is missing */
export function newUserOf(change: EmployeeChange, defaults: Defaults): NewUser {
  const { login, name } = change;
  const missing = [
    ...(login ? [] : ['login']),
    ...(['givenName', 'familyName'] as const).filter((part) => !name?.[part]).map((part) => `name.${part}`),
  ];
  if (!login || missing.length > 0) throw new EmployeeRefused('required', missing, `A new employee needs ${missing.join(', ')}.`);
  const emails = changed<EmailType, NewEmail>([], { work: login, ...withTexts({}, change.emails) }, emailOf);
  return {
    userName: change.newLogin ?? login,
    employeeNumber: change.newEmployeeNumber ?? change.employeeNumber,
    name: nameOf({}, change),
    emails,
    phoneNumbers: changed<PhoneType, PhoneNumber>([], change.phones ?? {}, phoneOf),
    addresses: addressesOf([], change.addresses),
    entitlements: entitlementsOf([], change.entitlements),
    ...withTexts({}, change.details),
    ...(change.active === undefined ? {} : { active: change.active }),
    ...travelOf(change),
    spend: {
      country: defaults.country,
      locale: defaults.locale,
      reimbursementCurrency: defaults.currency,
      ...withTexts(spendOf(undefined, change)),
    },
  };
}

/** Only what the change speaks of. */
export function patchOf(user: User, change: EmployeeChange, defaults: Defaults): UserPatch {
  const spend = spendOf(user.spend, change);
  const spends = Object.keys(spend).length > 0;
  const origin = { country: defaults.country, locale: defaults.locale, reimbursementCurrency: defaults.currency };
  return {
    userName: change.newLogin ?? user.userName,
    employeeNumber: change.newEmployeeNumber ?? change.employeeNumber,
    ...(change.active === undefined ? {} : { active: change.active }),
    ...(change.name ? { name: nameOf(user.name, change) } : {}),
    ...unset(change.details),
    ...(change.emails ? { emails: changed<EmailType, NewEmail>(user.emails, change.emails, emailOf) } : {}),
    ...(change.phones ? { phoneNumbers: changed<PhoneType, PhoneNumber>(user.phoneNumbers, change.phones, phoneOf) } : {}),
    ...(change.addresses ? { addresses: addressesOf(user.addresses, change.addresses) } : {}),
    ...(change.entitlements ? { entitlements: entitlementsOf(user.entitlements, change.entitlements) } : {}),
    ...(spends ? { spend: user.spend ? spend : { ...origin, ...withTexts(spend) } } : {}),
    ...travelOf(change),
  };
}

export const sameLogin = (user: User, login: string): boolean => user.userName.toLowerCase() === login.trim().toLowerCase();
