import Type from 'typebox';
import { ReportNotFound } from '../../modules/expense/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import { parseReportKey } from '../../platform/ids/index.ts';
import type { WebDeps } from './deps.ts';
import { signedManualRoute, signedRoute } from './signed-route.ts';

const params = Type.Object({ reportId: Type.String() });

/** Whoever may read the report may have it on paper. @throws ReportNotFound for what is no key of one. */
function onReport(reportId: string) {
  const id = parseReportKey(reportId.toUpperCase());
  if (!id) throw new ReportNotFound();
  return { access: { kind: 'any' }, reportId: id } as const;
}

/** A report as one PDF with its receipts: ordered, printed by a job, and then fetched. */
export const printRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'orderPrint',
    method: 'POST',
    path: '/expense/reports/{reportId}/print',
    summary: 'Has a report printed as it is now, with its receipts',
    schema: { params, responses: { 202: null } },
    handler: async ({ ctx, params: { reportId } }) => {
      await deps.reportPrints.orderPrint(ctx, onReport(reportId));
      return {};
    },
  }),
  signedManualRoute(deps, {
    operation: 'getPrint',
    method: 'GET',
    path: '/expense/reports/{reportId}/print.pdf',
    summary: 'The report as one PDF, once it is printed',
    schema: { params, responses: { 200: Type.Unsafe<Uint8Array>({}) } },
    handler: async ({ work, caller, params: { reportId } }) => {
      const print = await work.read(caller, (ctx) => deps.reportPrints.print(ctx, onReport(reportId)));
      return {
        body: await deps.reportPrints.content(print),
        headers: {
          'content-type': 'application/pdf',
          'content-disposition': `attachment; filename="report-${reportId.toUpperCase()}.pdf"`,
        },
      };
    },
  }),
];
