import { DomainError } from '../../platform/errors.ts';

export class SnapshotNotFound extends DomainError<'sandbox.snapshot.not-found'> {
  readonly code = 'sandbox.snapshot.not-found';
  constructor(name: string) {
    super('There is no snapshot of this name.', { name });
  }
}

export class SnapshotNameTaken extends DomainError<'sandbox.snapshot.name-taken'> {
  readonly code = 'sandbox.snapshot.name-taken';
  constructor(name: string) {
    super('This name is that of the state which resets go back to. Choose another.', { name });
  }
}

/** Each is a copy of everything. */
export class TooManySnapshots extends DomainError<'sandbox.snapshot.too-many'> {
  readonly code = 'sandbox.snapshot.too-many';
  constructor(most: number) {
    super(`There are ${most} snapshots already: delete some first.`, { most });
  }
}

export type SandboxError = SnapshotNotFound | SnapshotNameTaken | TooManySnapshots;
