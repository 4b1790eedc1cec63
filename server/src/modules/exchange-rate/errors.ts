import { DomainError } from '../../platform/errors.ts';

export class RateRefused extends DomainError<'exchange-rate.rate.refused'> {
  readonly code = 'exchange-rate.rate.refused';
  constructor(problem: string) {
    super(problem, { source: 'rate' });
  }
}

export type ExchangeRateError = RateRefused;
