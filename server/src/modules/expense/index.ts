import type { Context, UnitOfWork } from '../../platform/context.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { ExchangeRates } from '../exchange-rate/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Receipts } from '../receipt/index.ts';
import type { Mileages } from '../mileage/index.ts';
import type { Taxes } from '../tax/index.ts';
import type { OnExpired, Workflow } from '../workflow/index.ts';
import { cashAdvancesOf, removeCashAdvances, requestsOf, setCashAdvances } from './association/associations.ts';
import { NO_CASH_ADVANCES, NO_REQUESTS, type CashAdvances, type Requests } from './association/ports.ts';
import type { Lists } from '../lists/index.ts';
import { addAttendee, changeAssociation, removeAssociation, replaceAttendees } from './attendee/change-associations.ts';
import { getAssociation, getAttendance, searchAssociations } from './attendee/read-associations.ts';
import type * as Attending from './attendee/types.ts';
import { addComment, deleteComment, listComments, rewriteComment } from './comment/comments.ts';
import {
  listExceptionDefinitionRows,
  listExpenseTypeRows,
  listPaymentTypeRows,
  listPolicyRows,
} from './configuration/configuration-queries.ts';
import {
  changePaymentType,
  changePolicy,
  policySetups,
  reportFields,
  requireReportField,
} from './configuration/company-setup.ts';
import { createConfiguration, type ExpenseConfiguration } from './configuration/configuration.ts';
import {
  createDefaults,
  createExpenseTypes,
  createPaymentTypes,
  createPolicy,
  defineExceptions,
} from './configuration/configure.ts';
import type { ExpenseDeps } from './deps.ts';
import { addEntry, deleteEntry, updateEntry, updateSubmittedEntry } from './entry/change-entry.ts';
import { getEntry, listEntries, listItemizations, searchEntries, searchItemizations } from './entry/read-entries.ts';
import { addException, listExceptions, removeException } from './exception/exceptions.ts';
import { addItemization } from './itemization/add-itemization.ts';
import { getAllocation, listAllocations, searchAllocations } from './allocation/read-allocations.ts';
import { changeAllocation, setAllocations } from './allocation/set-allocations.ts';
import type { JournalEntry } from './journal/journal-entry.ts';
import { journalOf, markExtracted, waitingJournal } from './journal/read-journal.ts';
import { paymentJobs } from './payment/jobs.ts';
import { confirmPayment, holdPayment, markPaid, markProcessing, releasePayment } from './payment/pay-report.ts';
import { entryFormFields, reportFormFields, type ShownField } from './form/read-form-fields.ts';
import { createSetups } from './form/setup.ts';
import { hierarchyOf } from './hierarchy.ts';
import { peopleOf } from './people.ts';
import { approveReport, recallReport, sendBackReport } from './report/act-on-report.ts';
import { costObjectsForApprover } from './report/cost-objects-for-approver.ts';
import { createReport } from './report/create-report.ts';
import { deleteReport } from './report/delete-report.ts';
import { expireReport } from './report/expire-report.ts';
import { getReport, listOwnReports, reportsToApprove, searchReports } from './report/read-reports.ts';
import { submitReport, type SubmitOutcome } from './report/submit-report.ts';
import { updateReport, updateSubmittedReport } from './report/update-report.ts';
import { changeTax, listTaxes } from './tax/taxes.ts';
import type * as Input from './inputs.ts';
import type {
  Access,
  Allocation,
  AllocationFilters,
  Comment,
  Entry,
  EntryFilters,
  EntryTax,
  ExceptionVisibility,
  Page,
  PageRequest,
  Report,
  ReportException,
  ReportFilters,
} from './types.ts';

export type { ExpenseConfiguration } from './configuration/configuration.ts';
export type { ExpenseGroup, GroupAttendeeType, GroupConfiguration, GroupPolicy } from './configuration/group.ts';
export type { NewRule } from './audit/define-rule.ts';
export { spendCategoryName } from './configuration/spend-categories.ts';
export type { NewForm, NewFormField } from './form/create-form.ts';
export type { ShownField } from './form/read-form-fields.ts';
export * from './errors.ts';
export type { CashAdvances, Requests } from './association/ports.ts';
export type * from './attendee/types.ts';
export type * from './inputs.ts';
export type * from './journal/journal-entry.ts';
export { approvalStatusName, paymentStatusName } from './status-names.ts';
export type * from './types.ts';

