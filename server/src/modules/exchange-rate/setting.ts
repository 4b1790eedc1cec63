import { ZERO, decimal, type Decimal } from '../../platform/money/money.ts';
import { RateSettingRefused } from './errors.ts';

/** Where rates are looked for. Without a connected external source there is nothing external to find: see docs/decisions/0100. */
export type RateSource = 'LOCAL_THEN_EXTERNAL' | 'LOCAL_ONLY' | 'EXTERNAL_ONLY';

/** How a company looks its rates up: api-reference/expense/exchange-rate/v4.admin-config. */
export interface RateSetting {
  readonly source: RateSource;
  /** Every rate found is this much higher; 0 to 100. */
  readonly markupPercent: Decimal;
  /** Whether the opposite pair's rate serves, inverted. */
  readonly allowsInversion: boolean;
}

export const DEFAULT_SETTING: RateSetting = { source: 'LOCAL_THEN_EXTERNAL', markupPercent: ZERO, allowsInversion: true };

const MOST = 100;

/** The setting as it is kept. @throws RateSettingRefused for a markup that is no percentage. */
export function checkedSetting(setting: RateSetting): RateSetting {
  const markupPercent = decimal(setting.markupPercent);
  if (markupPercent.lt(0) || markupPercent.gt(MOST) || markupPercent.decimalPlaces() > 8)
    throw new RateSettingRefused(`A markup is a percentage from 0 to ${MOST}, with at most 8 digits after the point.`);
  return { ...setting, markupPercent };
}
