import Type, { type Static } from 'typebox';
import {
  ValueRefused,
  type Attendance,
  type Expense,
  type NewAssociation,
  type OnEntry,
} from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { parseHex32, parseUuid } from '../../../platform/ids/index.ts';
import { readAmount, readCurrency } from '../../amounts.ts';
import { expenseIdOf, READ, reportIdOf, systemPlace, userPlace, WRITE, type Place } from './access.ts';
import { createdSchema } from './report-schemas.ts';
import {
  amountOf,
  amountSchema,
  closed,
  customData,
  customDataSchema,
  nullable,
  pathParams,
  text,
  type Params,
} from './values.ts';

const DOC = 'api-reference/expense/expense-report/v4.expense-attendee-associations.markdown';
const OWNERS = userPlace(['TRAVELER', 'PROXY'], ['user', 'company']);
const pathAt = (place: Place): string => `${place.prefix}/reports/{reportId}/expenses/{expenseId}/attendees`;

const attendanceSchema = Type.Object({
  noShowAttendeeCount: Type.Integer(),
  expenseAttendeeList: Type.Array(
    Type.Object({
      attendeeId: Type.String(),
      customData: customDataSchema,
      isAmountUserEdited: Type.Boolean(),
      isTraveling: nullable(Type.Boolean()),
      associatedAttendeeCount: Type.Integer(),
      versionNumber: Type.Integer(),
      transactionAmount: amountSchema,
      approvedAmount: amountSchema,
    }),
  ),
});

/** What an answer shows may be sent back: the approved amount, and what the server says of a custom value, are let pass. */
const inputSchema = Type.Object(
  {
    noShowAttendeeCount: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 100_000 }))),
    expenseAttendeeList: Type.Array(
      Type.Object(
        {
          attendeeId: Type.String({ minLength: 1 }),
          customData: Type.Optional(
            nullable(
              Type.Array(
                Type.Object(
                  {
                    id: Type.String({ pattern: '^custom0?[1-5]$' }),
                    value: Type.Optional(nullable(Type.String({ maxLength: 48 }))),
                    isValid: Type.Optional(nullable(Type.Boolean())),
                    listItemUrl: Type.Optional(text),
                  },
                  closed,
                ),
              ),
            ),
          ),
          isAmountUserEdited: Type.Optional(nullable(Type.Boolean())),
          isTraveling: Type.Optional(nullable(Type.Boolean())),
          associatedAttendeeCount: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 100_000 }))),
          versionNumber: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }))),
          // The page's table has an amount with its currency, its sample and the published file a number.
          transactionAmount: Type.Optional(nullable(Type.Union([Type.Number(), amountSchema]))),
          approvedAmount: Type.Optional(Type.Unknown()),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  closed,
);
type Input = Static<typeof inputSchema>;

const on = (place: Place, params: Params): OnEntry => ({
  access: place.access(params),
  reportId: reportIdOf(params),
  entryId: expenseIdOf(params),
});

const toWire = ({ associations, noShowCount }: Attendance, origin: string): Static<typeof attendanceSchema> => ({
  noShowAttendeeCount: noShowCount,
  expenseAttendeeList: associations.map((one) => ({
    attendeeId: one.attendeeId,
    customData: customData(one.custom, origin),
    isAmountUserEdited: one.isAmountEdited,
    isTraveling: one.isTraveling,
    associatedAttendeeCount: one.associatedCount,
    versionNumber: one.attendeeVersion,
    transactionAmount: amountOf(one.transaction),
    approvedAmount: amountOf(one.approved),
  })),
});

function fromWire(item: Input['expenseAttendeeList'][number]): NewAssociation {
  // The page's answers show 32 hex digits, its requests a UUID.
  const attendeeId = parseUuid(item.attendeeId) ?? parseHex32(item.attendeeId);
  if (!attendeeId)
    throw new InvalidInput('body', [{ path: 'attendeeId', rule: 'format', message: 'is not the id of an attendee' }]);
  const custom = (item.customData ?? []).flatMap(({ id, value }) =>
    value == null || value === '' ? [] : [[id.replace('custom0', 'custom'), { value }] as const],
  );
  return {
    attendeeId,
    custom: Object.fromEntries(custom),
    isAmountEdited: item.isAmountUserEdited ?? false,
    isTraveling: item.isTraveling ?? null,
    associatedCount: item.associatedAttendeeCount ?? 1,
    ...(item.versionNumber == null ? {} : { attendeeVersion: item.versionNumber }),
    ...(item.transactionAmount == null ? {} : amountGiven(item.transactionAmount)),
  };
}

const amountGiven = (given: number | Static<typeof amountSchema>): Pick<NewAssociation, 'amount' | 'currencyCode'> =>
  typeof given === 'number'
    ? { amount: valueOf(given) }
    : { amount: valueOf(given.value), currencyCode: readCurrency('transactionAmount.currencyCode', given.currencyCode) };

const valueOf = (value: number) => readAmount('transactionAmount', value, (path, message) => new ValueRefused(path, message));

/** Who was at an expense. */
export const attendeeAssociationRoutes = (expense: Expense): Route[] => [
  ...[OWNERS, systemPlace].map((place) => reading(expense, place)),
  replacing(expense),
  clearing(expense),
];

const reading = (expense: Expense, place: Place): Route =>
  route({
    operation: `listExpenseAttendees${place.suffix}`,
    method: 'GET',
    path: pathAt(place),
    summary: 'Lists the attendees of an expense',
    doc: DOC,
    scopes: READ,
    principals: place.principals,
    schema: { params: pathParams(pathAt(place)), responses: { 200: attendanceSchema } },
    handler: async ({ ctx, params, site }) => ({
      body: toWire(await expense.getAttendance(ctx, on(place, params)), site.origin),
    }),
  });

const replacing = (expense: Expense): Route =>
  route({
    operation: 'replaceExpenseAttendees',
    method: 'POST',
    path: pathAt(OWNERS),
    summary: 'Makes these, and no others, the attendees of an expense',
    doc: DOC,
    scopes: WRITE,
    principals: OWNERS.principals,
    schema: { params: pathParams(pathAt(OWNERS)), body: inputSchema, responses: { 201: createdSchema } },
    handler: async ({ ctx, params, body, site, url }) => {
      const attendees = body.expenseAttendeeList.map(fromWire);
      const noShowCount = body.noShowAttendeeCount ?? 0;
      await expense.replaceAttendees(ctx, { ...on(OWNERS, params), attendees, noShowCount });
      return { body: { uri: site.origin + (url.split('?')[0] ?? '') } };
    },
  });

const clearing = (expense: Expense): Route =>
  route({
    operation: 'removeExpenseAttendees',
    method: 'DELETE',
    path: pathAt(OWNERS),
    summary: 'Takes every attendee off an expense',
    doc: DOC,
    scopes: WRITE,
    principals: OWNERS.principals,
    schema: { params: pathParams(pathAt(OWNERS)), responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await expense.replaceAttendees(ctx, { ...on(OWNERS, params), attendees: [] });
      return {};
    },
  });
