import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { createSealer } from '../../platform/crypto/sealing.ts';
import type { Oidc } from '../../platform/oidc/oidc.ts';
import type { CompanyModule } from '../company/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Identity } from '../identity/index.ts';
import { giveConsent, hasConsented } from './consent.ts';
import { countAsked } from './count-asked.ts';
import { endSession, endSessionsOf, listSessions } from './end-session.ts';
import { formToken, formTokenFits, newFormSecret } from './form-token.ts';
import { findInvitation, invite, invitedAmong, useInvitation } from './invitation/invite.ts';
import { isClosedToLinks, requestLink, type LinkRequest } from './request-link.ts';
import { resumeSession } from './resume-session.ts';
import { answerChallenge, challenge, findChallenge, type Challenge } from './second-factor/challenge.ts';
import {
  confirmEnrolment,
  protectedAmong,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorOf,
  startEnrolment,
  type SecondFactorDeps,
} from './second-factor/enrol.ts';
import { removeSingleSignOn, setSingleSignOn, singleSignOnOf, type SsoDeps } from './sso/configure.ts';
import type { SingleSignOn, SingleSignOnSetting } from './sso/identity-provider.ts';
import { beginSingleSignOn, finishSingleSignOn, type SsoWish } from './sso/sign-on.ts';
import { startSession } from './start-session.ts';
import { findLink, useLink } from './use-link.ts';

export * from './errors.ts';
export type { SignInLink } from './link.ts';
export type { AskedAfter, Challenge } from './second-factor/challenge.ts';
export type { LinkRequest } from './request-link.ts';
export type { Session, SignInMethod } from './session.ts';
export { MATCHES, type SingleSignOn } from './sso/identity-provider.ts';
export type { NewSession } from './start-session.ts';

/** People at a browser: sessions, one-time links by mail, proof that a form is ours, and what they let apps do. */
export function createSignin(deps: {
  /** Seals the keys of authenticator apps. */
  masterKey: string;
  oidc: Oidc;
  company: Pick<CompanyModule, 'getCompany' | 'updateCompany'>;
  directory: Pick<Directory, 'locateLogin' | 'locatePrincipal'>;
  identity: Pick<Identity, 'findUser' | 'getUser' | 'primaryEmail' | 'assertAdministers'> & SsoDeps['identity'];
}) {
  const sealer = createSealer(deps.masterKey);
  const sso: SsoDeps = { ...deps, sealer };
  const second: SecondFactorDeps = { sealer, identity: deps.identity };
  return {
    startSession,
    resumeSession,
    listSessions,
    endSession,
    endSessionsOf,
    requestLink: (work: UnitOfWork, caller: Caller, request: LinkRequest): Promise<void> =>
      requestLink(deps, work, caller, request),
    isClosedToLinks: (ctx: Context, userId: string): Promise<boolean> => isClosedToLinks(deps, ctx, userId),
    findLink,
    useLink,
    countAsked,

    secondFactorOf,
    protectedAmong,
    startEnrolment: (ctx: Context, userId: string) => startEnrolment(second, ctx, userId),
    confirmEnrolment: (work: UnitOfWork, caller: Caller, given: { userId: string; code: string }): Promise<string[]> =>
      confirmEnrolment(second, work, caller, given),
    renewRecoveryCodes: (work: UnitOfWork, caller: Caller, given: { userId: string; code: string }): Promise<string[]> =>
      renewRecoveryCodes(second, work, caller, given),
    removeSecondFactor: (work: UnitOfWork, caller: Caller, given: { userId: string; code: string }): Promise<void> =>
      removeSecondFactor(second, work, caller, given),
    resetSecondFactor: (ctx: Context, userId: string): Promise<void> => resetSecondFactor(second, ctx, userId),
    challenge,
    findChallenge,
    answerChallenge: (
      work: UnitOfWork,
      caller: Caller,
      given: { secret: string | undefined; code: string },
    ): Promise<Challenge> => answerChallenge(sealer, work, caller, given),

    singleSignOnOf: (ctx: Context): Promise<SingleSignOn> => singleSignOnOf(sso, ctx),
    setSingleSignOn: (work: UnitOfWork, caller: Caller, setting: SingleSignOnSetting): Promise<SingleSignOn> =>
      setSingleSignOn(sso, work, caller, setting),
    removeSingleSignOn: (ctx: Context): Promise<void> => removeSingleSignOn(sso, ctx),
    beginSingleSignOn: (work: UnitOfWork, caller: Caller, wish: SsoWish) => beginSingleSignOn(sso, work, caller, wish),
    finishSingleSignOn: (work: UnitOfWork, caller: Caller, back: Parameters<typeof finishSingleSignOn>[3]) =>
      finishSingleSignOn(sso, work, caller, back),

    invite,
    invitedAmong,
    findInvitation,
    useInvitation,

    hasConsented,
    giveConsent,
    newFormSecret,
    formToken,
    formTokenFits,
  };
}

export type Signin = ReturnType<typeof createSignin>;
