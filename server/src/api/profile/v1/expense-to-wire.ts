import type {
  Approver,
  ApproverKind,
  Delegation,
  Identity,
  ReimbursementType,
  SpendProfile,
  User,
  UserFormField,
} from '../../../modules/identity/index.ts';

/** What the expense block needs beside the user. */
export interface ExpenseFacts {
  readonly fields: readonly UserFormField[];
  readonly approvers: readonly Approver[];
  readonly delegates: readonly Delegation[];
  readonly delegators: readonly Delegation[];
}

/** The codes of the employee import; what has none of its own is another payment service. */
const REIMBURSEMENT: Readonly<Record<ReimbursementType, string>> = {
  ACCOUNTS_PAYABLE: 'APCHECK',
  ADP_PAYROLL: 'ADPPAYR',
  CONCUR_PAY: 'CNQRPAY',
  PAY_PAL: 'PMTSERV',
  OTHER: 'PMTSERV',
};

const APPROVER_TYPE: Readonly<Record<ApproverKind, string>> = {
  report: 'ExpenseApprover',
  cashAdvance: 'CashAdvanceApprover',
  request: 'RequestApprover',
  invoice: 'InvoiceApprover',
  purchaseRequest: 'PurchaseRequestApprover',
  statement: 'StatementApprover',
  budget: 'BudgetApprover',
};

export function expenseToWire(
  identity: Pick<Identity, 'middleInitialOf' | 'primaryEmail'>,
  user: User,
  spend: SpendProfile,
  facts: ExpenseFacts,
) {
  return {
    middleInitial: identity.middleInitialOf(user.name) ?? null,
    middleName: user.name.middleName ?? null,
    loginId: user.userName,
    ledger: spend.ledgerCode ?? null,
    countrySubdivision: spend.stateProvince === undefined ? null : `${spend.country}-${spend.stateProvince}`,
    driverId: spend.driverId ?? null,
    cuuid: user.cuuid,
    cashAdvanceAccountCode: spend.cashAdvanceAccountCode ?? null,
    emailAddress: identity.primaryEmail(user) ?? null,
    employeeId: user.employeeNumber ?? user.userName,
    firstName: user.name.givenName,
    reimbursementType: spend.reimbursementType ? REIMBURSEMENT[spend.reimbursementType] : null,
    reimbursementCurrency: spend.reimbursementCurrency,
    active: user.active,
    lastName: user.name.familyName,
    uuId: user.id,
    orgUnitData: valuesOf(spend, facts.fields, 'orgUnit').map(([orgUnitName, orgUnitValue]) => ({ orgUnitName, orgUnitValue })),
    customData: valuesOf(spend, facts.fields, 'custom').map(([customFieldName, customFieldValue]) => ({
      customFieldName,
      customFieldValue,
    })),
    localeCode: spend.locale.replace('-', '_'),
    countryCode: spend.country,
    approvers: approversToWire(facts.approvers),
    delegates: facts.delegates.map((delegation) => ({ ...delegationToWire(delegation), productCode: delegation.product })),
    // The published schema spells it otherwise on this side.
    delegators: facts.delegators.map((delegation) => ({ ...delegationToWire(delegation), prodCode: delegation.product })),
  };
}

/** Label and value of the slots that the company's form shows, in its order. */
const valuesOf = (spend: SpendProfile, fields: readonly UserFormField[], kind: 'custom' | 'orgUnit') =>
  fields
    .filter((field) => field.slot.startsWith(kind) && field.access !== 'HD')
    .map((field) => [field.label, spend.customData[field.slot]?.value ?? null] as const);

function approversToWire(approvers: readonly Approver[]) {
  const kinds = [...new Set(approvers.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const [first, second] = approvers.filter((approver) => approver.kind === kind);
    return {
      approverType: APPROVER_TYPE[kind],
      approverUuid: first?.approverId ?? '',
      approver2Uuid: second?.approverId ?? null,
    };
  });
}

function delegationToWire(delegation: Delegation) {
  const may = (permission: Delegation['permissions'][number]): boolean => delegation.permissions.includes(permission);
  const midnight = (day: string | undefined): string | null => (day === undefined ? null : `${day}T00:00:00.000`);
  return {
    canApprove: may('canApprove'),
    canApproveTemporary: may('canApproveTemporary'),
    canPrepare: may('canPrepare'),
    canPrepareForApproval: may('canPrepareForApproval'),
    canReceiveApprovalEmail: may('canReceiveApprovalEmail'),
    canReceiveEmail: may('canReceiveEmail'),
    canSubmit: may('canSubmit'),
    canSubmitTravelRequest: may('canSubmitTravelRequest'),
    canUseBi: may('canUseBi'),
    canViewReceipt: may('canViewReceipt'),
    delegateUUID: delegation.delegateId,
    delegatorUUID: delegation.delegatorId,
    temporaryDelegationFromDate: midnight(delegation.temporaryFrom),
    temporaryDelegationToDate: midnight(delegation.temporaryTo),
  };
}
