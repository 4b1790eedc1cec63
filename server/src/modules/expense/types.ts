import type { Decimal, RateOperation } from '../../platform/money/money.ts';
import type { CustomTypes } from './form/form.ts';
import type { EntryTaxTotals } from './tax/types.ts';

export type * from './filters.ts';

/** The access level of v4's paths. Who may see and do what with each: api-reference/expense/expense-report/v4.reports. */
export type ContextType = 'TRAVELER' | 'MANAGER' | 'PROCESSOR' | 'PROXY';

/**
 * In which right the caller comes to a report.
 * - `user`: as this user in this context; the user of the token may be another one, a delegate or a proxy. TRAVELER and PROXY name the
 *   report's owner, MANAGER and PROCESSOR the approver.
 * - `company`: a company token on a path without a user.
 * - `any`: whatever right the token's user holds: owner, delegate, approver of the current step, processor, or administrator of the company's
 *   data; a company token holds all. With `ownerId` the report must be that user's: another's is not found.
 */
export type Access =
  | { readonly kind: 'user'; readonly context: ContextType; readonly userId: string }
  | { readonly kind: 'company' }
  | { readonly kind: 'any'; readonly ownerId?: string };

/** Standard codes; a company may add its own to both lists. */
export type ApprovalStatus =
  | 'A_NOTF'
  | 'A_RESU'
  | 'A_PEND'
  | 'A_PECO'
  | 'A_PBDG'
  | 'A_EXTV'
  | 'A_PVAL'
  | 'A_RHLD'
  | 'A_AAFH'
  | 'A_ACCO'
  | 'A_FILE'
  | 'A_APPR'
  | 'A_TEXP'
  | (string & {});
export type PaymentStatus = 'P_NOTP' | 'P_HOLD' | 'P_PROC' | 'P_PAID' | 'P_PAYC' | (string & {});

export type ReceiptStatus = 'NOT_RECEIVED' | 'NOT_REQUIRED' | 'RECEIVED' | 'RECEIVED_NOT_REQUIRED';

/** Slot (custom1..., orgUnit1...) -> its text, or the id of a list item. A slot without a value is absent. */
export type CustomValues = Readonly<Record<string, CustomValue>>;
export interface CustomValue {
  readonly value: string;
  /** Present where the value was chosen from a list. */
  readonly listItemId?: string;
  readonly code?: string;
}
/** Merged slot by slot: absent leaves a slot alone, null clears it. */
export type CustomChanges = Readonly<Record<string, CustomValue | null>>;

/** A person as reports name one. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly employeeId: string | null;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  /** Of the ledger that its expenses are accounted in. */
  readonly ledgerCode: string | null;
}

/** All in the report's currency. Sums of postedAmount or approvedAmount over the entries. */
export interface ReportTotals {
  readonly total: Decimal;
  /** Without personal entries. */
  readonly claimed: Decimal;
  readonly personal: Decimal;
  readonly approved: Decimal;
  readonly notApproved: Decimal;
  readonly dueEmployee: Decimal;
  /** What the employee owes the company. */
  readonly dueCompany: Decimal;
  readonly dueCompanyCard: Decimal;
  readonly companyPaid: Decimal;
  readonly paymentConfirmed: Decimal;
  readonly paidEmployee: Decimal;
}

/** Derived from the report's state at the time of reading; `can...` are true of the state, not of the caller. */
export interface ReportFlags {
  readonly isSubmitted: boolean;
  readonly canRecall: boolean;
  readonly canReopen: boolean;
  readonly canAddExpense: boolean;
  readonly canDelete: boolean;
  readonly isReceiptImageRequired: boolean;
  readonly isReceiptImageAvailable: boolean;
  readonly isPaperReceiptRequired: boolean;
  readonly defaultFieldAccess: 'RW' | 'RO';
  readonly receiptStatus: ReceiptStatus;
  readonly imageStatus: ReceiptStatus;
}

/** Where a submitted report stands. */
export interface CurrentStep {
  readonly stepId: string;
  readonly processId: string;
  /** From 1. */
  readonly sequence: number;
  readonly stepCode: string | null;
  readonly roleCode: string;
  /** Null where anyone with the step's role may act; of several at once the first. */
  readonly approver: Person | null;
}

/** Ids of the forms that hold for a report; null where the company has none of the kind. */
export interface ReportForms {
  readonly report: string | null;
  readonly allocation: string | null;
}

/** A company knows its ledgers by their codes alone. */
export interface Ledger {
  /** Made of the company and the code: no row stands for a ledger. */
  readonly id: string;
  readonly code: string;
}

