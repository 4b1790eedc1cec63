/** Each filter narrows; those on entries mean "at least one entry". Before and After exclude the moment itself. */
export interface ReportFilters {
  /** Reports of these users; absent means everyone's, which needs an administrator's role or a company token. */
  readonly ownerIds?: readonly string[];
  readonly approvalStatuses?: readonly string[];
  readonly paymentStatuses?: readonly string[];
  readonly currencyCode?: string;
  readonly countryCode?: string;
  readonly policyId?: string;
  /** The owner's own, by its node. */
  readonly expenseGroupId?: string;
  /** The approver to whom the current step is assigned. */
  readonly approverId?: string;
  readonly expenseTypeId?: string;
  readonly paymentTypeId?: string;
  readonly vendorName?: string;
  readonly hasImages?: boolean;
  readonly hasAttendees?: boolean;
  readonly attendeeTypeCode?: string;
  /** Some entry includes a tax. */
  readonly hasTaxes?: boolean;
  /** Some entry is billable. */
  readonly hasBillable?: boolean;
  readonly isSubmitted?: boolean;
  /** Dates: YYYY-MM-DD. */
  readonly entryDateBefore?: string;
  readonly entryDateAfter?: string;
  readonly userDefinedDateBefore?: string;
  readonly userDefinedDateAfter?: string;
  readonly createdBefore?: Date;
  readonly createdAfter?: Date;
  readonly submittedBefore?: Date;
  readonly submittedAfter?: Date;
  readonly modifiedBefore?: Date;
  readonly modifiedAfter?: Date;
  readonly processingPaymentBefore?: Date;
  readonly processingPaymentAfter?: Date;
  readonly paidBefore?: Date;
  readonly paidAfter?: Date;
}

export interface EntryFilters {
  readonly ownerId?: string;
  readonly reportId?: string;
  /** Of itemizations only. */
  readonly parentId?: string;
  readonly paymentTypeId?: string;
  readonly expenseTypeId?: string;
  readonly isBillable?: boolean;
  readonly attendeeId?: string;
  readonly attendeeTypeCode?: string;
  readonly hasAttendees?: boolean;
  /** It includes a tax. */
  readonly hasTaxes?: boolean;
}

/** Each narrows. */
export interface AllocationFilters {
  readonly ownerId?: string;
  readonly reportId?: string;
  /** With its itemizations. */
  readonly entryId?: string;
  readonly itemizationId?: string;
}

/** A filter with the ids of the attendee types that it names by their code. */
export type WithTypes<Filters> = Omit<Filters, 'attendeeTypeCode'> & { readonly attendeeTypeIds?: readonly string[] };
