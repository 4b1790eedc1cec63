import Type from 'typebox';
import type { Route } from '../../platform/http/facade.ts';
import type { WebDeps } from './deps.ts';
import { Code } from './schemas.ts';
import { signedManualRoute, signedRoute } from './signed-route.ts';

const SecondFactor = Type.Object({
  /** Since when a code is asked for at sign-in; null where none is. */
  since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  recoveryCodesLeft: Type.Integer(),
});
const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) });

/** The own authenticator app. */
export const secondFactorRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'getSecondFactor',
    method: 'GET',
    path: '/second-factor',
    summary: 'Whether signing in asks for a code',
    schema: { responses: { 200: SecondFactor } },
    handler: async ({ ctx, session }) => {
      const { since, recoveryCodesLeft } = await deps.signin.secondFactorOf(ctx, session.userId);
      return { body: { since: since?.toISOString() ?? null, recoveryCodesLeft } };
    },
  }),
  signedRoute(deps, {
    operation: 'startSecondFactor',
    method: 'POST',
    path: '/second-factor/keys',
    summary: 'A new key for an authenticator app, in force once its first code was shown',
    schema: { responses: { 201: Type.Object({ key: Type.String(), address: Type.String() }) } },
    handler: async ({ ctx, session }) => ({ body: await deps.signin.startEnrolment(ctx, session.userId) }),
  }),
  signedManualRoute(deps, {
    operation: 'confirmSecondFactor',
    method: 'POST',
    path: '/second-factor',
    summary: 'Puts the new key in force; the recovery codes are in this answer and nowhere else',
    schema: { body: Code, responses: { 201: RecoveryCodes } },
    handler: async ({ work, caller, session, body }) => ({
      body: { recoveryCodes: await deps.signin.confirmEnrolment(work, caller, { userId: session.userId, code: body.code }) },
    }),
  }),
  signedManualRoute(deps, {
    operation: 'renewRecoveryCodes',
    method: 'POST',
    path: '/second-factor/recovery-codes',
    summary: 'New recovery codes in place of all others',
    schema: { body: Code, responses: { 201: RecoveryCodes } },
    handler: async ({ work, caller, session, body }) => ({
      body: { recoveryCodes: await deps.signin.renewRecoveryCodes(work, caller, { userId: session.userId, code: body.code }) },
    }),
  }),
  signedManualRoute(deps, {
    operation: 'removeSecondFactor',
    method: 'POST',
    path: '/second-factor/removal',
    summary: 'Removes the authenticator app, on showing a code',
    schema: { body: Code, responses: { 204: null } },
    handler: async ({ work, caller, session, body }) => {
      await deps.signin.removeSecondFactor(work, caller, { userId: session.userId, code: body.code });
      return {};
    },
  }),
];
