import type { SignInError } from '../../modules/identity/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';

/** Why somebody cannot sign in, in words for them. What is said of a wrong password is said of an unknown login too. */
export function wordsFor(error: SignInError, clock: Clock): string {
  switch (error.code) {
    case 'identity.sign-in.bad-credentials':
      return 'The login or the password is not right. Check both and try again.';
    case 'identity.sign-in.locked':
      return `There were too many wrong passwords, so this login is locked. Try again in ${minutesUntil(error.facts['until'], clock)}, or ask your administrator.`;
    case 'identity.sign-in.disabled':
      return 'This account is disabled. Ask your administrator.';
    case 'identity.sign-in.logon-denied':
      return 'Signing in is closed for this account. Ask your administrator.';
    case 'identity.sign-in.ip-denied':
      return 'Your company does not let you sign in from this network. Try again from the office or over its VPN.';
    case 'identity.sign-in.sso-only':
      return 'Your company signs in through its own identity provider, not with a password. You can have a link sent by mail instead.';
    case 'identity.sign-in.maintenance':
      return 'Your company’s account is under maintenance. Try again later.';
    case 'identity.sign-in.must-change-password':
      return 'Your password must be changed before you continue.';
    case 'identity.sign-in.elsewhere':
      return 'Your account lives in another data centre. Sign in there.';
  }
}

function minutesUntil(until: unknown, clock: Clock): string {
  const left = typeof until === 'string' ? Date.parse(until) - clock.now().getTime() : Number.NaN;
  const minutes = Math.max(1, Math.ceil(left / 60_000));
  return Number.isNaN(minutes) ? 'half an hour' : minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
