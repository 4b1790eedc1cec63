import Type from 'typebox';
import type { SandboxControls, Snapshot as Taken } from '../../modules/sandbox/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { WebDeps } from './deps.ts';
import { Snapshot, snapshotParams, SnapshotWish } from './exchange-schemas.ts';
import { assertMovesSandbox } from './sandbox-policy.ts';
import { stay } from './sandbox-routes.ts';
import { signedManualRoute, type SignedCall } from './signed-route.ts';

const toWire = ({ name, bytes, takenAt }: Taken) => ({ name, bytes, takenAt: takenAt.toISOString() });

/** States of the whole sandbox, kept by name. */
export const snapshotRoutes = (deps: WebDeps, { snapshots }: SandboxControls): Route[] => {
  const guard = (call: SignedCall): Promise<void> =>
    call.work.read(call.caller, (ctx) => assertMovesSandbox(deps, ctx, call.url));
  return [
    signedManualRoute(deps, {
      operation: 'listSnapshots',
      method: 'GET',
      path: '/sandbox/snapshots',
      summary: 'The snapshots of the sandbox, by name',
      schema: { responses: { 200: Type.Array(Snapshot) } },
      handler: async (call) => {
        await guard(call);
        return { body: (await snapshots.list()).map(toWire) };
      },
    }),
    signedManualRoute(deps, {
      operation: 'takeSnapshot',
      method: 'POST',
      path: '/sandbox/snapshots',
      summary: 'Keeps the state of everything under a name; an older one of that name is replaced',
      schema: { body: SnapshotWish, responses: { 201: Snapshot } },
      handler: async (call) => {
        await guard(call);
        return { body: toWire(await snapshots.take(call.body.name)) };
      },
    }),
    signedManualRoute(deps, {
      operation: 'restoreSnapshot',
      method: 'POST',
      path: '/sandbox/snapshots/{name}/restore',
      summary: 'Puts everything back to what it was when the snapshot was taken, the clock too',
      schema: { params: snapshotParams, responses: { 204: null } },
      handler: async (call) => {
        await guard(call);
        await snapshots.restore(call.params.name);
        return { headers: { ...(await stay(deps, call)) } };
      },
    }),
    signedManualRoute(deps, {
      operation: 'deleteSnapshot',
      method: 'DELETE',
      path: '/sandbox/snapshots/{name}',
      summary: 'Takes a snapshot away',
      schema: { params: snapshotParams, responses: { 204: null } },
      handler: async (call) => {
        await guard(call);
        await snapshots.remove(call.params.name);
        return {};
      },
    }),
  ];
};
