import type { UserErrorOutcome } from '../request.ts';

interface About {
  readonly givenName: string;
  readonly supplierName: string;
}

const FAILURE: Readonly<Record<UserErrorOutcome, string>> = {
  CREU1: 'did not find your loyalty account',
  CREU2: 'found that your loyalty account does not match your name',
  CREU3: 'says that your loyalty account needs your attention',
};

/** What a user is told of a supplier's answer. Plain text; names are set into it as they are. */
export const en = {
  connected: ({ givenName, supplierName }: About) => ({
    subject: `You are connected with ${supplierName}`,
    text: `Hello ${givenName},

You can book with it now, and your bookings will find their way here.
`,
  }),
  failed: ({ givenName, supplierName }: About, outcome: UserErrorOutcome, isFinal: boolean) => ({
    subject: `Your connection with ${supplierName} needs you`,
    text: `Hello ${givenName},

${supplierName} ${FAILURE[outcome]}.

Check the number and the name that you gave. ${isFinal ? 'It will not be tried again: ask for the connection anew.' : 'It will be tried again in 24 hours.'}
`,
  }),
};
