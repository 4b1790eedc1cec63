import { sql } from 'kysely';
import { compare, flag, instant, logic, NEVER, text, uuid, type Column, type Condition } from '../../../platform/db/criteria.ts';
import type { LimitAuthority } from '../approval/approver-limit.ts';
import { UserCriteriaInvalid } from '../errors.ts';
import type { Comparison, EntryCriteria, EntryField, SearchedList, UserCriteria, UserField } from './user-search.ts';

/** Rows that belong to a user, as `x`; a list has many, another source one at most. */
interface Source {
  readonly rows: (companyId: string) => Condition;
  readonly fields: Readonly<Record<string, Column>>;
  /** Where an index finds the rows that have one value of this field: found first, they say which users to look at. */
  readonly lead?: { readonly field: string; readonly user: Condition; readonly ids: (companyId: string) => Condition };
}

/** @throws UserCriteriaInvalid */
const met = (column: Column, comparison: Comparison<unknown>): Condition =>
  compare(column, comparison, (field, reason) => new UserCriteriaInvalid(field, reason));

/** The company is named by its value, not by the user's column, so that an index on the value can lead. */
const owned = (table: Condition) => (companyId: string) => sql`${table} x where x.company_id = ${companyId} and x.user_id = u.id`;

const limits = (authority: LimitAuthority): Source => ({
  rows: (companyId) =>
    sql`approver_limit x where x.company_id = ${companyId} and x.user_id = u.id and x.authority = ${authority}`,
  fields: {
    approvalType: text(sql`x.approval_type`),
    group: text(sql`x.group_node`),
    level: text(sql`x.level::text`),
    currency: text(sql`x.currency`),
  },
});

const SOURCES = {
  emails: {
    rows: owned(sql`user_email`),
    fields: { value: text(sql`x.value`), type: text(sql`x.type`), verified: flag(sql`x.verified`) },
    lead: {
      field: 'value',
      user: sql`u.id`,
      ids: (companyId) => sql`select x.user_id from user_email x where x.company_id = ${companyId}`,
    },
  },
  phoneNumbers: { rows: owned(sql`user_phone`), fields: { value: text(sql`x.value`), type: text(sql`x.type`) } },
  addresses: {
    rows: owned(sql`user_address`),
    fields: {
      type: text(sql`x.type`),
      country: text(sql`x.country`),
      locality: text(sql`x.locality`),
      region: text(sql`x.region`),
    },
  },
  customData: {
    rows: (companyId) => sql`(select slot.key, slot.value from spend_profile s, jsonb_each(s.custom_data) slot
      where s.company_id = ${companyId} and s.user_id = u.id) x where true`,
    fields: {
      id: text(sql`x.key`),
      value: text(sql`x.value ->> 'value'`),
      syncGuid: text(sql`x.value ->> 'itemId'`),
    },
  },
  authorizedLimits: limits('authorized'),
  costObjectLimits: limits('costObject'),
  spend: {
    rows: owned(sql`spend_profile`),
    fields: {
      country: text(sql`x.country`),
      reimbursementCurrency: text(sql`x.reimbursement_currency`),
      reimbursementType: text(sql`x.reimbursement_type`),
      ledgerCode: text(sql`x.ledger_code`),
      locale: text(sql`x.locale`),
      stateProvince: text(sql`x.state_province`),
      cashAdvanceAccountCode: text(sql`x.cash_advance_account_code`),
      budgetCountryCode: text(sql`x.budget_country_code`),
      nonEmployee: flag(sql`x.non_employee`),
      testEmployee: flag(sql`x.test_employee`),
      biManagerId: uuid(sql`x.bi_manager_id`),
    },
  },
  manager: {
    rows: (companyId) => sql`"user" x where x.company_id = ${companyId} and x.id = u.manager_id and x.deleted_at is null`,
    fields: { employeeNumber: text(sql`x.employee_number`) },
    lead: {
      field: 'employeeNumber',
      user: sql`u.manager_id`,
      ids: (companyId) => sql`select x.id from "user" x where x.company_id = ${companyId} and x.deleted_at is null`,
    },
  },
  entitlements: {
    rows: () => sql`jsonb_array_elements_text(u.entitlements) x (value) where true`,
    fields: { value: text(sql`x.value`) },
  },
} as const satisfies Record<string, Source>;

const { emails, phoneNumbers, addresses, customData, spend, manager, entitlements } = SOURCES;

type Place = Column | { readonly source: Source; readonly column: Column };
const from = (source: Source, column: Column): Place => ({ source, column });

