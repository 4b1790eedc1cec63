import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { decimal, normalizeCurrency, type Decimal } from '../../platform/money/money.ts';
import { isLonger } from '../../platform/text.ts';
import { DEFAULT_RATES } from './default-rates.ts';
import { MileageRefused } from './errors.ts';
import type { Band, CarKind, Tariff } from './mileage.ts';
import {
  bandsOn,
  configurationRows,
  insertConfiguration,
  insertVehicle,
  replaceRates,
  vehicleRows,
  type CarConfiguration,
  type Vehicle,
} from './mileage-queries.ts';

export * from './errors.ts';
export { amountOf, inUnit } from './mileage.ts';
export type { CarKind, DistanceUnit, Tariff } from './mileage.ts';
export type { CarConfiguration, Vehicle } from './mileage-queries.ts';

/** What is paid from a distance of the calendar year on, for each mile or kilometre. */
export interface NewBand {
  readonly from: Decimal;
  readonly rate: Decimal;
  readonly passengerRate?: Decimal;
}

/** What a company pays for journeys by car. */
export interface Mileages {
  /** A default holds for its kind of car and currency, in place of the one before. @throws MileageRefused */
  defineCar(ctx: Context, input: Omit<CarConfiguration, 'id'>): Promise<{ readonly id: string }>;
  /** The rates of a configuration from a day (YYYY-MM-DD) on. @throws MileageRefused unless the bands begin at 0 and go up. */
  setRates(
    ctx: Context,
    input: { readonly configurationId: string; readonly startsOn: string; readonly bands: readonly NewBand[] },
  ): Promise<void>;
  configurations(ctx: Context): Promise<readonly CarConfiguration[]>;
  /** @throws MileageRefused */
  addVehicle(
    ctx: Context,
    input: { readonly ownerId: string; readonly name: string; readonly kind: CarKind; readonly configurationId?: string },
  ): Promise<{ readonly id: string }>;
  vehiclesOf(ctx: Context, ownerId: string): Promise<readonly Vehicle[]>;
  /** What holds for a journey. @throws MileageRefused for a vehicle that is not the owner's, and where the company pays nothing that day. */
  tariffFor(ctx: Context, journey: JourneyOf): Promise<Tariff>;
  /** What every company starts with: rates for private cars in its currency, where an authority publishes them. */
  createDefaults(ctx: Context, input: { readonly currencyCode: string }): Promise<void>;
}

export interface JourneyOf {
  readonly ownerId: string;
  readonly kind: CarKind;
  readonly currencyCode: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly vehicleId?: string | undefined;
}

const LONGEST_NAME = 64;
const MOST_BANDS = 20;

export const createMileages = (): Mileages => ({
  defineCar,
  setRates,
  configurations: configurationRows,
  addVehicle,
  vehiclesOf: vehicleRows,
  tariffFor,
  async createDefaults(ctx, { currencyCode }) {
    const plan = DEFAULT_RATES.find((each) => each.currencyCode === currencyCode);
    if (!plan) return;
    const { name, unit, rates } = plan;
    const { id } = await defineCar(ctx, { name, unit, currencyCode, kind: 'PERSONAL', isDefault: true });
    for (const line of rates) {
      const [startsOn = '', ...bands] = line.split(' ');
      await setRates(ctx, { configurationId: id, startsOn, bands: bands.map(bandOf) });
    }
  },
});

function bandOf(text: string): NewBand {
  const [from = '', rate = ''] = text.split(':');
  const [own = '', passenger] = rate.split('+');
  return { from: decimal(from), rate: decimal(own), ...(passenger === undefined ? {} : { passengerRate: decimal(passenger) }) };
}

async function defineCar(ctx: Context, input: Omit<CarConfiguration, 'id'>): Promise<{ id: string }> {
  const name = checkedName(input.name);
  const currencyCode = normalizeCurrency(input.currencyCode);
  if (!currencyCode) throw new MileageRefused('currencyCode', `${input.currencyCode} is not known.`);
  const id = newId(ctx.clock);
  await insertConfiguration(ctx, { ...input, name, currencyCode, id });
  ctx.record({ subjectKind: 'car-configuration', subjectId: id, action: 'defined', details: { name } });
  return { id };
}

function checkedName(text: string): string {
  const name = text.trim();
  if (name === '' || isLonger(name, LONGEST_NAME)) throw new MileageRefused('name', `is not 1 to ${LONGEST_NAME} characters.`);
  return name;
}

async function setRates(
  ctx: Context,
  { configurationId, startsOn, bands: given }: Parameters<Mileages['setRates']>[1],
): Promise<void> {
  if (!(await configurationRows(ctx)).some(({ id }) => id === configurationId))
    throw new MileageRefused('configurationId', `${configurationId} is not known.`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(startsOn)) throw new MileageRefused('startsOn', 'is not a day.');
  const bands: Band[] = given.map((band) => ({ ...band, passengerRate: band.passengerRate ?? decimal(0) }));
  const goesUp = bands.every((band, index) => {
    const before = bands[index - 1];
    return before ? band.from.gt(before.from) : band.from.isZero();
  });
  if (!goesUp || bands.length === 0 || bands.length > MOST_BANDS)
    throw new MileageRefused('bands', `are not 1 to ${MOST_BANDS} that begin at 0 and go up.`);
  if (bands.some(({ rate, passengerRate }) => rate.lt(0) || passengerRate.lt(0)))
    throw new MileageRefused('rate', 'is below zero.');
  await replaceRates(ctx, configurationId, startsOn, bands);
  ctx.record({ subjectKind: 'car-configuration', subjectId: configurationId, action: 'rates-set', details: { startsOn } });
}

async function addVehicle(ctx: Context, input: Parameters<Mileages['addVehicle']>[1]): Promise<{ id: string }> {
  const { configurationId = null } = input;
  if (configurationId !== null) {
    const found = (await configurationRows(ctx)).find(({ id }) => id === configurationId);
    if (found?.kind !== input.kind) throw new MileageRefused('configurationId', 'is not known for this kind of car.');
  }
  const id = newId(ctx.clock);
  await insertVehicle(ctx, { ...input, name: checkedName(input.name), configurationId, id, isActive: true });
  ctx.record({ subjectKind: 'vehicle', subjectId: id, action: 'added', details: { ownerId: input.ownerId } });
  return { id };
}

async function tariffFor(ctx: Context, { ownerId, kind, currencyCode, date, vehicleId }: JourneyOf): Promise<Tariff> {
  const vehicle = vehicleId === undefined ? undefined : (await vehicleRows(ctx, ownerId)).find(({ id }) => id === vehicleId);
  if (vehicleId !== undefined && !(vehicle?.isActive && vehicle.kind === kind))
    throw new MileageRefused('vehicleId', 'is none of the traveller’s vehicles of this kind.');
  const all = await configurationRows(ctx);
  const own = vehicle?.configurationId ?? undefined;
  const found = all.find((each) =>
    own === undefined ? each.isDefault && each.kind === kind && each.currencyCode === currencyCode : each.id === own,
  );
  if (found?.currencyCode !== currencyCode)
    throw new MileageRefused('expenseType', `has no mileage rates in ${currencyCode}, the currency of the report.`);
  const bands = await bandsOn(ctx, found.id, date);
  if (bands.length === 0) throw new MileageRefused('transactionDate', 'is before the first mileage rate.');
  return { configurationId: found.id, unit: found.unit, currencyCode, bands };
}