/**
 * Expense reports and what they hold. Ids are UUIDs; a report of another company, and one that the caller has no right to in the context of
 * `access`, is refused as the pages say: not found, AccessDenied or WrongContext. Writes answer with no more than the id of what they made.
 */
export interface Expense {
  createReport(ctx: Context, input: Input.NewReport): Promise<{ readonly id: string }>;
  getReport(ctx: Context, input: Input.OnReport): Promise<Report>;
  /** While unsubmitted. */
  updateReport(ctx: Context, input: Input.OnReport & { readonly changes: Input.ReportChanges }): Promise<void>;
  /** By a company token (`access.kind` company), in any state but paid. */
  updateSubmittedReport(ctx: Context, input: Input.OnReport & { readonly changes: Input.SubmittedReportChanges }): Promise<void>;
  deleteReport(ctx: Context, input: Input.OnReport): Promise<void>;

  /**
   * Owner, delegate with canSubmit, company token. A delegate with only canPrepare leaves the report to its owner's review:
   * `owner-notified` (info.submit.notify_by_delegate), state unchanged but for isPendingDelegatorReview.
   */
  submitReport(ctx: Context, input: Input.OnReport): Promise<SubmitOutcome>;
  recallReport(ctx: Context, input: Input.Recall): Promise<void>;
  approveReport(ctx: Context, input: Input.Approval): Promise<void>;
  sendBackReport(ctx: Context, input: Input.SendingBack): Promise<void>;

  /** Newest first. Without `ownerIds` the caller needs an administrator's role or a company token, unless `approverId` is the caller. */
  searchReports(ctx: Context, filters: ReportFilters, page: PageRequest): Promise<Page<Report>>;
  /** By page number, from 0: one user's reports are few. */
  listOwnReports(
    ctx: Context,
    input: { readonly access: Access; readonly page: number; readonly size: number },
  ): Promise<{ readonly items: readonly Report[]; readonly total: number }>;
  /** At a step assigned to this approver now, or with `includeDelegate` to those for whom the approver may approve. */
  reportsToApprove(
    ctx: Context,
    input: {
      readonly access: Access;
      readonly sort?: Input.ApprovalSort;
      readonly order?: 'asc' | 'desc';
      readonly includeDelegate: boolean;
    },
  ): Promise<readonly Report[]>;

  /**
   * From the final approval to the money: P_NOTP, P_PROC, P_PAID, P_PAYC, or P_HOLD meanwhile. By processors, administrators and company tokens, not
   * for their own reports. Each refuses what is at another point with PaymentNotPossible.
   */
  markProcessing(ctx: Context, input: Input.OnReport): Promise<void>;
  holdPayment(ctx: Context, input: Input.OnReport): Promise<void>;
  releasePayment(ctx: Context, input: Input.OnReport): Promise<void>;
  markPaid(ctx: Context, input: Input.Payment): Promise<void>;
  confirmPayment(ctx: Context, input: Input.OnReport): Promise<void>;
  /** What a report posted at its final approval, in order. For those who pay. */
  journalOf(ctx: Context, input: Input.OnReport): Promise<readonly JournalEntry[]>;
  /** Lines of reports in payment that no financial system has yet, oldest first; `markExtracted` answers which of them it took. */
  waitingJournal(ctx: Context, page: PageRequest): Promise<Page<JournalEntry>>;
  markExtracted(ctx: Context, input: { readonly ids: readonly string[]; readonly jobRunKey: string }): Promise<readonly string[]>;

  /** Ids of the cash advances that a report uses up, and of the requests that it is for. */
  cashAdvancesOf(ctx: Context, input: Input.OnReport): Promise<readonly string[]>;
  /** Replaces them all, or refuses all with UnknownReference. */
  setCashAdvances(ctx: Context, input: Input.CashAdvanceSet): Promise<void>;
  removeCashAdvances(ctx: Context, input: Input.CashAdvanceSet): Promise<void>;
  requestsOf(ctx: Context, input: Input.OnReport): Promise<readonly string[]>;

