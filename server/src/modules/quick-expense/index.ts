import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { toSql } from '../../platform/money/money.ts';
import type { Expense, OnReport } from '../expense/index.ts';
import type { Identity } from '../identity/index.ts';
import type { KeptReceipt, Receipts } from '../receipt/index.ts';
import { addToReport } from './add-to-report.ts';
import { QuickExpenseDenied, QuickExpenseRefused } from './errors.ts';
import { inboxOf, insertQuickExpense } from './quick-expense-queries.ts';
import { checkedQuickExpense, type NewQuickExpense, type QuickExpense } from './quick-expense.ts';

export * from './errors.ts';
export type { NewQuickExpense, PaymentKind, QuickExpense, QuickLocation } from './quick-expense.ts';

/** What users note on the way, to be put on a report later: api-reference/expense/quick-expense/v4.quick-expense. */
export interface QuickExpenses {
  /**
   * By the owner, a delegate who may prepare, or a company token; the owner holds the role of an expense user.
   * @throws QuickExpenseDenied, QuickExpenseRefused
   */
  createQuickExpense(ctx: Context, input: NewQuickExpense & { readonly image?: KeptReceipt }): Promise<{ readonly id: string }>;
  /** Those that stand on no report, oldest first. @throws QuickExpenseDenied */
  listQuickExpenses(ctx: Context, input: { readonly ownerId: string }): Promise<readonly QuickExpense[]>;
  /**
   * Makes an entry of one on a report of its owner, with its receipt and at the company's rate of the day.
   * @throws QuickExpenseNotFound, QuickExpenseUsed, and what adding an entry refuses.
   */
  addToReport(ctx: Context, input: OnReport & { readonly quickExpenseId: string }): Promise<{ readonly entryId: string }>;
}

export interface QuickExpenseDeps {
  readonly identity: Pick<Identity, 'mayActFor' | 'rolesOf'>;
  readonly expense: Pick<Expense, 'addEntry' | 'getReport' | 'listExpenseTypes' | 'listPaymentTypes'>;
  readonly receipts: Pick<Receipts, 'add'>;
}

const EXPENSE_USER = 'EXP_USER';

export function createQuickExpenses(deps: QuickExpenseDeps): QuickExpenses {
  return {
    createQuickExpense: (ctx, input) => createQuickExpense(ctx, deps, input),
    async listQuickExpenses(ctx, { ownerId }) {
      await assertMayWrite(ctx, deps, ownerId);
      return inboxOf(ctx, ownerId);
    },
    addToReport: (ctx, input) => addToReport(ctx, deps, input),
  };
}

async function createQuickExpense(
  ctx: Context,
  deps: QuickExpenseDeps,
  { image, ...given }: NewQuickExpense & { readonly image?: KeptReceipt },
): Promise<{ id: string }> {
  await assertMayWrite(ctx, deps, given.ownerId);
  const fields = checkedQuickExpense(given);
  const types = await deps.expense.listExpenseTypes(ctx);
  if (!types.some(({ id, isDeleted }) => id === fields.expenseTypeId && !isDeleted))
    throw new QuickExpenseRefused('expenseTypeId', 'is not an expense type of the company.');
  if (image) await deps.receipts.add(ctx, { kept: image, ownerId: fields.ownerId });
  const id = newId(ctx.clock);
  await insertQuickExpense(ctx, {
    id,
    owner_id: fields.ownerId,
    expense_type_id: fields.expenseTypeId,
    payment_type: fields.paymentType ?? null,
    transaction_date: fields.transactionDate,
    transaction_amount: toSql(fields.transactionAmount),
    transaction_currency: fields.transactionCurrency,
    vendor_name: fields.vendorName ?? null,
    comment: fields.comment ?? null,
    entry_details: fields.entryDetails ?? null,
    location: fields.location ? JSON.stringify(fields.location) : null,
    receipt_id: image?.id ?? null,
    entry_id: null,
    created_at: ctx.clock.now(),
  });
  ctx.record({ subjectKind: 'quick-expense', subjectId: id, action: 'created', details: { ownerId: fields.ownerId } });
  return { id };
}

/** An unknown user has no roles, and so no expenses either. */
async function assertMayWrite(ctx: Context, deps: QuickExpenseDeps, ownerId: string): Promise<void> {
  const { actor } = ctx;
  const isOwn = actor.kind !== 'user' || actor.userId === ownerId;
  const may =
    isOwn ||
    (await deps.identity.mayActFor(ctx, {
      delegateId: actor.userId,
      delegatorId: ownerId,
      product: 'EXP',
      permission: 'canPrepare',
    }));
  if (!may || !(await deps.identity.rolesOf(ctx, ownerId)).has(EXPENSE_USER)) throw new QuickExpenseDenied();
}
