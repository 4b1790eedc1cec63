import type { Insertable, Selectable } from 'kysely';
import type { SpendProfile } from '../spend/spend-profile.ts';
import type { IdentityTables, SpendProfileTable, TravelProfileTable, UserTable } from '../tables.ts';
import type { TravelProfile } from '../travel/travel-profile.ts';
import { displayNameOf, type Address, type Email, type PhoneNumber, type User } from './user.ts';

/** A jsonb copy of a row: instants come as text. */
type InJson<Row> = { [Column in keyof Row]: Row[Column] extends Date | null ? string | null : Row[Column] };

export interface UserRow extends Selectable<UserTable> {
  readonly emails: InJson<Selectable<IdentityTables['user_email']>>[] | null;
  readonly phones: Selectable<IdentityTables['user_phone']>[] | null;
  readonly addresses: Selectable<IdentityTables['user_address']>[] | null;
  readonly spend: Selectable<SpendProfileTable> | null;
  readonly travel: Selectable<TravelProfileTable> | null;
}

type Present<T> = { [Key in keyof T]: Exclude<T[Key], null | undefined> };
type Lean<T> = Partial<Present<T>>;

/** Members that hold something; the others are left out. */
const lean = <T extends object>(members: T): Lean<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined)) as Lean<T>;

