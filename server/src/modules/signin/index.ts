import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { Directory } from '../directory/index.ts';
import type { Identity } from '../identity/index.ts';
import { giveConsent, hasConsented } from './consent.ts';
import { endSession, endSessionsOf, listSessions } from './end-session.ts';
import { formToken, formTokenFits, newFormSecret } from './form-token.ts';
import { requestLink, type LinkRequest } from './request-link.ts';
import { resumeSession } from './resume-session.ts';
import { startSession } from './start-session.ts';
import { findLink, useLink } from './use-link.ts';

export * from './errors.ts';
export type { SignInLink } from './link.ts';
export type { LinkRequest } from './request-link.ts';
export type { Session, SignInMethod } from './session.ts';
export type { NewSession } from './start-session.ts';

/** People at a browser: sessions, one-time links by mail, proof that a form is ours, and what they let apps do. */
export function createSignin(deps: {
  directory: Pick<Directory, 'locateLogin'>;
  identity: Pick<Identity, 'findUser' | 'primaryEmail'>;
}) {
  return {
    startSession,
    resumeSession,
    listSessions,
    endSession,
    endSessionsOf,
    requestLink: (work: UnitOfWork, caller: Caller, request: LinkRequest): Promise<void> =>
      requestLink(deps, work, caller, request),
    findLink,
    useLink,
    hasConsented,
    giveConsent,
    newFormSecret,
    formToken,
    formTokenFits,
  };
}

export type Signin = ReturnType<typeof createSignin>;
