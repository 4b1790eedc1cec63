import Type, { type Static } from 'typebox';
import type { CustomChanges, ReportChanges } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { documentXml, present, readMoment, slots } from '../../dialects/xml-v1/values.ts';
import { NAMESPACE } from './ids.ts';

const custom = { ...slots('OrgUnit', 6), ...slots('Custom', 20) };
const field = Type.Optional(Type.String({ maxLength: 48 }));
const long = Type.Optional(Type.String({ maxLength: 500 }));

/** api-reference/expense/expense-report/v1dot1.reports: the root is Report. */
export const headerSchema = Type.Object(
  {
    Name: Type.String({ minLength: 1 }),
    Purpose: long,
    Comment: long,
    UserDefinedDate: Type.Optional(Type.String()),
    ...(Object.fromEntries(Object.keys(custom).map((name) => [name, field])) as Record<string, typeof field>),
  },
  { additionalProperties: false, xml: { name: 'Report' } },
);

/** The namespace stands on the inner element, as in the sample. */
export const headerResultSchema = Type.Object(
  {
    ReportStatus: Type.Object(
      {
        Message: Type.Optional(Type.String()),
        Status: Type.String(),
        'Report-Details-Url': Type.Optional(Type.String()),
      },
      { xml: documentXml(NAMESPACE) },
    ),
  },
  {},
);
export type HeaderResult = Static<typeof headerResultSchema>;

/** `YYYY-MM-DD hh:mm:ss.0`; the time of day says nothing of a report's date. */
function dayOf(text: string): string {
  const [, day] = /^(\d{4}-\d{2}-\d{2})([ T].*)?$/.exec(text.trim()) ?? [];
  if (!day || !readMoment(day))
    throw new InvalidInput('body', [{ path: 'UserDefinedDate', rule: 'format', message: 'must be YYYY-MM-DD hh:mm:ss.0' }]);
  return day;
}

const changeOf = (text: unknown) => (typeof text === 'string' && text !== '' ? { value: text } : null);

function customChanges(body: Readonly<Record<string, unknown>>): CustomChanges {
  const given = Object.keys(custom).filter((name) => body[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name.charAt(0).toLowerCase() + name.slice(1), changeOf(body[name])]));
}

export const headerFromWire = (body: Static<typeof headerSchema>) => ({
  name: body.Name,
  ...present({
    businessPurpose: body.Purpose || undefined,
    comment: body.Comment || undefined,
    reportDate: body.UserDefinedDate ? dayOf(body.UserDefinedDate) : undefined,
    custom: customChanges(body),
  }),
});
export type Header = ReturnType<typeof headerFromWire> & Pick<ReportChanges, 'name'>;
