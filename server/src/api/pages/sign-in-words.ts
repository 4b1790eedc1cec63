import type { SignInError } from '../../modules/identity/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';

/** What is said of a wrong password is said of an unknown login too. */
const WORDS: Record<SignInError['code'], string> = {
  'identity.sign-in.bad-credentials': 'The login or the password is not right. Check both and try again.',
  'identity.sign-in.locked': 'There were too many wrong passwords, so this login is locked.',
  'identity.sign-in.disabled': 'This account is disabled. Ask your administrator.',
  'identity.sign-in.logon-denied': 'Signing in is closed for this account. Ask your administrator.',
  'identity.sign-in.ip-denied':
    'Your company does not let you sign in from this network. Try again from the office or over its VPN.',
  'identity.sign-in.sso-only': 'Your company signs in through its own identity provider, not with a password.',
  'identity.sign-in.maintenance': 'Your company’s account is under maintenance. Try again later.',
  'identity.sign-in.must-change-password': 'Your password must be changed before you continue.',
  'identity.sign-in.elsewhere': 'Your account lives in another data centre. Sign in there.',
};

/** Why somebody cannot sign in, in words for them. */
export function wordsFor(error: SignInError, clock: Clock): string {
  const words = WORDS[error.code];
  const { until } = error.facts;
  return until === undefined ? words : `${words} ${waitingFor(until, clock)}`;
}

export const waitingFor = (until: unknown, clock: Clock): string =>
  `Try again in ${minutesUntil(until, clock)}, or ask your administrator.`;

function minutesUntil(until: unknown, clock: Clock): string {
  const left = typeof until === 'string' ? Date.parse(until) - clock.now().getTime() : Number.NaN;
  const minutes = Math.max(1, Math.ceil(left / 60_000));
  return Number.isNaN(minutes) ? 'half an hour' : minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
