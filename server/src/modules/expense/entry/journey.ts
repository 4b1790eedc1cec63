import type { Context } from '../../../platform/context.ts';
import { decimal, toSql, type Decimal } from '../../../platform/money/money.ts';
import { amountOf, inUnit, type CarKind } from '../../mileage/index.ts';
import type { EntryKind } from '../configuration/kind.ts';
import type { ExpenseDeps } from '../deps.ts';
import { ValueRefused } from '../errors.ts';
import type { EntryFields, OpenFields } from '../inputs.ts';
import type { Mileage } from '../types.ts';
import { isDay } from '../values.ts';
import { mergeDetails } from './details.ts';
import { distanceBefore } from './journey-queries.ts';

/** Expense codes that are paid by distance: api-reference/expense/expense-report/expense-entry, Journey. */
const CARS: Readonly<Record<string, CarKind>> = { PCARMILE: 'PERSONAL', COCARMILE: 'COMPANY' };

export const isJourney = (typeCode: string): boolean => Object.hasOwn(CARS, typeCode);

/** What an entry without a distance has in the columns of one. */
const NO_DISTANCE = { mileage_configuration_id: null, mileage_distance: null } as const;

export interface JourneyColumns {
  readonly mileage_configuration_id: string | null;
  readonly mileage_distance: string | null;
}

interface JourneyGround {
  readonly ownerId: string;
  readonly currency: string;
}

interface Journey {
  readonly typeCode: string;
  readonly date: string;
  readonly mileage: Mileage | undefined;
  /** Of an entry that stands already: journeys of the same day are paid in the order in which they were made. */
  readonly entryId?: string;
}

/**
 * What a journey is paid, from its distance on business and what its traveller went that year before.
 * @throws ValueRefused, MileageRefused where nothing can be paid.
 */
export async function priceOf(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'mileages'>,
  ground: JourneyGround,
  journey: Journey,
): Promise<{ amount: Decimal; columns: JourneyColumns }> {
  const { date, mileage, entryId } = journey;
  const kind = CARS[journey.typeCode] ?? 'PERSONAL';
  if (!isDay(date)) throw new ValueRefused('transactionDate', 'is not a day of the calendar.');
  if (!mileage?.totalDistance) throw new ValueRefused('mileage', 'is required: an expense of this type is paid by its distance.');
  const { currency: currencyCode, ownerId } = ground;
  const tariff = await deps.mileages.tariffFor(ctx, { ownerId, kind, currencyCode, date, vehicleId: mileage.vehicleId });
  const { configurationId, unit } = tariff;
  const business = decimal(mileage.totalDistance - (mileage.personalDistance ?? 0));
  const distance = inUnit(business, mileage.unit ?? unit, unit);
  const before = await distanceBefore(ctx, { ownerId, configurationId, date, entryId });
  const amount = amountOf(tariff, { before, distance, passengers: mileage.passengerCount ?? 0 });
  return { amount, columns: { mileage_configuration_id: configurationId, mileage_distance: toSql(distance) } };
}

/** A new entry's fields with its amount: the one that is given, or for a journey the one that follows. @throws as priceOf */
export async function travelled<Fields extends OpenFields>(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'mileages'>,
  ground: JourneyGround,
  { fields, kind }: { fields: Fields; kind: EntryKind },
): Promise<{ fields: Fields & EntryFields; columns: JourneyColumns }> {
  const { transactionAmount, transactionCurrency } = fields;
  if (!isJourney(kind.typeCode)) {
    if (transactionAmount === undefined) throw new ValueRefused('transactionAmount', 'is required.');
    if (transactionCurrency === undefined) throw new ValueRefused('transactionCurrencyCode', 'is required.');
    return { fields: { ...fields, transactionAmount, transactionCurrency }, columns: NO_DISTANCE };
  }
  const { mileage } = mergeDetails({}, fields.details);
  const { amount, columns } = await priceOf(ctx, deps, ground, {
    typeCode: kind.typeCode,
    date: fields.transactionDate,
    mileage,
  });
  checkGiven({ given: fields, amount, currency: ground.currency });
  checkPaidInCash(kind.code);
  return { fields: { ...fields, transactionAmount: amount, transactionCurrency: ground.currency }, columns };
}

/** @throws ValueRefused for an amount or a currency that does not follow from the distance. */
export function checkGiven(asked: {
  given: Pick<OpenFields, 'transactionAmount' | 'transactionCurrency'>;
  amount: Decimal;
  currency: string;
}): void {
  const { transactionAmount, transactionCurrency } = asked.given;
  if (transactionAmount !== undefined && !transactionAmount.isZero() && !transactionAmount.eq(asked.amount))
    throw new ValueRefused('transactionAmount', 'follows from the distance of the journey and is not to be given.');
  if (transactionCurrency !== undefined && transactionCurrency !== asked.currency)
    throw new ValueRefused('transactionCurrencyCode', 'of a journey is that of its report.');
}

export function checkPaidInCash(paymentCode: string): void {
  if (paymentCode !== 'CASH') throw new ValueRefused('paymentType', 'of a journey is cash.');
}
