import type { Context } from '../../platform/context.ts';
import type { Decimal, RateOperation } from '../../platform/money/money.ts';

/** The kinds of items, which are the kinds of approval that identity knows. */
export type SubjectKind = 'report' | 'request' | 'cashAdvance' | 'invoice' | 'purchaseRequest';

/** Somebody who could be asked to approve. */
export interface Candidate {
  readonly userId: string;
  /** Active, and with the role that approving this kind of item needs. */
  readonly mayApprove: boolean;
}
export interface LimitedCandidate extends Candidate {
  /** The upper bound of what they approve, included. */
  readonly amount: Decimal;
  readonly currency: string;
  /** May approve items with exceptions. */
  readonly exceptionAuthority: boolean;
  /** A node of the approval hierarchy, of cost objects their code; empty is the Global group. */
  readonly group: string;
  /** In which order such approvers decide. */
  readonly level: number | undefined;
}

/** What the module asks of identity. */
export interface ApproverDirectory {
  /** Those assigned to a user, the primary one first. */
  approversFor(ctx: Context, input: { userId: string; kind: SubjectKind | 'budget' }): Promise<readonly Candidate[]>;
  /** Says that they will be asked for with the transaction's next statement. */
  announceApprovers(ctx: Context, input: { userId: string; kind: SubjectKind }): Promise<void>;
  /** Those with a limit for this kind of item in one of these groups. */
  limitHolders(
    ctx: Context,
    input: { authority: 'authorized' | 'costObject'; kind: SubjectKind; groups: readonly string[] },
  ): Promise<readonly LimitedCandidate[]>;
  /** Undefined for nobody of the company. */
  approverCandidate(ctx: Context, input: { userId: string; kind: SubjectKind }): Promise<Candidate | undefined>;
}

/** What the module asks of the exchange rates. */
export interface Rates {
  rateOn(
    ctx: Context,
    pair: { readonly from: string; readonly to: string; readonly date: string },
  ): Promise<{ readonly value: Decimal; readonly operation: RateOperation } | undefined>;
}

export interface WorkflowDeps {
  readonly identity: ApproverDirectory;
  readonly exchangeRates: Rates;
}
