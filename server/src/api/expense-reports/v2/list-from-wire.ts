import type { ReportFilters } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseOpaqueId } from '../../../platform/ids/index.ts';
import { present, readMoment } from '../../dialects/xml-v1/values.ts';

const PENDING = ['A_PEND', 'A_PECO', 'A_PBDG', 'A_EXTV', 'A_PVAL', 'A_RHLD', 'A_AAFH', 'A_FILE', 'A_TEXP'];
const NOT_PAID = ['P_NOTP', 'P_HOLD', 'P_PROC'];

/** The status enum of api-reference/expense/expense-report/v2.reports. */
const statuses: Readonly<Record<string, ReportFilters>> = {
  ACTIVE: { paymentStatuses: NOT_PAID },
  UNSUBMITTED: { isSubmitted: false },
  PENDING: { approvalStatuses: PENDING },
  ACCOUNTINGREVIEW: { approvalStatuses: ['A_ACCO'] },
  PROCESSING: { approvalStatuses: ['A_APPR'], paymentStatuses: NOT_PAID },
  INTEGRATED: { paymentStatuses: ['P_PAID'] },
  PENDINGEXTERNALVALIDATION: { approvalStatuses: ['A_EXTV'] },
  PAYMENTCONFIRMED: { paymentStatuses: ['P_PAYC'] },
};

const KNOWN = new Set([
  'status',
  'loginid',
  'reportcurrency',
  'reportcountry',
  'paymenttypeid',
  'hasattendees',
  'modifiedafterdate',
  'modifiedbeforedate',
]);

const refused = (path: string, rule: string, message: string): InvalidInput =>
  new InvalidInput('query', [{ path, rule, message }]);

/** The search terms of an address by lower-case name: the page and its samples write them in several cases. */
export function searchTerms(url: string): ReadonlyMap<string, string> {
  const terms = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(url.split('?')[1] ?? '')) {
    if (!KNOWN.has(name.toLowerCase())) throw refused(name, 'unknown', 'is not a search term that can be answered');
    if (value !== '') terms.set(name.toLowerCase(), value);
  }
  return terms;
}

/** Filters but the owner, who needs a look-up. */
export function filtersFromWire(terms: ReadonlyMap<string, string>): ReportFilters {
  const status = (terms.get('status') ?? 'ACTIVE').toUpperCase();
  const chosen = statuses[status];
  if (!chosen) throw refused('status', 'enum', `must be one of ${Object.keys(statuses).join(', ')}`);
  const paymentType = terms.get('paymenttypeid');
  return {
    ...chosen,
    ...present({
      currencyCode: terms.get('reportcurrency')?.toUpperCase(),
      countryCode: terms.get('reportcountry')?.toUpperCase(),
      hasAttendees: flagOf('HasAttendees', terms.get('hasattendees')),
      paymentTypeId: paymentType === undefined ? undefined : paymentTypeIdOf(paymentType),
      modifiedAfter: momentOf('modifiedAfterDate', terms.get('modifiedafterdate')),
      modifiedBefore: momentOf('modifiedBeforeDate', terms.get('modifiedbeforedate')),
    }),
  };
}

function paymentTypeIdOf(text: string): string {
  const id = parseOpaqueId('n', 'payment-type', text);
  if (!id) throw refused('PaymentTypeID', 'format', 'is not the id of a payment type');
  return id;
}

function flagOf(name: string, text: string | undefined): boolean | undefined {
  const flag = text?.toLowerCase();
  if (flag !== undefined && flag !== 'true' && flag !== 'false') throw refused(name, 'format', 'must be true or false');
  return flag === undefined ? undefined : flag === 'true';
}

function momentOf(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const moment = readMoment(text);
  if (!moment) throw refused(name, 'format', 'must be YYYY-MM-DDThh:mm:ss');
  return moment;
}
