import { issueAt, type FieldIssue } from '../../platform/field-issues.ts';
import { isLonger } from '../../platform/text.ts';
import { FORBIDDEN_IN_LOGIN, NAME_LENGTHS } from '../identity/index.ts';
import { FormInvalid } from './errors.ts';

const MINUTE = 60_000;

/** How long the link in the mail can be used. */
export const LINK_LIFETIME = 24 * 60 * MINUTE;
/** Sandboxes that one address can ask for in a window of sign-in's. */
export const SIGN_UPS_PER_WINDOW = 5;

/** As typed by somebody who wants a sandbox. */
export interface SignUpWish {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly companyName: string;
  readonly password: string;
}

/** Off, or whether the address must be proved by a link in a mail first. */
export type SignUpMode = 'off' | 'direct' | 'mail';

/** As loose as mail itself: one @, something before it, a domain with a dot after it, no space. */
const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
/** Leaves room in the name of the company's first app, which is called after it. */
const LONGEST_COMPANY = 90;
/** Of a login. */
const LONGEST_EMAIL = 128;

const name = (path: string, value: string, limit: number, what: string): FieldIssue[] => {
  if (value === '') return [issueAt(path, 'required', `Type ${what}.`)];
  if (isLonger(value, limit)) return [issueAt(path, 'too-long', `At most ${limit} characters.`, { limit })];
  // Letters that people read, no line breaks or other controls: the names stand in mails.
  return /\p{Cc}/u.test(value) ? [issueAt(path, 'controls', 'Only letters, digits and punctuation.')] : [];
};

type Person = Pick<SignUpWish, 'email' | 'givenName' | 'familyName'>;

const tidied = (given: Person): Person => ({
  email: given.email.trim().toLowerCase(),
  givenName: given.givenName.trim(),
  familyName: given.familyName.trim(),
});

/** Mail knows letters that a login may not hold: told here, before a link is mailed that could make nothing. */
function mailAddress(email: string): FieldIssue[] {
  if (!EMAIL.test(email) || email.length > LONGEST_EMAIL)
    return [issueAt('email', 'not-an-email', 'Type a mail address such as name@company.com.')];
  const [letter] = FORBIDDEN_IN_LOGIN.exec(email) ?? [];
  return letter === undefined ? [] : [issueAt('email', 'not-in-a-login', `A login cannot hold ${letter}.`, { value: letter })];
}

const issuesOf = ({ email, givenName, familyName }: Person): FieldIssue[] => [
  ...mailAddress(email),
  ...name('givenName', givenName, NAME_LENGTHS.givenName, 'the first name'),
  ...name('familyName', familyName, NAME_LENGTHS.familyName, 'the last name'),
];

/** The wish with its spaces put in order. @throws FormInvalid */
export function checkedWish(given: SignUpWish): SignUpWish {
  const wish = { ...tidied(given), companyName: given.companyName.trim(), password: given.password };
  const issues = [
    ...issuesOf(wish),
    ...name('companyName', wish.companyName, LONGEST_COMPANY, 'the name of your company'),
    ...(wish.password === '' ? [issueAt('password', 'required', 'Choose a password.')] : []),
  ];
  if (issues.length > 0) throw new FormInvalid(issues);
  return wish;
}

/** Somebody who is invited. @throws FormInvalid */
export function checkedPerson(given: Person): Person {
  const person = tidied(given);
  const issues = issuesOf(person);
  if (issues.length > 0) throw new FormInvalid(issues);
  return person;
}
