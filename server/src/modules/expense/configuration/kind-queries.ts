import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import type { PaymentKind, PolicyKinds } from './kind.ts';

/** To be remembered by the version of the policy: see PolicySetup. */
export async function kindsUnder(ctx: Context, policyId: string): Promise<PolicyKinds> {
  const types = await sql<{ id: string; code: string; category: string }>`
    select t.id, t.code, t.spend_category_code as category from expense_type t
    where t.company_id = ${ctx.companyId} and not t.is_deleted and not t.is_category
      and (t.id = 'UNDEF'
        or exists (select 1 from expense_policy_type o where o.company_id = t.company_id and o.policy_id = ${policyId} and o.expense_type_id = t.id)
        or not exists (select 1 from expense_policy_type o where o.company_id = t.company_id and o.policy_id = ${policyId}))`.execute(
    ctx.tx,
  );
  const payments = await sql<PaymentKind>`select p.id, p.short_id as "shortId", p.code from payment_type p
    where p.company_id = ${ctx.companyId} order by p.is_default desc, p.name`.execute(ctx.tx);
  return {
    expenseTypes: new Map(types.rows.map(({ id, code, category }) => [id, { typeCode: code, spendCategoryCode: category }])),
    paymentTypes: payments.rows,
  };
}
