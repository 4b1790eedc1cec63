import type { Company, CompanyAddress, Edition } from '../../../modules/company/index.ts';

/** "CTE" is how the page tells a Professional company. */
const EXPENSE_OFFERING: Readonly<Record<Edition, { offeringCode: string; marketingName: string }>> = {
  professional: { offeringCode: 'CES', marketingName: 'CTE' },
  standard: { offeringCode: 'DIRECT-BREEZE+', marketingName: 'Standard Edition' },
};

export function companyToWire(company: Company) {
  const { travel } = company;
  const extensions = {
    ...(company.products.includes('Travel')
      ? {
          'com:concur:Travel:0.1': {
            active: travel.active,
            offeringCode: 'STANDARD',
            isVendor: travel.isVendor,
            isBillable: travel.isBillable,
            contact: {
              name: travel.contact.name ?? '',
              phone: travel.contact.phone ?? '',
              emailAddress: travel.contact.emailAddress ?? null,
            },
          },
        }
      : {}),
    ...(company.products.includes('Expense') ? { 'com:concur:Expense:0.1': EXPENSE_OFFERING[company.edition] } : {}),
  };
  return {
    id: company.id,
    schemas: Object.keys(extensions),
    internetDomain: company.domain,
    companyDomain: company.domain,
    name: company.name,
    // Lower case, as the sample writes it.
    defaultLanguage: company.defaultLanguage.toLowerCase(),
    meta: { principalType: 'company' },
    addresses: [addressToWire(company.address)],
    ...extensions,
  };
}

function addressToWire(address: CompanyAddress) {
  const { streetAddress = '', locality = '', region = '', postalCode = null, country = null } = address;
  const town = [locality, region, postalCode ?? ''].filter((part) => part !== '').join(' ');
  return {
    formatted: [streetAddress, town, country ?? ''].filter((line) => line !== '').join('\n'),
    streetAddress,
    locality,
    region,
    country,
    postalCode,
  };
}
