import type { Entitlement } from '../vocabulary.ts';

export type RoleArea = 'Expense' | 'Request' | 'Invoice' | 'Reporting' | 'Shared' | 'Travel' | 'Company';

export interface Role {
  readonly code: string;
  readonly name: string;
  readonly area: RoleArea;
  /** Whether it can be held in groups other than the Global one. */
  readonly groupAware: boolean;
}

const G = true;
const N = false;

/** code, name, group-aware: the pages on spend role codes and on SCIM groups. */
const ROWS: Record<RoleArea, readonly (readonly [string, string, boolean])[]> = {
  Company: [
    ['CompanyAdmin', 'Company Administrator', N],
    ['ReportUser', 'Report User', N],
  ],
  Travel: [['TravelUser', 'Travel User', N]],
  Shared: [
    ['SHD_APP_CENTER_ADMIN', 'App Center Listing Administrator', N],
    ['SHD_AUTHORIZED_APPROVER', 'Authorized Approver', N],
    ['SHD_BILLING_ATTRIBUTES_USER', 'Billing Attributes User', N],
    ['SHD_BUDGET_ADMIN', 'Budget Administrator', N],
    ['SHD_BUDGET_APPROVER', 'Budget Approver', N],
    ['SHD_BUDGET_OWNER', 'Budget Owner', N],
    ['SHD_BUDGET_VIEWER', 'Budget Viewer', N],
    ['SHD_COMPANY_INFO_ADMIN', 'Company Info Administrator', N],
    ['SHD_CONFIG_ADMIN', 'Shared Configuration Administrator', G],
    ['SHD_CONFIG_ADMIN_RO', 'Shared Configuration Administrator (Restricted)', G],
    ['SHD_COST_OBJECT_APPROVER', 'Cost Object Approver', N],
    ['SHD_DATA_RETENTION_ADMIN', 'Data Retention Administrator', N],
    ['SHD_EMPLOYEE_ADMIN', 'Employee Administrator', G],
    ['SHD_EMPLOYEE_ADMIN_RO', 'Employee Administrator (Read Only)', G],
    ['SHD_IMPORT_EXTRACT_ADMIN', 'Import/Extract Administrator', N],
    ['SHD_IMPORT_EXTRACT_ADMIN_RO', 'Import/Extract Monitor', N],
    ['SHD_PASSWORD_ADMIN', 'Password Manager', G],
    ['SHD_PAYROLL_ADMIN', 'Payroll Administrator', N],
    ['SHD_ROLE_ADMIN', 'Role Administrator', G],
    ['SHD_TAX_ADMIN', 'Tax Administrator', N],
    ['SHD_TAX_ADMIN_RO', 'Tax Administrator (Restricted)', N],
    ['SHD_TRAINING_ADMIN', 'Training Administrator', N],
    ['SHD_WEB_SERVICES_ADMIN', 'Web Services Administrator', N],
  ],
  Expense: [
    ['EXP_USER', 'Expense User', N],
    ['EXP_APPROVER', 'Expense Approver', N],
    ['EXP_ATTENDEE_ADMIN', 'Attendee Administrator', G],
    ['EXP_ATTENDEE_ADMIN_RO', 'Attendee Administrator (Read only)', G],
    ['EXP_CARD_ADMIN', 'Expense Company Card Administrator', G],
    ['EXP_CASHADVANCE_ADMIN', 'Expense Cash Advance Administrator', G],
    ['EXP_CONFIG_ADMIN', 'Expense Configuration Administrator', G],
    ['EXP_CONFIG_ADMIN_CLIENT', 'Client Expense Administrator', G],
    ['EXP_CONFIG_ADMIN_RO', 'Expense Configuration Administrator (Restricted)', G],
    ['EXP_EMPLOYEE_ADMIN', 'Employee Admin Permission on Expense Hierarchy', G],
    ['EXP_EXTRACT_ADMIN', 'Extract Administrator', N],
    ['EXP_FB_TAX_ADMIN', 'Fringe Benefits Tax Administrator', N],
    ['EXP_FIND_ATTENDEES_USER', 'Employee (while finding attendees)', N],
    ['EXP_PCARD_ADMIN', 'Card Program Administrator', G],
    ['EXP_PROCESSOR', 'Expense Processor', G],
    ['EXP_PROCESSOR_ADMIN', 'Expense Processor Manager', G],
    ['EXP_PROCESSOR_AUDIT', 'Expense Processor (Audit)', G],
    ['EXP_PROCESSOR_CR', 'Central Reconciliation Processor', G],
    ['EXP_PROXY_USER', 'Expense Proxy Logon', G],
    ['EXP_RECEIPT_PROCESSOR', 'Expense Receipt Processor', N],
    ['EXP_REIMBURSEMENT_APPROVER', 'Reimbursement Manager', G],
    ['EXP_REIMBURSEMENT_AUDITOR', 'Reimbursement Auditor', N],
    ['EXP_TRAVEL_AND_EXPENSE_USER', 'Travel and Expense User', N],
    ['STATEMENT_APPROVER', 'Company Bill Statement Approver', N],
    ['STATEMENT_PROCESSOR', 'Company Bill Statement Processor', G],
    ['STATEMENT_PROCESSOR_ADMIN', 'Company Bill Statement Processor Manager', G],
    ['STATEMENT_PROCESSOR_AUDITOR', 'Company Bill Statement Processor (Audit)', N],
    ['STATEMENT_USER', 'Company Bill Statement User', N],
    ['TRAVEL_USER', 'Cliqbook User', N],
  ],
  Request: [
    ['REQ_USER', 'Request User', N],
    ['REQ_APPROVER', 'Request Approver', N],
    ['REQ_CONFIG_ADMIN', 'Request Configuration Administrator', G],
    ['REQ_CONFIG_ADMIN_RO', 'Request Configuration Administrator (Restricted)', G],
    ['REQ_EVENT_ADMIN', 'Request Event Manager', N],
    ['REQ_PROCESSOR', 'TMC Agent', G],
    ['REQ_PROCESSOR_ADMIN', 'Request Administrator', G],
    ['REQ_PROCESSOR_AUDIT', 'Request Auditor', G],
    ['REQ_PROXY_USER', 'Request Proxy Logon', G],
    ['REQ_RISK_ADMIN', 'Risk Manager', G],
  ],
  Invoice: [
    ['INV_PMT_USER', 'Invoice User', N],
    ['INV_APPROVER', 'Invoice Approver', N],
    ['INV_AP_USER', 'Invoice AP User', G],
    ['INV_CONFIG_ADMIN', 'Invoice Configuration Administrator', G],
    ['INV_CONFIG_ADMIN_RO', 'Invoice Configuration Administrator (Restricted)', G],
    ['INV_EMPLOYEE_ADMIN', 'Employee Admin Permission on Invoice Hierarchy', G],
    ['INV_IC_VERIFIER', 'Client Managed Capture Verifier', N],
    ['INV_IMAGE_PROCESSOR', 'Invoice Image Processor', N],
    ['INV_PMT_MANAGER', 'Invoice Payment Manager', N],
    ['INV_PROCESSOR', 'Invoice Processor', G],
    ['INV_PROCESSOR_AUDIT', 'Invoice Processor (Audit)', G],
    ['INV_PROCESSOR_MANAGER', 'Invoice Processor Manager', G],
    ['INV_PROXY_USER', 'Invoice Proxy Logon', G],
    ['INV_PURCH_ORDER_PROCESSOR', 'Purchase Order Processor', G],
    ['INV_PURCH_ORDER_PROCESSOR_AUDIT', 'Purchase Order Processor (Audit)', G],
    ['INV_PURCH_RECEIVER', 'Central Receiver', G],
    ['INV_PURCH_REQ_APPROVER', 'Purchase Request Approver', N],
    ['INV_PURCH_REQ_PROCESSOR', 'Purchase Request Processor', G],
    ['INV_PURCH_REQ_PROCESSOR_AUDIT', 'Purchase Request Processor (Audit)', G],
    ['INV_PURCH_REQ_PROXY_USER', 'Purchase Request Proxy Logon', G],
    ['INV_PURCH_REQ_USER', 'Purchase Request User', N],
    ['INV_PURCH_USER', 'Invoice Purchasing User', N],
    ['INV_RECEIPT_PROCESSOR', 'Invoice Receipt Processor', G],
    ['INV_RECEIPT_USER', 'Receipt User', N],
    ['INV_TAX_ADMIN', 'Invoice Tax Administrator', N],
    ['INV_VENDOR_ADMIN', 'Invoice Vendor Manager', G],
  ],
  Reporting: [
    ['BUDGET_REPORTING_USER', 'Budget Role for Cognos', G],
    ['REPORTING_BUSINESS_AUTHOR', 'Cognos Business Author', G],
    ['REPORTING_CONFIG_ADMIN', 'Consolidation Configuration Administrator', N],
    ['REPORTING_CONSUMER', 'Cognos Consumer', G],
    ['REPORTING_EMPLOYEE_ADMIN', 'Employee Admin Permission on Reporting Hierarchy', G],
    ['REPORTING_HIST_DATA_USER', 'Cognos Hist Data Access', N],
    ['REPORTING_PRO_AUTHOR', 'Cognos Professional Author', G],
  ],
};

