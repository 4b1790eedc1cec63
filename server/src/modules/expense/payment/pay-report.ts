import type { Context } from '../../../platform/context.ts';
import type { Standing } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { AlreadyExtracted, NotExtracted, OwnReport } from '../errors.ts';
import { emitStatusChanged } from '../events.ts';
import type { OnReport, Payment } from '../inputs.ts';
import { extractionOf, markReportExtracted } from '../journal/journal-queries.ts';
import { loadForChange } from '../report/load-report.ts';
import type { HeldRow } from '../report/report-queries.ts';
import { stateOf } from '../report/report-view.ts';
import { statusAfter, type PaymentAction } from './payment.ts';
import { updatePayment } from './payment-queries.ts';

/** What events say of a report that is paid: event-topics/expense/v4.expense-events. */
const PAID_STEP = 'PAIDREPORT';
/** In place of a run, where nobody extracted what is paid. */
const BY_HAND = 'MANUAL';

const AUDITED: Readonly<Record<PaymentAction, string>> = {
  process: 'payment-started',
  hold: 'payment-held',
  release: 'payment-released',
  pay: 'paid',
  confirm: 'payment-confirmed',
};

/** An approved report goes into payment: P_PROC. @throws PaymentNotPossible, as all of these */
export const markProcessing = (ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<void> =>
  move(ctx, deps, input, 'process');

/** Its payment waits until it is released: P_HOLD. @throws AlreadyExtracted */
export const holdPayment = (ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<void> =>
  move(ctx, deps, input, 'hold', async (row) => {
    if ((await extractionOf(ctx, row.id)).extracted > 0) throw new AlreadyExtracted();
  });

/** The next run of payments takes it again: P_NOTP. */
export const releasePayment = (ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<void> =>
  move(ctx, deps, input, 'release');

/** The financial system has it; from now on nothing of it changes: P_PAID. @throws NotExtracted */
export const markPaid = (ctx: Context, deps: ExpenseDeps, input: Payment): Promise<void> =>
  move(ctx, deps, input, 'pay', async (row) => {
    if (!input.onlyExtracted) return markReportExtracted(ctx, row.id, input.jobRunKey ?? BY_HAND);
    if ((await extractionOf(ctx, row.id)).waiting > 0) throw new NotExtracted();
  });

/** The money has arrived: P_PAYC. */
export const confirmPayment = (ctx: Context, deps: ExpenseDeps, input: OnReport): Promise<void> =>
  move(ctx, deps, input, 'confirm', (row) => markReportExtracted(ctx, row.id, BY_HAND));

async function move(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnReport,
  action: PaymentAction,
  also: (row: HeldRow) => Promise<void> = async () => {},
): Promise<void> {
  const { row, standing } = await loadForChange(ctx, deps, input, { operation: 'pay', action });
  if (standing.capacity !== 'company' && standing.userId === row.owner_id) throw new OwnReport();
  await also(row);
  await updatePayment(ctx, row.id, action);
  ctx.record({
    subjectKind: 'report',
    subjectId: row.id,
    action: AUDITED[action],
    details: { from: row.payment_status, to: statusAfter(action) },
  });
  if (action === 'pay') await tellPaid(ctx, deps, row, standing);
}

/** Of the way of a payment programs are told the end: the other steps only where they are configured, which payments are not. */
async function tellPaid(ctx: Context, deps: ExpenseDeps, row: HeldRow, standing: Standing): Promise<void> {
  const before = stateOf(row);
  const walked = await deps.workflow.history(ctx, { kind: 'report', id: row.id });
  emitStatusChanged(ctx, row, standing, {
    before,
    after: { ...before, paymentStatus: statusAfter('pay') },
    stepCode: PAID_STEP,
    processId: walked.at(-1)?.processId ?? null,
    stop: null,
    started: [],
  });
}
