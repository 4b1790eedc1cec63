import { isLonger } from '../../platform/text.ts';
import { ValueRefused } from './errors.ts';
import type { CustomChanges, CustomValue, CustomValues } from './types.ts';

const ORG_UNITS = 6;
const MAX_VALUE = 48;

/**
 * Slots that exist: custom1 to custom20 of a report, an allocation and a tax, custom1 to custom40 of an entry, orgUnit1 to orgUnit6 of all.
 */
export const slotsOf = { report: 20, entry: 40, allocation: 20, tax: 20 } as const;

/**
 * Slots changed one by one: absent leaves alone, null clears.
 * @throws ValueRefused for a slot that does not exist or a value of more than 48 characters.
 */
export function mergeCustom(current: CustomValues, changes: CustomChanges | undefined, customSlots: number): CustomValues {
  if (!changes) return current;
  const merged: Record<string, CustomValue> = { ...current };
  for (const [slot, value] of Object.entries(changes)) {
    if (!isSlot(slot, customSlots)) throw new ValueRefused(slot, 'is not a custom field.');
    if (value === null) delete merged[slot];
    else {
      if (isLonger(value.value, MAX_VALUE)) throw new ValueRefused(slot, `is longer than ${MAX_VALUE} characters.`);
      merged[slot] = value;
    }
  }
  return merged;
}

function isSlot(slot: string, customSlots: number): boolean {
  const match = /^(custom|orgUnit)([1-9]\d?)$/.exec(slot);
  return match !== null && Number(match[2]) <= (match[1] === 'custom' ? customSlots : ORG_UNITS);
}
