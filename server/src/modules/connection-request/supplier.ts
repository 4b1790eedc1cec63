/**
 * What the directory knows of a supplier of travel, beside its app.
 * Doc: api-reference/common/suppliers/suppliers-resource, Supplier.
 */
export interface SupplierEntry {
  readonly businessName: string;
  readonly streetAddress?: string;
  readonly streetAddress2?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string;
  readonly phone?: string;
  readonly tollFree?: string;
  readonly fax?: string;
  readonly email?: string;
  readonly webUrl?: string;
  /** Merchant category code of the card networks: 3058. */
  readonly mccCode?: string;
  readonly taxId?: string;
  /** Card network whose merchant number `creditCardVendorId` is: VI, AX. */
  readonly merchantType?: string;
  readonly creditCardVendorId?: string;
  readonly iataCode?: string;
  readonly chainCode?: string;
  readonly chainName?: string;
  readonly propertyCode?: string;
  readonly dunsNumber?: string;
  readonly austinTetra?: string;
  readonly primaryNaics?: string;
  readonly secondaryNaics?: string;
  readonly primarySic?: string;
  readonly secondarySic?: string;
  readonly amadeusId?: string;
  readonly galileoId?: string;
  readonly northstarId?: string;
  readonly pegasusId?: string;
  readonly sabreId?: string;
  readonly worldspanId?: string;
}

export interface Supplier {
  /** The supplier's app. */
  readonly id: string;
  readonly entry: SupplierEntry;
}

type Field = keyof SupplierEntry;

/** Read by people: a part of it is enough. Everything else is a code, and only the whole code is it. */
const TEXTS: ReadonlySet<Field> = new Set<Field>(['businessName', 'streetAddress', 'streetAddress2', 'city']);
/** Written in many ways; the digits count. */
const NUMBERS: ReadonlySet<Field> = new Set<Field>(['phone']);

export type SupplierCriteria = Partial<
  Pick<
    SupplierEntry,
    | 'businessName'
    | 'streetAddress'
    | 'streetAddress2'
    | 'city'
    | 'state'
    | 'postalCode'
    | 'countryCode'
    | 'phone'
    | 'mccCode'
    | 'taxId'
    | 'merchantType'
    | 'creditCardVendorId'
    | 'iataCode'
  >
>;

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function meets(field: Field, value: string | undefined, wanted: string): boolean {
  if (value === undefined) return false;
  if (TEXTS.has(field)) return plain(value).includes(plain(wanted));
  if (!NUMBERS.has(field)) return plain(value) === plain(wanted);
  return value.replaceAll(/\D/g, '') === wanted.replaceAll(/\D/g, '');
}

/** How well an entry fits, in percent of the criteria that it meets; without criteria all fit wholly. */
export function relevanceOf(entry: SupplierEntry, criteria: SupplierCriteria): number {
  const wanted = Object.entries(criteria) as [Field, string][];
  if (wanted.length === 0) return 100;
  return Math.floor((100 * wanted.filter(([field, value]) => meets(field, entry[field], value)).length) / wanted.length);
}

/** Those at least this relevant, in percent, the most relevant first and then by name. */
export function searched(suppliers: readonly Supplier[], criteria: SupplierCriteria, relevance: number): Supplier[] {
  return suppliers
    .map((supplier) => ({ supplier, fit: relevanceOf(supplier.entry, criteria) }))
    .filter(({ fit }) => fit >= relevance)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ supplier }) => supplier);
}
