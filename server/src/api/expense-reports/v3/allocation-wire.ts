import Type, { type Static } from 'typebox';
import { AllocationNotFound, type Allocation } from '../../../modules/expense/index.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';
import { extendedFields } from './custom-fields.ts';
import { entryOpaqueId } from './entry-to-wire.ts';
import { itemizationOpaqueId } from './itemization-wire.ts';

const customs = extendedFields(20);
const text = nullable(Type.String());

/** api-reference/expense/allocations/expense-allocations#allocation; its table says AccountNumber where samples and published file say AccountCode1. */
export const allocationSchema = Type.Object(
  {
    ID: Type.String(),
    URI: Type.String(),
    EntryID: Type.String(),
    Percentage: Type.String(),
    IsPercentEdited: Type.Boolean(),
    IsHidden: Type.Boolean(),
    AccountCode1: text,
    AccountCode2: text,
    ...customs.read,
  },
  { xml: resourceXml },
);
export const allocationsSchema = collectionOf(allocationSchema, 'Allocation');

const filter = Type.Optional(Type.String({ minLength: 1 }));
export const allocationQuerySchema = Type.Object(
  {
    // The page has no such parameter, the published file has.
    user: filter,
    offset: filter,
    reportID: filter,
    entryID: filter,
    itemizationID: filter,
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  { additionalProperties: false },
);

export function allocationIdOf(text: string): string {
  const id = parseOpaqueId('g', 'allocation', text);
  if (!id) throw new AllocationNotFound();
  return id;
}

export function allocationToWire(allocation: Allocation, origin: string): Static<typeof allocationSchema> {
  const id = opaqueId('g', 'allocation', allocation.id);
  return {
    ID: id,
    URI: `${origin}/api/v3.0/expense/allocations/${encodeURIComponent(id)}`,
    EntryID: allocation.parentEntryId === null ? entryOpaqueId(allocation.entryId) : itemizationOpaqueId(allocation.entryId),
    Percentage: allocation.percentage.toFixed(8),
    IsPercentEdited: allocation.isPercentEdited,
    IsHidden: allocation.isSystem,
    AccountCode1: allocation.accountCode,
    AccountCode2: allocation.overLimitAccountCode,
    ...customs.toWire(allocation.custom),
  };
}
