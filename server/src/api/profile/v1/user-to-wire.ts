import type { CompanyCard } from '../../../modules/company/index.ts';
import type { Address, AddressType, EmailType, Identity, PhoneType, User } from '../../../modules/identity/index.ts';
import { expenseToWire, type ExpenseFacts } from './expense-to-wire.ts';
import type { Blocks } from './from-wire.ts';
import { callingCodeOf, phoneUri } from './phone-to-wire.ts';
import { documentsToWire, programsToWire, travelPreferencesToWire } from './travel-to-wire.ts';

const EMAIL_TYPE: Readonly<Record<EmailType, string>> = {
  work: 'Business',
  work2: 'Business2',
  home: 'Personal',
  other: 'Other',
  other2: 'Other2',
};
const PHONE_TYPE: Readonly<Record<PhoneType, string>> = {
  work: 'Work',
  work2: 'Work',
  home: 'Home',
  mobile: 'Cell',
  fax: 'Fax',
  pager: 'Pager',
  other: 'Other',
};
/** Billing, bank and shipping addresses have no word in this version. */
const ADDRESS_TYPE: Readonly<Partial<Record<AddressType, string>>> = { work: 'Work', home: 'Home', other: 'Other' };

type Renderings = Pick<Identity, 'formattedName' | 'middleInitialOf' | 'primaryEmail'>;

export function userToWire(
  identity: Renderings,
  facts: { user: User; company: CompanyCard; blocks: Blocks; expense: ExpenseFacts | undefined },
) {
  const { user, company, blocks, expense } = facts;
  const extensions = {
    'com:concur:Employee:1.0': employeeToWire(user, company),
    ...(blocks.travel ? travelBlocks(user) : {}),
    ...(expense && user.spend ? { 'com:concur:Expense:0.2': expenseToWire(identity, user, user.spend, expense) } : {}),
  };
  return {
    ...coreToWire(identity, user),
    ...(blocks.travel ? travelMembers(user, company) : {}),
    ...extensions,
    schemas: ['com:concur:User:1.0', ...Object.keys(extensions)],
  };
}

const instant = (date: Date): string => date.toISOString().slice(0, -1);

const coreToWire = (identity: Renderings, user: User) => ({
  active: user.active,
  id: user.id,
  userType: 'Enterprise',
  meta: {
    created: instant(user.createdAt),
    lastModified: instant(user.updatedAt),
    principalType: 'user',
    resourceType: 'EnterpriseUser',
  },
  name: {
    formatted: identity.formattedName(user.name),
    familyName: user.name.familyName,
    givenName: user.name.givenName,
    middleName: user.name.middleName ?? '',
    honorificPrefix: user.name.honorificPrefix ?? '',
    honorificSuffix: user.name.honorificSuffix ?? '',
  },
  displayName: user.displayName,
  ...(user.nickName === undefined ? {} : { nickName: user.nickName }),
  gender: user.gender ?? null,
  dateOfBirth: user.dateOfBirth ?? null,
  preferredLanguage: user.preferredLanguage,
  ...(user.spend ? { locale: user.spend.locale } : {}),
  timezone: user.timezone,
  emails: user.emails.map((email) => ({
    value: email.value,
    type: EMAIL_TYPE[email.type],
    notifications: email.notifications,
    verified: email.verified,
    ...(email.verifiedAt ? { dateVerified: instant(email.verifiedAt) } : {}),
  })),
  phoneNumbers: user.phoneNumbers.map((phone) => {
    const callingCode = callingCodeOf(phone.value);
    return {
      type: PHONE_TYPE[phone.type],
      value: phoneUri(phone.value),
      primary: phone.primary,
      notifications: phone.notifications,
      ...(phone.issuingCountry ? { countryCode: phone.issuingCountry } : {}),
      ...(callingCode ? { countryISDCode: callingCode } : {}),
    };
  }),
  addresses: user.addresses.flatMap((address) => {
    const type = ADDRESS_TYPE[address.type];
    return type === undefined ? [] : [{ type, ...addressToWire(address) }];
  }),
});

const addressToWire = (address: Omit<Address, 'type'>) => ({
  streetAddress: address.streetAddress ?? '',
  locality: address.locality ?? '',
  region: address.region ?? '',
  postalCode: address.postalCode ?? '',
  country: address.country ?? null,
});

const employeeToWire = (user: User, company: CompanyCard) => ({
  companyUUID: company.id,
  companyInternalId: company.internalId,
  // As in the samples, the login stands in where a company numbers nobody.
  employeeId: user.employeeNumber ?? user.userName,
  jobTitle: user.title ?? '',
  managerId: user.managerId ?? null,
  orgUnitId: user.travel?.orgUnit?.id ?? null,
  ...(company.dataRetentionPolicyId ? { activeDataRetentionPolicyId: company.dataRetentionPolicyId } : {}),
  ...(user.terminationDate ? { terminationDate: instant(user.terminationDate) } : {}),
});

const travelBlocks = ({ travel }: User) => ({
  'com:concur:TravelPreferences:1.0': travelPreferencesToWire(travel?.preferences ?? {}),
  'com:concur:Programs:1.0': programsToWire(travel?.programs ?? {}),
  'com:concur:Documents:1.0': documentsToWire(travel?.documents ?? {}),
});

/** Members outside any block that a compact answer leaves out. */
function travelMembers(user: User, company: CompanyCard) {
  const [contact] = user.emergencyContacts;
  const address = contact?.address;
  return {
    ...(user.travel
      ? {
          travelIds: {
            userId: user.internalId,
            companyId: company.id.toUpperCase(),
            companyInternalId: company.internalId,
            ruleClassId: user.travel.ruleClass?.id ?? null,
            travelConfigId: user.travel.travelConfigId ?? 0,
          },
        }
      : {}),
    ...(contact
      ? {
          emergencyContact: {
            name: contact.name,
            relationship: contact.relationship,
            phone: contact.phones?.[0] ?? null,
            phone2: contact.phones?.[1] ?? null,
            streetAddress: address?.streetAddress ?? null,
            locality: address?.locality ?? null,
            region: address?.region ?? null,
            country: address?.country ?? null,
            postalCode: address?.postalCode ?? null,
          },
        }
      : {}),
  };
}
