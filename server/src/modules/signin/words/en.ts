import { spanIn } from '../../../platform/language/language.ts';

const span = spanIn('en');

export interface LinkAbout {
  readonly givenName: string;
  /** On whose behalf the person signs in. */
  readonly appName: string | undefined;
  readonly url: string;
  readonly minutes: number;
}

export interface InvitationAbout {
  readonly givenName: string;
  readonly companyName: string;
  readonly inviterName: string | undefined;
  readonly url: string;
  readonly days: number;
}

/** The mails. Plain text: nothing in it is hidden, and every program can show it. */
export const en = {
  link: ({ givenName, appName, url, minutes }: LinkAbout) => ({
    subject: 'Your link to sign in',
    text: `Hello ${givenName},

open this link to sign in${appName === undefined ? '' : ` and continue to ${appName}`}:

${url}

It works once, for ${span(minutes, 'minute')}. If you did not ask for it, do nothing: nobody can sign in without it.
`,
  }),
  /** What comes instead where a company lets nobody in by a link. */
  noLink: () => ({
    subject: 'Sign in with your company',
    text: `Hello,

you asked for a link to sign in. Your company signs in through its own identity provider alone, so there is none: choose "Sign in with your company" on the page where you asked.
`,
  }),
  invitation: ({ givenName, companyName, inviterName, url, days }: InvitationAbout) => ({
    subject: `${companyName} invites you to Perdiem`,
    text: `Hello ${givenName},

${inviterName ?? 'An administrator'} has made an account for you, for travel and expenses at ${companyName}. Open this link to choose your password:

${url}

It works once, for ${span(days, 'day')}. After that, ask for another.
`,
  }),
  /** Owners learn of a change: it may not have been theirs. */
  secondFactor: (givenName: string, what: 'added' | 'removed' | 'reset') => ({
    subject: 'The second step of your sign-in has changed',
    text: `Hello ${givenName},

${
  {
    added: 'An authenticator app was added to your account. From now on we ask for its code when you sign in.',
    removed: 'The authenticator app was removed from your account. We no longer ask for a code when you sign in.',
    reset: 'An administrator has reset the second step of your sign-in, and you were signed out everywhere.',
  }[what]
}

If this was not you, tell your administrator at once.
`,
  }),
};
