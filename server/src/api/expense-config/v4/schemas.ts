import Type, { type TSchema } from 'typebox';

const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** api-reference/expense/expense-config/v4.expense.config#policy-schema */
export const policySchema = Type.Object({
  policyId: Type.String(),
  policyName: Type.String(),
  isDefault: Type.Boolean(),
  isInheritable: Type.Boolean(),
});

export const expenseTypeSchema = Type.Object({
  expenseTypeId: Type.String(),
  expenseTypeName: Type.String(),
  spendCategoryCode: Type.String(),
  spendCategoryName: Type.String(),
  isCategory: Type.Boolean(),
  parentExpenseTypeId: Type.Optional(Type.String()),
  parentName: Type.Optional(Type.String()),
});

export const paymentTypeSchema = Type.Object({
  paymentTypeId: Type.String(),
  paymentTypeName: Type.String(),
  isDefault: Type.Boolean(),
});

export const attendeeTypeSchema = Type.Object({ attendeeTypeCode: Type.String(), attendeeTypeName: Type.String() });

const cashAdvanceSchema = Type.Object({
  allowUserCarryBalance: Type.Boolean(),
  allowUserLinkMultiple: Type.Boolean(),
  allowUserUpdateExchangeRate: Type.Boolean(),
  name: nullable(Type.String()),
  workflowId: nullable(Type.String()),
});

const group = {
  hierarchyNodeId: Type.String(),
  groupName: Type.String(),
  allowUserDigitalTaxInvoice: Type.Boolean(),
  allowUserRegisterYodlee: Type.Boolean(),
  attendeeListFormId: nullable(Type.String()),
  attendeeListFormName: nullable(Type.String()),
  cashAdvance: nullable(cashAdvanceSchema),
};
export const groupSchema = Type.Object(group);
export const groupConfigSchema = Type.Object({
  ...group,
  policies: Type.Optional(Type.Array(policySchema)),
  paymentTypes: Type.Optional(Type.Array(paymentTypeSchema)),
  attendeeTypes: Type.Optional(Type.Array(attendeeTypeSchema)),
});
