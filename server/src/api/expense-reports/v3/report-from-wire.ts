import type { Static } from 'typebox';
import { ReportNotFound, type NewReport, type ReportChanges, type ReportFilters } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseOpaqueId, parseReportKey } from '../../../platform/ids/index.ts';
import { present, readDateTime, readDay } from '../../dialects/v3/values.ts';
import { reportCustoms, type newReportSchema, type reportQuerySchema, type updateReportSchema } from './report-schemas.ts';

type Query = Static<typeof reportQuerySchema>;
type Body = Static<typeof updateReportSchema>;

export function reportIdOf(text: string): string {
  const id = parseReportKey(text.toUpperCase());
  if (!id) throw new ReportNotFound();
  return id;
}

export function paymentTypeIdOf(name: string, text: string): string {
  const id = parseOpaqueId('g', 'payment-type', text);
  if (!id) throw new InvalidInput('query', [{ path: name, rule: 'format', message: 'is not the ID of a payment type' }]);
  return id;
}

function expenseGroupIdOf(text: string): string {
  const id = parseOpaqueId('g', 'expense-group', text);
  if (!id)
    throw new InvalidInput('query', [
      { path: 'expenseGroupConfigID', rule: 'format', message: 'is not the ID of an expense group configuration' },
    ]);
  return id;
}

export const reportChangesFromWire = (body: Body): ReportChanges =>
  present({
    name: body.Name,
    businessPurpose: body.Purpose,
    comment: body.Comment ?? undefined,
    reportDate: body.UserDefinedDate ? readDay('UserDefinedDate', body.UserDefinedDate) : undefined,
    countryCode: body.Country,
    countrySubdivisionCode: body.CountrySubdivision,
    custom: reportCustoms.fromWire(body),
  });

/** The policy is always the owner's default, whatever PolicyID says: api-reference/expense/expense-report/v3.reports#post. */
export const newReportFromWire = (body: Static<typeof newReportSchema>): Omit<NewReport, 'access'> => ({
  name: body.Name,
  ...present({
    businessPurpose: body.Purpose ?? undefined,
    comment: body.Comment ?? undefined,
    reportDate: body.UserDefinedDate ? readDay('UserDefinedDate', body.UserDefinedDate) : undefined,
    countryCode: body.Country ?? undefined,
    countrySubdivisionCode: body.CountrySubdivision ?? undefined,
    custom: reportCustoms.fromWire(body),
  }),
});

const codes = (list: string | undefined): string[] | undefined =>
  list
    ?.split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');

/** Filters but those that name people, which need a look-up. */
export const reportFiltersFromWire = (query: Query): ReportFilters =>
  present({
    approvalStatuses: codes(query.approvalStatusCode),
    paymentStatuses: codes(query.paymentStatusCode),
    currencyCode: query.currencyCode?.toUpperCase(),
    countryCode: query.countryCode?.toUpperCase(),
    expenseTypeId: query.expenseTypeCode,
    paymentTypeId: query.paymentType && paymentTypeIdOf('paymentType', query.paymentType),
    vendorName: query.vendorName,
    expenseGroupId: query.expenseGroupConfigID && expenseGroupIdOf(query.expenseGroupConfigID),
    hasImages: query.hasImages,
    hasAttendees: query.hasAttendees,
    attendeeTypeCode: query.attendeeTypeCode,
    hasTaxes: query.hasVAT,
    hasBillable: query.hasBillableExpenses,
    ...dayFilters(query),
    ...momentFilters(query),
  });

const dayFilters = (query: Query) => ({
  entryDateBefore: dayBefore('entryTransactionDateBefore', query.entryTransactionDateBefore),
  entryDateAfter: dayAfter('entryTransactionDateAfter', query.entryTransactionDateAfter),
  userDefinedDateBefore: dayBefore('userDefinedDateBefore', query.userDefinedDateBefore),
  userDefinedDateAfter: dayAfter('userDefinedDateAfter', query.userDefinedDateAfter),
});

const momentFilters = (query: Query) => {
  const at = (name: string, text: string | undefined) => (text === undefined ? undefined : readDateTime(name, text));
  return {
    createdBefore: at('createDateBefore', query.createDateBefore),
    createdAfter: at('createDateAfter', query.createDateAfter),
    submittedBefore: at('submitDateBefore', query.submitDateBefore),
    submittedAfter: at('submitDateAfter', query.submitDateAfter),
    processingPaymentBefore: at('processingPaymentDateBefore', query.processingPaymentDateBefore),
    processingPaymentAfter: at('processingPaymentDateAfter', query.processingPaymentDateAfter),
    paidBefore: at('paidDateBefore', query.paidDateBefore),
    paidAfter: at('paidDateAfter', query.paidDateAfter),
    modifiedBefore: at('modifiedDateBefore', query.modifiedDateBefore),
    modifiedAfter: at('modifiedDateAfter', query.modifiedDateAfter),
  };
};

const dayAfter = (name: string, text: string | undefined): string | undefined =>
  text === undefined ? undefined : readDay(name, text);

const DAY = 86_400_000;
/** A day begins before any later moment of it, so a time of day moves the border to the next day. */
function dayBefore(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const border = Math.ceil(readDateTime(name, text).getTime() / DAY) * DAY;
  // The day after the last that four digits can name is told with five.
  return new Date(border).toISOString().replace(/^\+0*/, '').split('T')[0];
}
