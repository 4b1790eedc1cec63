import type { Attribute, Schema, Schemas } from '../schema/attribute.ts';
import { decimal, flag, group, many, readOnly, required, text, whole, type Traits } from '../schema/make-attribute.ts';
import {
  APPROVER,
  APPROVER_LIMIT,
  DELEGATE,
  INVOICE_PREFERENCE,
  PAYROLL,
  ROLE,
  SCIM_RESOURCE,
  SPEND_USER,
  TRAVEL_USER,
  USER_PREFERENCE,
  WORKFLOW_PREFERENCE,
} from './urns.ts';

/**
 * The extensions of spending and travelling as data: pages spend/v4.1.spend-user-retrieval, travel/v4.travel-extension and
 * v4.user-provisioning, the published file where they are silent.
 */
const code = (maxLength: number): Traits => ({ maxLength });

/** The user by id or by employee number. */
const reference = (name: string, description: string, traits: Traits = {}): Attribute =>
  group(
    name,
    description,
    [
      text('value', 'Id of the user'),
      text('employeeNumber', 'Employee number of the user'),
      text('displayName', 'Name of the user', readOnly),
      text('$ref', 'Address of the user', readOnly),
    ],
    traits,
  );

const spendUser: Schema = {
  id: SPEND_USER,
  name: 'Spend User',
  description: 'What a user needs to spend',
  attributes: [
    text('reimbursementCurrency', 'Currency in which the user is paid back, ISO 4217', { ...required, maxLength: 3 }),
    text('reimbursementType', 'How the user is paid back', {
      canonicalValues: ['ACCOUNTS_PAYABLE', 'ADP_PAYROLL', 'CONCUR_PAY', 'PAY_PAL', 'OTHER'],
    }),
    text('ledgerCode', 'Code of the ledger', code(20)),
    text('country', 'Country, ISO 3166-1 alpha-2', { ...required, maxLength: 2 }),
    text('budgetCountryCode', 'Country of the budget, ISO 3166-1 alpha-2', code(2)),
    text('stateProvince', 'State or province, the part of ISO 3166-2 behind the country', code(6)),
    text('locale', 'Locale, such as en-US', required),
    text('cashAdvanceAccountCode', 'Account of cash advances', code(20)),
    flag('testEmployee', 'A test user; set when the user is made and never again'),
    flag('nonEmployee', 'Somebody who is not employed'),
    reference('biManager', 'To whom the user reports in analysis; empty where that would be a circle'),
    group('biHierarchy', 'The last item of the reporting hierarchy', [
      text('code', 'Its long code'),
      text('syncGuid', 'Its id', readOnly),
      text('href', 'Its address', readOnly),
    ]),
    group(
      'customData',
      'Custom fields: custom1 to custom22, orgUnit1 to orgUnit6',
      [
        text('id', 'Name of the field'),
        text('value', 'Text, or the code of a list item'),
        text('syncGuid', 'Id of the list item', readOnly),
        text('href', 'Address of the list item', readOnly),
      ],
      many,
    ),
    text('officeLocationCountry', 'Country of the office, ISO 3166-1 alpha-2', code(2)),
    text('officeLocationStateProvince', 'State or province of the office', code(6)),
    text('officeLocationCity', 'City of the office', code(64)),
  ],
};

const payroll: Schema = {
  id: PAYROLL,
  name: 'Payroll',
  description: 'Payroll settings of a user whose reimbursementType is ADP_PAYROLL',
  attributes: [
    group('adp', 'Settings of ADP', [
      text('companyCode', 'Code of the company', required),
      text('deductionCode', 'Code of the deduction', required),
      text('employeeFileNumber', 'Number of the employee', required),
    ]),
  ],
};

const approvers = (name: string, description: string): Attribute =>
  group(
    name,
    description,
    [
      reference('approver', 'Who approves', required),
      flag('primary', 'The first to be asked; only reports and requests know a second', required),
    ],
    many,
  );