export interface Report {
  /** UUID; its 20-hex key is `reportKey(id)`. */
  readonly id: string;
  /** Six letters and digits, unique in the company. */
  readonly number: string;
  readonly reportType: 'Regular' | (string & {});
  readonly name: string;
  readonly owner: Person;
  /** Who submitted it last: the owner or a delegate. */
  readonly submitter: Person | null;
  readonly policyId: string;
  readonly policyName: string;
  readonly forms: ReportForms;
  /** The node of the owner's expense group; null in a company without groups. One report says it, and a list of one owner's. */
  readonly hierarchyNodeId?: string | null;
  /** The owner's; null where the spend profile names none. */
  readonly ledger: Ledger | null;
  readonly businessPurpose: string | null;
  /** YYYY-MM-DD. */
  readonly reportDate: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly countryCode: string | null;
  readonly countrySubdivisionCode: string | null;
  /** The owner's reimbursement currency when the report was created. */
  readonly currencyCode: string;
  readonly custom: CustomValues;
  /** By the form of the header. */
  readonly customTypes: CustomTypes;
  readonly approvalStatus: ApprovalStatus;
  readonly paymentStatus: PaymentStatus;
  readonly isSentBack: boolean;
  readonly isEverSentBack: boolean;
  readonly isPendingDelegatorReview: boolean;
  readonly isPaperReceiptsReceived: boolean;
  readonly receiptImageId: string | null;
  /** 0 at creation, one more at each change of the header. */
  readonly version: number;
  readonly createdAt: Date;
  /** Of the last submission; null if it never was submitted. */
  readonly submittedAt: Date | null;
  /** The report, its entries, comments, exceptions or status. */
  readonly modifiedAt: Date;
  readonly processingPaymentAt: Date | null;
  readonly paidAt: Date | null;
  readonly entryCount: number;
  readonly hasExceptions: boolean;
  readonly hasBlockingExceptions: boolean;
  /** The report whose rejected entries it holds; null for all but an addendum. */
  readonly parentReportId: string | null;
  readonly lastComment: string | null;
  readonly totals: ReportTotals;
  readonly flags: ReportFlags;
  readonly currentStep: CurrentStep | null;
}

export interface Amount {
  readonly amount: Decimal;
  readonly currencyCode: string;
}

export interface EntryLocation {
  /** Of the company's places, as the caller named it. */
  readonly id: string | null;
  readonly name: string | null;
  readonly city: string | null;
  readonly subdivisionCode: string | null;
  readonly countryCode: string | null;
}

/** Whether entries of an expense type may be itemised, or must be before their report is submitted. */
export type ItemizationRule = 'NONE' | 'OPTIONAL' | 'REQUIRED';
export type AllocationState = 'NOT_ALLOCATED' | 'PARTIALLY_ALLOCATED' | 'FULLY_ALLOCATED';

/** A journey by car. Distances and odometer readings are whole, in the unit of the vehicle. */
export interface Mileage {
  readonly vehicleId?: string;
  readonly totalDistance?: number;
  readonly personalDistance?: number;
  readonly odometerStart?: number;
  readonly odometerEnd?: number;
  readonly passengerCount?: number;
  readonly routeId?: string;
  /** Miles or kilometres. */
  readonly unit?: 'M' | 'K';
  readonly hasCaravanAttached?: boolean;
  readonly hasDogIncluded?: boolean;
  readonly hasForestOrConstructionSiteRoadInRoute?: boolean;
  readonly hasForestRoadInRoute?: boolean;
  readonly hasMachinery?: boolean;
  readonly hasMobileCanteenOrHeavyLoadAttached?: boolean;
  readonly hasTrailerAttached?: boolean;
  readonly isMarkedAsHigherRate?: boolean;
}

export type AirlineFeeType = 'BAGGS' | 'BUSIN' | 'OBENT' | 'ONBRD' | 'OTHER' | 'PRACC' | 'SEATS' | 'TKCHG' | 'UPGRD';

/** Days are YYYY-MM-DD. */
export interface Travel {
  readonly airlineFeeTypeCode?: AirlineFeeType;
  readonly airlineServiceClassCode?: 'BUSIN' | 'COACH' | 'FIRST';
  readonly carRentalDays?: number;
  readonly hotelCheckinDate?: string;
  readonly hotelCheckoutDate?: string;
  readonly startLocation?: string;
  readonly endLocation?: string;
  readonly ticketNumber?: string;
}

/** What an entry was made of, by the ids that other services gave. */
export interface EntrySources {
  readonly creditCardTransactionId?: string;
  readonly personalCardTransactionId?: string;
  readonly quickExpenseId?: string;
  readonly ereceiptId?: string;
  readonly ereceiptImageId?: string;
  readonly expenseCaptureImageId?: string;
  readonly jptRouteId?: string;
  readonly tripId?: number;
  readonly segmentId?: number;
  readonly segmentTypeId?: string;
}

