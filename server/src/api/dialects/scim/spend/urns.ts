const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0';

/** The extensions of a spending and of a travelling user. */
export const SPEND_USER = `${SPEND}:User`;
export const APPROVER = `${SPEND}:Approver`;
export const APPROVER_LIMIT = `${SPEND}:ApproverLimit`;
export const DELEGATE = `${SPEND}:Delegate`;
export const ROLE = `${SPEND}:Role`;
export const USER_PREFERENCE = `${SPEND}:UserPreference`;
export const INVOICE_PREFERENCE = `${SPEND}:InvoicePreference`;
export const WORKFLOW_PREFERENCE = `${SPEND}:WorkflowPreference`;
export const FORM_FIELDS = `${SPEND}:FormFields`;
export const PAYROLL = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll';
export const TRAVEL_USER = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
/** What the list `schemas` of a spending user begins with. */
export const SCIM_RESOURCE = 'urn:ietf:params:scim:schemas:ScimResource';
