/**
 * Statuses in words: api-reference/expense/expense-report/v3.reports and the samples of v4.reports. A company's own code has no other name
 * than itself as yet.
 */
const APPROVAL: Readonly<Record<string, string>> = {
  A_NOTF: 'Not Submitted',
  A_RESU: 'Sent Back to Employee',
  A_PEND: 'Submitted & Pending Approval',
  A_PECO: 'Pending Cost Object Approval',
  A_PBDG: 'Pending Budget Approval',
  A_EXTV: 'Pending External Validation',
  A_PVAL: 'Pending Prepayment Validation',
  A_RHLD: 'Pending Receipt Images',
  A_AAFH: 'Anomaly and Fraud Check',
  A_ACCO: 'Approved & In Accounting Review',
  A_FILE: 'Submitted',
  A_APPR: 'Approved',
  A_TEXP: 'Approval Time Expired',
};

const PAYMENT: Readonly<Record<string, string>> = {
  P_NOTP: 'Not Paid',
  P_HOLD: 'Payment On Hold',
  P_PROC: 'Processing Payment',
  P_PAID: 'Sent for Payment',
  P_PAYC: 'Payment Confirmed',
};

export const approvalStatusName = (code: string): string => APPROVAL[code] ?? code;
export const paymentStatusName = (code: string): string => PAYMENT[code] ?? code;
