import { ValueRefused } from '../errors.ts';
import type { DetailChanges } from '../inputs.ts';
import type { EntryDetails } from '../types.ts';
import { checkDay, checkText } from '../values.ts';

/** Members that hold members of their own. */
const BLOCKS = ['mileage', 'travel', 'travelAllowance', 'sources'] as const;
const MAX_TEXT = 100;
/** Characters, where a page allows another number than most. */
const LENGTHS: Readonly<Record<string, number>> = {
  merchantTaxId: 64,
  ticketNumber: 32,
  dailyTravelAllowanceId: 32,
  fuelType: 48,
};
const DAYS = new Set(['budgetAccrualDate', 'hotelCheckinDate', 'hotelCheckoutDate']);

type Members = Readonly<Record<string, unknown>>;

/** @throws ValueRefused naming the member that is no day, too long, negative or in the wrong order. */
export function mergeDetails(current: EntryDetails, changes: DetailChanges | undefined): EntryDetails {
  if (!changes) return current;
  const details: EntryDetails = mergeMembers(current as Members, changes as Members);
  checkJourney(details.mileage ?? {});
  const { hotelCheckinDate: from, hotelCheckoutDate: to } = details.travel ?? {};
  if (from !== undefined && to !== undefined && to < from)
    throw new ValueRefused('travel.hotelCheckoutDate', 'is before the day of arrival.');
  return details;
}

function mergeMembers(current: Members, changes: Members): Members {
  const merged: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    if (value === null) delete merged[name];
    else if ((BLOCKS as readonly string[]).includes(name)) {
      const block = mergeMembers((current[name] ?? {}) as Members, value as Members);
      if (Object.keys(block).length > 0) merged[name] = block;
      else delete merged[name];
    } else merged[name] = checked(name, value);
  }
  return merged;
}

function checked(name: string, value: unknown): unknown {
  if (typeof value === 'string')
    return DAYS.has(name) ? checkDay(name, value) : checkText(name, value, LENGTHS[name] ?? MAX_TEXT);
  if (typeof value === 'number' && value < 0) throw new ValueRefused(name, 'is below zero.');
  return value;
}

function checkJourney(mileage: NonNullable<EntryDetails['mileage']>): void {
  const { odometerStart: start, odometerEnd: end, totalDistance: total, personalDistance: personal } = mileage;
  if (start !== undefined && end !== undefined && end <= start)
    throw new ValueRefused('mileage.odometerEnd', 'is not above the reading at the start.');
  if (personal !== undefined && total !== undefined && personal > total)
    throw new ValueRefused('mileage.personalDistance', 'is more than the whole distance.');
}