/** What entries of some kinds hold besides; a member without a value is absent. */
export interface EntryDetails {
  readonly merchantTaxId?: string;
  /** The supplier's. */
  readonly invoiceId?: string;
  readonly governmentInvoiceId?: string;
  readonly taxRateLocation?: 'FOREIGN' | 'HOME' | 'OUT_OF_PROVINCE';
  /** Of the travel request that foresaw it. */
  readonly authorizationRequestExpenseId?: string;
  /** YYYY-MM-DD. */
  readonly budgetAccrualDate?: string;
  readonly isExcludedFromCashAdvance?: boolean;
  readonly isAutoCreated?: boolean;
  /** Value of the list of fuels. */
  readonly fuelType?: string;
  readonly mileage?: Mileage;
  readonly travel?: Travel;
  readonly travelAllowance?: {
    readonly dailyLimitAmount?: number;
    readonly dailyTravelAllowanceId?: string;
    readonly isExpensePartOfTravelAllowance?: boolean;
  };
  readonly sources?: EntrySources;
}

export type { Allocation } from './allocation/types.ts';
export type { EntryTax, EntryTaxTotals } from './tax/types.ts';

export interface Entry {
  /** UUID: v4 shows it as 32 hex, v3 as an opaque id beside it. */
  readonly id: string;
  /** The integer id of v2 and of extracts. */
  readonly legacyId: number;
  readonly reportId: string;
  readonly ownerId: string;
  /** The entry that this one itemises; null for those that a report lists. */
  readonly parentId: string | null;
  readonly itemizationCount: number;
  /** Of its type under the report's policy; null where the company has no form of the kind. */
  readonly formId: string | null;
  readonly expenseType: { readonly id: string; readonly code: string; readonly name: string; readonly isDeleted: boolean };
  readonly spendCategoryCode: string;
  readonly paymentType: { readonly id: string; readonly shortId: string; readonly code: string; readonly name: string };
  /** YYYY-MM-DD. */
  readonly transactionDate: string;
  readonly transaction: Amount;
  /** From transaction to report currency. */
  readonly exchangeRate: { readonly value: Decimal; readonly operation: RateOperation };
  /** In the report's currency, as the next two. */
  readonly posted: Amount;
  /** Without what is personal; of an itemised entry, what its itemizations claim and leave over. */
  readonly claimed: Amount;
  readonly approved: Amount;
  /** The taxes that the posted amount includes, and what of them comes back; null without any. */
  readonly taxTotals: EntryTaxTotals | null;
  /** Of the company's list of vendors, as the caller named it. */
  readonly vendorId: string | null;
  readonly vendorName: string | null;
  readonly location: EntryLocation;
  readonly businessPurpose: string | null;
  readonly isPersonal: boolean;
  readonly isBillable: boolean;
  /** Its policy has an allocation form. */
  readonly canAllocate: boolean;
  readonly allocationState: AllocationState;
  /** Allocations that were made together share it; null before. */
  readonly allocationSetId: string | null;
  readonly details: EntryDetails;
  /** An approver or a program has marked it: the next approval moves it to an addendum. */
  readonly isRejected: boolean;
  /** An image of the receipt is asked for by the policy. */
  readonly isImageRequired: boolean;
  readonly receiptImageId: string | null;
  readonly isPaperReceiptReceived: boolean;
  /** The owner says that the receipt is lost. */
  readonly hasMissingReceiptDeclaration: boolean;
  /** Tax receipt, regular receipt, none. */
  readonly receiptType: 'T' | 'R' | 'N';
  /** Everybody who was there, named or not. */
  readonly attendeeCount: number;
  readonly custom: CustomValues;
  /** By the form of its type. */
  readonly customTypes: CustomTypes;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly hasExceptions: boolean;
  readonly hasBlockingExceptions: boolean;
  readonly hasComments: boolean;
  readonly lastComment: string | null;
}

export interface Comment {
  readonly id: string;
  readonly entryId: string | null;
  readonly text: string;
  /** Null where a company token wrote it. */
  readonly author: Person | null;
  /** The owner or approver on whose behalf a delegate wrote. */
  readonly onBehalfOf: Person | null;
  readonly createdAt: Date;
  readonly isLatest: boolean;
  /** The workflow step at which it was written. */
  readonly stepId: string | null;
}

export type ExceptionVisibility = 'ALL' | 'APPROVER_PROCESSOR' | 'PROCESSOR';
export type ExceptionSeverity = 'ERROR' | 'WARNING';

export interface ReportException {
  readonly code: string;
  readonly message: string;
  readonly severity: ExceptionSeverity;
  readonly visibility: ExceptionVisibility;
  readonly isBlocking: boolean;
  readonly entryId: string | null;
  /** The entry that the itemization named by `entryId` is a part of. */
  readonly parentEntryId: string | null;
  readonly allocationId: string | null;
  /** Raised by our rules, or added through an API: only the latter can be removed through one. */
  readonly origin: 'system' | 'api';
  readonly createdAt: Date;
}

/** A page in a stable order, newest first. `next` goes into `after` of the next call; undefined on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}
export interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}
