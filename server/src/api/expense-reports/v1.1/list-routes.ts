import Type from 'typebox';
import type { Expense } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { WrongPrincipal } from '../../../platform/http/refusals.ts';
import { allReports, listToWire, reportsListSchema } from './list-wire.ts';
import { modifiedFilters, viewFilters } from './views.ts';

const DOC = 'api-reference/expense/expense-report/v1dot1.reports-list.markdown';
const common = { doc: DOC, scopes: ['EXPRPT'], xmlRoot: 'ReportsList', deprecated: true, method: 'GET' } as const;

function callerId({ actor }: Context): string {
  if (actor.kind !== 'user') throw new WrongPrincipal(['user'], actor.kind);
  return actor.userId;
}

/** Reports that wait for the caller, or the caller's own of a view. */
function viewed(ctx: Context, expense: Expense, view: string) {
  const userId = callerId(ctx);
  if (view.toUpperCase() === 'TOAPPROVE')
    return expense.reportsToApprove(ctx, { access: { kind: 'user', context: 'MANAGER', userId }, includeDelegate: false });
  return allReports(ctx, expense, { ...viewFilters(view, ctx.clock.now()), ownerIds: [userId] });
}

export const listRoutes = (expense: Expense): Route[] => [
  route({
    ...common,
    operation: 'listRecentReports',
    path: '/ReportsList',
    summary: "Lists the caller's reports that changed in the last 31 days; the page lets the view be left away",
    doc: 'extension',
    principals: ['user'],
    schema: { responses: { 200: reportsListSchema } },
    handler: async ({ ctx, site }) => ({ body: listToWire(await viewed(ctx, expense, 'RECENT'), site.origin) }),
  }),
  route({
    ...common,
    operation: 'listReportsOfView',
    path: '/ReportsList/{view}',
    summary: "Lists the caller's reports of a view",
    principals: ['user'],
    schema: { params: Type.Object({ view: Type.String() }), responses: { 200: reportsListSchema } },
    handler: async ({ ctx, params, site }) => ({ body: listToWire(await viewed(ctx, expense, params.view), site.origin) }),
  }),
  route({
    ...common,
    operation: 'listModifiedReports',
    path: '/ReportsList/{view}/LastModified',
    summary: "Lists everyone's reports of a view that changed in the 24 hours from a date",
    principals: ['user', 'company'],
    schema: {
      params: Type.Object({ view: Type.String() }),
      query: Type.Object({ date: Type.String() }, { additionalProperties: false }),
      responses: { 200: reportsListSchema },
    },
    handler: async ({ ctx, params, query, site }) => {
      const filters = modifiedFilters(params.view, query.date, ctx.clock.now());
      return { body: listToWire(await allReports(ctx, expense, filters), site.origin) };
    },
  }),
];
