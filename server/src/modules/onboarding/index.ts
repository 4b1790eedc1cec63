import type { Context } from '../../platform/context.ts';
import type { User } from '../identity/index.ts';
import type { OwnSandbox } from '../sandbox/index.ts';
import type { OnboardingDeps } from './deps.ts';
import { invite, inviteAgain } from './invite.ts';
import { assertConfigures, leaveStep, mayConfigure, setupOf } from './leave-step.ts';
import { addProcessor, processorsOf, removeProcessor } from './processors.ts';
import { confirmSignUp, requestSignUp, signUp, type SignUpRequest } from './request-sign-up.ts';
import type { SetupProgress } from './setup.ts';
import type { SignUpWish } from './sign-up.ts';

export type { Seeding } from './deps.ts';
export * from './errors.ts';
export { DUTIES, type Duty, type Invitee } from './invite.ts';
export { SETUP_STATES, SETUP_STEPS, type SetupProgress, type SetupState, type SetupStep } from './setup.ts';
export type { SignUpMode, SignUpWish } from './sign-up.ts';

/** The way into the platform: a sandbox of one's own, setting a company up, asking colleagues in. */
export function createOnboarding(deps: OnboardingDeps) {
  return {
    signUp: (request: SignUpRequest, wish: SignUpWish): Promise<OwnSandbox> => signUp(deps, request, wish),
    requestSignUp: (request: Omit<SignUpRequest, 'seeding'>, wish: Parameters<typeof requestSignUp>[2]): Promise<void> =>
      requestSignUp(deps, request, wish),
    confirmSignUp: (request: Pick<SignUpRequest, 'caller' | 'seeding'>, secret: string): Promise<OwnSandbox> =>
      confirmSignUp(deps, request, secret),

    mayConfigure: (ctx: Context): Promise<boolean> => mayConfigure(deps, ctx),
    /** @throws RoleMissing */
    assertConfigures: (ctx: Context): Promise<void> => assertConfigures(deps, ctx),
    setupOf: (ctx: Context): Promise<SetupProgress[]> => setupOf(deps, ctx),
    leaveStep: (ctx: Context, left: Parameters<typeof leaveStep>[2]): Promise<SetupProgress[]> => leaveStep(deps, ctx, left),

    processorsOf: (ctx: Context): Promise<User[]> => processorsOf(deps, ctx),
    addProcessor: (ctx: Context, userId: string): Promise<void> => addProcessor(deps, ctx, userId),
    removeProcessor: (ctx: Context, userId: string): Promise<void> => removeProcessor(deps, ctx, userId),

    invite: (ctx: Context, invitee: Parameters<typeof invite>[2]): Promise<User> => invite(deps, ctx, invitee),
    inviteAgain: (ctx: Context, invitee: Parameters<typeof inviteAgain>[2]): Promise<void> => inviteAgain(deps, ctx, invitee),
  };
}

export type Onboarding = ReturnType<typeof createOnboarding>;