  /** What of a report one of its approvers of cost objects can decide about now. */
  costObjectsForApprover(
    ctx: Context,
    input: { readonly userId: string; readonly reportId: string },
  ): Promise<readonly Input.ApprovableCostObject[]>;
  jobs(work: UnitOfWork): JobDefinition[];
  /** For the workflow's clock: see its jobs. */
  expireReport: OnExpired;

  addEntry(ctx: Context, input: Input.NewEntry): Promise<{ readonly id: string }>;
  /** By id alone (v3, v1.1) the access must be `any` or `company`: leave `reportId` away. */
  getEntry(
    ctx: Context,
    input: { readonly access: Access; readonly reportId?: string; readonly entryId: string },
  ): Promise<Entry>;
  /** Of one report, by transaction date, then as created; without itemizations unless they are asked for. */
  listEntries(ctx: Context, input: Input.OnReport & { readonly includeItemizations?: boolean }): Promise<readonly Entry[]>;
  /** Newest first; without `ownerId` or `reportId` of one's own as searchReports. */
  searchEntries(ctx: Context, filters: EntryFilters, page: PageRequest): Promise<Page<Entry>>;
  updateEntry(ctx: Context, input: Input.OnEntry & { readonly changes: Input.EntryChanges }): Promise<void>;
  /** By a company token, in any state but paid. */
  updateSubmittedEntry(ctx: Context, input: Input.OnEntry & { readonly changes: Input.SubmittedEntryChanges }): Promise<void>;
  /** With its itemizations. An itemization is changed and deleted as the entry that it is. */
  deleteEntry(ctx: Context, input: Input.OnEntry): Promise<void>;
  /** A part of an entry; parts make up its amount before it can be submitted. */
  addItemization(ctx: Context, input: Input.NewItemization): Promise<{ readonly id: string }>;
  listItemizations(ctx: Context, input: Input.OnEntry): Promise<readonly Entry[]>;
  /** As searchEntries, of itemizations; `parentId` names the entry. */
  searchItemizations(ctx: Context, filters: EntryFilters, page: PageRequest): Promise<Page<Entry>>;

  /**
   * Charges entries to what the allocations name, all in one set, instead of what they were charged to before; shares keep every cent. No
   * allocations leave the hidden one. An itemised entry hands them on to its itemizations.
   */
  setAllocations(ctx: Context, input: Input.NewAllocations): Promise<{ readonly setId: string | null }>;
  /** Of an entry, of an itemised one those of its itemizations; one that nobody allocated has a hidden one of 100 percent. */
  listAllocations(ctx: Context, input: Input.OnEntry): Promise<readonly Allocation[]>;
  getAllocation(
    ctx: Context,
    input: { readonly access: Access; readonly reportId?: string; readonly allocationId: string },
  ): Promise<Allocation>;
  /** Newest first; without `ownerId`, `reportId` or `entryId` of one's own as searchReports. */
  searchAllocations(ctx: Context, filters: AllocationFilters, page: PageRequest): Promise<Page<Allocation>>;
  changeAllocation(ctx: Context, input: Input.AllocationChange): Promise<void>;

  /** In the order of their authorities: none, one or two. */
  listTaxes(ctx: Context, input: Input.OnEntry): Promise<readonly EntryTax[]>;
  /** By a company token, while the report is pending external validation. @throws NotInValidation, TaxNotFound */
  changeTax(
    ctx: Context,
    input: Input.OnEntry & { readonly authorityId: string; readonly changes: Input.TaxChanges },
  ): Promise<void>;

  /** Newest first: the report's own, an entry's, or with `includeEntries` both. */
  listComments(ctx: Context, input: Input.OnReportOrEntry & { readonly includeEntries?: boolean }): Promise<readonly Comment[]>;
  addComment(ctx: Context, input: Input.OnReportOrEntry & { readonly text: string }): Promise<void>;
  rewriteComment(ctx: Context, input: Input.OnReportOrEntry & { readonly text: string }): Promise<void>;
  deleteComment(ctx: Context, input: Input.OnReportOrEntry): Promise<void>;