const approver: Schema = {
  id: APPROVER,
  name: 'Approver',
  description: 'Who approves for a user',
  attributes: [
    approvers('report', 'Approvers of expense reports'),
    approvers('cashAdvance', 'Approvers of cash advances'),
    approvers('request', 'Approvers of requests'),
    approvers('invoice', 'Approvers of invoices'),
    { ...approvers('payment', 'Another name of invoice'), returned: 'request' },
    approvers('purchaseRequest', 'Approvers of purchase requests'),
    approvers('statement', 'Approvers of statements'),
    approvers('budget', 'Approvers of budgets'),
  ],
};

const limits = (name: string, description: string): Attribute =>
  group(
    name,
    description,
    [
      text('approvalType', 'What is approved', {
        ...required,
        canonicalValues: ['report', 'expense', 'payment', 'request', 'purchaseRequest'],
      }),
      flag('exceptionApprovalAuthority', 'May approve in spite of exceptions'),
      decimal('approvalLimit', 'The upper bound', required),
      text('reimbursementCurrency', 'Currency of the bound, ISO 4217', { ...required, maxLength: 3 }),
      text('approvalGroup', 'Node of the approval hierarchy; empty is the Global group'),
      whole('level', 'In which order such approvers decide'),
    ],
    many,
  );

const approverLimit: Schema = {
  id: APPROVER_LIMIT,
  name: 'Approver Limit',
  description: 'Up to which amounts a user approves',
  attributes: [
    limits('costObjectApprover', 'Limits as an approver of cost objects'),
    limits('authorizedApprover', 'Limits as an authorised approver'),
  ],
};

export const DELEGATE_RIGHTS = [
  'canApprove',
  'canPrepare',
  'canPrepareForApproval',
  'canReceiveApprovalEmail',
  'canReceiveEmail',
  'canSubmit',
  'canSubmitTravelRequest',
  'canUseBi',
  'canViewReceipt',
] as const;

const delegates = (name: string, description: string): Attribute =>
  group(
    name,
    description,
    [
      ...DELEGATE_RIGHTS.map((right) => flag(right, 'A right of the delegate')),
      reference('delegate', 'Who acts for the user', required),
      group('temporaryDelegation', 'When the delegate may approve for the time being', [
        text('temporaryDelegationFromDate', 'First day, ISO 8601'),
        text('temporaryDelegationToDate', 'Last day, ISO 8601'),
      ]),
    ],
    many,
  );

const delegate: Schema = {
  id: DELEGATE,
  name: 'Delegate',
  description: 'Who may act for a user',
  attributes: [
    delegates('expense', 'Delegates for expense'),
    delegates('payment', 'Delegates for invoice'),
    delegates('purchaseRequest', 'Delegates for purchase requests'),
  ],
};

const role: Schema = {
  id: ROLE,
  name: 'Role',
  description: 'Spend roles of a user',
  attributes: [
    group(
      'roles',
      'Roles',
      [
        text('roleName', 'Code of the role', required),
        text('roleGroups', 'Nodes of the hierarchy in which it is held; none is the Global group', many),
      ],
      many,
    ),
  ],
};

const words = (name: string, canonicalValues: readonly string[]): Attribute => text(name, 'A preference', { canonicalValues });
const flags = (names: readonly string[]): Attribute[] => names.map((name) => flag(name, 'A preference'));

const userPreference: Schema = {
  id: USER_PREFERENCE,
  name: 'User Preference',
  description: 'What a user prefers while spending',
  attributes: [
    ...flags(['showImagingIntro']),
    words('expenseAuditRequired', ['NEVER', 'REQUIRED', 'ALWAYS']),
    words('processorReportAccess', ['COMPLETE', 'RESTRICTED']),
    ...flags([
      'allowCreditCardTransArrivalEmails',
      'allowReceiptImageAvailEmails',
      'promptForCardTransactionsOnReport',
      'autoAddTripCardTransOnReport',
      'promptForReportPrintFormat',
    ]),
    words('defaultReportPrintFormat', ['RECEIPTS', 'DETAILED', 'FAX']),
    ...flags(['showTotalOnReport']),
    words('showExpenseOnReport', ['ALL', 'PARENT', 'NOTHING']),
    ...flags([
      'showInstructHelpPanel',
      'useQuickItinAsDefault',
      'enableOcrForUi',
      'enableOcrForEmail',
      'enableTripBasedAssistant',
    ]),
  ],
};

