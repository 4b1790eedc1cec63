import { isLonger } from '../../platform/text.ts';
import { AttendeeValueRefused } from './errors.ts';
import { isSearchField } from './duplicate-rule.ts';
import type { AttendeeType } from './types.ts';

/** Those who were expected and did not come; one attendee stands for all of them. */
export const NO_SHOWS = 'NOSHOWS';
/** The company's own people. */
export const EMPLOYEE = 'SYSEMP';
export const UNDEFINED = 'UNDEF';

/** Codes that programs count on: such a type is not deleted, and keeps its code. */
const STANDARD = new Set(['BUSGUEST', 'SPOUSE']);
export const isStandard = (type: Pick<AttendeeType, 'code'>): boolean => STANDARD.has(type.code);

const LONGEST = 40;

/** @throws AttendeeValueRefused */
export function assertType(type: AttendeeType): void {
  if (!/^[A-Za-z0-9_]{1,40}$/.test(type.code))
    throw new AttendeeValueRefused('code', `is not 1 to ${LONGEST} letters, digits or underscores.`);
  if (type.name.trim() === '' || isLonger(type.name, LONGEST))
    throw new AttendeeValueRefused('name', `is not 1 to ${LONGEST} characters.`);
  const strange = type.duplicateSearchFields.find((name) => !isSearchField(name));
  if (strange !== undefined) throw new AttendeeValueRefused('duplicateSearchFields', `names ${strange}, which is no field.`);
  if (type.yearlyLimit?.lt(0)) throw new AttendeeValueRefused('yearlyLimit', 'is below zero.');
}
