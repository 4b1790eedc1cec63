import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { decimal, ZERO } from '../../../platform/money/money.ts';
import { shareOut } from '../allocation/allocation.ts';
import type { CustomValues } from '../types.ts';
import type { CostShare } from './cost-objects.ts';

interface ChargedEntry {
  readonly id: string;
  readonly posted_amount: string;
  readonly claimed_amount: string;
  readonly approved_amount: string;
  readonly currency_code: string;
  /** Its own, and its report's where it says nothing. */
  readonly custom: CustomValues;
  /** Null where nobody allocated it. */
  readonly allocations: readonly Allocated[] | null;
}
type Allocated = readonly [weight: string, custom: CustomValues];

/** The whole, which nobody allocated. */
const HIDDEN: readonly Allocated[] = [['100', {}]];

/**
 * What the claimed entries of a report are charged to, by allocation: where that names no field its entry does, and then the report. Personal
 * shares are charged to nobody.
 */
export async function costSharesOf(ctx: Context, reportId: string): Promise<CostShare[]> {
  // An entry's allocations come as one value: a report may have ten thousand, and each row costs more than what it holds.
  const { rows } = await sql<ChargedEntry>`
    select e.id, e.posted_amount, e.claimed_amount, e.approved_amount, r.currency_code, r.custom || e.custom as custom,
      case when e.allocation_state <> 'NOT_ALLOCATED' then (
        select json_agg(json_build_array(a.weight::text, a.custom) order by a.position) from allocation a
        where a.company_id = e.company_id and a.entry_id = e.id) end as allocations
    from entry e join report r on r.company_id = e.company_id and r.id = e.report_id
    where e.company_id = ${ctx.companyId} and e.report_id = ${reportId} and e.itemization_count = 0 order by e.id`.execute(
    ctx.tx,
  );
  return rows.flatMap((entry) => sharesOf(entry, entry.allocations ?? HIDDEN));
}

function sharesOf(entry: ChargedEntry, allocations: readonly Allocated[]): CostShare[] {
  const weights = allocations.map(([weight]) => decimal(weight));
  const shared = (amount: string) => shareOut(decimal(amount), weights, entry.currency_code);
  const { posted_amount, claimed_amount, approved_amount, custom: otherwise } = entry;
  const claimed = shared(claimed_amount);
  // Most of what is spent is claimed, and approved.
  const posted = posted_amount === claimed_amount ? claimed : shared(posted_amount);
  const approved = approved_amount === claimed_amount ? claimed : shared(approved_amount);
  return allocations.flatMap(([, custom], at) => {
    const share = claimed[at] ?? ZERO;
    if (share.isZero() && posted[at]?.isZero() === false) return [];
    return [{ entryId: entry.id, posted: share, approved: approved[at] ?? ZERO, custom, otherwise }];
  });
}