export function userFromRow(row: UserRow): User {
  const name = {
    familyName: row.family_name,
    givenName: row.given_name,
    ...lean({
      middleName: row.middle_name,
      familyNamePrefix: row.family_name_prefix,
      honorificPrefix: row.honorific_prefix,
      honorificSuffix: row.honorific_suffix,
      academicTitle: row.academic_title,
    }),
  };
  return {
    id: row.id,
    companyId: row.company_id,
    internalId: row.internal_id,
    cuuid: row.cuuid,
    userName: row.user_name,
    externalId: row.external_id ?? undefined,
    employeeNumber: row.employee_number ?? undefined,
    sapUserUuid: row.sap_user_uuid ?? undefined,
    active: row.active,
    signInDenied: row.sign_in_denied,
    name,
    displayName: row.display_name ?? displayNameOf(name, row.nick_name ?? undefined, row.preferred_language),
    nickName: row.nick_name ?? undefined,
    title: row.title ?? undefined,
    gender: row.gender ?? undefined,
    dateOfBirth: row.date_of_birth ?? undefined,
    preferredLanguage: row.preferred_language,
    timezone: row.timezone,
    localeOverrides: row.locale_overrides,
    settings: row.settings,
    contactPreferences: row.contact_preferences,
    emails: (row.emails ?? []).map(emailFromRow),
    phoneNumbers: (row.phones ?? []).map(phoneFromRow),
    addresses: (row.addresses ?? []).map(addressFromRow),
    emergencyContacts: row.emergency_contacts,
    entitlements: row.entitlements,
    costCenter: row.cost_center ?? undefined,
    department: row.department ?? undefined,
    division: row.division ?? undefined,
    organization: row.organization ?? undefined,
    managerId: row.manager_id ?? undefined,
    legalEntityId: row.legal_entity_id ?? undefined,
    startDate: row.start_date,
    terminationDate: row.termination_date ?? undefined,
    leavesOfAbsence: row.leaves_of_absence,
    spend: row.spend ? spendFromRow(row.spend) : undefined,
    travel: row.travel ? travelFromRow(row.travel) : undefined,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

type Each<List> = NonNullable<List> extends readonly (infer One)[] ? One : never;

const emailFromRow = (email: Each<UserRow['emails']>): Email => ({
  type: email.type,
  value: email.value,
  notifications: email.notifications,
  verified: email.verified,
  ...(email.verified_at ? { verifiedAt: new Date(email.verified_at) } : {}),
});

const phoneFromRow = (phone: Each<UserRow['phones']>): PhoneNumber => ({
  type: phone.type,
  value: phone.value,
  primary: phone.is_primary,
  notifications: phone.notifications,
  ...lean({ issuingCountry: phone.issuing_country }),
});

const addressFromRow = (address: Each<UserRow['addresses']>): Address => ({
  type: address.type,
  ...lean({
    streetAddress: address.street_address,
    locality: address.locality,
    region: address.region,
    postalCode: address.postal_code,
    country: address.country,
  }),
});

export const spendFromRow = (row: Selectable<SpendProfileTable>): SpendProfile => ({
  reimbursementCurrency: row.reimbursement_currency,
  country: row.country,
  locale: row.locale,
  reimbursementType: row.reimbursement_type ?? undefined,
  ledgerCode: row.ledger_code ?? undefined,
  budgetCountryCode: row.budget_country_code ?? undefined,
  stateProvince: row.state_province ?? undefined,
  cashAdvanceAccountCode: row.cash_advance_account_code ?? undefined,
  driverId: row.driver_id ?? undefined,
  testEmployee: row.test_employee,
  nonEmployee: row.non_employee,
  biManagerId: row.bi_manager_id ?? undefined,
  biHierarchy: row.bi_hierarchy ?? undefined,
  officeLocation: row.office_location,
  customData: row.custom_data,
  payroll: row.payroll ?? undefined,
  userPreferences: row.user_preferences,
  invoicePreferences: row.invoice_preferences,
  workflowPreferences: row.workflow_preferences,
});

const travelFromRow = (row: Selectable<TravelProfileTable>): TravelProfile => ({
  ruleClass: row.rule_class_id === null ? undefined : { id: row.rule_class_id, ...lean({ name: row.rule_class_name }) },
  orgUnit: row.org_unit_id === null ? undefined : { id: row.org_unit_id, ...lean({ name: row.org_unit_name }) },
  travelConfigId: row.travel_config_id ?? undefined,
  groups: row.groups,
  travelName: row.travel_name ?? undefined,
  travelNameRemark: row.travel_name_remark ?? undefined,
  travelCrsName: row.travel_crs_name ?? undefined,
  xmlProfileSyncId: row.xml_profile_sync_id ?? undefined,
  permissions: row.permissions,
  customFields: row.custom_fields,
  preferences: row.preferences,
  programs: row.programs,
  documents: row.documents,
  managerId: row.manager_id ?? undefined,
});

/** The columns of a user's own row that a change may touch. */
export const userToRow = (user: Omit<User, 'internalId'>, displayName: string | undefined) =>
  ({
    user_name: user.userName,
    external_id: user.externalId ?? null,
    employee_number: user.employeeNumber ?? null,
    sap_user_uuid: user.sapUserUuid ?? null,
    active: user.active,
    sign_in_denied: user.signInDenied,
    family_name: user.name.familyName,
    given_name: user.name.givenName,
    middle_name: user.name.middleName ?? null,
    family_name_prefix: user.name.familyNamePrefix ?? null,
    honorific_prefix: user.name.honorificPrefix ?? null,
    honorific_suffix: user.name.honorificSuffix ?? null,
    academic_title: user.name.academicTitle ?? null,
    nick_name: user.nickName ?? null,
    // Somebody who sends back the derived name has not given one: it goes on following the parts.
    display_name: displayName === displayNameOf(user.name, user.nickName, user.preferredLanguage) ? null : (displayName ?? null),
    title: user.title ?? null,
    gender: user.gender ?? null,
    date_of_birth: user.dateOfBirth ?? null,
    preferred_language: user.preferredLanguage,
    timezone: user.timezone,
    locale_overrides: JSON.stringify(user.localeOverrides),
    settings: JSON.stringify(user.settings),
    contact_preferences: JSON.stringify(user.contactPreferences),
    emergency_contacts: JSON.stringify(user.emergencyContacts),
    entitlements: JSON.stringify(user.entitlements),
    cost_center: user.costCenter ?? null,
    department: user.department ?? null,
    division: user.division ?? null,
    organization: user.organization ?? null,
    manager_id: user.managerId ?? null,
    legal_entity_id: user.legalEntityId ?? null,
    start_date: user.startDate,
    termination_date: user.terminationDate ?? null,
    leaves_of_absence: JSON.stringify(user.leavesOfAbsence),
    version: user.version,
    updated_at: user.updatedAt,
  }) satisfies Partial<Insertable<UserTable>>;

const jsonOrNull = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export const spendToRow = (spend: SpendProfile): Omit<Insertable<SpendProfileTable>, 'company_id' | 'user_id'> => ({
  reimbursement_currency: spend.reimbursementCurrency,
  country: spend.country,
  locale: spend.locale,
  reimbursement_type: spend.reimbursementType ?? null,
  ledger_code: spend.ledgerCode ?? null,
  budget_country_code: spend.budgetCountryCode ?? null,
  state_province: spend.stateProvince ?? null,
  cash_advance_account_code: spend.cashAdvanceAccountCode ?? null,
  driver_id: spend.driverId ?? null,
  test_employee: spend.testEmployee,
  non_employee: spend.nonEmployee,
  bi_manager_id: spend.biManagerId ?? null,
  bi_hierarchy: jsonOrNull(spend.biHierarchy),
  office_location: JSON.stringify(spend.officeLocation),
  custom_data: JSON.stringify(spend.customData),
  payroll: jsonOrNull(spend.payroll),
  user_preferences: JSON.stringify(spend.userPreferences),
  invoice_preferences: JSON.stringify(spend.invoicePreferences),
  workflow_preferences: JSON.stringify(spend.workflowPreferences),
});

export const travelToRow = (travel: TravelProfile): Omit<Insertable<TravelProfileTable>, 'company_id' | 'user_id'> => ({
  rule_class_id: travel.ruleClass?.id ?? null,
  rule_class_name: travel.ruleClass?.name ?? null,
  org_unit_id: travel.orgUnit?.id ?? null,
  org_unit_name: travel.orgUnit?.name ?? null,
  travel_config_id: travel.travelConfigId ?? null,
  groups: JSON.stringify(travel.groups),
  travel_name: jsonOrNull(travel.travelName),
  travel_name_remark: travel.travelNameRemark ?? null,
  travel_crs_name: travel.travelCrsName ?? null,
  xml_profile_sync_id: travel.xmlProfileSyncId ?? null,
  permissions: JSON.stringify(travel.permissions),
  custom_fields: JSON.stringify(travel.customFields),
  preferences: JSON.stringify(travel.preferences),
  programs: JSON.stringify(travel.programs),
  documents: JSON.stringify(travel.documents),
  manager_id: travel.managerId ?? null,
});
