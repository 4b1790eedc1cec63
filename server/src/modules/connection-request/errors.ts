import { DomainError } from '../../platform/errors.ts';

/** No request of this id waits for this supplier: none was made, it is another's, or it is settled. */
export class ConnectionRequestNotFound extends DomainError<'connection-request.request.not-found'> {
  readonly code = 'connection-request.request.not-found';
  constructor(requestId: string) {
    super(`There is no connection request ${requestId}.`, { requestId });
  }
}

/** The user waits for this supplier already. */
export class ConnectionRequestOpen extends DomainError<'connection-request.request.open'> {
  readonly code = 'connection-request.request.open';
  constructor() {
    super('A connection request of this user to this supplier is open already.');
  }
}

/** Nobody of this login for whom the caller may ask: unknown, or of a company that is none of the caller's. */
export class RequesterUnknown extends DomainError<'connection-request.requester.unknown'> {
  readonly code = 'connection-request.requester.unknown';
  constructor(login: string) {
    super('Invalid User', { login });
  }
}

/** Asking on behalf of a user is a part of certification, and the app has passed it. */
export class CertificationOver extends DomainError<'connection-request.supplier.certified'> {
  readonly code = 'connection-request.supplier.certified';
  constructor() {
    super('An app in production asks for nobody: its users make their connection requests themselves.');
  }
}

/** No supplier of the directory has this id; or the app takes no connection requests of this user's company. */
export class SupplierNotFound extends DomainError<'connection-request.supplier.not-found'> {
  readonly code = 'connection-request.supplier.not-found';
  constructor(supplierId: string) {
    super(`There is no supplier ${supplierId}.`, { supplierId });
  }
}

/** What was to be entered in the directory is no supplier. */
export class SupplierInvalid extends DomainError<'connection-request.supplier.invalid'> {
  readonly code = 'connection-request.supplier.invalid';
  constructor(field: string, message: string) {
    super(`${field} ${message}.`, { field });
  }
}

export type ConnectionRequestError =
  | ConnectionRequestNotFound
  | ConnectionRequestOpen
  | RequesterUnknown
  | CertificationOver
  | SupplierNotFound
  | SupplierInvalid;
