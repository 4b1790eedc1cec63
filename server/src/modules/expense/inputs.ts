import type { Decimal, RateOperation } from '../../platform/money/money.ts';
import type {
  Access,
  CustomChanges,
  EntryDetails,
  EntryLocation,
  ExceptionSeverity,
  ExceptionVisibility,
  ItemizationRule,
} from './types.ts';

/** Names one report, and the right in which the caller comes to it. */
export interface OnReport {
  readonly access: Access;
  readonly reportId: string;
}
export interface OnEntry extends OnReport {
  readonly entryId: string;
}
/** A comment stands at a report, or at one of its entries. */
export interface OnReportOrEntry extends OnReport {
  readonly entryId?: string;
}

/** An exception stands at a report, at one of its entries, or at an allocation of one. */
export interface OnExceptions extends OnReportOrEntry {
  readonly allocationId?: string;
}

/** Absent leaves a field alone, null clears it. */
export interface ReportChanges {
  readonly name?: string;
  readonly businessPurpose?: string | null;
  readonly reportDate?: string;
  readonly startDate?: string | null;
  readonly endDate?: string | null;
  readonly countryCode?: string | null;
  readonly countrySubdivisionCode?: string | null;
  readonly custom?: CustomChanges;
  readonly isPaperReceiptsReceived?: boolean;
  /** A receipt of the owner's that holds all of the report's. */
  readonly receiptImageId?: string | null;
  readonly policyId?: string;
  /** Has entries and itemizations follow the header's custom fields, as their forms copy them down. */
  readonly isCopyDownInherited?: boolean;
  /** Pushed onto the report's comments. */
  readonly comment?: string;
}

export interface NewReport {
  /** TRAVELER or PROXY with the owner's id, `company` or `any` with `ownerId`; `any` without one is the caller's own. */
  readonly access: Access;
  /** The owner, where `access` does not say: a company token. */
  readonly ownerId?: string;
  readonly name: string;
  /** The company's default where absent. */
  readonly policyId?: string;
  readonly businessPurpose?: string;
  /** Today where absent. */
  readonly reportDate?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly countryCode?: string;
  readonly countrySubdivisionCode?: string;
  readonly custom?: CustomChanges;
  readonly comment?: string;
  /** The same key of the same company gets the report that the first call made. */
  readonly idempotencyKey?: string;
  readonly entries?: readonly EntryWithParts[];
}

/** A merge patch: absent leaves alone, null clears, and blocks are merged member by member. */
export type DetailChanges = {
  readonly [Member in keyof EntryDetails]?: EntryDetails[Member] extends string | number | boolean | undefined
    ? EntryDetails[Member] | null
    : { readonly [Inner in keyof NonNullable<EntryDetails[Member]>]?: NonNullable<EntryDetails[Member]>[Inner] | null } | null;
};

export interface EntryFields {
  readonly expenseTypeId: string;
  readonly transactionDate: string;
  readonly transactionAmount: Decimal;
  readonly transactionCurrency: string;
  /** A caller's own rate wins over the company's. */
  readonly exchangeRate?: Decimal;
  readonly rateOperation?: RateOperation;
  /** By its id or by its short id; the company's default where neither is given. */
  readonly paymentTypeId?: string;
  readonly paymentTypeShortId?: string;
  readonly vendorId?: string | null;
  readonly vendorName?: string | null;
  readonly location?: Partial<EntryLocation> | null;
  readonly businessPurpose?: string | null;
  readonly isPersonal?: boolean;
  readonly isBillable?: boolean;
  readonly details?: DetailChanges;
  readonly receiptType?: 'T' | 'R' | 'N';
  /** A receipt of the report's owner; see the receipt module. Excludes the declaration. */
  readonly receiptImageId?: string | null;
  readonly hasMissingReceiptDeclaration?: boolean;
  readonly custom?: CustomChanges;
  readonly comment?: string;
}
/** The amount of a journey by car follows from its distance; that of anything else is to be given. */
export type OpenFields = Omit<EntryFields, 'transactionAmount' | 'transactionCurrency'> &
  Partial<Pick<EntryFields, 'transactionAmount' | 'transactionCurrency'>>;
