import { spanIn } from '../../../platform/language/language.ts';
import type { Mails } from './index.ts';

const span = spanIn('de');

export const de: Mails = {
  signUp: ({ givenName, companyName, url, hours }) => ({
    subject: 'Legen Sie Ihre Perdiem-Sandbox an',
    text: `Guten Tag ${givenName},

öffnen Sie diesen Link, um die Sandbox von ${companyName} anzulegen:

${url}

Er gilt einmal, ${span(hours, 'hour')} lang. Wenn Sie ihn nicht verlangt haben, müssen Sie nichts tun: Ohne ihn wird nichts angelegt.
`,
  }),
  known: ({ url }) => ({
    subject: 'Sie haben schon eine Perdiem-Sandbox',
    text: `Guten Tag,

jemand, wahrscheinlich Sie selbst, hat mit dieser Adresse um eine Sandbox gebeten. Zu ihr gibt es schon ein Konto:

${url}

Wenn Sie das Passwort vergessen haben, lassen Sie sich dort einen Link per E-Mail senden.
`,
  }),
};