const invoicePreference: Schema = {
  id: INVOICE_PREFERENCE,
  name: 'Invoice Preference',
  description: 'What a user prefers about invoices',
  attributes: flags([
    'emailOnPurchasingAssigned',
    'emailOnPurchasingSendBack',
    'emailOnFaxImageAvailablePaymentRequest',
    'promptNewLineItemsPaymentRequest',
    'displayInlineImage',
    'autoOpenImage',
  ]),
};

const workflowPreference: Schema = {
  id: WORKFLOW_PREFERENCE,
  name: 'Workflow Preference',
  description: 'What a user prefers about approvals',
  attributes: flags([
    'emailStatusChangeOnCashAdvance',
    'emailAwaitApprovalOnCashAdvance',
    'emailStatusChangeOnReport',
    'emailAwaitApprovalOnReport',
    'promptForApproverOnReportSubmit',
    'emailStatusChangeOnTravelRequest',
    'emailAwaitApprovalOnTravelRequest',
    'promptForApproverOnTravelRequestSubmit',
    'emailStatusChangeOnPayment',
    'emailAwaitApprovalOnPayment',
    'promptForApproverOnPaymentSubmit',
    'emailOnPurchaseRequestStatusChange',
    'emailOnPurchaseRequestAwaitApproval',
    'promptForPurchaseRequestApproverOnSubmit',
  ]),
};

export const TRAVEL_EXTENSION: Schema = {
  id: TRAVEL_USER,
  name: 'Travel User',
  description: 'What a user needs to travel',
  attributes: [
    group(
      'ruleClass',
      'The rule class by id or by name',
      [whole('id', 'Id of the rule class'), text('name', 'Name of the rule class, exactly')],
      required,
    ),
    group('name', 'The name on travel documents, where it differs', [
      text('namePrefix', 'Prefix', code(60)),
      text('givenName', 'Given name', code(60)),
      flag('hasNoMiddleName', 'Has no middle name'),
      text('middleName', 'Middle name', code(60)),
      text('familyName', 'Family name', code(60)),
      text('honorificSuffix', 'Suffix', code(60)),
    ]),
    text('travelNameRemark', 'A remark that tells people of one name apart', code(255)),
    text('travelCrsName', 'Name of the profile in the reservation system', code(255)),
    text('orgUnit', 'Org unit by name, exactly', code(255)),
    whole('groups', 'Ids of user groups', many),
    text('gender', 'Gender', { canonicalValues: ['Female', 'Male'] }),
    reference('manager', 'Who approves trips'),
    group('customFields', 'Custom fields', [text('name', 'Name of the field'), text('value', 'What it holds', code(255))], many),
    group('permissions', 'Permissions of the traveller', flags(['TravelUser', 'ProfileUser', 'OpenBookingUser'])),
    text('xmlProfileSyncId', 'Id under which another system keeps the profile', code(255)),
  ],
};

const meta = group(
  'meta',
  'Facts about the resource',
  ['resourceType', 'created', 'lastModified', 'location', 'version'].map((name) => text(name, 'A fact', readOnly)),
  readOnly,
);

/** The extensions of spending, in the order of the pages. */
export const SPEND_EXTENSIONS: readonly Schema[] = [
  spendUser,
  approver,
  approverLimit,
  delegate,
  role,
  userPreference,
  invoicePreference,
  payroll,
  workflowPreference,
];

const resource: Schema = {
  id: SCIM_RESOURCE,
  name: 'Scim Resource',
  description: 'A user of spending',
  attributes: [text('id', 'Id of the user', { ...readOnly, returned: 'always' }), meta],
};

/** A spending user as spending itself answers it. */
export const SPEND_USER_SCHEMAS: Schemas = [resource, ...SPEND_EXTENSIONS];
/** A travelling user as travel itself answers it. */
export const TRAVEL_USER_SCHEMAS: Schemas = [resource, TRAVEL_EXTENSION];
