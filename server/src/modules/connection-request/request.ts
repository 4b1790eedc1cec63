/**
 * What a supplier answers to a request: connected; to be tried again; loyalty account not found, not matching, needing attention; request token
 * expired, network error. Doc: api-reference/common/connection-requests/connection-requests-resource, Connection Status.
 */
export const OUTCOMES = ['CRSUC', 'CRRET', 'CREU1', 'CREU2', 'CREU3', 'CRPA1', 'CRPA2'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Pending covers the queue and the parking place before it; the others are final. */
export type RequestState = 'pending' | 'connected' | 'failed';

/** How far a request has come. */
export interface Progress {
  readonly state: RequestState;
  /** Its place in the queue, and from when the supplier sees it. */
  readonly availableAt: Date;
  /** When the supplier first took it from where it now stands. */
  readonly handedOutAt: Date | undefined;
  /** What the supplier answered last. */
  readonly outcome: Outcome | undefined;
  readonly userErrors: number;
  readonly retries: number;
}

/** The wish of a user to be connected with a supplier. */
export interface ConnectionRequest extends Progress {
  readonly companyId: string;
  readonly id: string;
  readonly userId: string;
  /** The supplier's app. */
  readonly supplierId: string;
  readonly loyaltyNumber: string | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const HOUR = 3_600_000;
/** How long an answer parks a request, and how often it may. */
export const PARKING = { userErrors: { span: 24 * HOUR, most: 4 }, retries: { span: HOUR, most: 48 } } as const;

/** What the user has to put right; what only the supplier can. */
export type UserErrorOutcome = Extract<Outcome, `CREU${string}`>;
export const isUserError = (outcome: Outcome): outcome is UserErrorOutcome => outcome.startsWith('CREU');

/**
 * A request after an answer. What is parked has been answered: the same failure told again, as after a lost reply, changes nothing and the very
 * same progress comes back. A success holds whenever it comes.
 */
export function answered<P extends Progress>(progress: P, outcome: Outcome, now: Date): P {
  if (outcome === 'CRSUC') return { ...progress, state: 'connected', outcome, handedOutAt: undefined };
  if (progress.availableAt > now) return progress;
  const counter = isUserError(outcome) ? 'userErrors' : 'retries';
  const { span, most } = PARKING[counter];
  const back = { ...progress, outcome, handedOutAt: undefined };
  if (progress[counter] >= most) return { ...back, state: 'failed' };
  return { ...back, [counter]: progress[counter] + 1, availableAt: new Date(now.getTime() + span) };
}

/** Every request is in exactly one; the older versions tell them and filter by them. */
export const SITUATIONS = ['pending', 'processing', 'connected', 'failed', 'retry'] as const;
/** In the queue; in the queue and handed out; settled; given up or parked until the user did something; parked for the supplier. */
export type Situation = (typeof SITUATIONS)[number];

export function situationOf(progress: Progress, now: Date): Situation {
  if (progress.state !== 'pending') return progress.state;
  if (progress.availableAt <= now) return progress.handedOutAt ? 'processing' : 'pending';
  return progress.outcome && isUserError(progress.outcome) ? 'failed' : 'retry';
}
