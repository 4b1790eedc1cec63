import Type, { type Static } from 'typebox';
import type { Expense, ShownField } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { hex32, parseHex32, parseUuid } from '../../../platform/ids/index.ts';
import { expenseIdOf, READ, reportIdOf } from './access.ts';
import { closed, oneOf, pathParams, text } from './values.ts';

const PAGES = 'api-reference/expense/expense-report';
const OF_REPORT = '/reports/{reportId}/formFields';
const OF_EXPENSE = '/reports/{reportId}/expenses/{expenseId}/formFields';
const count = Type.Union([Type.Integer(), Type.Null()]);

/** A bare array, as the samples show it; the schema's heading wraps it. api-reference/expense/expense-report/v4.reports#form-field-schema */
const formFieldsSchema = Type.Array(
  Type.Object({
    parentFieldId: text,
    controlType: Type.String(),
    dataType: Type.String(),
    defaultValue: text,
    fieldAccess: oneOf('HD', 'RO', 'RW'),
    fieldId: Type.String(),
    formFieldId: Type.String(),
    fieldName: Type.String(),
    fieldSequence: Type.Integer(),
    hasLineSeparator: Type.Boolean(),
    isCopyDownSource: Type.Boolean(),
    listId: text,
    listLevel: count,
    isExternalList: Type.Boolean(),
    maximumLength: count,
    isRequired: Type.Boolean(),
    tooltip: text,
    validationExpression: text,
    validationMessage: text,
    itemizationCopyDownAction: oneOf('ConfiguredCopyDown', 'None', 'ParentExpense'),
    requiredForAutoSave: Type.Boolean(),
    referenceLink: text,
    targetFieldSettings: Type.Null(),
  }),
);

/** Lists of other systems are none of ours, and no field shows or hides another. */
const fieldToWire = (field: ShownField, origin: string): Static<typeof formFieldsSchema>[number] => ({
  parentFieldId: field.parentFieldId,
  controlType: field.controlType,
  dataType: field.dataType,
  defaultValue: field.defaultValue,
  fieldAccess: field.access,
  fieldId: field.fieldId,
  formFieldId: hex32(field.id),
  fieldName: field.label,
  fieldSequence: field.sequence,
  hasLineSeparator: field.hasLineSeparator,
  isCopyDownSource: field.isCopyDownSource,
  listId: field.listId && hex32(field.listId),
  listLevel: field.listLevel,
  isExternalList: false,
  maximumLength: field.maxLength,
  isRequired: field.isRequired,
  tooltip: field.tooltip,
  validationExpression: field.validationExpression,
  validationMessage: field.validationMessage,
  itemizationCopyDownAction: field.copyDownAction,
  requiredForAutoSave: field.requiredForAutoSave,
  referenceLink: field.listId && `${origin}/list/v4/lists/${field.listId}/children`,
  targetFieldSettings: null,
});

function policyIdOf(given: string): string {
  const id = parseHex32(given) ?? parseUuid(given);
  if (!id) throw new InvalidInput('query', [{ path: 'policyId', rule: 'format', message: 'Invalid policyId' }]);
  return id;
}

/** Which fields the forms have: with a user's token as that user may fill them in, with a company's too. */
export const formFieldRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'listReportFormFields',
    method: 'GET',
    path: OF_REPORT,
    summary: 'Lists the fields of the header; with policyId those that another policy asks for',
    doc: `${PAGES}/v4.reports.markdown`,
    scopes: READ,
    principals: ['user', 'company'],
    schema: {
      params: pathParams(OF_REPORT),
      query: Type.Object({ policyId: Type.Optional(Type.String()) }, closed),
      responses: { 200: formFieldsSchema },
    },
    handler: async ({ ctx, params, query, site }) => {
      const preview = query.policyId === undefined ? {} : { policyId: policyIdOf(query.policyId) };
      const fields = await expense.reportFormFields(ctx, { access: { kind: 'any' }, reportId: reportIdOf(params), ...preview });
      return { body: fields.map((field) => fieldToWire(field, site.origin)) };
    },
  }),
  route({
    operation: 'listExpenseFormFields',
    method: 'GET',
    path: OF_EXPENSE,
    summary: 'Lists the fields of an expense; with expenseTypeId those that another type asks for',
    doc: `${PAGES}/v4.expenses.markdown`,
    scopes: READ,
    principals: ['user', 'company'],
    schema: {
      params: pathParams(OF_EXPENSE),
      query: Type.Object({ expenseTypeId: Type.Optional(Type.String({ maxLength: 5 })) }, closed),
      responses: { 200: formFieldsSchema },
    },
    handler: async ({ ctx, params, query: { expenseTypeId }, site }) => {
      const at = { access: { kind: 'any' }, reportId: reportIdOf(params), entryId: expenseIdOf(params) } as const;
      const fields = await expense.entryFormFields(ctx, { ...at, ...(expenseTypeId === undefined ? {} : { expenseTypeId }) });
      return { body: fields.map((field) => fieldToWire(field, site.origin)) };
    },
  }),
];
