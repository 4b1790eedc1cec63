import { ReportNotFound } from '../../../modules/expense/index.ts';
import { opaqueId, parseOpaqueId, parseReportKey } from '../../../platform/ids/index.ts';

export const NAMESPACE = 'http://www.concursolutions.com/api/expense/expensereport/2011/03';
const BASE = '/api/expense/expensereport/v1.1';

/** The page calls it the encrypted database key. */
export const rptKey = (reportId: string): string => opaqueId('n', 'report', reportId);

/** Reports are named by their RptKey; the plain key that every generation shows is read as well. */
export function reportIdOf(text: string): string {
  const id = parseOpaqueId('n', 'report', text) ?? parseReportKey(text.toUpperCase());
  if (!id) throw new ReportNotFound();
  return id;
}

export const detailsUrl = (origin: string, reportId: string): string =>
  `${origin}${BASE}/report/${encodeURIComponent(rptKey(reportId))}`;
export const fullDetailsUrl = (origin: string, reportId: string): string =>
  `${origin}${BASE}/reportfulldetails/${encodeURIComponent(rptKey(reportId))}`;
