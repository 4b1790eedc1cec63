import type { Static } from 'typebox';
import {
  spendCategoryName,
  type ExpenseGroup,
  type ExpenseType,
  type GroupAttendeeType,
  type GroupConfiguration,
  type GroupPolicy,
  type PaymentType,
} from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import type {
  attendeeTypeSchema,
  expenseTypeSchema,
  groupConfigSchema,
  groupSchema,
  paymentTypeSchema,
  policySchema,
} from './schemas.ts';

export const policyToWire = (policy: GroupPolicy): Static<typeof policySchema> => ({
  policyId: hex32(policy.id),
  policyName: policy.name,
  isDefault: policy.isDefault,
  isInheritable: policy.isInheritable,
});

/** A type names its category where it has one; see the samples of the page. */
export function expenseTypesToWire(types: readonly ExpenseType[]): Static<typeof expenseTypeSchema>[] {
  const names = new Map(types.map(({ id, name }) => [id, name]));
  return types.map(({ id, name, spendCategoryCode, isCategory = false, parentId }) => {
    const parentName = parentId === undefined ? undefined : names.get(parentId);
    return {
      expenseTypeId: id,
      expenseTypeName: name,
      spendCategoryCode,
      spendCategoryName: spendCategoryName(spendCategoryCode),
      isCategory,
      ...(parentId === undefined ? {} : { parentExpenseTypeId: parentId }),
      ...(parentName === undefined ? {} : { parentName }),
    };
  });
}

export const paymentTypeToWire = (type: PaymentType): Static<typeof paymentTypeSchema> => ({
  paymentTypeId: type.shortId,
  paymentTypeName: type.name,
  isDefault: type.isDefault,
});

export const attendeeTypeToWire = ({ code, name }: GroupAttendeeType): Static<typeof attendeeTypeSchema> => ({
  attendeeTypeCode: code,
  attendeeTypeName: name,
});

export const groupToWire = (group: ExpenseGroup): Static<typeof groupSchema> => ({
  hierarchyNodeId: hex32(group.id),
  groupName: group.name,
  allowUserDigitalTaxInvoice: group.allowUserDigitalTaxInvoice,
  allowUserRegisterYodlee: group.allowUserRegisterPersonalCard,
  attendeeListFormId: group.attendeeListForm && hex32(group.attendeeListForm.id),
  attendeeListFormName: group.attendeeListForm?.name ?? null,
  cashAdvance: group.cashAdvance && {
    allowUserCarryBalance: group.cashAdvance.allowUserCarryBalance,
    allowUserLinkMultiple: group.cashAdvance.allowUserLinkMultiple,
    allowUserUpdateExchangeRate: group.cashAdvance.allowUserUpdateExchangeRate,
    name: group.cashAdvance.name,
    workflowId: group.cashAdvance.workflowId && hex32(group.cashAdvance.workflowId),
  },
});

/** What `applicableConfigs` asks for beside the group itself. */
export const CONFIGS = ['policies', 'paymentTypes', 'attendeeTypes'] as const;
export type Config = (typeof CONFIGS)[number];

export const groupConfigToWire = (
  { group, policies, paymentTypes, attendeeTypes }: GroupConfiguration,
  wanted: readonly Config[] = CONFIGS,
): Static<typeof groupConfigSchema> => ({
  ...groupToWire(group),
  ...(wanted.includes('policies') ? { policies: policies.map(policyToWire) } : {}),
  ...(wanted.includes('paymentTypes') ? { paymentTypes: paymentTypes.map(paymentTypeToWire) } : {}),
  ...(wanted.includes('attendeeTypes') ? { attendeeTypes: attendeeTypes.map(attendeeTypeToWire) } : {}),
});