  /**
   * Those visible in the caller's context: of the report alone, or with `includeEntries` all; of an entry and its allocations, with
   * `includeItemizations` of its itemizations too; or of one allocation.
   */
  listExceptions(
    ctx: Context,
    input: Input.OnExceptions & { readonly includeEntries?: boolean; readonly includeItemizations?: boolean },
  ): Promise<readonly ReportException[]>;
  /** By a company token; adding a code twice is no change. `visibility` where it is to differ from the definition's. */
  addException(
    ctx: Context,
    input: Input.OnExceptions & { readonly exceptionCode: string; readonly visibility?: ExceptionVisibility },
  ): Promise<void>;
  removeException(ctx: Context, input: Input.OnExceptions & { readonly exceptionCode: string }): Promise<void>;

  /** The fields of a report's header, with what the caller may do with each; with `policyId` those that another policy asks for. */
  reportFormFields(ctx: Context, input: Input.OnReport & { readonly policyId?: string }): Promise<readonly ShownField[]>;
  entryFormFields(ctx: Context, input: Input.OnEntry & { readonly expenseTypeId?: string }): Promise<readonly ShownField[]>;

  /** What an administrator decides for the company. Who may, the caller has checked. */
  readonly setup: {
    readonly policies: typeof policySetups;
    readonly changePolicy: typeof changePolicy;
    readonly changePaymentType: typeof changePaymentType;
    readonly reportFields: typeof reportFields;
    readonly requireReportField: typeof requireReportField;
  };
  /** Groups, and what people may choose. */
  readonly configuration: ExpenseConfiguration;
  /** Who was at an expense. */
  getAttendance(ctx: Context, input: Input.OnEntry): Promise<Attending.Attendance>;
  /** Exactly these, while the report is its owner's; whoever was there before keeps its association. */
  replaceAttendees(
    ctx: Context,
    input: Input.OnEntry & { readonly attendees: readonly Attending.NewAssociation[]; readonly noShowCount?: number },
  ): Promise<void>;
  /** One by one, no-shows among them: amounts that nobody set are shared anew with every change. */
  addAttendee(
    ctx: Context,
    input: Input.OnEntry & { readonly attendee: Attending.NewAssociation },
  ): Promise<{ readonly id: string }>;
  getAssociation(ctx: Context, input: Attending.OnAssociation): Promise<Attending.Association>;
  /** Newest first; rights as with searchEntries. */
  searchAssociations(
    ctx: Context,
    filters: Attending.AssociationFilters,
    page: PageRequest,
  ): Promise<Page<Attending.Association>>;
  changeAssociation(
    ctx: Context,
    input: Attending.OnAssociation & { readonly changes: Attending.AssociationChanges },
  ): Promise<void>;
  removeAssociation(ctx: Context, input: Attending.OnAssociation): Promise<void>;

  createPolicy(ctx: Context, input: Input.NewPolicy): Promise<Input.Policy>;
  listPolicies(ctx: Context): Promise<readonly Input.Policy[]>;
  createExpenseTypes(ctx: Context, types: readonly Input.NewExpenseType[]): Promise<void>;
  listExpenseTypes(ctx: Context, input?: { readonly policyId?: string }): Promise<readonly Input.ExpenseType[]>;
  createPaymentTypes(ctx: Context, types: readonly Omit<Input.PaymentType, 'id'>[]): Promise<readonly Input.PaymentType[]>;
  listPaymentTypes(ctx: Context): Promise<readonly Input.PaymentType[]>;
  /** Adds definitions; one of the same code is replaced. */
  defineExceptions(ctx: Context, definitions: readonly Input.ExceptionDefinition[]): Promise<void>;
  listExceptionDefinitions(ctx: Context): Promise<readonly Input.ExceptionDefinition[]>;
  /** The catalogue every company starts with: expense types, payment types, exceptions, the default workflow and policy. */
  createDefaults(ctx: Context, input: { readonly currencyCode: string }): Promise<Input.Policy>;
}

