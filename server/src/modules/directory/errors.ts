import { DomainError } from '../../platform/errors.ts';

/** The login belongs to somebody of any company on the platform. */
export class LoginTaken extends DomainError<'directory.login.taken'> {
  readonly code = 'directory.login.taken';
  constructor(login: string) {
    super(`The login ${login} is already in use.`, { login });
  }
}

export type DirectoryError = LoginTaken;
