import { isLonger } from '../../platform/text.ts';
import { AttendeeValueRefused } from './errors.ts';
import type { AttendeeChanges } from './inputs.ts';
import type { AttendeeFields, CustomValues } from './types.ts';

/** api-reference/common/attendees/v4.attendees#attendees-schema */
export const DEFAULT_CURRENCY = 'USD';

/** Characters: api-reference/common/attendees/v4.attendees#schema. */
const LENGTHS = {
  lastName: 132,
  firstName: 50,
  middleInitial: 1,
  suffix: 32,
  title: 32,
  company: 150,
  externalId: 48,
} as const;

const SLOTS = 25;
const LONG_SLOTS = 20;
const LONG = 100;
const SHORT = 48;

/** How many characters a slot holds; undefined for one that does not exist. */
export function slotLength(slot: string): number | undefined {
  const number = Number(/^custom([1-9]\d?)$/.exec(slot)?.[1] ?? 0);
  if (number < 1 || number > SLOTS) return undefined;
  return number <= LONG_SLOTS ? LONG : SHORT;
}

type TextField = keyof typeof LENGTHS;
const NOBODY: AttendeeFields = {
  lastName: '',
  firstName: null,
  middleInitial: null,
  suffix: null,
  title: null,
  company: null,
  externalId: null,
  custom: {},
};

/**
 * What an attendee says after a change; empty text is none.
 * @throws AttendeeValueRefused for a text that is too long, and for an attendee without a last name.
 */
export function changed(before: AttendeeFields = NOBODY, changes: AttendeeChanges, custom: CustomValues): AttendeeFields {
  const text = (field: TextField): string | null => {
    const given = changes[field];
    if (given === undefined) return before[field];
    const value = given?.trim() ? given : null;
    if (value !== null && isLonger(value, LENGTHS[field]))
      throw new AttendeeValueRefused(field, `is longer than ${LENGTHS[field]} characters.`);
    return value;
  };
  const lastName = text('lastName');
  if (!lastName) throw new AttendeeValueRefused('lastName', 'is required.');
  return {
    lastName,
    firstName: text('firstName'),
    middleInitial: text('middleInitial'),
    suffix: text('suffix'),
    title: text('title'),
    company: text('company'),
    externalId: text('externalId'),
    custom,
  };
}

const FIELDS = Object.keys(LENGTHS) as TextField[];

/** Names of the fields in which two versions differ. */
export function differences(before: AttendeeFields, after: AttendeeFields): string[] {
  const slots = [...new Set([...Object.keys(before.custom), ...Object.keys(after.custom)])];
  const said = ({ custom }: AttendeeFields, slot: string): string => JSON.stringify(custom[slot] ?? null);
  return [
    ...FIELDS.filter((field) => before[field] !== after[field]),
    ...slots.filter((slot) => said(before, slot) !== said(after, slot)),
  ];
}
