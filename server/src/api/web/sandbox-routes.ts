import type { Static } from 'typebox';
import type { SandboxControls } from '../../modules/sandbox/index.ts';
import { InvalidInput } from '../../platform/http/refusals.ts';
import type { Answer, Route } from '../../platform/http/facade.ts';
import { beginSession, callerIn } from '../pages/visit.ts';
import type { WebDeps } from './deps.ts';
import { assertMovesSandbox } from './sandbox-policy.ts';
import { Clock, ClockSetting } from './schemas.ts';
import { signedManualRoute, signedRoute, type SignedCall } from './signed-route.ts';

/** Years in which the documents' dates lie, so that no clock ends where calendars do. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

function clockToWire(controls: SandboxControls, call: Pick<SignedCall, 'clock'>, moved: boolean) {
  return { now: call.clock.now().toISOString(), frozen: controls.clock.isFrozen(), moved };
}

async function setClock(controls: SandboxControls, setting: Static<typeof ClockSetting>, now: Date): Promise<void> {
  const { now: wished, frozen = controls.clock.isFrozen(), real = false } = setting;
  if (real) return controls.clock.reset();
  const moment = wished === undefined ? now : new Date(wished);
  if (moment.getTime() < EARLIEST || moment.getTime() > LATEST)
    throw new InvalidInput('body', [{ path: 'now', rule: 'range', message: 'must lie between the years 2000 and 2100' }]);
  return controls.clock.set(moment, { frozen });
}

/** Whoever moves the sandbox stays signed in: their session may have run out by the new time, or be gone with the rest. */
export async function stay(deps: WebDeps, call: SignedCall): Promise<Answer['headers']> {
  const { companyId, userId, method } = call.session;
  const user = await call.work.read(callerIn(call, companyId), (ctx) => deps.identity.findUser(ctx, userId));
  return user ? { 'set-cookie': [await beginSession(deps, call, { companyId, userId, method })] } : {};
}

/** The levers of a sandbox. */
export const sandboxRoutes = (deps: WebDeps, controls: SandboxControls): Route[] => {
  const guard = (call: SignedCall): Promise<void> =>
    call.work.read(call.caller, (ctx) => assertMovesSandbox(deps, ctx, call.url));
  return [
    signedRoute(deps, {
      operation: 'getClock',
      method: 'GET',
      path: '/sandbox/clock',
      summary: 'The time of the sandbox',
      schema: { responses: { 200: Clock } },
      handler: async ({ ctx, url, clock }) => {
        await assertMovesSandbox(deps, ctx, url);
        return { body: clockToWire(controls, { clock }, controls.clock.isMoved()) };
      },
    }),
    signedManualRoute(deps, {
      operation: 'setClock',
      method: 'PATCH',
      path: '/sandbox/clock',
      summary: 'Moves, stops or starts the time of the sandbox',
      schema: { body: ClockSetting, responses: { 200: Clock } },
      handler: async (call) => {
        await guard(call);
        await setClock(controls, call.body, call.clock.now());
        return { body: clockToWire(controls, call, controls.clock.isMoved()), headers: { ...(await stay(deps, call)) } };
      },
    }),
    signedManualRoute(deps, {
      operation: 'resetSandbox',
      method: 'POST',
      path: '/sandbox/reset',
      summary: 'Puts everything back to its beginning; logins and passwords stay',
      schema: { responses: { 204: null } },
      handler: async (call) => {
        await guard(call);
        await controls.reset();
        return { headers: { ...(await stay(deps, call)) } };
      },
    }),
  ];
};
