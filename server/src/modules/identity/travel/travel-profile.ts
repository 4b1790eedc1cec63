import { isDeepStrictEqual } from 'node:util';
import type { Issue } from '../errors.ts';
import type { PersonReference } from '../user/person-reference.ts';
import { TRAVEL_PREFERENCES } from '../vocabulary.ts';

type Preferences = Readonly<Record<string, string | boolean | null>>;

/** See TRAVEL_PREFERENCES for the members and their words. */
export interface TravelPreferences {
  readonly air?: Preferences;
  readonly airSeat?: Preferences;
  readonly rail?: Preferences;
  readonly car?: Preferences;
  readonly hotel?: Preferences;
}

/** Membership of a vendor's loyalty programme. Dates are YYYY-MM-DD. */
export interface LoyaltyProgram {
  readonly vendorCode: string;
  readonly vendorName: string;
  readonly parentChainVendorCode?: string;
  readonly parentChainVendorName?: string;
  readonly account: string;
  readonly status?: string;
  readonly statusBenefits?: string;
  readonly nextStatus?: string;
  readonly points?: number;
  readonly pointsNext?: number;
  readonly segments?: number;
  readonly segmentsNext?: number;
  readonly expiration?: string;
  readonly default?: boolean;
}

export type ProgramKind = 'air' | 'rail' | 'car' | 'hotel';

/** Countries are ISO 3166-1 alpha-2, dates YYYY-MM-DD. */
export interface TravelDocuments {
  readonly passports?: readonly {
    readonly number: string;
    readonly issuingCountry: string;
    readonly nationality?: string;
    readonly placeIssued?: string;
    readonly dateIssued?: string;
    readonly expiration?: string;
  }[];
  readonly hasNoPassport?: boolean;
  readonly visas?: readonly {
    readonly number: string;
    readonly issuedByCountry: string;
    readonly issuedForCountry?: string;
    readonly placeIssued?: string;
    readonly dateIssued?: string;
    readonly expiration?: string;
  }[];
  readonly driverLicenses?: readonly {
    readonly number: string;
    readonly issuingCountry: string;
    readonly issuingAuthority: string;
    readonly expiration?: string;
  }[];
  readonly nationalIdentifications?: readonly {
    readonly number: string;
    readonly issuingCountry: string;
    readonly expiration?: string;
  }[];
}

export interface TravelName {
  readonly namePrefix?: string;
  readonly givenName?: string;
  readonly middleName?: string;
  readonly hasNoMiddleName?: boolean;
  readonly familyName?: string;
  readonly honorificSuffix?: string;
}

/** The part of a user that travelling needs. */
export interface TravelProfile {
  readonly ruleClass: { readonly id: number; readonly name?: string } | undefined;
  readonly orgUnit: { readonly id: number; readonly name?: string } | undefined;
  readonly travelConfigId: number | undefined;
  readonly groups: readonly number[];
  /** The name on travel documents, where it differs from the user's. */
  readonly travelName: TravelName | undefined;
  readonly travelNameRemark: string | undefined;
  readonly travelCrsName: string | undefined;
  readonly xmlProfileSyncId: string | undefined;
  readonly permissions: Readonly<Record<string, boolean>>;
  readonly customFields: readonly { readonly name: string; readonly value?: string }[];
  readonly preferences: TravelPreferences;
  readonly programs: Readonly<Partial<Record<ProgramKind, readonly LoyaltyProgram[]>>>;
  readonly documents: TravelDocuments;
  /** Who approves trips, where it is not the manager. */
  readonly managerId: string | undefined;
}

/** What changes of a profile; left out stays, undefined empties. Rule class and org unit by id or, without one, by name. */
export type TravelChange = Partial<Omit<TravelProfile, 'ruleClass' | 'orgUnit'>> & {
  readonly ruleClass?: { readonly id?: number; readonly name?: string };
  readonly orgUnit?: { readonly id?: number; readonly name?: string } | undefined;
  /** In place of managerId, by whichever key is known. */
  readonly manager?: PersonReference | undefined;
};

/** A profile with everything at its default but what `given` says. */
export const newTravelProfile = (given: Partial<TravelProfile>): TravelProfile => ({
  ruleClass: undefined,
  orgUnit: undefined,
  travelConfigId: undefined,
  groups: [],
  travelName: undefined,
  travelNameRemark: undefined,
  travelCrsName: undefined,
  xmlProfileSyncId: undefined,
  permissions: {},
  customFields: [],
  preferences: {},
  programs: {},
  documents: {},
  managerId: undefined,
  ...given,
});

/** What is wrong with preferences: an unknown member, or a word that is not in its list. */
export function preferenceIssues(preferences: TravelPreferences): Issue[] {
  return Object.entries(preferences).flatMap(([group, chosen]) => {
    const known = (TRAVEL_PREFERENCES as Record<string, Record<string, 'flag' | 'text' | readonly string[]>>)[group];
    if (!known) return [{ path: `travel.preferences.${group}`, rule: 'unknown', message: 'is not a kind of preference' }];
    return Object.entries(chosen ?? {}).flatMap(([name, value]) => {
      const path = `travel.preferences.${group}.${name}`;
      const rule = known[name];
      if (rule === undefined) return [{ path, rule: 'unknown', message: 'is not a preference' }];
      return value === null || fits(rule, value) ? [] : [{ path, rule: 'enum', message: `cannot be ${JSON.stringify(value)}` }];
    });
  });
}

const fits = (rule: 'flag' | 'text' | readonly string[], value: unknown): boolean => {
  if (rule === 'flag') return typeof value === 'boolean';
  return typeof value === 'string' && (rule === 'text' || rule.includes(value));
};

const NAME_PARTS = ['namePrefix', 'givenName', 'hasNoMiddleName', 'middleName', 'familyName', 'honorificSuffix'] as const;

/** What differs between two profiles under the names of travel's events. */
export function travelPaths(before: TravelProfile | undefined, after: TravelProfile | undefined): string[] {
  return (Object.keys(after ?? before ?? {}) as (keyof TravelProfile)[]).flatMap((name) => {
    if (name === 'travelName') return NAME_PARTS.filter((part) => before?.travelName?.[part] !== after?.travelName?.[part]);
    if (isDeepStrictEqual(before?.[name], after?.[name])) return [];
    return [name === 'managerId' ? 'manager' : name];
  });
}
