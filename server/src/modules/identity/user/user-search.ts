import type { Comparison } from '../../../platform/db/criteria.ts';
import type { User } from './user.ts';

export type { Comparison, Operator } from '../../../platform/db/criteria.ts';

/** What users are searched by: a path of the aggregate, whatever an API calls it. */
export type UserField =
  | 'id'
  | 'companyId'
  | 'userName'
  | 'externalId'
  | 'active'
  | 'createdAt'
  | 'updatedAt'
  | 'familyName'
  | 'givenName'
  | 'middleName'
  | 'nickName'
  | 'displayName'
  | 'title'
  | 'preferredLanguage'
  | 'timezone'
  | 'costCenter'
  | 'department'
  | 'division'
  | 'employeeNumber'
  | 'startDate'
  | 'terminationDate'
  | 'managerId'
  | 'managerEmployeeNumber'
  | 'legalEntityId'
  | 'sapUserUuid'
  | 'entitlements'
  | 'emails.value'
  | 'emails.type'
  | 'emails.verified'
  | 'phoneNumbers.value'
  | 'phoneNumbers.type'
  | 'addresses.country'
  | 'addresses.locality'
  | 'addresses.region'
  | 'addresses.type'
  | 'spend.country'
  | 'spend.reimbursementCurrency'
  | 'spend.reimbursementType'
  | 'spend.ledgerCode'
  | 'spend.locale'
  | 'spend.stateProvince'
  | 'spend.cashAdvanceAccountCode'
  | 'spend.budgetCountryCode'
  | 'spend.nonEmployee'
  | 'spend.testEmployee'
  | 'spend.biManagerId'
  | 'customData.id'
  | 'customData.value'
  | 'customData.syncGuid';

/** Lists whose entries may be asked for as wholes; see `within`. */
export type SearchedList = 'emails' | 'phoneNumbers' | 'addresses' | 'customData' | 'authorizedLimits' | 'costObjectLimits';

/** A member of an entry. A list without such a member has no entry that meets the comparison. */
export type EntryField =
  | 'value'
  | 'type'
  | 'verified'
  | 'country'
  | 'locality'
  | 'region'
  | 'id'
  | 'syncGuid'
  | 'approvalType'
  | 'group'
  | 'level'
  | 'currency';

interface All<Of> {
  readonly all: readonly Of[];
}
interface AnyOf<Of> {
  readonly any: readonly Of[];
}
interface Not<Of> {
  readonly not: Of;
}

export type EntryCriteria = All<EntryCriteria> | AnyOf<EntryCriteria> | Not<EntryCriteria> | Comparison<EntryField>;

/** Of a list, one entry has to meet a comparison, except that `ne` asks that none is equal. */
export type UserCriteria =
  | All<UserCriteria>
  | AnyOf<UserCriteria>
  | Not<UserCriteria>
  | Comparison<UserField>
  /** One entry of the list meets all of it. */
  | { readonly within: SearchedList; readonly where: EntryCriteria };

/** After which user a page begins, in the order of creation; and the total that the first page counted, so that later ones need not. */
export interface UserCursor {
  readonly createdAt: Date;
  readonly id: string;
  readonly total?: number;
}

export interface UserSearch {
  readonly criteria?: UserCriteria;
  /** By cursor, or by the 1-based index of the first user. Nothing begins at the first. */
  readonly page?: { readonly after?: UserCursor } | { readonly startIndex: number };
  /** At most so many users; 0 counts and lists nobody. */
  readonly limit: number;
  /** Counts all that match, unless the cursor brings the total along. */
  readonly withTotal?: boolean;
  /** Users with a spend profile alone. */
  readonly hasSpend?: boolean;
  /** Users with a travel profile alone. */
  readonly hasTravel?: boolean;
  /** Reads the spend profiles; without it `spend` is undefined for everybody found. */
  readonly withSpend?: boolean;
  /** Reads the travel profiles; without it `travel` is undefined for everybody found. */
  readonly withTravel?: boolean;
}

export interface UserPage {
  readonly users: User[];
  readonly total?: number;
  /** Missing on the last page. */
  readonly next?: UserCursor;
}
