import type { Decimal } from '../../platform/money/money.ts';
import type { AttendeeFields, AttendeeType, FormField } from './types.ts';

/** In whose place an administrator or a company token asks; their own where absent. */
export interface InPlaceOf {
  readonly userId?: string;
}

type Texts = Omit<AttendeeFields, 'lastName' | 'custom'>;

/** Absent leaves a field alone, null and empty text clear it. Slots that the form does not show are passed over. */
export interface AttendeeChanges extends Partial<Texts> {
  readonly lastName?: string;
  readonly custom?: Readonly<Record<string, string | null>>;
  readonly currencyCode?: string;
  /** The system's and so everybody's, though its type is private. For administrators; who is shared stays so. */
  readonly isShared?: true;
  /** The amount from which this year's total goes on. */
  readonly totalThisYear?: Decimal;
}

export interface NewAttendee extends AttendeeChanges {
  readonly lastName: string;
}

/** Names a type that can still be chosen. */
export type TypeReference = { readonly typeId: string } | { readonly typeCode: string };

export interface AttendeeSearch extends InPlaceOf {
  readonly typeId?: string;
  readonly typeCode?: string;
  /** Any one of them. */
  readonly externalIds?: readonly string[];
}

type Settings = Omit<AttendeeType, 'id' | 'form' | 'isSystem' | 'isDeleted'>;
export interface TypeChanges extends Partial<Settings> {
  readonly formId?: string;
}
export interface NewType extends TypeChanges {
  readonly code: string;
  readonly name: string;
}

export interface NewForm {
  readonly name: string;
  readonly fields: readonly FormField[];
}

/** What one association adds to an attendee's year, or, below zero, takes away. In the attendee's currency. */
export interface Spending {
  readonly attendeeId: string;
  readonly year: number;
  readonly amount: Decimal;
}
