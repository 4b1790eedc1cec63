import { ReportNotFound } from '../../../modules/expense/index.ts';
import { opaqueId, parseOpaqueId, parseReportKey } from '../../../platform/ids/index.ts';

export const LIST_NAMESPACE = 'http://www.concursolutions.com/api/expense/expensereport/2012/06';
export const DETAILS_NAMESPACE = 'http://www.concursolutions.com/api/expense/expensereport/2012/07';

export const listedId = (reportId: string): string => opaqueId('n', 'report', reportId);

/** The id of the list; the plain key that the details show is read as well. */
export function reportIdOf(text: string): string {
  const id = parseOpaqueId('n', 'report', text) ?? parseReportKey(text.toUpperCase());
  if (!id) throw new ReportNotFound();
  return id;
}

export const detailsUrl = (origin: string, reportId: string): string =>
  `${origin}/api/expense/expensereport/v2.0/report/${encodeURIComponent(listedId(reportId))}`;
