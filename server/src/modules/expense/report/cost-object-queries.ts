import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import type { CostShare } from './cost-objects.ts';

/** What the claimed entries of a report are charged to; personal ones are charged to nobody. */
export async function costSharesOf(ctx: Context, reportId: string): Promise<CostShare[]> {
  const { rows } = await sql<CostShare>`
    select e.id as "entryId", e.posted_amount as posted, e.approved_amount as approved, r.custom || e.custom as custom
    from entry e join report r on r.company_id = e.company_id and r.id = e.report_id
    where e.company_id = ${ctx.companyId} and e.report_id = ${reportId} and not e.is_personal
    order by e.id`.execute(ctx.tx);
  return rows;
}