export interface NewEntry extends OnReport, OpenFields {
  /** v3 refuses entries on a report that was ever submitted, also after recall: api-reference/expense/expense-report/expense-entry. */
  readonly onlyIfNeverSubmitted?: boolean;
}
export type EntryChanges = { readonly [Field in keyof EntryFields]?: EntryFields[Field] } & {
  readonly isPaperReceiptReceived?: boolean;
};

/** A part of an entry, in its currency, at its rate and by its payment type. */
export type ItemizationFields = Omit<
  EntryFields,
  'transactionCurrency' | 'exchangeRate' | 'rateOperation' | 'paymentTypeId' | 'paymentTypeShortId'
>;
export interface NewItemization extends ItemizationFields {
  readonly access: Access;
  /** The parent's, where it is not told by it. */
  readonly reportId?: string;
  readonly parentId: string;
}

/** A share by percentage, with up to 8 decimals, or by an amount in the report's currency. */
export interface NewAllocation {
  readonly percentage?: Decimal;
  readonly amount?: Decimal;
  readonly custom?: CustomChanges;
}
/** An entry that is made with what it is itemised into, and charged to. */
export interface EntryWithParts extends OpenFields {
  readonly itemizations?: readonly ItemizationFields[];
  readonly allocations?: readonly NewAllocation[];
}
export interface NewAllocations extends OnReport {
  readonly entryIds: readonly string[];
  /** All by percentage or all by amount; amounts are for one entry. None takes allocations away. */
  readonly allocations: readonly NewAllocation[];
}
export interface AllocationChange extends OnReport {
  readonly allocationId: string;
  /** Entries whose allocation in the same place of the same set changes with it. */
  readonly entryIds?: readonly string[];
  readonly custom: CustomChanges;
}

/** Amounts in the currency of the transaction. Absent leaves a field alone, null clears a code. */
export interface TaxChanges {
  readonly tax?: Decimal;
  readonly reclaim?: Decimal;
  readonly taxCode?: string | null;
  readonly reclaimCode?: string | null;
  readonly custom?: CustomChanges;
}

/** What a company token may change of a report before and after its submission; refused once paid. */
export type SubmittedReportChanges = Pick<
  ReportChanges,
  'name' | 'businessPurpose' | 'custom' | 'isPaperReceiptsReceived' | 'comment'
>;
export type SubmittedEntryChanges = Pick<EntryChanges, 'businessPurpose' | 'custom' | 'isPaperReceiptReceived'> & {
  /** At the next approval the entry leaves for an addendum. */
  readonly isRejected?: boolean;
};

/** What the caller believes of the current step; where it is otherwise the action is refused as out of date. */
export interface ExpectedStep {
  readonly expectedStepCode?: string;
  readonly expectedStepSequence?: number;
  readonly expectedStepId?: string;
}
export interface Approval extends OnReport, ExpectedStep {
  readonly comment?: string;
  /** Mandatory where entries are rejected. */
  readonly expenseRejectedComment?: string;
  /** Only A_APPR: the next step decides the status. */
  readonly statusId?: string;
  /** Who looks at it next, before the workflow goes on. */
  readonly forwardTo?: string;
  /** What the approver grants of an entry, from nothing to its posted amount. */
  readonly adjustments?: readonly { readonly entryId: string; readonly approvedAmount: Decimal }[];
}
/** A cost object of a report, for one of its approvers. Amounts are in the report's currency. */
export interface ApprovableCostObject {
  readonly name: string;
  readonly currencyCode: string;
  readonly approved: Decimal;
  readonly claimed: Decimal;
  /** Who decides now, or decided last. */
  readonly approverId: string;
  readonly expenses: readonly { readonly entryId: string; readonly approved: Decimal; readonly posted: Decimal }[];
  readonly isOwnedByCaller: boolean;
  readonly isFullyApproved: boolean;
  readonly isApprovableAsUser: boolean;
  readonly isApprovableAsDelegate: boolean;
}
export interface Payment extends OnReport {
  /** Refuses while a line of the journal is not extracted; otherwise such lines count as paid by hand. */
  readonly onlyExtracted?: boolean;
  /** What lines that nobody extracted say of who paid; MANUAL unless told. */
  readonly jobRunKey?: string;
}
export interface CashAdvanceSet extends OnReport {
  readonly cashAdvanceIds: readonly string[];
}
export interface Recall extends OnReport, ExpectedStep {
  readonly comment?: string;
}
export interface SendingBack extends OnReport, ExpectedStep {
  /** Mandatory: an empty one is refused. */
  readonly comment: string | undefined;
}

