import type { Issue } from '../errors.ts';

/** A preference is yes or no with its default, or one of its words, the first of which is the default. */
type Rule = boolean | readonly string[];

/** What a person may prefer while spending, under the documented names. Where the pages give no default, it is no: docs/decisions/0050. */
export const USER_PREFERENCES = {
  showImagingIntro: true,
  expenseAuditRequired: ['REQUIRED', 'NEVER', 'ALWAYS'],
  allowCreditCardTransArrivalEmails: true,
  allowReceiptImageAvailEmails: true,
  promptForCardTransactionsOnReport: true,
  autoAddTripCardTransOnReport: false,
  promptForReportPrintFormat: false,
  defaultReportPrintFormat: ['DETAILED', 'RECEIPTS', 'FAX'],
  showTotalOnReport: false,
  showExpenseOnReport: ['ALL', 'PARENT', 'NOTHING'],
  showInstructHelpPanel: true,
  useQuickItinAsDefault: false,
  enableOcrForUi: false,
  enableOcrForEmail: false,
  enableTripBasedAssistant: false,
} as const satisfies Record<string, Rule>;

/** Which reports a processor sees; nobody has one until it is chosen. */
export const PROCESSOR_REPORT_ACCESS = ['COMPLETE', 'RESTRICTED'] as const;
export const PROCESSOR_ROLES: readonly string[] = ['EXP_PROCESSOR', 'EXP_PROCESSOR_AUDIT', 'EXP_PROCESSOR_ADMIN'];

export const INVOICE_PREFERENCES = {
  emailOnPurchasingAssigned: false,
  emailOnPurchasingSendBack: false,
  emailOnFaxImageAvailablePaymentRequest: false,
  promptNewLineItemsPaymentRequest: false,
  displayInlineImage: false,
  autoOpenImage: false,
} as const satisfies Record<string, Rule>;

export const WORKFLOW_PREFERENCES = {
  emailStatusChangeOnCashAdvance: true,
  emailAwaitApprovalOnCashAdvance: true,
  emailStatusChangeOnReport: true,
  emailAwaitApprovalOnReport: true,
  promptForApproverOnReportSubmit: false,
  emailStatusChangeOnTravelRequest: true,
  emailAwaitApprovalOnTravelRequest: true,
  promptForApproverOnTravelRequestSubmit: false,
  emailStatusChangeOnPayment: true,
  emailAwaitApprovalOnPayment: true,
  promptForApproverOnPaymentSubmit: false,
  emailOnPurchaseRequestStatusChange: true,
  emailOnPurchaseRequestAwaitApproval: true,
  promptForPurchaseRequestApproverOnSubmit: false,
} as const satisfies Record<string, Rule>;

type Chosen<Rules extends Record<string, Rule>> = {
  readonly [Name in keyof Rules]: Rules[Name] extends readonly (infer Word)[] ? Word : boolean;
};
export type ProcessorReportAccess = (typeof PROCESSOR_REPORT_ACCESS)[number];
export type UserPreference = Chosen<typeof USER_PREFERENCES> & { readonly processorReportAccess?: ProcessorReportAccess };
export type InvoicePreference = Chosen<typeof INVOICE_PREFERENCES>;
export type WorkflowPreference = Chosen<typeof WORKFLOW_PREFERENCES>;

const defaultOf = (rule: Rule): boolean | string => (typeof rule === 'boolean' ? rule : (rule[0] ?? ''));
const withDefaults = (rules: Record<string, Rule>, chosen: object): object => ({
  ...Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, defaultOf(rule)])),
  ...chosen,
});

/** What was chosen otherwise than by default. */
export const unlikeDefault = <Chosen extends object>(rules: Record<string, Rule>, chosen: Chosen): Chosen =>
  Object.fromEntries(
    Object.entries(chosen).filter(
      ([name, value]) => value !== undefined && value !== (rules[name] === undefined ? undefined : defaultOf(rules[name])),
    ),
  ) as Chosen;

/** Every preference as it holds: what was chosen, else its default. */
export const userPreferenceOf = (chosen: object): UserPreference => withDefaults(USER_PREFERENCES, chosen) as UserPreference;
export const workflowPreferenceOf = (chosen: object): WorkflowPreference =>
  withDefaults(WORKFLOW_PREFERENCES, chosen) as WorkflowPreference;
/** Undefined until one is chosen: who has nothing to do with invoices has no preferences about them. */
export const invoicePreferenceOf = (chosen: object): InvoicePreference | undefined =>
  Object.keys(chosen).length === 0 ? undefined : (withDefaults(INVOICE_PREFERENCES, chosen) as InvoicePreference);

/** What is wrong with chosen preferences: an unknown name, or a value that is none of its own. */
export function chosenIssues(section: string, rules: Record<string, Rule>, chosen: object): Issue[] {
  return Object.entries(chosen).flatMap(([name, value]) => {
    const path = `${section}.${name}`;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) return [{ path, rule: 'unknown', message: 'is not a preference' }];
    if (typeof rule === 'boolean')
      return typeof value === 'boolean' ? [] : [{ path, rule: 'type', message: 'must be true or false' }];
    return rule.includes(value as string) ? [] : [{ path, rule: 'enum', message: `must be one of ${rule.join(', ')}` }];
  });
}
