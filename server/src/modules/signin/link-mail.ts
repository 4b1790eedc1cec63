/** The mail that carries a one-time link. Plain text: nothing in it is hidden, and every program can show it. */
export function linkMail(about: { givenName: string; appName?: string; url: string; minutes: number }): {
  subject: string;
  text: string;
} {
  const purpose = about.appName ? ` and continue to ${about.appName}` : '';
  return {
    subject: 'Your link to sign in',
    text: `Hello ${about.givenName},

open this link to sign in${purpose}:

${about.url}

It works once, for ${about.minutes} minutes. If you did not ask for it, do nothing: nobody can sign in without it.
`,
  };
}

/** What comes instead where a company lets nobody in by a link. */
export const NO_LINK = {
  subject: 'Sign in with your company',
  text: `Hello,

you asked for a link to sign in. Your company signs in through its own identity provider alone, so there is none: choose "Sign in with your company" on the page where you asked.
`,
};
