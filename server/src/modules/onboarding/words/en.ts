import { spanIn } from '../../../platform/language/language.ts';

const span = spanIn('en');

/** The mails. Plain text: nothing in it is hidden, and every program can show it. */
export const en = {
  /** Ends a sign-up. */
  signUp: (about: { givenName: string; companyName: string; url: string; hours: number }) => ({
    subject: 'Make your Perdiem sandbox',
    text: `Hello ${about.givenName},

open this link to make the sandbox of ${about.companyName}:

${about.url}

It works once, for ${span(about.hours, 'hour')}. If you did not ask for it, do nothing: nothing is made without it.
`,
  }),
  /** What the owner of a login gets instead, so that nobody else learns that there is one. */
  known: ({ url }: { url: string }) => ({
    subject: 'You have a Perdiem sandbox already',
    text: `Hello,

somebody, probably you, asked for a sandbox with this address. It has an account already:

${url}

If you forgot the password, ask there for a link by mail.
`,
  }),
};
