import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { toSql } from '../../../platform/money/money.ts';
import { allocationRowsOn } from '../allocation/allocation-queries.ts';
import { toAllocations } from '../allocation/allocation-view.ts';
import type { CustomValues } from '../types.ts';
import type { CostShare } from './cost-objects.ts';

/**
 * What the claimed entries of a report are charged to, by allocation: where that names no field its entry does, and then the report. Personal
 * shares are charged to nobody.
 */
export async function costSharesOf(ctx: Context, reportId: string): Promise<CostShare[]> {
  const { rows } = await sql<{ id: string; custom: CustomValues }>`
    select e.id, r.custom || e.custom as custom
    from entry e join report r on r.company_id = e.company_id and r.id = e.report_id
    where e.company_id = ${ctx.companyId} and e.report_id = ${reportId}`.execute(ctx.tx);
  const customOf = new Map(rows.map(({ id, custom }) => [id, custom]));
  const allocations = toAllocations(await allocationRowsOn(ctx, reportId));
  return allocations
    .filter(({ amount, claimed }) => amount.amount.isZero() || !claimed.amount.isZero())
    .map((allocation) => ({
      entryId: allocation.entryId,
      posted: toSql(allocation.claimed.amount),
      approved: toSql(allocation.approved.amount),
      custom: { ...customOf.get(allocation.entryId), ...allocation.custom },
    }));
}
