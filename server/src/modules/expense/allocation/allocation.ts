import { apportion, decimal, minorUnitDigits, sum, ZERO, type Decimal } from '../../../platform/money/money.ts';
import { AllocationRefused } from '../errors.ts';

/** Digits after the point of a percentage. */
const PERCENT_DIGITS = 8;
const WHOLE = decimal(100);

/** One share, as it is kept. Shares of any amount are in proportion to the weights. */
export interface Share {
  readonly weight: Decimal;
  readonly percentage: Decimal;
  readonly isPercentEdited: boolean;
  /** Stands for what nobody allocated. */
  readonly isSystem: boolean;
}
type Given = readonly { readonly percentage?: Decimal; readonly amount?: Decimal }[];

/**
 * The shares of an entry, with a hidden one for what they leave over; they make a whole. None where none are given.
 * @throws AllocationRefused where they are neither all percentages nor all amounts, exceed the whole or do not go in its direction.
 */
export function sharesOf(given: Given, posted: Decimal): Share[] {
  if (given.length === 0) return [];
  if (given.every((one) => one.percentage !== undefined && one.amount === undefined))
    return byPercentage(given.map((one) => one.percentage ?? ZERO));
  if (given.every((one) => one.amount !== undefined && one.percentage === undefined))
    return byAmount(
      given.map((one) => one.amount ?? ZERO),
      posted,
    );
  throw new AllocationRefused('must all be given by percentage or all by amount.');
}

function byPercentage(percentages: readonly Decimal[]): Share[] {
  const rest = decimal(WHOLE.minus(sum(percentages)));
  if (percentages.some((percentage) => !percentage.gt(0) || percentage.decimalPlaces() > PERCENT_DIGITS))
    throw new AllocationRefused('have percentages above zero with at most 8 digits after the point.');
  if (rest.lt(0)) throw new AllocationRefused('exceed 100 percent.');
  const even = apportion(
    WHOLE,
    percentages.map(() => decimal(1)),
    PERCENT_DIGITS,
  );
  const isEdited = !rest.isZero() || percentages.some((percentage, index) => !percentage.eq(even[index] ?? ZERO));
  const shares = percentages.map((percentage) => ({
    weight: percentage,
    percentage,
    isPercentEdited: isEdited,
    isSystem: false,
  }));
  return rest.isZero() ? shares : [...shares, { weight: rest, percentage: rest, isPercentEdited: false, isSystem: true }];
}

function byAmount(amounts: readonly Decimal[], posted: Decimal): Share[] {
  const rest = decimal(posted.minus(sum(amounts)));
  const isAgainst = (amount: Decimal): boolean => (posted.lt(0) ? amount.gte(0) : amount.lte(0));
  if (posted.isZero()) throw new AllocationRefused('by amount need an expense that has one.');
  if (amounts.some(isAgainst)) throw new AllocationRefused('have amounts that go the way of the expense, none of them zero.');
  if (!rest.isZero() && isAgainst(rest)) throw new AllocationRefused('exceed the amount of the expense.');
  const weights = [...amounts, ...(rest.isZero() ? [] : [rest])].map((amount) => decimal(amount.abs()));
  const percentages = apportion(WHOLE, weights, PERCENT_DIGITS);
  return weights.map((weight, index) => ({
    weight,
    percentage: percentages[index] ?? ZERO,
    isPercentEdited: false,
    isSystem: index === amounts.length,
  }));
}

/** An amount in the shares of these weights: they add up to it to the smallest unit of the currency. */
export const shareOut = (amount: Decimal, weights: readonly Decimal[], currency: string): Decimal[] =>
  apportion(amount, weights, minorUnitDigits(currency));

export const stateOf = (
  shares: readonly Pick<Share, 'isSystem'>[],
): 'NOT_ALLOCATED' | 'PARTIALLY_ALLOCATED' | 'FULLY_ALLOCATED' => {
  if (shares.every((share) => share.isSystem)) return 'NOT_ALLOCATED';
  return shares.some((share) => share.isSystem) ? 'PARTIALLY_ALLOCATED' : 'FULLY_ALLOCATED';
};
