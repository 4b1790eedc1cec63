import Type from 'typebox';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';

const closed = { additionalProperties: false } as const;
const text = nullable(Type.String());
const flag = Type.Boolean();

const expenseTypeSchema = Type.Object({ Code: Type.String(), Name: Type.String(), ExpenseCode: Type.String() });
const policySchema = Type.Object({
  ID: Type.String(),
  Name: Type.String(),
  IsDefault: flag,
  IsInheritable: flag,
  ExpenseTypes: Type.Array(expenseTypeSchema, { xml: { item: 'ExpenseType' } }),
});
const paymentTypeSchema = Type.Object({ ID: Type.String(), Name: Type.String(), IsDefault: flag });
const attendeeTypeSchema = Type.Object({ Code: Type.String(), Name: Type.String() });
const cashAdvanceSchema = Type.Object(
  {
    AllowUserCarryBalance: flag,
    AllowUserLinkMultiple: flag,
    AllowUserUpdateExchangeRate: flag,
    Name: text,
    WorkflowID: text,
  },
  { xml: { nil: 'xsi' } },
);

/** api-reference/expense/expense-report/expense-group-configurations#expensegroupconfiguration */
export const groupSchema = Type.Object(
  {
    Name: Type.String(),
    AttendeeListFormID: text,
    AttendeeListFormName: text,
    AllowUserRegisterYodlee: flag,
    AllowUserDigitalTaxInvoice: flag,
    AttendeeTypes: Type.Array(attendeeTypeSchema, { xml: { item: 'AttendeeType' } }),
    CashAdvance: nullable(cashAdvanceSchema),
    PaymentTypes: Type.Array(paymentTypeSchema, { xml: { item: 'PaymentType' } }),
    Policies: Type.Array(policySchema, { xml: { item: 'Policy' } }),
    ID: Type.String(),
    URI: Type.String(),
  },
  { xml: resourceXml },
);
export const groupsSchema = collectionOf(groupSchema, 'ExpenseGroupConfiguration');

export const userQuerySchema = Type.Object({ user: Type.Optional(Type.String()) }, closed);
/** Ten at most, and the default: live clients are refused above. */
export const listQuerySchema = Type.Object(
  {
    user: Type.Optional(Type.String()),
    offset: Type.Optional(Type.String()),
    limit: Type.Integer({ minimum: 1, maximum: 10, default: 10 }),
  },
  closed,
);
export const idParamsSchema = Type.Object({ id: Type.String({ minLength: 1 }) });