export type ApprovalSort =
  | 'amountDueEmployee'
  | 'claimedAmount'
  | 'employeeFirstName'
  | 'employeeLastName'
  | 'name'
  | 'reportDate'
  | 'submitDate';

export interface NewPolicy {
  readonly name: string;
  readonly isDefault?: boolean;
  /** An image of the receipt is required at and above this amount in `receiptCurrency`; null never. */
  readonly receiptRequiredFrom?: Decimal | null;
  readonly receiptCurrency?: string;
  /** See the workflow module; the company's manager-then-processor definition where absent. */
  readonly workflowDefinitionId?: string;
  /** Whether entries can be allocated; they can where nothing is said. */
  readonly hasAllocationForm?: boolean;
  /** Ids of the expense types that its reports may use; all of the company's where absent. */
  readonly expenseTypeIds?: readonly string[];
  /** In the Global group, unless false: then only groups that name it offer it. */
  readonly isOffered?: boolean;
  /** Whether groups below Global have it too; they do unless false. */
  readonly isInheritable?: boolean;
}
export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly receiptRequiredFrom: Decimal | null;
  readonly receiptCurrency: string | null;
  readonly workflowDefinitionId: string;
  readonly hasAllocationForm: boolean;
  readonly expenseTypeIds: readonly string[];
}
export interface ExpenseType {
  /** At most five letters and digits: LUNCH, 01028. UNDEF stands for "not yet chosen" and stops a submit. */
  readonly id: string;
  /** Behaviour: OTHER, LODGING, MEALS, COCARMILE ... */
  readonly code: string;
  readonly name: string;
  readonly spendCategoryCode: string;
  /** OPTIONAL where it is not said. */
  readonly itemization: ItemizationRule;
  /** Ledger accounts: the usual one, and that of what exceeds a limit. */
  readonly accountCode: string | null;
  readonly overLimitAccountCode: string | null;
  readonly isDeleted: boolean;
  /** Under which category it is offered. */
  readonly parentId?: string;
  /** Heads others in a choice; no expense can be made of it. */
  readonly isCategory?: boolean;
}
export type NewExpenseType = Pick<ExpenseType, 'id' | 'code' | 'name' | 'spendCategoryCode'> &
  Partial<Pick<ExpenseType, 'itemization' | 'accountCode' | 'overLimitAccountCode' | 'parentId' | 'isCategory'>>;
export interface PaymentType {
  readonly id: string;
  /** At most four letters and digits: CASH, 1022. */
  readonly shortId: string;
  /** CASH, CBCP, IBCP, IBIP, CPAID: who paid and who is owed. */
  readonly code: string;
  readonly name: string;
  readonly isDefault: boolean;
  /** Where what is owed to whoever paid is cleared; without one no report with it passes its last approval. */
  readonly clearingAccountCode?: string | null;
}
export interface ExceptionDefinition {
  readonly code: string;
  readonly message: string;
  readonly severity: ExceptionSeverity;
  readonly visibility: ExceptionVisibility;
  readonly isBlocking: boolean;
}
