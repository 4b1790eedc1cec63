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

/** A holder of a limit, and whether the limit is enough for a sum. */
export interface Ranked {
  readonly holder: LimitedCandidate;
  readonly isEnough: boolean;
}

/** By level, those without one last, then from the least limit up; the id settles what is equal. Without a rate a limit is not enough. */
export async function rank(ctx: Context, deps: Deps, holders: readonly LimitedCandidate[], sum: Sum): Promise<Ranked[]> {
  const limits = await limitsIn(ctx, deps, holders, sum);
  const limitOf = (holder: LimitedCandidate): Decimal | undefined => limits.get(holder.currency)?.(holder.amount);
  return holders
    .toSorted(
      (a, b) =>
        (a.level ?? LAST) - (b.level ?? LAST) ||
        (limitOf(a) ?? decimal(LAST)).comparedTo(limitOf(b) ?? decimal(LAST)) ||
        (a.userId < b.userId ? -1 : 1),
    )
    .map((holder) => ({ holder, isEnough: limitOf(holder)?.gte(sum.amount) ?? false }));
}

const LAST = Number.MAX_SAFE_INTEGER;

/** Currency of a limit -> the limit in the currency of the sum. One look-up for each currency. */
async function limitsIn(ctx: Context, deps: Deps, holders: readonly LimitedCandidate[], sum: Sum) {
  const limits = new Map<string, (limit: Decimal) => Decimal>([[sum.currency, (limit) => limit]]);
  for (const currency of new Set(holders.map((holder) => holder.currency))) {
    if (limits.has(currency)) continue;
    const rate = await deps.exchangeRates.rateOn(ctx, { from: currency, to: sum.currency, date: sum.date });
    if (rate) limits.set(currency, (limit) => convert(limit, rate.value, rate.operation, sum.currency));
  }
  return limits;
}
