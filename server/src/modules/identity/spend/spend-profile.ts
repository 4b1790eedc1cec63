import type { ReimbursementType } from '../vocabulary.ts';

/** What a custom slot holds: text, or the code of a list item and the item's id. */
export interface CustomValue {
  readonly value: string;
  readonly itemId?: string;
}

/** The part of a user that spending needs. Slots are custom1 to custom22 and orgUnit1 to orgUnit6. */
export interface SpendProfile {
  /** ISO 4217. */
  readonly reimbursementCurrency: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** xx-YY. */
  readonly locale: string;
  readonly reimbursementType: ReimbursementType | undefined;
  readonly ledgerCode: string | undefined;
  readonly budgetCountryCode: string | undefined;
  readonly stateProvince: string | undefined;
  readonly cashAdvanceAccountCode: string | undefined;
  readonly driverId: string | undefined;
  /** A test user for ever: set when the profile is made, never changed. */
  readonly testEmployee: boolean;
  readonly nonEmployee: boolean;
  readonly biManagerId: string | undefined;
  readonly biHierarchy: Readonly<Record<string, unknown>> | undefined;
  readonly officeLocation: { readonly country?: string; readonly stateProvince?: string; readonly city?: string };
  readonly customData: Readonly<Record<string, CustomValue>>;
  readonly payroll: Readonly<Record<string, unknown>> | undefined;
  readonly userPreferences: Readonly<Record<string, unknown>>;
  readonly invoicePreferences: Readonly<Record<string, unknown>>;
  readonly workflowPreferences: Readonly<Record<string, unknown>>;
}

/** A profile with everything at its default but what `given` says. */
export function newSpendProfile(
  given: Partial<SpendProfile> & Pick<SpendProfile, 'reimbursementCurrency' | 'country' | 'locale'>,
): SpendProfile {
  return {
    reimbursementType: undefined,
    ledgerCode: undefined,
    budgetCountryCode: undefined,
    stateProvince: undefined,
    cashAdvanceAccountCode: undefined,
    driverId: undefined,
    testEmployee: false,
    nonEmployee: false,
    biManagerId: undefined,
    biHierarchy: undefined,
    officeLocation: {},
    customData: {},
    payroll: undefined,
    userPreferences: {},
    invoicePreferences: {},
    workflowPreferences: {},
    ...given,
  };
}

export const SLOT = /^(custom([1-9]|1\d|2[0-2])|orgUnit[1-6])$/;

/** A slot of the employee form: what a company calls it and how it is filled in. */
export interface UserFormField {
  readonly slot: string;
  readonly label: string;
  readonly controlType: string;
  readonly dataType: string;
  readonly maxLength?: number;
  readonly required: boolean;
  /** Hidden, read only, or read and write. */
  readonly access: 'HD' | 'RO' | 'RW';
  readonly sequence: number;
  readonly listId?: string;
  readonly hierLevel?: number;
  readonly parentSlot?: string;
}
