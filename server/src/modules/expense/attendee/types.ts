import type { Decimal } from '../../../platform/money/money.ts';
import type { Access, Amount, CustomValues } from '../types.ts';

/** One attendee at one expense. */
export interface Association {
  readonly id: string;
  readonly entryId: string;
  readonly attendeeId: string;
  /** Of the attendee: later changes of it do not reach the expense. */
  readonly attendeeVersion: number;
  /** The part of the expense, in the currency of the transaction. */
  readonly transaction: Amount;
  /** In the currency of the report. */
  readonly approved: Amount;
  /** Somebody set the amount; it stays when the expense's changes. */
  readonly isAmountEdited: boolean;
  /** The attendee and the unnamed ones who came along. */
  readonly associatedCount: number;
  readonly isTraveling: boolean | null;
  readonly custom: CustomValues;
}

/** Whoever was at an expense. */
export interface Attendance {
  readonly associations: readonly Association[];
  /** Expected, and did not come; of the associations none. */
  readonly noShowCount: number;
}

export interface NewAssociation {
  readonly attendeeId: string;
  /** An equal part of what the others leave where absent. */
  readonly amount?: Decimal;
  /** Of the amount; the expense's, which is also the only one that is taken. */
  readonly currencyCode?: string;
  readonly isAmountEdited?: boolean;
  readonly associatedCount?: number;
  readonly isTraveling?: boolean | null;
  readonly custom?: CustomValues;
  /** The newest where absent. */
  readonly attendeeVersion?: number;
}
/** Absent leaves a field alone. An amount counts as set by somebody. */
export interface AssociationChanges {
  readonly amount?: Decimal;
  readonly associatedCount?: number;
  readonly custom?: Readonly<Record<string, CustomValues[string] | null>>;
}

/** Absent `ownerId`: everybody's. */
export interface AssociationFilters {
  readonly ownerId?: string;
  readonly entryId?: string;
}

export interface OnAssociation {
  readonly access: Access;
  readonly associationId: string;
}
