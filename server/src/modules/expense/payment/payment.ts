import { PaymentNotPossible } from '../errors.ts';
import type { PaymentStatus } from '../types.ts';

/** What the state of a report says about its payment. */
interface State {
  readonly approvalStatus: string;
  readonly paymentStatus: PaymentStatus;
}

export type PaymentAction = 'process' | 'hold' | 'release' | 'pay' | 'confirm';

/**
 * The way of an approved report to its owner's money. A confirmation may come before the last word of the financial system or after it: the page of
 * the integration status and that of the statuses have it either way. See docs/decisions/0105-payment.md.
 */
const MOVES: Readonly<Record<PaymentAction, { readonly from: readonly PaymentStatus[]; readonly to: PaymentStatus }>> = {
  process: { from: ['P_NOTP'], to: 'P_PROC' },
  hold: { from: ['P_NOTP', 'P_PROC'], to: 'P_HOLD' },
  release: { from: ['P_HOLD'], to: 'P_NOTP' },
  pay: { from: ['P_PROC', 'P_PAYC'], to: 'P_PAID' },
  confirm: { from: ['P_PROC', 'P_PAID'], to: 'P_PAYC' },
};

/** Why a report in this state does not go this way; undefined when it does. */
export function paymentRefusal(state: State, action: PaymentAction): PaymentNotPossible | undefined {
  const { from } = MOVES[action];
  if (state.approvalStatus === 'A_APPR' && from.includes(state.paymentStatus)) return undefined;
  return new PaymentNotPossible(action, state.paymentStatus, from);
}

export const statusAfter = (action: PaymentAction): PaymentStatus => MOVES[action].to;
