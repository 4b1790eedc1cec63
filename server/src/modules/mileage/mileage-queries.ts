import type { Selectable } from 'kysely';
import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import { decimal, toSql } from '../../platform/money/money.ts';
import type { Band, CarKind, DistanceUnit } from './mileage.ts';
import type { MileageTables, VehicleTable } from './tables.ts';

const db = (ctx: Context) => tables<MileageTables>(ctx.tx);

export interface CarConfiguration {
  readonly id: string;
  readonly name: string;
  readonly kind: CarKind;
  readonly currencyCode: string;
  readonly unit: DistanceUnit;
  readonly isDefault: boolean;
}

export interface Vehicle {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly kind: CarKind;
  readonly configurationId: string | null;
  readonly isActive: boolean;
}

export async function configurationRows(ctx: Context): Promise<CarConfiguration[]> {
  const rows = await db(ctx)
    .selectFrom('car_configuration')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    currencyCode: row.currency_code,
    unit: row.unit,
    isDefault: row.is_default,
  }));
}

/** Another default of the same kind and currency is one no longer. */
export async function insertConfiguration(ctx: Context, configuration: CarConfiguration): Promise<void> {
  const { kind, currencyCode: currency_code } = configuration;
  if (configuration.isDefault)
    await db(ctx)
      .updateTable('car_configuration')
      .set({ is_default: false })
      .where('company_id', '=', ctx.companyId)
      .where('kind', '=', kind)
      .where('currency_code', '=', currency_code)
      .execute();
  await db(ctx)
    .insertInto('car_configuration')
    .values({
      company_id: ctx.companyId,
      id: configuration.id,
      name: configuration.name,
      kind,
      currency_code,
      unit: configuration.unit,
      is_default: configuration.isDefault,
    })
    .execute();
}

/** In place of those that began on the same day. */
export async function replaceRates(
  ctx: Context,
  configurationId: string,
  startsOn: string,
  bands: readonly Band[],
): Promise<void> {
  await db(ctx)
    .deleteFrom('mileage_rate')
    .where('company_id', '=', ctx.companyId)
    .where('configuration_id', '=', configurationId)
    .where('starts_on', '=', startsOn)
    .execute();
  await db(ctx)
    .insertInto('mileage_rate')
    .values(
      bands.map((band) => ({
        company_id: ctx.companyId,
        configuration_id: configurationId,
        starts_on: startsOn,
        from_distance: toSql(band.from),
        rate: toSql(band.rate),
        passenger_rate: toSql(band.passengerRate),
      })),
    )
    .execute();
}

/** Those in force on a day, by where they begin. */
export async function bandsOn(ctx: Context, configurationId: string, day: string): Promise<Band[]> {
  const rows = await db(ctx)
    .selectFrom('mileage_rate')
    .select(['from_distance', 'rate', 'passenger_rate'])
    .where('company_id', '=', ctx.companyId)
    .where('configuration_id', '=', configurationId)
    .where('starts_on', '=', (query) =>
      query
        .selectFrom('mileage_rate as r')
        .select((expression) => expression.fn.max('r.starts_on').as('starts_on'))
        .where('r.company_id', '=', ctx.companyId)
        .where('r.configuration_id', '=', configurationId)
        .where('r.starts_on', '<=', day),
    )
    .orderBy('from_distance')
    .execute();
  return rows.map((row) => ({
    from: decimal(row.from_distance),
    rate: decimal(row.rate),
    passengerRate: decimal(row.passenger_rate),
  }));
}

const toVehicle = (row: Selectable<VehicleTable>): Vehicle => ({
  id: row.id,
  ownerId: row.owner_id,
  name: row.name,
  kind: row.kind,
  configurationId: row.configuration_id,
  isActive: row.is_active,
});

export async function vehicleRows(ctx: Context, ownerId: string): Promise<Vehicle[]> {
  const rows = await db(ctx)
    .selectFrom('vehicle')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('owner_id', '=', ownerId)
    .orderBy('id')
    .execute();
  return rows.map(toVehicle);
}

export async function insertVehicle(ctx: Context, vehicle: Vehicle): Promise<void> {
  await db(ctx)
    .insertInto('vehicle')
    .values({
      company_id: ctx.companyId,
      id: vehicle.id,
      owner_id: vehicle.ownerId,
      name: vehicle.name,
      kind: vehicle.kind,
      configuration_id: vehicle.configurationId,
      is_active: vehicle.isActive,
    })
    .execute();
}
