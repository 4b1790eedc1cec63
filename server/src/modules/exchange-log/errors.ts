import { DomainError } from '../../platform/errors.ts';

export class ExchangeNotFound extends DomainError<'exchange-log.exchange.not-found'> {
  readonly code = 'exchange-log.exchange.not-found';
  constructor(exchangeId: string) {
    super('There is no such exchange, or it is no longer kept.', { exchangeId });
  }
}

/** Why a kept request cannot be made again as it was. */
export type NotReplayableReason = 'unproven' | 'secrets' | 'body-not-kept' | 'no-operation';

const REASONS: Readonly<Record<NotReplayableReason, string>> = {
  unproven: 'no valid token said who made it',
  secrets: 'it held secrets, which are not kept',
  'body-not-kept': 'its body was not kept whole',
  'no-operation': 'there is no such operation',
};

export class NotReplayable extends DomainError<'exchange-log.exchange.not-replayable'> {
  readonly code = 'exchange-log.exchange.not-replayable';
  readonly reason: NotReplayableReason;
  constructor(reason: NotReplayableReason) {
    super(`This request cannot be made again: ${REASONS[reason]}.`, { reason });
    this.reason = reason;
  }
}

export type ExchangeLogError = ExchangeNotFound | NotReplayable;
