import {
  TRAVEL_PREFERENCES,
  type LoyaltyProgram,
  type ProgramKind,
  type TravelDocuments,
  type TravelPreferences,
  type TravelProfile,
} from '../../../modules/identity/index.ts';

type Group = Readonly<Record<string, 'flag' | 'text' | readonly string[]>>;
type Chosen = TravelPreferences['rail'];

/** Every member of a group: what was chosen, else no for a flag, DontCare where that is a word, else null. */
function preferencesToWire(group: Group, chosen: Chosen): Record<string, string | boolean | null> {
  const members = Object.entries(group).map(([name, rule]) => {
    const value = chosen?.[name] ?? null;
    if (value !== null) return [name, value];
    if (rule === 'flag') return [name, false];
    return [name, rule !== 'text' && rule.includes('DontCare') ? 'DontCare' : null];
  });
  return Object.fromEntries(members.filter(([name, value]) => name !== 'messageToVendor' || value !== null));
}

export const travelPreferencesToWire = ({ air, airSeat, rail, car, hotel }: TravelPreferences) => ({
  air: { seat: preferencesToWire(TRAVEL_PREFERENCES.airSeat, airSeat), ...preferencesToWire(TRAVEL_PREFERENCES.air, air) },
  rail: preferencesToWire(TRAVEL_PREFERENCES.rail, rail),
  car: preferencesToWire(TRAVEL_PREFERENCES.car, car),
  hotel: preferencesToWire(TRAVEL_PREFERENCES.hotel, hotel),
});

const programToWire = (program: LoyaltyProgram) => ({
  default: program.default ?? false,
  pointsNext: program.pointsNext ?? null,
  expiration: program.expiration ?? null,
  nextStatus: program.nextStatus ?? null,
  points: program.points ?? null,
  segments: program.segments ?? null,
  parentChainVendorName: program.parentChainVendorName ?? null,
  vendorName: program.vendorName,
  account: program.account,
  statusBenefits: program.statusBenefits ?? null,
  status: program.status ?? null,
  segmentsNext: program.segmentsNext ?? null,
  parentChainVendorCode: program.parentChainVendorCode ?? null,
  vendorCode: program.vendorCode,
});

export function programsToWire(programs: TravelProfile['programs']) {
  const of = (kind: ProgramKind) => (programs[kind] ?? []).map(programToWire);
  return { rail: of('rail'), air: of('air'), hotel: of('hotel'), car: of('car') };
}

export const documentsToWire = (documents: TravelDocuments) => ({
  hasNoPassport: documents.hasNoPassport ?? false,
  passport: (documents.passports ?? []).map((passport) => ({
    number: passport.number,
    issuingCountry: passport.issuingCountry,
    nationality: passport.nationality ?? null,
    placeIssued: passport.placeIssued ?? null,
    dateIssued: passport.dateIssued ?? null,
    expiration: passport.expiration ?? null,
  })),
  visa: (documents.visas ?? []).map((visa) => ({
    number: visa.number,
    issuedByCountry: visa.issuedByCountry,
    placeIssued: visa.placeIssued ?? null,
    issuedForCountry: visa.issuedForCountry ?? null,
    dateIssued: visa.dateIssued ?? null,
    expiration: visa.expiration ?? null,
  })),
  driverLicense: (documents.driverLicenses ?? []).map((license) => ({
    number: license.number,
    issuingAuthority: license.issuingAuthority,
    issuingCountry: license.issuingCountry,
    expiration: license.expiration ?? null,
  })),
  nationalIdentifications: (documents.nationalIdentifications ?? []).map((identification) => ({
    number: identification.number,
    issuingCountry: identification.issuingCountry,
    expiration: identification.expiration ?? null,
  })),
});
