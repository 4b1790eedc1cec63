import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { forLater } from '../../../platform/db/sending.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { ExpenseTables } from '../tables.ts';
import { statusAfter, type PaymentAction } from './payment.ts';

const MOMENTS = {
  process: (now: Date) => sql`processing_payment_at = ${now}`,
  hold: () => sql`processing_payment_at = null`,
  release: () => sql`processing_payment_at = null`,
  pay: (now: Date) => sql`paid_at = coalesce(paid_at, ${now}), paid_employee = due_employee`,
  confirm: () => sql`paid_employee = due_employee, payment_confirmed = due_employee`,
} satisfies Record<PaymentAction, (now: Date) => RawBuilder<unknown>>;

const update = (action: PaymentAction) =>
  prepared(
    (_tx, { companyId, reportId, now }: { companyId: string; reportId: string; now: Date }) => sql`
      update report set payment_status = ${sql.lit(statusAfter(action))}, modified_at = ${now}, ${MOMENTS[action](now)}
      where company_id = ${companyId} and id = ${reportId}`,
  );
const updates = {
  process: update('process'),
  hold: update('hold'),
  release: update('release'),
  pay: update('pay'),
  confirm: update('confirm'),
} satisfies Record<PaymentAction, unknown>;

/** Writes what an action does to a report: its payment status, and the moments and amounts that follow from it. */
export async function updatePayment(ctx: Context, reportId: string, action: PaymentAction): Promise<void> {
  const query = updates[action]({ companyId: ctx.companyId, reportId, now: ctx.clock.now() });
  await ctx.tx.executeQuery(forLater(query));
}

export interface DueReport {
  readonly company_id: string;
  readonly id: string;
}

/** Reports of all companies that are approved and wait for a run of payments, after this one. */
export const dueReports = (tx: Tx, after: DueReport | undefined, limit: number): Promise<DueReport[]> =>
  tables<ExpenseTables>(tx)
    .selectFrom('report')
    .select(['company_id', 'id'])
    .where('approval_status', '=', sql.lit('A_APPR'))
    .where('payment_status', '=', sql.lit('P_NOTP'))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(company_id, id) > (${after?.company_id}::uuid, ${after?.id}::uuid)`),
    )
    .orderBy('company_id')
    .orderBy('id')
    .limit(limit)
    .execute();
