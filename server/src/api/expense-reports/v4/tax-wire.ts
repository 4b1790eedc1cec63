import Type, { type Static } from 'typebox';
import type { Entry, EntryTax, TaxChanges } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { toWire, ZERO, type Decimal } from '../../../platform/money/money.ts';
import { readAmount } from '../../amounts.ts';
import {
  amount,
  amountSchema,
  closed,
  customChanges,
  customData,
  customDataInput,
  customDataSchema,
  nullable,
  present,
  text,
} from './values.ts';

const number = nullable(Type.Number());
const code = Type.Optional(nullable(Type.String({ maxLength: 20 })));
const value = Type.Optional(Type.Number());

export const taxesSchema = Type.Object({
  expenseTaxes: Type.Array(
    Type.Object({
      customData: customDataSchema,
      reclaimCode: text,
      reclaimTransactionAmount: number,
      taxAuthorityId: Type.String(),
      taxAuthorityName: text,
      taxCode: text,
      taxLabel: text,
      taxFormId: Type.Null(),
      taxRateTypeId: text,
      taxRateTypeName: text,
      taxReclaimConfigurationId: text,
      taxTransactionAmount: number,
      taxPostedAmount: number,
      taxReclaimPostedAmount: number,
    }),
  ),
});

export const updateTaxSchema = Type.Object(
  {
    customData: Type.Optional(customDataInput(20)),
    taxTransactionAmount: value,
    reclaimTransactionAmount: value,
    taxCode: code,
    reclaimCode: code,
  },
  closed,
);

export const taxToWire = (tax: EntryTax, origin: string): Static<typeof taxesSchema>['expenseTaxes'][number] => ({
  customData: customData(tax.custom, origin),
  reclaimCode: tax.reclaimCode,
  reclaimTransactionAmount: toWire(tax.reclaim),
  taxAuthorityId: hex32(tax.authorityId),
  taxAuthorityName: tax.authorityName,
  taxCode: tax.taxCode,
  taxLabel: tax.label,
  taxFormId: null,
  taxRateTypeId: tax.rateTypeId && hex32(tax.rateTypeId),
  taxRateTypeName: tax.rateTypeName,
  taxReclaimConfigurationId: tax.reclaimRuleId && hex32(tax.reclaimRuleId),
  taxTransactionAmount: toWire(tax.tax),
  taxPostedAmount: toWire(tax.taxPosted),
  taxReclaimPostedAmount: toWire(tax.reclaimPosted),
});

export const taxChangesFromWire = (body: Static<typeof updateTaxSchema>): TaxChanges =>
  present({
    tax: read('taxTransactionAmount', body.taxTransactionAmount),
    reclaim: read('reclaimTransactionAmount', body.reclaimTransactionAmount),
    taxCode: body.taxCode,
    reclaimCode: body.reclaimCode,
    custom: body.customData && customChanges(body.customData),
  });

const read = (path: string, given: number | undefined): Decimal | undefined =>
  given === undefined ? undefined : readAmount(path, given);

export const taxSummarySchema = Type.Object({
  totalTaxPostedAmount: amountSchema,
  totalTaxAdjustedAmount: amountSchema,
  totalReclaimPostedAmount: amountSchema,
  totalReclaimAdjustedAmount: amountSchema,
  netTaxAmount: amountSchema,
  netAdjustedTaxAmount: amountSchema,
  netReclaimAmount: amountSchema,
  netReclaimAdjustedAmount: amountSchema,
  vatTaxTotal: nullable(amountSchema),
});

const NO_TAX = { tax: ZERO, reclaim: ZERO, taxAdjusted: ZERO, reclaimAdjusted: ZERO };

/** Net amounts are what remains of the expense without its tax, and without what of it comes back: the samples show the whole amount where there is no tax. */
export function taxSummary({ taxTotals, posted, approved }: Entry): Static<typeof taxSummarySchema> {
  const { tax, reclaim, taxAdjusted, reclaimAdjusted } = taxTotals ?? NO_TAX;
  const wire = (sum: Decimal) => amount(sum, posted.currencyCode);
  return {
    totalTaxPostedAmount: wire(tax),
    totalTaxAdjustedAmount: wire(taxAdjusted),
    totalReclaimPostedAmount: wire(reclaim),
    totalReclaimAdjustedAmount: wire(reclaimAdjusted),
    netTaxAmount: wire(posted.amount.minus(tax)),
    netAdjustedTaxAmount: wire(approved.amount.minus(taxAdjusted)),
    netReclaimAmount: wire(posted.amount.minus(reclaim)),
    netReclaimAdjustedAmount: wire(approved.amount.minus(reclaimAdjusted)),
    vatTaxTotal: taxTotals ? wire(tax) : null,
  };
}
