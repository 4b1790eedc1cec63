import { UnknownReference } from '../errors.ts';
import type { EntryFields } from '../inputs.ts';

/** What an entry names of its company's lists. */
export type NamedKinds = Pick<EntryFields, 'expenseTypeId' | 'paymentTypeId' | 'paymentTypeShortId'>;

export interface PaymentKind {
  readonly id: string;
  readonly shortId: string;
  readonly code: string;
}

/** What of an expense type rules look at. */
interface ExpenseKind {
  readonly typeCode: string;
  readonly spendCategoryCode: string;
}
/** Both kinds of an entry. */
export type EntryKind = PaymentKind & ExpenseKind;

/** Expense types that a policy offers, by id, and payment types; the first of these is meant where nobody names one. */
export interface PolicyKinds {
  readonly expenseTypes: ReadonlyMap<string, ExpenseKind>;
  readonly paymentTypes: readonly PaymentKind[];
}

/** The expense type and the payment type that are named. @throws UnknownReference for one that the policy does not offer. */
export function kindOf(kinds: PolicyKinds, { expenseTypeId, paymentTypeId, paymentTypeShortId }: NamedKinds): EntryKind {
  const expenseType = kinds.expenseTypes.get(expenseTypeId);
  if (!expenseType) throw new UnknownReference('expenseType', expenseTypeId);
  const found = kinds.paymentTypes.find((type) => {
    if (paymentTypeId !== undefined) return type.id === paymentTypeId;
    return paymentTypeShortId === undefined || type.shortId === paymentTypeShortId;
  });
  if (!found) throw new UnknownReference('paymentType', paymentTypeId ?? paymentTypeShortId ?? 'default');
  return { ...found, ...expenseType };
}
