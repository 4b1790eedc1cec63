import type { ReimbursementType } from '../vocabulary.ts';
import type { PersonReference } from '../user/person-reference.ts';
import type { InvoicePreference, UserPreference, WorkflowPreference } from './preferences.ts';

/** What a custom slot holds: text, or the code of a list item and the item's id. */
export interface CustomValue {
  readonly value: string;
  readonly itemId?: string;
}

/** How ADP pays somebody back. */
export interface Payroll {
  readonly companyCode: string;
  readonly deductionCode: string;
  readonly employeeFileNumber: string;
}

/** The last item of the reporting hierarchy: its long code, and its id. */
export interface BiHierarchy {
  readonly code: string;
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
  readonly biHierarchy: BiHierarchy | undefined;
  readonly officeLocation: { readonly country?: string; readonly stateProvince?: string; readonly city?: string };
  readonly customData: Readonly<Record<string, CustomValue>>;
  /** Of those whom ADP pays, and of nobody else. */
  readonly payroll: Payroll | undefined;
  /** What was chosen; the defaults are not kept. */
  readonly userPreferences: Partial<UserPreference>;
  readonly invoicePreferences: Partial<InvoicePreference>;
  readonly workflowPreferences: Partial<WorkflowPreference>;
}

/** What changes of a profile; left out stays, undefined empties what may be empty. Custom data is replaced whole. */
export type SpendChange = Partial<SpendProfile> & {
  /** In place of biManagerId, by whichever key is known. */
  readonly biManager?: PersonReference | undefined;
};

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
  /** The list that the slot is filled from. */
  readonly listId?: string;
  /** The level of the list whose items fill it, 1 at the top. */
  readonly hierLevel?: number;
  /** The slot that holds the item above. */
  readonly parentSlot?: string;
}
