import type { Outcome } from './request.ts';

const FAILURE: Partial<Record<Outcome, string>> = {
  CREU1: 'did not find your loyalty account',
  CREU2: 'found that your loyalty account does not match your name',
  CREU3: 'says that your loyalty account needs your attention',
};

/** What a user is told of a supplier's answer. Plain text; names are set into it as they are, and a subject has no line ends. */
export function outcomeMail(
  outcome: Outcome,
  about: { givenName: string; supplierName: string; final: boolean },
): { subject: string; text: string } {
  const { givenName, supplierName, final } = about;
  const failure = FAILURE[outcome];
  const subject = failure ? `Your connection with ${supplierName} needs you` : `You are connected with ${supplierName}`;
  const body = failure
    ? `${supplierName} ${failure}.\n\nCheck the number and the name that you gave. ${next(final)}`
    : 'You can book with it now, and your bookings will find their way here.';
  return { subject: subject.replaceAll(/[\r\n]+/g, ' '), text: `Hello ${givenName},\n\n${body}\n` };
}

const next = (final: boolean): string =>
  final ? 'It will not be tried again: ask for the connection anew.' : 'It will be tried again in 24 hours.';
