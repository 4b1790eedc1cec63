import type { Decimal } from '../../platform/money/money.ts';

export type FieldType = 'Amount' | 'Boolean' | 'ConnectedList' | 'Date' | 'Integer' | 'List' | 'Number' | 'Text';

/** A custom field that a form shows. */
export interface FormField {
  /** custom1 to custom25. */
  readonly slot: string;
  readonly label: string;
  readonly type: FieldType;
  /** Of List and ConnectedList. */
  readonly listId?: string;
}
export interface AttendeeForm {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly FormField[];
}

/** Default simple, default advanced, advanced only. */
export type SearchPreference = 'DS' | 'DA' | 'AO';

export interface AttendeeType {
  readonly id: string;
  /** At most 40 characters; the standard ones have eight. Unique, whatever the case. */
  readonly code: string;
  readonly name: string;
  readonly form: AttendeeForm;
  /** Two attendees that agree in all of these are the same; see duplicate-rule. Empty: no two are. */
  readonly duplicateSearchFields: readonly string[];
  /** Duplicates are looked for among attendees of every type with the same fields. */
  readonly searchesAcrossTypes: boolean;
  /** Its attendees are everybody's: the system owns them. Otherwise each is its owner's alone. */
  readonly isPublic: boolean;
  readonly isActive: boolean;
  readonly isDeleted: boolean;
  /** Kept by the system: neither the type nor its attendees are changed by anybody. */
  readonly isSystem: boolean;
  readonly permitsAdds: boolean;
  readonly allowsManualEntry: boolean;
  readonly allowsCountEditing: boolean;
  readonly searchPreference: SearchPreference;
  /** In the currency of the attendee; more in one year is an exception. */
  readonly yearlyLimit: Decimal | null;
}

export interface CustomValue {
  /** Text as it is read: Y or N of a Boolean, the name of a list item. */
  readonly value: string;
  readonly code?: string;
  readonly listItemId?: string;
}
export type CustomValues = Readonly<Record<string, CustomValue>>;

/** What a version of an attendee says. */
export interface AttendeeFields {
  readonly lastName: string;
  readonly firstName: string | null;
  readonly middleInitial: string | null;
  readonly suffix: string | null;
  readonly title: string | null;
  readonly company: string | null;
  readonly externalId: string | null;
  readonly custom: CustomValues;
}

export interface Owner {
  readonly id: string;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** An attendee as one of its versions says; totals are those of today. */
export interface Attendee extends Omit<AttendeeFields, 'custom'> {
  readonly id: string;
  readonly type: AttendeeType;
  /** Null for a shared attendee: the system owns it. */
  readonly owner: Owner | null;
  /** Of slots on the form of its type, in the order of the form. */
  readonly custom: readonly (CustomValue & { readonly slot: string; readonly type: FieldType })[];
  /** From 1. */
  readonly version: number;
  readonly currencyCode: string;
  readonly isDeleted: boolean;
  readonly totalThisYear: Decimal;
  readonly totalLastYear: Decimal;
  readonly hasExceptionsThisYear: boolean;
  readonly hasExceptionsLastYear: boolean;
}

/** A page, newest first. `next` goes into `after` of the next call; undefined on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}
export interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}
