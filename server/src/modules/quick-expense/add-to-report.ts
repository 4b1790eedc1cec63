import type { Context } from '../../platform/context.ts';
import type { EntryFields, OnReport, PaymentType } from '../expense/index.ts';
import { QuickExpenseNotFound, QuickExpenseUsed } from './errors.ts';
import type { QuickExpenseDeps } from './index.ts';
import { lockQuickExpense, setEntry } from './quick-expense-queries.ts';
import type { PaymentKind, QuickExpense } from './quick-expense.ts';

/** Codes of payment types that stand for how a quick expense was paid; what is not said yet is the company's default. */
const PAYMENT_CODE: Readonly<Record<PaymentKind, string | undefined>> = { CASHX: 'CASH', CPAID: 'CPAID', PENDC: undefined };

export async function addToReport(
  ctx: Context,
  deps: QuickExpenseDeps,
  { quickExpenseId, ...on }: OnReport & { readonly quickExpenseId: string },
): Promise<{ entryId: string }> {
  const report = await deps.expense.getReport(ctx, on);
  const found = await lockQuickExpense(ctx, quickExpenseId);
  if (found?.ownerId !== report.owner.id) throw new QuickExpenseNotFound();
  if (found.entryId !== null) throw new QuickExpenseUsed();
  const fields = entryFields(found, await deps.expense.listPaymentTypes(ctx));
  const { id: entryId } = await deps.expense.addEntry(ctx, { ...on, ...fields });
  await setEntry(ctx, quickExpenseId, entryId);
  ctx.record({ subjectKind: 'quick-expense', subjectId: quickExpenseId, action: 'added-to-report', details: { entryId } });
  return { entryId };
}

function entryFields(found: QuickExpense, paymentTypes: readonly PaymentType[]): EntryFields {
  const code = found.paymentType && PAYMENT_CODE[found.paymentType];
  const paymentType = code === undefined ? undefined : paymentTypes.find((type) => type.code === code);
  const { name, city, countryCode, countrySubDivisionCode } = found.location ?? {};
  return {
    expenseTypeId: found.expenseTypeId,
    transactionDate: found.transactionDate,
    transactionAmount: found.transactionAmount,
    transactionCurrency: found.transactionCurrency,
    ...(paymentType ? { paymentTypeId: paymentType.id } : {}),
    vendorName: found.vendorName ?? null,
    location: {
      name: name || city || null,
      city: city || null,
      countryCode: countryCode || null,
      subdivisionCode: countrySubDivisionCode || null,
    },
    ...(found.comment ? { comment: found.comment } : {}),
    ...(found.receiptId === null ? {} : { receiptImageId: found.receiptId }),
  };
}
