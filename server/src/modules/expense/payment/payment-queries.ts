import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { tables, type Tx } from '../../../platform/db/tx.ts';
import type { ExpenseTables } from '../tables.ts';
import type { PaymentStatus } from '../types.ts';
import { statusAfter, type PaymentAction } from './payment.ts';

/** Writes what an action does to a report: its payment status, and the moments and amounts that follow from it. */
export async function updatePayment(ctx: Context, reportId: string, action: PaymentAction): Promise<void> {
  const now = ctx.clock.now();
  const columns = {
    process: sql`processing_payment_at = ${now}`,
    hold: sql`processing_payment_at = null`,
    release: sql`processing_payment_at = null`,
    pay: sql`paid_at = coalesce(paid_at, ${now}), paid_employee = due_employee`,
    confirm: sql`paid_employee = due_employee, payment_confirmed = due_employee`,
  } satisfies Record<PaymentAction, unknown>;
  await sql`update report set payment_status = ${statusAfter(action) satisfies PaymentStatus}, modified_at = ${now}, ${columns[action]}
    where company_id = ${ctx.companyId} and id = ${reportId}`.execute(ctx.tx);
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
