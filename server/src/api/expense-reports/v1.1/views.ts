import type { ReportFilters } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { readMoment } from '../../dialects/xml-v1/values.ts';

const DAY = 86_400_000;
const PENDING = ['A_PEND', 'A_PECO', 'A_PBDG', 'A_EXTV', 'A_PVAL', 'A_RHLD', 'A_AAFH', 'A_FILE', 'A_TEXP', 'A_ACCO'];
const NOT_PAID = ['P_NOTP', 'P_HOLD', 'P_PROC'];

/** View -> filters, at a moment. Periods are of the calendar in UTC: api-reference/expense/expense-report/v1dot1.reports-list. */
const views: Readonly<Record<string, (now: Date) => ReportFilters>> = {
  ALL: () => ({}),
  RECENT: (now) => ({ modifiedAfter: new Date(now.getTime() - 31 * DAY) }),
  ACTIVE: () => ({ paymentStatuses: NOT_PAID }),
  UNSUBMITTED: () => ({ isSubmitted: false }),
  PENDING: () => ({ approvalStatuses: PENDING }),
  APPROVED: () => ({ approvalStatuses: ['A_APPR'] }),
  PROCESSED: () => ({ paymentStatuses: ['P_PROC'] }),
  PAID: () => ({ paymentStatuses: ['P_PAID'] }),
  PAYMENTCONFIRMED: () => ({ paymentStatuses: ['P_PAYC'] }),
  FORTHISMONTH: (now) => created(now, 1, 0),
  FORLASTMONTH: (now) => created(now, 1, -1),
  FORTHISQUARTER: (now) => created(now, 3, 0),
  FORLASTQUARTER: (now) => created(now, 3, -1),
  FORTHISYEAR: (now) => created(now, 12, 0),
  FORLASTYEAR: (now) => created(now, 12, -1),
};

/** Reports of the calendar period of so many months that is `offset` periods from now. */
function created(now: Date, months: number, offset: number): ReportFilters {
  const first = Math.floor(now.getUTCMonth() / months) * months + offset * months;
  const start = Date.UTC(now.getUTCFullYear(), first);
  return { createdAfter: new Date(start - 1), createdBefore: new Date(Date.UTC(now.getUTCFullYear(), first + months)) };
}

const LAST_MODIFIED = new Set(
  'ALL ACTIVE UNSUBMITTED APPROVED PENDING PROCESSED PAID PAYMENTCONFIRMED RECENT TOAPPROVE'.split(' '),
);

const unknownView = (view: string): InvalidInput =>
  new InvalidInput('path', [{ path: 'View', rule: 'enum', message: `${view} is not a view that can be listed` }]);

/** Views by who approved when are refused: the domain does not keep them for search as yet. */
export function viewFilters(view: string, now: Date): ReportFilters {
  const filters = views[view.toUpperCase()];
  if (!filters || view.toUpperCase() === 'ALL') throw unknownView(view);
  return filters(now);
}

/** Everyone's reports of a view, modified in the 24 hours from a moment on. */
export function modifiedFilters(view: string, date: string, now: Date): ReportFilters {
  const name = view.toUpperCase();
  if (!LAST_MODIFIED.has(name)) throw unknownView(view);
  const from = readMoment(date);
  if (!from)
    throw new InvalidInput('query', [{ path: 'date', rule: 'format', message: 'must be YYYY-MM-DD or YYYY-MM-DDThh:mm:ss' }]);
  const { modifiedAfter: _ownWindow, ...filters } = (views[name === 'TOAPPROVE' ? 'PENDING' : name] ?? views['ALL'])?.(now) ?? {};
  return { ...filters, modifiedAfter: new Date(from.getTime() - 1), modifiedBefore: new Date(from.getTime() + DAY) };
}
