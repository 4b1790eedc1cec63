import { DomainError } from '../../platform/errors.ts';

export class RateRefused extends DomainError<'exchange-rate.rate.refused'> {
  readonly code = 'exchange-rate.rate.refused';
  constructor(problem: string) {
    super(problem, { source: 'rate' });
  }
}

export class TooManyRates extends DomainError<'exchange-rate.upload.too-large'> {
  readonly code = 'exchange-rate.upload.too-large';
  constructor(limit: number) {
    super(`At most ${limit} exchange rates can be uploaded at once.`, { source: 'currency_sets', limit });
  }
}

export class RateSettingRefused extends DomainError<'exchange-rate.setting.refused'> {
  readonly code = 'exchange-rate.setting.refused';
  constructor(problem: string) {
    super(problem, { source: 'markupPercent' });
  }
}

export type ExchangeRateError = RateRefused | TooManyRates | RateSettingRefused;
