import type { Context } from '../../../platform/context.ts';
import type { ExpenseDeps } from '../deps.ts';
import { ReceiptDeclaredMissing, UnknownReference } from '../errors.ts';
import { ReceiptNotFound } from '../../receipt/index.ts';

interface ReceiptState {
  readonly receipt_image_id: string | null;
  readonly has_missing_receipt_declaration: boolean;
}

/**
 * The columns of an entry's image and of the declaration that it is missing. The two exclude each other: an image cannot take the place of a
 * declaration (api-reference/expense/expense-report/v4.expenses), nor the other way round.
 * @throws UnknownReference for a receipt that is not the owner's, ReceiptDeclaredMissing
 */
export async function receiptColumns(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'receipts'>,
  ownerId: string,
  changes: { readonly receiptImageId?: string | null; readonly hasMissingReceiptDeclaration?: boolean },
  present: ReceiptState = { receipt_image_id: null, has_missing_receipt_declaration: false },
): Promise<Partial<ReceiptState>> {
  const { receiptImageId, hasMissingReceiptDeclaration } = changes;
  const columns = {
    ...(receiptImageId === undefined ? {} : { receipt_image_id: receiptImageId }),
    ...(hasMissingReceiptDeclaration === undefined ? {} : { has_missing_receipt_declaration: hasMissingReceiptDeclaration }),
  };
  const next = { ...present, ...columns };
  if (next.receipt_image_id !== null && next.has_missing_receipt_declaration) throw new ReceiptDeclaredMissing();
  if (receiptImageId) await assertReceipt(ctx, deps, ownerId, receiptImageId);
  return columns;
}

/** @throws UnknownReference for a receipt that is not this user's. */
export async function assertReceipt(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'receipts'>,
  ownerId: string,
  id: string,
): Promise<void> {
  const receipt = await deps.receipts.hold(ctx, id).catch((error: unknown) => {
    if (error instanceof ReceiptNotFound) return undefined;
    throw error;
  });
  if (receipt?.ownerId !== ownerId) throw new UnknownReference('receiptImageId', id);
}
