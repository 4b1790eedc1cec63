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

/** It stands on an expense or a report, which would lose its proof. */
export class ReceiptInUse extends DomainError<'receipt.in-use'> {
  readonly code = 'receipt.in-use';
  constructor() {
    super('The receipt image is attached to an expense or a report and cannot be deleted.', { source: 'receiptImageId' });
  }
}

/** Somebody else appended to it or deleted it meanwhile. */
export class ReceiptChanged extends DomainError<'receipt.changed'> {
  readonly code = 'receipt.changed';
  constructor() {
    super('The receipt image was changed meanwhile; send what is to be appended again.', { source: 'receiptImageId' });
  }
}

export class ReceiptAccessDenied extends DomainError<'receipt.access.denied'> {
  readonly code = 'receipt.access.denied';
  constructor(missing: string) {
    super(`Access denied. The request needs ${missing}.`, { missing });
  }
}

export type ReceiptError = ReceiptNotFound | ReceiptRefused | ReceiptInUse | ReceiptChanged | ReceiptAccessDenied;
