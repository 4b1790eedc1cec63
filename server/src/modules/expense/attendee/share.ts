import { allocateByPercent, decimal, sum, ZERO, type Decimal } from '../../../platform/money/money.ts';

/** One attendee's part: an amount of its own, or whatever is left over, by heads. */
export interface Part {
  readonly amount: Decimal | null;
  /** The attendee and the unnamed ones who came along. */
  readonly heads: number;
}

/**
 * The amount of each part. What the parts with an amount leave over is shared among the others so that no cent is lost; where they leave
 * nothing, or more than the whole, the others get nothing.
 */
export function shares(whole: Decimal, currency: string, parts: readonly Part[]): Decimal[] {
  const left = decimal(whole.minus(sum(parts.flatMap(({ amount }) => (amount === null ? [] : [amount])))));
  const open = parts.filter(({ amount }) => amount === null);
  const shared =
    open.length === 0 || left.isZero() || left.isNegative() !== whole.isNegative()
      ? open.map(() => ZERO)
      : allocateByPercent(
          left,
          open.map(({ heads }) => decimal(heads)),
          currency,
        );
  let next = 0;
  return parts.map(({ amount }) => amount ?? shared[next++] ?? ZERO);
}

/** Another amount of the same expense, in the proportion of the parts; what the parts miss of their whole is nobody's. */
export function inProportion(amount: Decimal, currency: string, parts: readonly Decimal[], whole: Decimal): Decimal[] {
  const weights = parts.map((part) => decimal(part.abs()));
  const missing = whole.abs().minus(sum(weights));
  const all = [...weights, missing.gt(0) ? decimal(missing) : ZERO];
  if (all.every((weight) => weight.isZero())) return parts.map(() => ZERO);
  return allocateByPercent(amount, all, currency).slice(0, parts.length);
}