const FIELDS: Readonly<Record<UserField, Place>> = {
  id: uuid(sql`u.id`),
  companyId: uuid(sql`u.company_id`),
  userName: text(sql`u.user_name`),
  externalId: text(sql`u.external_id`),
  active: flag(sql`u.active`),
  createdAt: instant(sql`u.created_at`),
  updatedAt: instant(sql`u.updated_at`),
  familyName: text(sql`u.family_name`),
  givenName: text(sql`u.given_name`),
  middleName: text(sql`u.middle_name`),
  nickName: text(sql`u.nick_name`),
  displayName: text(sql`coalesce(u.display_name, case when split_part(u.preferred_language, '-', 1) in ('zh', 'ja', 'ko', 'hu')
    then u.family_name || ' ' || coalesce(nullif(u.nick_name, ''), u.given_name)
    else coalesce(nullif(u.nick_name, ''), u.given_name) || ' ' || u.family_name end)`),
  title: text(sql`u.title`),
  preferredLanguage: text(sql`u.preferred_language`),
  timezone: text(sql`u.timezone`),
  costCenter: text(sql`u.cost_center`),
  department: text(sql`u.department`),
  division: text(sql`u.division`),
  employeeNumber: text(sql`u.employee_number`),
  startDate: instant(sql`u.start_date`),
  terminationDate: instant(sql`u.termination_date`),
  managerId: uuid(sql`u.manager_id`),
  managerEmployeeNumber: from(manager, manager.fields.employeeNumber),
  legalEntityId: uuid(sql`u.legal_entity_id`),
  sapUserUuid: text(sql`u.sap_user_uuid`),
  entitlements: from(entitlements, entitlements.fields.value),
  'emails.value': from(emails, emails.fields.value),
  'emails.type': from(emails, emails.fields.type),
  'emails.verified': from(emails, emails.fields.verified),
  'phoneNumbers.value': from(phoneNumbers, phoneNumbers.fields.value),
  'phoneNumbers.type': from(phoneNumbers, phoneNumbers.fields.type),
  'addresses.country': from(addresses, addresses.fields.country),
  'addresses.locality': from(addresses, addresses.fields.locality),
  'addresses.region': from(addresses, addresses.fields.region),
  'addresses.type': from(addresses, addresses.fields.type),
  'spend.country': from(spend, spend.fields.country),
  'spend.reimbursementCurrency': from(spend, spend.fields.reimbursementCurrency),
  'spend.reimbursementType': from(spend, spend.fields.reimbursementType),
  'spend.ledgerCode': from(spend, spend.fields.ledgerCode),
  'spend.locale': from(spend, spend.fields.locale),
  'spend.stateProvince': from(spend, spend.fields.stateProvince),
  'spend.cashAdvanceAccountCode': from(spend, spend.fields.cashAdvanceAccountCode),
  'spend.budgetCountryCode': from(spend, spend.fields.budgetCountryCode),
  'spend.nonEmployee': from(spend, spend.fields.nonEmployee),
  'spend.testEmployee': from(spend, spend.fields.testEmployee),
  'spend.biManagerId': from(spend, spend.fields.biManagerId),
  'customData.id': from(customData, customData.fields.id),
  'customData.value': from(customData, customData.fields.value),
  'customData.syncGuid': from(customData, customData.fields.syncGuid),
};

/** The condition on a row `u` of users. @throws UserCriteriaInvalid */
export function userCondition(companyId: string, criteria: UserCriteria): Condition {
  if ('within' in criteria) {
    const source: Source = SOURCES[criteria.within satisfies SearchedList];
    const condition = entryCondition(source, criteria.where);
    return leads(criteria) ? found(source, companyId, condition) : some(source, companyId, condition);
  }
  return logic(
    criteria,
    (part) => userCondition(companyId, part),
    (comparison) => {
      const place = FIELDS[comparison.field];
      return 'source' in place ? ofSource(companyId, place, comparison) : met(place, comparison);
    },
  );
}

const entryCondition = (source: Source, criteria: EntryCriteria): Condition =>
  logic(
    criteria,
    (part) => entryCondition(source, part),
    (comparison: Comparison<EntryField>) => {
      const column = source.fields[comparison.field];
      return column ? met(column, comparison) : NEVER;
    },
  );

const some = (source: Source, companyId: string, condition: Condition): Condition =>
  sql`exists (select 1 from ${source.rows(companyId)} and ${condition})`;

/** Named one by one, so that the planner cannot choose to try every user instead, as it does without statistics. */
const found = (source: Source, companyId: string, condition: Condition): Condition =>
  source.lead
    ? sql`${source.lead.user} = any (array(${source.lead.ids(companyId)} and ${condition}))`
    : some(source, companyId, condition);

/** Fields that an index finds users by. */
const LEADING: ReadonlySet<string> = new Set<UserField>([
  'id',
  'userName',
  'externalId',
  'employeeNumber',
  'familyName',
  'managerId',
  'managerEmployeeNumber',
  'emails.value',
]);

const isOne = (comparison: Comparison<unknown>): boolean =>
  comparison.operator === 'eq' && comparison.value !== undefined && comparison.value !== null;

/** Whether few users can meet it, and an index finds them: then all of them are found before they are put in order. */
export function leads(criteria: UserCriteria): boolean {
  if ('within' in criteria) return criteria.within === 'emails' && leadsEntry(criteria.where);
  if ('all' in criteria) return criteria.all.some(leads);
  return 'field' in criteria && LEADING.has(criteria.field) && isOne(criteria);
}

const leadsEntry = (where: EntryCriteria): boolean =>
  'all' in where ? where.all.some(leadsEntry) : 'field' in where && where.field === 'value' && isOne(where);

function ofSource(companyId: string, place: { source: Source; column: Column }, comparison: Comparison<unknown>): Condition {
  const { operator, value = null } = comparison;
  const nothing = value === null && (operator === 'eq' || operator === 'ne');
  const positive = nothing
    ? { ...comparison, operator: 'pr' as const }
    : { ...comparison, operator: operator === 'ne' ? 'eq' : operator };
  const condition = met(place.column, positive);
  const indexed =
    operator === 'eq' && !nothing && place.source.lead && place.column === place.source.fields[place.source.lead.field];
  const meets = indexed ? found(place.source, companyId, condition) : some(place.source, companyId, condition);
  return (operator === 'ne') === nothing ? meets : sql`not ${meets}`;
}
