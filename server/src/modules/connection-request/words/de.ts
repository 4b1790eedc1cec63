import type { UserErrorOutcome } from '../request.ts';
import type { Mails } from './index.ts';

const FAILURE: Readonly<Record<UserErrorOutcome, string>> = {
  CREU1: 'hat Ihr Bonuskonto nicht gefunden',
  CREU2: 'hat festgestellt, dass Ihr Bonuskonto nicht zu Ihrem Namen passt',
  CREU3: 'sagt, dass Ihr Bonuskonto Ihre Aufmerksamkeit braucht',
};

export const de: Mails = {
  connected: ({ givenName, supplierName }) => ({
    subject: `Sie sind mit ${supplierName} verbunden`,
    text: `Guten Tag ${givenName},

Sie können dort jetzt buchen, und Ihre Buchungen finden den Weg hierher.
`,
  }),
  failed: ({ givenName, supplierName }, outcome, isFinal) => ({
    subject: `Ihre Verbindung mit ${supplierName} braucht Sie`,
    text: `Guten Tag ${givenName},

${supplierName} ${FAILURE[outcome]}.

Prüfen Sie die Nummer und den Namen, die Sie angegeben haben. ${isFinal ? 'Es wird nicht noch einmal versucht: Bitten Sie neu um die Verbindung.' : 'In 24 Stunden wird es noch einmal versucht.'}
`,
  }),
};
