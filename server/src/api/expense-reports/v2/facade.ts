import Type from 'typebox';
import { AccessDenied, type Expense, type Report, type ReportFilters } from '../../../modules/expense/index.ts';
import type { Identity } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { xmlV1 } from '../../dialects/xml-v1/xml-v1.ts';
import { reportDetailsSchema } from './details-schemas.ts';
import { detailsToWire } from './details-to-wire.ts';
import { reportIdOf } from './ids.ts';
import { filtersFromWire, searchTerms } from './list-from-wire.ts';
import { listToWire, reportsListSchema } from './list-wire.ts';

const common = {
  method: 'GET',
  doc: 'api-reference/expense/expense-report/v2.reports.markdown',
  scopes: ['EXPRPT'],
  principals: ['user', 'company'],
  deprecated: true,
} as const;

const MOST = 1000;

/** What this façade asks of the people of a company. */
export type People = Pick<Identity, 'findUserByLogin'>;

async function ownerOf(ctx: Context, people: People, login: string): Promise<string> {
  const owner = await people.findUserByLogin(ctx, login);
  if (!owner) throw new InvalidInput('query', [{ path: 'LoginID', rule: 'unknown', message: 'Invalid User' }]);
  return owner.id;
}

/** The whole company's reports for those who may see them; the page is silent on others, who see their own. */
async function found(ctx: Context, expense: Expense, filters: ReportFilters): Promise<readonly Report[]> {
  try {
    return (await expense.searchReports(ctx, filters, { limit: MOST })).items;
  } catch (error) {
    if (!(error instanceof AccessDenied) || filters.ownerIds || ctx.actor.kind !== 'user') throw error;
    return (await expense.searchReports(ctx, { ...filters, ownerIds: [ctx.actor.userId] }, { limit: MOST })).items;
  }
}

const routes = (expense: Expense, people: People): Route[] => [
  route({
    ...common,
    operation: 'listReports',
    path: '/Reports',
    summary: 'Lists at most 1000 reports of the company',
    xmlRoot: 'ReportsList',
    schema: { responses: { 200: reportsListSchema } },
    handler: async ({ ctx, site, url }) => {
      const terms = searchTerms(url);
      const login = terms.get('loginid');
      const owner = login ? { ownerIds: [await ownerOf(ctx, people, login)] } : {};
      return { body: listToWire(await found(ctx, expense, { ...filtersFromWire(terms), ...owner }), site.origin) };
    },
  }),
  route({
    ...common,
    operation: 'getReportDetails',
    path: '/report/{reportId}',
    summary: 'Reads a report with its entries',
    xmlRoot: 'ReportDetails',
    schema: { params: Type.Object({ reportId: Type.String() }), responses: { 200: reportDetailsSchema } },
    handler: async ({ ctx, params, site }) => {
      const on = { access: { kind: 'any' }, reportId: reportIdOf(params.reportId) } as const;
      const report = await expense.getReport(ctx, on);
      const entries = await expense.listEntries(ctx, on);
      const comments = await expense.listComments(ctx, { ...on, includeEntries: true });
      return { body: detailsToWire({ report, entries, comments }, { origin: site.origin, language: ctx.language }) };
    },
  }),
];

/** Expense reports in the second XML generation. */
export const expenseReportsV2 = (expense: Expense, people: People): Facade =>
  facade({
    family: 'expense-reports',
    version: 'v2',
    dialect: xmlV1,
    prefix: '/api/expense/expensereport/v2.0',
    routes: routes(expense, people),
  });
