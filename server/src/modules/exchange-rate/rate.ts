import type { Decimal, RateOperation } from '../../platform/money/money.ts';

export interface NewRate {
  readonly from: string;
  readonly to: string;
  /** YYYY-MM-DD; holds until the next one of the pair starts. */
  readonly startDate: string;
  /** How many units of `to` one unit of `from` is worth. */
  readonly rate: Decimal;
}

export interface FoundRate {
  readonly value: Decimal;
  readonly operation: RateOperation;
}

/** The newest rate of one direction that had started by the day asked for. */
export interface StartedRate {
  readonly startDate: string;
  readonly rate: Decimal;
}

/**
 * The later of the pair's own rate and the opposite pair's, its own at a tie. An opposite rate divides: turning it into a product first would
 * round twice.
 */
export function chooseRate(own: StartedRate | undefined, opposite: StartedRate | undefined): FoundRate | undefined {
  if (own && (!opposite || own.startDate >= opposite.startDate)) return { value: own.rate, operation: 'MULTIPLY' };
  return opposite && { value: opposite.rate, operation: 'DIVIDE' };
}
