import type { Context } from '../../platform/context.ts';
import { convert, decimal, type Decimal } from '../../platform/money/money.ts';
import type { StepDefinition } from './definition.ts';
import type { LimitedCandidate, Rates } from './directory.ts';
import type { Item } from './process.ts';

type Sum = Pick<Item, 'amount' | 'currency' | 'date'>;
type Deps = { readonly exchangeRates: Rates };

/** An item's amount in another currency; undefined where the company has no rate between the two. */
async function amountIn(ctx: Context, deps: Deps, sum: Sum, currency: string): Promise<Decimal | undefined> {
  if (sum.currency === currency) return sum.amount;
  const rate = await deps.exchangeRates.rateOn(ctx, { from: sum.currency, to: currency, date: sum.date });
  return rate && convert(sum.amount, rate.value, rate.operation, currency);
}

/** Whether an item is too small for a step. Without a rate the step is walked: rather one approval too many. */
export async function isBelow(ctx: Context, deps: Deps, step: StepDefinition, sum: Sum): Promise<boolean> {
  if (!step.from) return false;
  const amount = await amountIn(ctx, deps, sum, step.from.currency);
  return amount !== undefined && amount.lt(decimal(step.from.amount));
}

/** Whether a limit is enough. Without a rate it is not. */
export async function covers(ctx: Context, deps: Deps, holder: LimitedCandidate, sum: Sum): Promise<boolean> {
  const amount = await amountIn(ctx, deps, sum, holder.currency);
  return amount !== undefined && holder.amount.gte(amount);
}

const LAST = Number.MAX_SAFE_INTEGER;

/** By level, those without one last, then by the amount of the limit; the id settles what is equal. */
export const inOrder = (holders: readonly LimitedCandidate[]): LimitedCandidate[] =>
  holders.toSorted(
    (a, b) => (a.level ?? LAST) - (b.level ?? LAST) || a.amount.comparedTo(b.amount) || (a.userId < b.userId ? -1 : 1),
  );
