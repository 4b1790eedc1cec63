import Type, { type Static } from 'typebox';
import type { Allocation } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import { amountOf, amountSchema, closed, customData, customDataInput, customDataSchema, text } from './values.ts';

/** ReportAllocationResponse of api-reference/expense/expense-report/v4.allocations. */
export const allocationSchema = Type.Object({
  allocationId: Type.String(),
  expenseId: Type.String(),
  percentage: Type.Number(),
  allocationAmount: amountSchema,
  claimedAmount: amountSchema,
  approvedAmount: amountSchema,
  accountCode: text,
  overLimitAccountCode: text,
  isSystemAllocation: Type.Boolean(),
  isPercentEdited: Type.Boolean(),
  customData: customDataSchema,
});

const MAX_EXPENSES = 500;
const expenseIds = Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: MAX_EXPENSES });

export const updateAllocationSchema = Type.Object(
  {
    allocation: Type.Object({ customData: Type.Optional(customDataInput(20)) }, closed),
    expenseIds,
  },
  closed,
);

/** Percentages or amounts: no page names the operation, so the members are those that it reads. */
export const newAllocationsSchema = Type.Object(
  {
    expenseIds: Type.Optional(expenseIds),
    allocations: Type.Array(
      Type.Object(
        {
          percentage: Type.Optional(Type.Number()),
          allocationAmount: Type.Optional(Type.Object({ value: Type.Number(), currencyCode: Type.String() }, closed)),
          customData: Type.Optional(customDataInput(20)),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  closed,
);

export const allocationToWire = (allocation: Allocation, origin: string): Static<typeof allocationSchema> => ({
  allocationId: hex32(allocation.id),
  expenseId: hex32(allocation.entryId),
  percentage: toWire(allocation.percentage),
  allocationAmount: amountOf(allocation.amount),
  claimedAmount: amountOf(allocation.claimed),
  approvedAmount: amountOf(allocation.approved),
  accountCode: allocation.accountCode,
  overLimitAccountCode: allocation.overLimitAccountCode,
  isSystemAllocation: allocation.isSystem,
  isPercentEdited: allocation.isPercentEdited,
  customData: customData(allocation.custom, origin),
});
