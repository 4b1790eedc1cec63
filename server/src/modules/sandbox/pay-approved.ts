import { systemIn } from './caller.ts';
import type { Fate } from './plan.ts';
import type { History } from './seed-reports.ts';

/** A report that has passed its workflow, and when. */
export interface ApprovedReport {
  readonly reportId: string;
  readonly fate: Fate;
  readonly at: Date;
}

/** What the financial system does with an approved report, and days after the step before. */
type Payment = readonly ['markProcessing' | 'holdPayment' | 'markPaid' | 'confirmPayment', number];
const PROCESSING: Payment = ['markProcessing', 1];
const PAID: Payment = ['markPaid', 2];
const PAYMENTS: Readonly<Partial<Record<Fate, readonly Payment[]>>> = {
  'payment-held': [['holdPayment', 1]],
  'in-payment': [PROCESSING],
  paid: [PROCESSING, PAID],
  'approved-at-second-try': [PROCESSING, PAID],
  'payment-confirmed': [PROCESSING, PAID, ['confirmPayment', 3]],
};
const DAY = 86_400_000;

/** Takes each report as far as its fate says; none of it in the future. */
export async function payApproved(
  { work, clock, companyId, deps, today }: Pick<History, 'work' | 'clock' | 'companyId' | 'deps' | 'today'>,
  reports: readonly ApprovedReport[],
): Promise<void> {
  await work.write(systemIn(companyId, clock), async (ctx) => {
    for (const { reportId, fate, at } of reports) {
      let now = at.getTime();
      for (const [verb, days] of PAYMENTS[fate] ?? []) {
        now = Math.min(now + days * DAY, today.getTime());
        clock.freeze(new Date(now));
        await deps.expense[verb](ctx, { access: { kind: 'any' }, reportId });
      }
    }
  });
}
