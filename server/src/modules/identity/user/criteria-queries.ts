import { sql, type RawBuilder } from 'kysely';
import { parseUuid } from '../../../platform/ids/index.ts';
import { UserCriteriaInvalid } from '../errors.ts';
import type { Comparison, EntryCriteria, EntryField, SearchedList, UserCriteria, UserField } from './user-search.ts';

type Condition = RawBuilder<unknown>;
type Kind = 'text' | 'uuid' | 'boolean' | 'instant';
interface Column {
  readonly kind: Kind;
  readonly of: Condition;
}

/** Rows that belong to a user, as `x`; a list has many, another source one at most. */
interface Source {
  readonly rows: (companyId: string) => Condition;
  readonly fields: Readonly<Record<string, Column>>;
}

const NEVER = sql`false`;
const text = (of: Condition): Column => ({ kind: 'text', of });
const uuid = (of: Condition): Column => ({ kind: 'uuid', of });
const flag = (of: Condition): Column => ({ kind: 'boolean', of });
const instant = (of: Condition): Column => ({ kind: 'instant', of });

/** The company is named by its value, not by the user's column, so that an index on the value can lead. */
const owned = (table: Condition) => (companyId: string) => sql`${table} x where x.company_id = ${companyId} and x.user_id = u.id`;

const SOURCES = {
  emails: {
    rows: owned(sql`user_email`),
    fields: { value: text(sql`x.value`), type: text(sql`x.type`), verified: flag(sql`x.verified`) },
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
    return some(source, companyId, entryCondition(source, criteria.where));
  }
  return logic(
    criteria,
    (part) => userCondition(companyId, part),
    (comparison) => {
      const place = FIELDS[comparison.field];
      return 'source' in place ? ofSource(companyId, place, comparison) : compare(place, comparison);
    },
  );
}

const entryCondition = (source: Source, criteria: EntryCriteria): Condition =>
  logic(
    criteria,
    (part) => entryCondition(source, part),
    (comparison: Comparison<EntryField>) => {
      const column = source.fields[comparison.field];
      return column ? compare(column, comparison) : NEVER;
    },
  );

interface Branches<Part> {
  readonly all?: readonly Part[];
  readonly any?: readonly Part[];
  readonly not?: Part;
}

function logic<Part, Field>(
  criteria: Branches<Part> | Comparison<Field>,
  each: (part: Part) => Condition,
  one: (comparison: Comparison<Field>) => Condition,
): Condition {
  if ('field' in criteria) return one(criteria);
  if (criteria.all) return joined(criteria.all.map(each), sql` and `, sql`true`);
  if (criteria.any) return joined(criteria.any.map(each), sql` or `, NEVER);
  // What is unknown is not met, so its opposite is.
  return criteria.not === undefined ? NEVER : sql`(${each(criteria.not)}) is not true`;
}

const joined = (parts: Condition[], by: Condition, none: Condition): Condition =>
  parts.length === 0 ? none : sql`(${sql.join(parts, by)})`;

const some = (source: Source, companyId: string, condition: Condition): Condition =>
  sql`exists (select 1 from ${source.rows(companyId)} and ${condition})`;

function ofSource(companyId: string, place: { source: Source; column: Column }, comparison: Comparison<unknown>): Condition {
  const { operator, value = null } = comparison;
  const nothing = value === null && (operator === 'eq' || operator === 'ne');
  const positive = nothing
    ? { ...comparison, operator: 'pr' as const }
    : { ...comparison, operator: operator === 'ne' ? 'eq' : operator };
  const found = some(place.source, companyId, compare(place.column, positive as Comparison<unknown>));
  return (operator === 'ne') === nothing ? found : sql`not ${found}`;
}

function compare(column: Column, comparison: Comparison<unknown>): Condition {
  const { operator, value = null } = comparison;
  const { of } = column;
  if (operator === 'pr' || (operator === 'ne' && value === null)) return sql`${of} is not null`;
  if (value === null) return operator === 'eq' ? sql`${of} is null` : NEVER;
  if (column.kind === 'boolean') return compareFlag(of, comparison, value);
  if (column.kind === 'instant') return compareInstant(of, comparison, String(value));
  if (column.kind === 'uuid' && (operator === 'eq' || operator === 'ne')) {
    const id = parseUuid(String(value));
    if (id === undefined) return operator === 'eq' ? NEVER : sql`true`;
    return operator === 'eq' ? sql`${of} = ${id}` : sql`${of} is distinct from ${id}`;
  }
  return compareText(column.kind === 'uuid' ? sql`${of}::text` : of, comparison, String(value));
}

function compareFlag(of: Condition, { field, operator }: Comparison<unknown>, value: string | boolean): Condition {
  const wanted = String(value).toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') throw new UserCriteriaInvalid(String(field), 'compares with true or false');
  if (operator !== 'eq' && operator !== 'ne') throw new UserCriteriaInvalid(String(field), `does not know ${operator}`);
  return (wanted === 'true') === (operator === 'eq') ? sql`${of} is true` : sql`${of} is not true`;
}

const ORDER = { gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` } as const;

/** Both sides are folded by the database, which alone decides what a letter's other case is. */
function compareText(of: Condition, { operator }: Comparison<unknown>, value: string): Condition {
  const pattern = value.replace(/[\\%_]/g, '\\$&');
  switch (operator) {
    case 'eq':
      return sql`lower(${of}) = lower(${value})`;
    case 'ne':
      return sql`lower(${of}) is distinct from lower(${value})`;
    case 'co':
      return sql`lower(${of}) like lower(${`%${pattern}%`})`;
    case 'sw':
      return sql`lower(${of}) like lower(${`${pattern}%`})`;
    case 'ew':
      return sql`lower(${of}) like lower(${`%${pattern}`})`;
    case 'pr':
      return sql`${of} is not null`;
    default:
      return sql`lower(${of}) ${ORDER[operator]} lower(${value})`;
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ZONED = /(?:z|[+-]\d{2}:?\d{2})$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}/i;
const A_DAY = 86_400_000;

/** A value stands for the time from its beginning to its end: a whole day, or the millisecond that is the finest an instant is kept to. */
function compareInstant(of: Condition, { field, operator }: Comparison<unknown>, value: string): Condition {
  const isDay = DAY.test(value);
  const start = new Date(isDay || ZONED.test(value) ? value : `${value}Z`);
  if ((!isDay && !INSTANT.test(value)) || Number.isNaN(start.getTime()))
    throw new UserCriteriaInvalid(String(field), 'compares with a date');
  const end = new Date(start.getTime() + (isDay ? A_DAY : 1));
  switch (operator) {
    case 'eq':
      return sql`(${of} >= ${start} and ${of} < ${end})`;
    case 'ne':
      return sql`(${of} >= ${start} and ${of} < ${end}) is not true`;
    case 'gt':
      return sql`${of} >= ${end}`;
    case 'ge':
      return sql`${of} >= ${start}`;
    case 'lt':
      return sql`${of} < ${start}`;
    case 'le':
      return sql`${of} < ${end}`;
    default:
      throw new UserCriteriaInvalid(String(field), `does not know ${operator}`);
  }
}
