import type { Expense } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { parseHex32 } from '../../../platform/ids/index.ts';
import { TaxNotFound } from '../../../modules/expense/index.ts';
import { expenseIdOf, READ, reportIdOf } from './access.ts';
import { taxChangesFromWire, taxesSchema, taxToWire, updateTaxSchema } from './tax-wire.ts';
import { pathParams, type Params } from './values.ts';

const DOC = 'api-reference/expense/expense-report/v4.expense-tax.markdown';
const TAX_WRITE = 'expense.report.tax.readwrite';
const ONE = '/reports/{reportId}/expenses/{expenseId}';
const ALL_TAXES = `${ONE}/taxes`;
/** The page's own noun: the list is `taxes`, one of it `tax`. */
const ONE_TAX = `${ONE}/tax/{taxAuthorityId}`;

const on = (params: Params) =>
  ({ access: { kind: 'company' }, reportId: reportIdOf(params), entryId: expenseIdOf(params) }) as const;

export const taxRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'listExpenseTaxes',
    method: 'GET',
    path: ALL_TAXES,
    summary: 'Lists the taxes that an expense includes',
    doc: DOC,
    scopes: [...READ, TAX_WRITE],
    principals: ['company'],
    schema: { params: pathParams(ALL_TAXES), responses: { 200: taxesSchema } },
    handler: async ({ ctx, params, site }) => {
      const taxes = await expense.listTaxes(ctx, on(params));
      return { body: { expenseTaxes: taxes.map((tax) => taxToWire(tax, site.origin)) } };
    },
  }),
  route({
    operation: 'updateExpenseTax',
    method: 'PATCH',
    path: ONE_TAX,
    summary: 'Changes a tax of an expense by merge patch, while its report is pending external validation',
    doc: DOC,
    scopes: [TAX_WRITE],
    principals: ['company'],
    schema: { params: pathParams(ONE_TAX), body: updateTaxSchema, responses: { 204: null } },
    handler: async ({ ctx, params, body }) => {
      const authorityId = parseHex32(params['taxAuthorityId'] ?? '');
      if (!authorityId) throw new TaxNotFound();
      await expense.changeTax(ctx, { ...on(params), authorityId, changes: taxChangesFromWire(body) });
      return {};
    },
  }),
];
