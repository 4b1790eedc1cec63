import type { Static } from 'typebox';
import {
  EntryNotFound,
  spendCategoryName,
  type Entry,
  type EntryChanges,
  type ItemizationFields,
} from '../../../modules/expense/index.ts';
import { opaqueId, parseOpaqueId, reportKey } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import { readAmount } from '../../amounts.ts';
import { present, readDay, wireDateTime, wireDay } from '../../dialects/v3/values.ts';
import { entryCustoms } from './entry-schemas.ts';
import { allocationTypeOf, entryOpaqueId, locationIdOf } from './entry-to-wire.ts';
import type { itemizationSchema, newItemizationSchema, updateItemizationSchema } from './itemization-schemas.ts';

type Body = Static<typeof updateItemizationSchema>;

export function itemizationIdOf(text: string): string {
  const id = parseOpaqueId('g', 'itemization', text);
  if (!id) throw new EntryNotFound();
  return id;
}

export const itemizationOpaqueId = (id: string): string => opaqueId('g', 'itemization', id);
export const itemizationUri = (origin: string, id: string): string =>
  `${origin}/api/v3.0/expense/itemizations/${encodeURIComponent(itemizationOpaqueId(id))}`;

export const itemizationChangesFromWire = (body: Body): EntryChanges =>
  present({
    expenseTypeId: body.ExpenseTypeCode,
    transactionDate: body.TransactionDate && readDay('TransactionDate', body.TransactionDate),
    transactionAmount: body.TransactionAmount === undefined ? undefined : readAmount('TransactionAmount', body.TransactionAmount),
    businessPurpose: body.Description,
    comment: body.Comment ?? undefined,
    isPersonal: body.IsPersonal ?? undefined,
    isBillable: body.IsBillable ?? undefined,
    custom: entryCustoms.fromWire(body),
  });

export const newItemizationFromWire = (body: Static<typeof newItemizationSchema>): ItemizationFields => ({
  ...present({
    businessPurpose: body.Description,
    comment: body.Comment ?? undefined,
    isPersonal: body.IsPersonal ?? undefined,
    isBillable: body.IsBillable ?? undefined,
    custom: entryCustoms.fromWire(body),
  }),
  expenseTypeId: body.ExpenseTypeCode,
  transactionDate: readDay('TransactionDate', body.TransactionDate),
  transactionAmount: readAmount('TransactionAmount', body.TransactionAmount),
});

export const itemizationToWire = (part: Entry, ownerLogin: string, origin: string): Static<typeof itemizationSchema> => ({
  ID: itemizationOpaqueId(part.id),
  URI: itemizationUri(origin, part.id),
  EntryID: entryOpaqueId(part.parentId ?? part.id),
  ReportID: reportKey(part.reportId),
  ReportOwnerID: ownerLogin,
  ExpenseTypeCode: part.expenseType.id,
  ExpenseTypeName: part.expenseType.name,
  SpendCategoryCode: part.spendCategoryCode,
  SpendCategoryName: spendCategoryName(part.spendCategoryCode),
  TransactionDate: wireDay(part.transactionDate),
  TransactionAmount: toWire(part.transaction.amount),
  PostedAmount: toWire(part.posted.amount),
  ApprovedAmount: toWire(part.approved.amount),
  LocationID: locationIdOf(part),
  LocationName: part.location.name,
  LocationSubdivision: part.location.subdivisionCode,
  LocationCountry: part.location.countryCode,
  Description: part.businessPurpose,
  IsPersonal: part.isPersonal,
  IsBillable: part.isBillable,
  IsImageRequired: part.isImageRequired,
  AllocationType: allocationTypeOf(part),
  HasComments: part.hasComments,
  HasExceptions: part.hasExceptions,
  LastModified: wireDateTime(part.modifiedAt),
  ...entryCustoms.toWire(part),
});
