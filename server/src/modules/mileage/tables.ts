import type { CarKind, DistanceUnit } from './mileage.ts';

interface CarConfigurationTable {
  company_id: string;
  id: string;
  name: string;
  kind: CarKind;
  currency_code: string;
  unit: DistanceUnit;
  is_default: boolean;
}

interface MileageRateTable {
  company_id: string;
  configuration_id: string;
  starts_on: string;
  from_distance: string;
  rate: string;
  passenger_rate: string;
}

export interface VehicleTable {
  company_id: string;
  id: string;
  owner_id: string;
  name: string;
  kind: CarKind;
  configuration_id: string | null;
  is_active: boolean;
}

export interface MileageTables {
  car_configuration: CarConfigurationTable;
  mileage_rate: MileageRateTable;
  vehicle: VehicleTable;
}
