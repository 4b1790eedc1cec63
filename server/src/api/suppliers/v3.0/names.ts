import type { SupplierEntry } from '../../../modules/connection-request/index.ts';

type Names = Readonly<Record<string, keyof SupplierEntry>>;

/** Wire name -> field, of an item in a list. */
export const BRIEF = {
  BusinessName: 'businessName',
  City: 'city',
  CountryCode: 'countryCode',
  PostalCode: 'postalCode',
  State: 'state',
  StreetAddress: 'streetAddress',
  StreetAddress2: 'streetAddress2',
} as const satisfies Names;

/** Wire name -> field, of a single supplier. */
export const WHOLE = {
  ...BRIEF,
  AmadeusId: 'amadeusId',
  AustinTetra: 'austinTetra',
  ChainCode: 'chainCode',
  ChainName: 'chainName',
  CreditCardVendorId: 'creditCardVendorId',
  DunsNumber: 'dunsNumber',
  Email: 'email',
  Fax: 'fax',
  GalileoId: 'galileoId',
  MccCode: 'mccCode',
  NorthstarId: 'northstarId',
  PegasusId: 'pegasusId',
  Phone: 'phone',
  PrimaryNaics: 'primaryNaics',
  PrimarySic: 'primarySic',
  PropertyCode: 'propertyCode',
  SabreId: 'sabreId',
  SecondaryNaics: 'secondaryNaics',
  SecondarySic: 'secondarySic',
  TaxId: 'taxId',
  TollFree: 'tollFree',
  WebUrl: 'webUrl',
  WorldspanId: 'worldspanId',
} as const satisfies Names;
