/** A role as a group: api-reference/profile/v4.scim-groups-definition. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  /** The code of the role. */
  readonly externalName: string;
  readonly supportedOperations: 'userOnlyMembership' | 'readOnly';
}

/** The list is static, and so are the ids: those of samples of the page where there is one, ours for the rest. */
const ROWS: readonly (readonly [id: string, externalName: string, displayName: string, readOnly?: 'readOnly'])[] = [
  ['06596f21-b35e-4513-b4fe-4c2cecb82761', 'EXP_APPROVER', 'Expense Approver'],
  ['083c1479-9ad5-4267-bd81-1fd65b401859', 'EXP_REIMBURSEMENT_AUDITOR', 'Reimbursement Auditor'],
  ['0b8f1d0e-5c0a-4f43-9a3b-5d1c8e7f2a61', 'CompanyAdmin', 'Company Administrator'],
  ['128e6a7c-3f4d-4b0e-8c55-91d27c4fb0a3', 'EXP_USER', 'Expense User'],
  ['1f3780eb-6456-497a-a6b7-4fcde211fdd4', 'ReportUser', 'Report User'],
  ['2c6a9d15-7e81-4d3f-b2c4-0a5e6f9381d7', 'EXP_ATTENDEE_ADMIN', 'Attendee Administrator'],
  ['35d0f7b2-8a49-4c6e-a1d8-7b3e2c50f964', 'SHD_BILLING_ATTRIBUTES_USER', 'Billing Attributes User'],
  ['3e94c1a8-60d7-4f25-9be3-c8417d2a5f06', 'SHD_BUDGET_ADMIN', 'Budget Administrator'],
  ['47b2e86d-19f3-4a0c-8d71-e5c90a64b37f', 'SHD_BUDGET_APPROVER', 'Budget Approver/Manager'],
  ['50f81c39-d4a6-4e7b-93c2-1b6d8f07ea45', 'SHD_BUDGET_OWNER', 'Budget Owner'],
  ['5ac7304e-b8f1-42d9-a6e0-94f2d71c8b53', 'SHD_BUDGET_VIEWER', 'Budget Viewer'],
  ['6319d5fa-2c7e-4b84-8f0d-a7e35c91604b', 'EXP_PROCESSOR', 'Expense Processor'],
  ['6d82af07-e153-4c98-b47a-3f0c6d9be218', 'EXP_PROXY_USER', 'Expense Proxy Logon'],
  ['78f4b92c-0d6e-4a51-9c83-d2e71a5f3406', 'EXP_RECEIPT_PROCESSOR', 'Expense Receipt Processor'],
  ['81c6e3d0-a97b-4f12-8e45-6b0d2f84c79a', 'SHD_PAYROLL_ADMIN', 'Payroll Administrator'],
  ['8b5d07f4-3e92-4dc6-a18f-70c9e4b6d125', 'EXP_REIMBURSEMENT_APPROVER', 'Reimbursement Manager'],
  ['95e2a86b-c0f7-4138-9d64-f81b3a7ce052', 'EXP_CONFIG_ADMIN', 'Expense Configuration Administrator', 'readOnly'],
  ['9e07d4c1-56b8-4f3a-b0e9-2d7c95f1a384', 'EXP_CONFIG_ADMIN_RO', 'Expense Configuration Administrator (Restricted)'],
  ['a8d36f5e-91c4-4e0b-87a2-c4f60b9d7e13', 'REQ_USER', 'Request User'],
  ['b29f0c78-e4d5-4a67-9f31-5e8a1d6cb490', 'REQ_APPROVER', 'Request Approver'],
  ['bc41e6a3-7f08-4d92-a5c6-9b0e3d8f2751', 'REQ_PROXY_USER', 'Request Proxy Logon'],
  ['c573b8d9-20ae-4f64-8b1c-e7d94a06f3c2', 'REQ_PROCESSOR', 'TMC Agent'],
  ['d06e92f7-b8c3-4a15-9e4d-31f7c5a0b68e', 'TravelUser', 'Travel User'],
];

export const GROUPS: readonly Group[] = ROWS.map(([id, externalName, displayName, readOnly]) => ({
  id,
  externalName,
  displayName,
  supportedOperations: readOnly ?? 'userOnlyMembership',
}));

/** All of them give rights. */
export const GROUP_TYPE = 'authorization';
