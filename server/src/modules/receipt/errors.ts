import { DomainError } from '../../platform/errors.ts';

export class ReceiptNotFound extends DomainError<'receipt.not-found'> {
  readonly code = 'receipt.not-found';
  constructor() {
    super('The receipt image does not exist.', { source: 'receiptImageId' });
  }
}

/** What came is no receipt: not of a known kind, empty, or too large. */
export class ReceiptRefused extends DomainError<'receipt.refused'> {
  readonly code = 'receipt.refused';
  constructor(problem: string) {
    super(problem, { source: 'fileContent' });
  }
}

export type ReceiptError = ReceiptNotFound | ReceiptRefused;
