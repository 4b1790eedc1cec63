import { isDeepStrictEqual } from 'node:util';
import type { Comparison, Joined } from '../../platform/db/criteria.ts';
import { isCountry } from '../../platform/names/names.ts';
import { isLonger } from '../../platform/text.ts';
import type { LegalEntityIssue } from './errors.ts';

export interface LegalEntityAddress {
  /** May hold several lines. */
  readonly streetAddress?: string;
  readonly locality?: string;
  readonly region?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** What a company says of one of its legal entities. */
export interface LegalEntityFields {
  readonly active: boolean;
  readonly name?: string;
  /** What the company calls it by, unique among its legal entities. */
  readonly referenceId?: string;
  readonly registeringOrganization?: string;
  readonly taxId?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: LegalEntityAddress;
}

/** An organisation in law that a company, or a part of it, is. It is never deleted: what is over is not active. */
export interface LegalEntity extends LegalEntityFields {
  readonly id: string;
  readonly companyId: string;
  /** 1 when created, one more with each change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Longest texts in characters: api-reference/legal-entity/v4.1.legal-entity, Schema. A street is not limited there. */
export const LIMITS = { text: 255, taxId: 18, locality: 30, region: 30, postalCode: 20, streetAddress: 4000 } as const;

export type LegalEntityField =
  | 'id'
  | 'active'
  | 'name'
  | 'referenceId'
  | 'registeringOrganization'
  | 'taxId'
  | 'email'
  | 'phone'
  | 'address.streetAddress'
  | 'address.locality'
  | 'address.region'
  | 'address.postalCode'
  | 'address.country';

export type LegalEntityCriteria = Joined<Comparison<LegalEntityField>>;

export interface LegalEntitySearch {
  readonly criteria?: LegalEntityCriteria;
  /** Begins after this one, in the order of creation; with the total that the first page counted, it is not counted again. */
  readonly after?: { readonly createdAt: Date; readonly id: string; readonly total?: number };
  readonly limit: number;
}

export interface LegalEntityPage {
  readonly entities: readonly LegalEntity[];
  readonly total: number;
  /** Whether more follow. */
  readonly more: boolean;
}

/** Without the texts that say nothing: they are as good as not given. */
export function tidied(fields: LegalEntityFields): LegalEntityFields {
  const { active, address, ...texts } = fields;
  const said = spoken(address ?? {});
  return { active, ...spoken(texts), ...(Object.keys(said).length > 0 ? { address: said } : {}) };
}

const spoken = <T extends object>(texts: T): T =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => typeof text === 'string' && text.trim() !== '')) as T;

/** Everything that is wrong with it. */
export function issuesOf({ address = {}, ...fields }: LegalEntityFields): LegalEntityIssue[] {
  const issues: LegalEntityIssue[] = [];
  const check = (path: string, text: string | undefined, most: number): void => {
    if (text !== undefined && isLonger(text, most))
      issues.push({ path, rule: 'maxLength', message: `must have at most ${most} characters` });
  };
  for (const [name, text] of Object.entries(fields))
    if (typeof text === 'string') check(name, text, name === 'taxId' ? LIMITS.taxId : LIMITS.text);
  const { country, ...rest } = address;
  for (const [name, text] of Object.entries(rest)) check(`address.${name}`, text, LIMITS[name as keyof typeof rest]);
  if (country !== undefined && !isCountry(country))
    issues.push({ path: 'address.country', rule: 'country', message: 'must be a country, ISO 3166-1 alpha-2' });
  if (fields.email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(fields.email))
    issues.push({ path: 'email', rule: 'format', message: 'must be an email address' });
  return issues;
}

/** The names of what differs. */
export function changedFields(before: LegalEntityFields, after: LegalEntityFields): string[] {
  const names = ['active', 'name', 'referenceId', 'registeringOrganization', 'taxId', 'email', 'phone', 'address'] as const;
  return names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
}
