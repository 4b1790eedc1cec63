import { decimal } from '../../platform/money/money.ts';
import type { NewRate } from '../exchange-rate/index.ts';
import { OFFICES } from './data/people.ts';
import { PER_DOLLAR } from './data/places.ts';
import type { Chance } from './random.ts';

/** Units of a currency for one dollar, month by month from a year before `today`: they drift by up to 2 % a month. */
export function monthlyRates(today: Date, chance: Chance): NewRate[] {
  const targets = [...new Set(Object.values(OFFICES).map(({ currency }) => currency))];
  const level = new Map(Object.entries(PER_DOLLAR));
  const rates: NewRate[] = [];
  for (let back = 13; back >= 0; back--) {
    const startDate = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString().slice(0, 10);
    for (const [currency, value] of level)
      if (currency !== 'USD') level.set(currency, value * (1 + (chance.next() - 0.5) * 0.04));
    for (const [from, fromLevel] of level)
      for (const to of targets)
        if (from !== to) rates.push({ from, to, startDate, rate: rounded((level.get(to) ?? 1) / fromLevel) });
  }
  return rates;
}

/** Six significant digits, as rate tables have them. */
const rounded = (value: number) => decimal(decimal(value.toFixed(12)).toSignificantDigits(6).toFixed());
