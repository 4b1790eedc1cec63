import { spanIn } from '../../../platform/language/language.ts';
import type { Mails } from './index.ts';

const span = spanIn('de');

export const de: Mails = {
  link: ({ givenName, appName, url, minutes }) => ({
    subject: 'Ihr Link zum Anmelden',
    text: `Guten Tag ${givenName},

öffnen Sie diesen Link, um sich anzumelden${appName === undefined ? '' : ` und mit ${appName} weiterzumachen`}:

${url}

Er gilt einmal, ${span(minutes, 'minute')} lang. Wenn Sie ihn nicht verlangt haben, müssen Sie nichts tun: Ohne ihn kann sich niemand anmelden.
`,
  }),
  noLink: () => ({
    subject: 'Melden Sie sich über Ihr Unternehmen an',
    text: `Guten Tag,

Sie haben um einen Link zum Anmelden gebeten. Ihr Unternehmen lässt nur über seinen eigenen Anbieter anmelden, deshalb gibt es keinen: Wählen Sie auf der Seite, auf der Sie gefragt haben, „Über das Unternehmen anmelden“.
`,
  }),
  invitation: ({ givenName, companyName, inviterName, url, days }) => ({
    subject: `${companyName} lädt Sie zu Perdiem ein`,
    text: `Guten Tag ${givenName},

${inviterName ?? 'Ihre Administration'} hat ein Konto für Sie angelegt, für Reisen und Spesen bei ${companyName}. Öffnen Sie diesen Link, um Ihr Passwort zu wählen:

${url}

Er gilt einmal, ${span(days, 'day')} lang. Danach bitten Sie um einen neuen.
`,
  }),
  secondFactor: (givenName, what) => ({
    subject: 'Der zweite Schritt Ihrer Anmeldung wurde geändert',
    text: `Guten Tag ${givenName},

${
  {
    added: 'Ihrem Konto wurde eine Authenticator-App hinzugefügt. Von nun an fragen wir nach ihrem Code, wenn Sie sich anmelden.',
    removed:
      'Die Authenticator-App wurde von Ihrem Konto entfernt. Wir fragen nicht mehr nach einem Code, wenn Sie sich anmelden.',
    reset: 'Ihre Administration hat den zweiten Schritt Ihrer Anmeldung zurückgesetzt, und Sie wurden überall abgemeldet.',
  }[what]
}

Wenn Sie das nicht waren, sagen Sie es sofort Ihrer Administration.
`,
  }),
};
