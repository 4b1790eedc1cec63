import { PEOPLE } from './data/people.ts';
import type { Chance } from './random.ts';

/** How far a report has come. */
export type Fate =
  | 'draft'
  | 'prepared'
  | 'with-manager'
  | 'with-external-system'
  | 'with-authorized-approver'
  | 'with-cost-objects'
  | 'with-processor'
  | 'approved'
  | 'in-payment'
  | 'payment-held'
  | 'paid'
  | 'payment-confirmed'
  | 'sent-back'
  | 'sent-back-by-processor'
  | 'recalled'
  | 'approved-at-second-try';

export interface PlannedFate {
  /** Login of the owner. */
  readonly owner: string;
  readonly fate: Fate;
  /** Days before today on which the journey or month ended. */
  readonly daysAgo: number;
}

/** Of the demo company. A company that somebody waits for gets fewer: see create-own.ts. */
export const REPORTS = 300;

/** Everyone whom a test may want to be has at least one report in every state. */
const EVERY_FATE: readonly (readonly [Fate, number])[] = [
  ['draft', 4],
  ['with-manager', 9],
  ['with-external-system', 11],
  ['with-authorized-approver', 10],
  ['with-cost-objects', 8],
  ['with-processor', 14],
  ['sent-back', 16],
  ['recalled', 12],
  ['sent-back-by-processor', 30],
  ['approved', 40],
  ['payment-held', 45],
  ['in-payment', 50],
  ['paid', 60],
  ['payment-confirmed', 70],
  ['approved-at-second-try', 75],
];
const COMPLETE = ['maya.lindqvist', 'rosa.delgado'];

const OLD: readonly (readonly [Fate, number])[] = [
  ['payment-confirmed', 50],
  ['paid', 26],
  ['in-payment', 6],
  ['payment-held', 2],
  ['approved', 2],
  ['approved-at-second-try', 7],
  ['sent-back', 3],
  ['draft', 2],
  ['recalled', 2],
];
const RECENT: readonly (readonly [Fate, number])[] = [
  ['draft', 24],
  ['with-manager', 24],
  ['with-processor', 20],
  ['sent-back', 8],
  ['sent-back-by-processor', 4],
  ['recalled', 5],
  ['approved', 15],
];
const RECENT_DAYS = 40;

/** How much people of a department travel, against each other. */
const TRAVELS: Readonly<Record<string, number>> = { Sales: 5, 'Field Service': 5, Marketing: 3, Executive: 2, Engineering: 2 };

/** Whose reports there are and how each ends, oldest first. */
export function planFates(chance: Chance, reports: number): PlannedFate[] {
  const owners = PEOPLE.flatMap(({ login, department }) => Array.from({ length: TRAVELS[department] ?? 1 }, () => login));
  const planned: PlannedFate[] = COMPLETE.flatMap((owner) => EVERY_FATE.map(([fate, daysAgo]) => ({ owner, fate, daysAgo })));
  planned.push(
    { owner: 'eleanor.vance', fate: 'prepared', daysAgo: 5 },
    { owner: 'eleanor.vance', fate: 'prepared', daysAgo: 8 },
  );
  while (planned.length < reports) {
    // A third of them is of the last weeks, so that every desk has something on it.
    const daysAgo = chance.happens(0.3) ? chance.whole(8, RECENT_DAYS) : chance.whole(RECENT_DAYS + 1, 360);
    const fate = weighted(chance, daysAgo > RECENT_DAYS ? OLD : RECENT);
    planned.push({ owner: chance.oneOf(owners), fate, daysAgo });
  }
  return planned.sort((a, b) => b.daysAgo - a.daysAgo);
}

function weighted(chance: Chance, table: readonly (readonly [Fate, number])[]): Fate {
  let left = chance.next() * table.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [fate, weight] of table) {
    left -= weight;
    if (left < 0) return fate;
  }
  return 'approved';
}