export const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries(ROWS).flatMap(([area, rows]) =>
    rows.map(([code, name, groupAware]) => [code, { code, name, area: area as RoleArea, groupAware }] as const),
  ),
);

/** Roles that are an entitlement by another name: to hold the one is to hold the other. */
export const ROLE_OF_ENTITLEMENT: Partial<Record<Entitlement, string>> = {
  Expense: 'EXP_USER',
  Request: 'REQ_USER',
  Invoice: 'INV_PMT_USER',
  Travel: 'TravelUser',
};

/** Nobody holds two roles of one set. */
export const EXCLUSIVE_ROLES: readonly (readonly string[])[] = [
  ['EXP_ATTENDEE_ADMIN', 'EXP_ATTENDEE_ADMIN_RO'],
  ['EXP_CONFIG_ADMIN', 'EXP_CONFIG_ADMIN_RO'],
  ['SHD_CONFIG_ADMIN', 'SHD_CONFIG_ADMIN_RO'],
  ['SHD_TAX_ADMIN', 'SHD_TAX_ADMIN_RO'],
  ['REQ_CONFIG_ADMIN', 'REQ_CONFIG_ADMIN_RO'],
  ['INV_CONFIG_ADMIN', 'INV_CONFIG_ADMIN_RO'],
  ['SHD_IMPORT_EXTRACT_ADMIN', 'SHD_IMPORT_EXTRACT_ADMIN_RO'],
  ['SHD_EMPLOYEE_ADMIN', 'SHD_EMPLOYEE_ADMIN_RO', 'SHD_PASSWORD_ADMIN'],
  ['EXP_PROCESSOR_AUDIT', 'EXP_PROCESSOR'],
  ['EXP_PROCESSOR_AUDIT', 'EXP_PROCESSOR_ADMIN'],
  ['REQ_PROCESSOR_ADMIN', 'REQ_PROCESSOR', 'REQ_PROCESSOR_AUDIT', 'REQ_RISK_ADMIN'],
  ['INV_PROCESSOR', 'INV_PROCESSOR_AUDIT', 'INV_PROCESSOR_MANAGER'],
  ['REPORTING_PRO_AUTHOR', 'REPORTING_BUSINESS_AUTHOR', 'REPORTING_CONSUMER'],
];

/** Role -> the role that must stand beside it. */
export const PREREQUISITE_ROLES: Readonly<Record<string, string>> = {
  STATEMENT_USER: 'EXP_USER',
  STATEMENT_APPROVER: 'EXP_APPROVER',
  STATEMENT_PROCESSOR: 'EXP_PROCESSOR',
  STATEMENT_PROCESSOR_AUDITOR: 'EXP_PROCESSOR_AUDIT',
  STATEMENT_PROCESSOR_ADMIN: 'EXP_PROCESSOR_ADMIN',
  REQ_EVENT_ADMIN: 'REQ_PROXY_USER',
};
