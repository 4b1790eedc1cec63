import type { Supplier, SupplierEntry } from '../../../modules/connection-request/index.ts';
import { BRIEF, WHOLE } from './names.ts';

const toWire =
  (names: Readonly<Record<string, keyof SupplierEntry>>) =>
  ({ id, entry }: Supplier, origin: string): Record<string, string | null> => ({
    ID: id,
    URI: `${origin}/api/v3.0/common/suppliers/${id}`,
    ...Object.fromEntries(Object.entries(names).map(([name, field]) => [name, entry[field] ?? null])),
  });

export const briefToWire = toWire(BRIEF);
export const supplierToWire = toWire(WHOLE);
