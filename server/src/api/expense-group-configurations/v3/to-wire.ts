import type { Static } from 'typebox';
import type { ExpenseType, GroupConfiguration } from '../../../modules/expense/index.ts';
import { opaqueId } from '../../../platform/ids/index.ts';
import type { groupSchema } from './schemas.ts';

/** A group with the expense types of each of its policies. */
export interface Shown {
  readonly configuration: GroupConfiguration;
  readonly expenseTypes: ReadonlyMap<string, readonly ExpenseType[]>;
}

export function groupToWire({ configuration, expenseTypes }: Shown, origin: string): Static<typeof groupSchema> {
  const { group, policies, paymentTypes, attendeeTypes } = configuration;
  const id = opaqueId('g', 'expense-group', group.id);
  return {
    Name: group.name,
    AttendeeListFormID: group.attendeeListForm && opaqueId('g', 'form', group.attendeeListForm.id),
    AttendeeListFormName: group.attendeeListForm?.name ?? null,
    AllowUserRegisterYodlee: group.allowUserRegisterPersonalCard,
    AllowUserDigitalTaxInvoice: group.allowUserDigitalTaxInvoice,
    AttendeeTypes: attendeeTypes.map(({ code, name }) => ({ Code: code, Name: name })),
    CashAdvance: cashAdvanceToWire(group.cashAdvance),
    PaymentTypes: paymentTypes.map((type) => ({
      ID: opaqueId('g', 'payment-type', type.id),
      Name: type.name,
      IsDefault: type.isDefault,
    })),
    Policies: policies.map((policy) => ({
      ID: opaqueId('g', 'policy', policy.id),
      Name: policy.name,
      IsDefault: policy.isDefault,
      IsInheritable: policy.isInheritable,
      // Categories only head others: the page's samples list what can be spent on.
      ExpenseTypes: (expenseTypes.get(policy.id) ?? [])
        .filter((type) => !type.isCategory)
        .map((type) => ({ Code: type.id, Name: type.name, ExpenseCode: type.code })),
    })),
    ID: id,
    URI: `${origin}/api/v3.0/expense/expensegroupconfigurations/${id}`,
  };
}

const cashAdvanceToWire = (settings: GroupConfiguration['group']['cashAdvance']) =>
  settings && {
    AllowUserCarryBalance: settings.allowUserCarryBalance,
    AllowUserLinkMultiple: settings.allowUserLinkMultiple,
    AllowUserUpdateExchangeRate: settings.allowUserUpdateExchangeRate,
    Name: settings.name,
    WorkflowID: settings.workflowId && opaqueId('g', 'workflow', settings.workflowId),
  };