export function createExpense(modules: {
  readonly identity: Pick<Identity, 'peopleOf' | 'rolesOf' | 'delegatorsOf' | 'permits' | 'groupHierarchyOf' | 'groupNodesOf'>;
  readonly lists: Pick<Lists, 'findItems' | 'findItemsById'>;
  readonly workflow: Workflow;
  readonly exchangeRates: Pick<ExchangeRates, 'rateOn'>;
  readonly cashAdvances?: CashAdvances;
  readonly requests?: Requests;
  readonly attendees: ExpenseDeps['attendees'];
  readonly receipts: Pick<Receipts, 'hold'>;
  readonly taxes: Taxes;
  readonly mileages: Mileages;
}): Expense {
  const deps: ExpenseDeps = {
    people: peopleOf(modules.identity),
    workflow: modules.workflow,
    hierarchy: hierarchyOf(modules.identity, modules.lists),
    lists: modules.lists,
    setups: createSetups(),
    exchangeRates: modules.exchangeRates,
    cashAdvances: modules.cashAdvances ?? NO_CASH_ADVANCES,
    requests: modules.requests ?? NO_REQUESTS,
    attendees: modules.attendees,
    receipts: modules.receipts,
    taxes: modules.taxes,
    mileages: modules.mileages,
  };
  /** The use case without its dependencies. */
  const given =
    <Rest extends unknown[], T>(useCase: (ctx: Context, deps: ExpenseDeps, ...rest: Rest) => Promise<T>) =>
    (ctx: Context, ...rest: Rest): Promise<T> =>
      useCase(ctx, deps, ...rest);

  return {
    createReport: given(createReport),
    getReport: given(getReport),
    updateReport: given(updateReport),
    updateSubmittedReport: given(updateSubmittedReport),
    deleteReport: given(deleteReport),
    submitReport: given(submitReport),
    recallReport: given(recallReport),
    approveReport: given(approveReport),
    sendBackReport: given(sendBackReport),
    searchReports: given(searchReports),
    listOwnReports: given(listOwnReports),
    reportsToApprove: given(reportsToApprove),
    costObjectsForApprover: given(costObjectsForApprover),
    markProcessing: given(markProcessing),
    holdPayment: given(holdPayment),
    releasePayment: given(releasePayment),
    markPaid: given(markPaid),
    confirmPayment: given(confirmPayment),
    journalOf: given(journalOf),
    waitingJournal: given(waitingJournal),
    markExtracted: given(markExtracted),
    cashAdvancesOf: given(cashAdvancesOf),
    setCashAdvances: given(setCashAdvances),
    removeCashAdvances: given(removeCashAdvances),
    requestsOf: given(requestsOf),
    jobs: (work) => paymentJobs(work, given(markProcessing)),
    expireReport,
    addEntry: given(addEntry),
    getEntry: given(getEntry),
    listEntries: given(listEntries),
    searchEntries: given(searchEntries),
    updateEntry: given(updateEntry),
    updateSubmittedEntry: given(updateSubmittedEntry),
    deleteEntry: given(deleteEntry),
    addItemization: given(addItemization),
    listItemizations: given(listItemizations),
    searchItemizations: given(searchItemizations),
    setAllocations: given(setAllocations),
    listAllocations: given(listAllocations),
    getAllocation: given(getAllocation),
    searchAllocations: given(searchAllocations),
    changeAllocation: given(changeAllocation),
    listTaxes: given(listTaxes),
    changeTax: given(changeTax),
    listComments: given(listComments),
    addComment: given(addComment),
    rewriteComment: given(rewriteComment),
    deleteComment: given(deleteComment),
    listExceptions: given(listExceptions),
    addException: given(addException),
    removeException: given(removeException),
    reportFormFields: given(reportFormFields),
    entryFormFields: given(entryFormFields),
    configuration: createConfiguration(deps),
    getAttendance: given(getAttendance),
    replaceAttendees: given(replaceAttendees),
    addAttendee: given(addAttendee),
    getAssociation: given(getAssociation),
    searchAssociations: given(searchAssociations),
    changeAssociation: given(changeAssociation),
    removeAssociation: given(removeAssociation),
    createPolicy: given(createPolicy),
    createDefaults: given(createDefaults),
    createExpenseTypes,
    createPaymentTypes,
    defineExceptions,
    setup: { policies: policySetups, changePolicy, changePaymentType, reportFields, requireReportField },
    listPolicies: listPolicyRows,
    listExpenseTypes: (ctx, input) => listExpenseTypeRows(ctx, input?.policyId),
    listPaymentTypes: listPaymentTypeRows,
    listExceptionDefinitions: listExceptionDefinitionRows,
  };
}
