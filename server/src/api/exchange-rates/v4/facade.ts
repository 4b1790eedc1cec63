import Type, { type Static } from 'typebox';
import type { ExchangeRates, NewRate, UploadOutcome } from '../../../modules/exchange-rate/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { decimal } from '../../../platform/money/money.ts';
import { v4Forbidding } from '../../dialects/v4/v4.ts';

const DOC = 'api-reference/expense/exchange-rate/v4.exchange-rate.md';

const rate = {
  from_crn_code: Type.String({ maxLength: 64 }),
  to_crn_code: Type.String({ maxLength: 64 }),
  start_date: Type.String({ maxLength: 64 }),
  rate: Type.Number({ minimum: -1e100, maximum: 1e100 }),
};
const rateSchema = Type.Object(rate, { additionalProperties: false });
type WireRate = Static<typeof rateSchema>;

const uploadSchema = Type.Object({ currency_sets: Type.Array(rateSchema, { minItems: 1 }) }, { additionalProperties: false });
const answerSchema = Type.Object({
  overallStatus: Type.String(),
  message: Type.String(),
  currencySets: Type.Array(Type.Object({ ...rate, statusMessage: Type.String(), statusCode: Type.Integer() })),
});

/** A company's own exchange rates. */
export const exchangeRatesV4 = (rates: ExchangeRates): Facade =>
  facade({ family: 'exchange-rates', version: 'v4', dialect: v4Forbidding, prefix: '/exchangerate/v4', routes: [upload(rates)] });

const upload = (rates: ExchangeRates): Route =>
  route({
    operation: 'uploadExchangeRates',
    method: 'POST',
    path: '/rates',
    summary: 'Adds up to 100 exchange rates of the company; each one succeeds or fails by itself',
    doc: DOC,
    scopes: ['expense.exchangerate.writeonly'],
    principals: ['company'],
    schema: { body: uploadSchema, responses: { 200: answerSchema } },
    handler: async ({ ctx, body }) => {
      const sets = body.currency_sets;
      return { body: answerOf(sets, await rates.uploadRates(ctx, sets.map(rateFromWire))) };
    },
  });

const rateFromWire = (set: WireRate): NewRate => ({
  from: set.from_crn_code,
  to: set.to_crn_code,
  startDate: set.start_date,
  rate: decimal(set.rate),
});

/** Each rate as it was sent, with what became of it; a refusal has the page's one sentence for all reasons. */
function answerOf(sets: readonly WireRate[], outcomes: readonly UploadOutcome[]): Static<typeof answerSchema> {
  const isWhole = outcomes.every(({ refused }) => !refused);
  return {
    overallStatus: isWhole ? 'Success' : 'Partial Success',
    message: isWhole ? 'Requests completed successfully' : 'Requests completed with errors',
    currencySets: sets.map((set, index) =>
      outcomes[index]?.refused
        ? { ...set, statusMessage: 'Invalid request received', statusCode: 400 }
        : { ...set, statusMessage: 'success', statusCode: 200 },
    ),
  };
}
