import { spanIn } from '../../../platform/language/language.ts';

const span = spanIn('en');

/** The mail with a one-time password. What an app says of itself is text, never markup. */
export const en = {
  subject: (app: string) => `Connect to ${app}`,
  greeting: (name: string | undefined) => (name ? `Hello ${name},` : 'Hello,'),
  asks: (app: string) => `${app} asks to connect to your account.`,
  open: 'Open this link to agree:',
  type: 'Type this one-time password to agree:',
  connect: 'Connect',
  note: (minutes: number) => `It works once, for ${span(minutes, 'minute')}. If you did not ask for it, ignore this mail.`,
};
