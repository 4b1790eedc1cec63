import { BlockList, isIP } from 'node:net';
import { CompanyInvalid } from './errors.ts';
import type { CompanyAddress, CompanyTravel, Edition, PasswordPolicy, Product } from './tables.ts';

/** A customer of the platform: the top-level principal whose data all its people share. */
export interface Company {
  readonly id: string;
  /** The number by which travel and older APIs know the company. */
  readonly internalId: number;
  readonly entityCode: string;
  readonly name: string;
  readonly domain: string;
  readonly dataCenter: string;
  readonly edition: Edition;
  readonly products: readonly Product[];
  /** BCP 47. */
  readonly defaultLanguage: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly address: CompanyAddress;
  readonly travel: CompanyTravel;
  /** Its people sign in through their identity provider alone. */
  readonly ssoOnly: boolean;
  /** CIDR blocks from which its people may sign in; none means anywhere. */
  readonly ipRanges: readonly string[];
  readonly passwordPolicy: PasswordPolicy;
  readonly maintenance: boolean;
  /** Nobody of the company may sign in. */
  readonly signInClosed: boolean;
  readonly test: boolean;
  readonly dataRetentionPolicyId: string | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What says of which company somebody is. */
export type CompanyCard = Pick<Company, 'id' | 'internalId' | 'dataCenter' | 'dataRetentionPolicyId'>;

export interface NewCompany {
  readonly name: string;
  readonly domain: string;
  readonly dataCenter: string;
  readonly edition?: Edition;
  readonly products?: readonly Product[];
  readonly defaultLanguage?: string;
  readonly countryCode: string;
  readonly currency: string;
  readonly entityCode?: string;
  readonly address?: CompanyAddress;
  readonly travel?: Partial<CompanyTravel>;
  readonly ssoOnly?: boolean;
  readonly ipRanges?: readonly string[];
  readonly passwordPolicy?: Partial<PasswordPolicy>;
  readonly test?: boolean;
}

/** Of a company that asks for nothing else. */
export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = { minLength: 12 };

/** What an administrator may change; left out stays as it is. */
export type CompanyPatch = Partial<
  Pick<
    Company,
    | 'name'
    | 'products'
    | 'defaultLanguage'
    | 'address'
    | 'ssoOnly'
    | 'ipRanges'
    | 'passwordPolicy'
    | 'maintenance'
    | 'signInClosed'
    | 'dataRetentionPolicyId'
  >
>;

const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** @throws CompanyInvalid */
export function checkCompany(company: NewCompany): void {
  if (company.name.trim() === '') throw new CompanyInvalid('name', 'must not be empty');
  if (!DOMAIN.test(company.domain)) throw new CompanyInvalid('domain', 'must be an internet domain in lower case');
  if (!/^[A-Z]{2}$/.test(company.countryCode)) throw new CompanyInvalid('countryCode', 'must be two upper-case letters');
  if (!/^[A-Z]{3}$/.test(company.currency)) throw new CompanyInvalid('currency', 'must be three upper-case letters');
  checkRanges(company.ipRanges ?? []);
}

/** @throws CompanyInvalid */
export function checkRanges(ranges: readonly string[]): void {
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    const most = isIP(network) === 4 ? 32 : 128;
    if (isIP(network) === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most)
      throw new CompanyInvalid('ipRanges', `${range} is not a block of addresses such as 10.0.0.0/8`);
  }
}

/** Whether a company lets its people sign in from an address. */
export function admitsAddress(company: Pick<Company, 'ipRanges'>, address: string): boolean {
  if (company.ipRanges.length === 0) return true;
  const list = new BlockList();
  for (const range of company.ipRanges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  // An IPv4 caller of a dual-stack socket shows as ::ffff:a.b.c.d.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
