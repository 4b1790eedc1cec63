import type { Static } from 'typebox';
import type { NewReport, ReportChanges, SubmittedReportChanges } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseHex32, parseUuid } from '../../../platform/ids/index.ts';
import type { newReportSchema, updateReportSchema, updateSubmittedReportSchema } from './report-schemas.ts';
import { customChanges, present } from './values.ts';

/** The pages show a policy's id as a UUID and as 32 hexadecimal digits: both are read. */
function policyIdFromWire(text: string): string {
  const id = parseHex32(text) ?? parseUuid(text);
  if (!id) throw new InvalidInput('body', [{ path: 'policyId', rule: 'format', message: 'is not the id of a policy' }]);
  return id;
}

type Changes = Static<typeof updateReportSchema>;

export const reportChangesFromWire = (body: Changes): ReportChanges =>
  present({
    name: body.name,
    businessPurpose: body.businessPurpose,
    comment: body.comment,
    countryCode: body.countryCode,
    countrySubdivisionCode: body.countrySubDivisionCode,
    custom: body.customData && customChanges(body.customData),
    reportDate: body.reportDate,
    startDate: body.startDate,
    endDate: body.endDate,
    isPaperReceiptsReceived: body.isPaperReceiptsReceived,
    isCopyDownInherited: body.isCopyDownInherited,
    policyId: body.policyId === undefined ? undefined : policyIdFromWire(body.policyId),
  });

/** In a new report null says no more than leaving the member away. */
export const newReportFromWire = (
  body: Static<typeof newReportSchema>,
): Omit<NewReport, 'access' | 'idempotencyKey' | 'ownerId'> => ({
  name: body.name,
  policyId: policyIdFromWire(body.policyId),
  ...present({
    businessPurpose: body.businessPurpose ?? undefined,
    comment: body.comment,
    countryCode: body.countryCode ?? undefined,
    countrySubdivisionCode: body.countrySubDivisionCode ?? undefined,
    custom: body.customData && customChanges(body.customData),
    reportDate: body.reportDate,
    startDate: body.startDate ?? undefined,
    endDate: body.endDate ?? undefined,
  }),
});

export const submittedChangesFromWire = (body: Static<typeof updateSubmittedReportSchema>): SubmittedReportChanges =>
  present({
    name: body.name,
    businessPurpose: body.businessPurpose,
    comment: body.comment,
    custom: body.customData && customChanges(body.customData),
    isPaperReceiptsReceived: body.isPaperReceiptsReceived,
  });
