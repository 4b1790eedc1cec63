import Type from 'typebox';
import type { FaultRule as Rule } from '../../modules/fault/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { WebDeps } from './deps.ts';
import { FaultDraft, faultParams, FaultPatch, FaultRule } from './exchange-schemas.ts';
import { appNames } from './exchange-to-wire.ts';
import { signedRoute } from './signed-route.ts';

/** What goes wrong on purpose: in a sandbox alone. */
export const faultRoutes = (deps: WebDeps): Route[] => {
  const toWire = async (ctx: Context, rules: readonly Rule[]) => {
    const names = await appNames(
      deps,
      ctx,
      rules.map(({ appId }) => appId),
    );
    return rules.map((rule) => ({ ...rule, appName: names.get(rule.appId) ?? '', createdAt: rule.createdAt.toISOString() }));
  };
  const oneToWire = async (ctx: Context, rule: Rule) => (await toWire(ctx, [rule]))[0];
  return [
    signedRoute(deps, {
      operation: 'listFaults',
      method: 'GET',
      path: '/faults',
      summary: 'What goes wrong on purpose, in the order in which it is tried',
      schema: { responses: { 200: Type.Array(FaultRule) } },
      handler: async ({ ctx }) => ({ body: await toWire(ctx, await deps.faults.list(ctx)) }),
    }),
    signedRoute(deps, {
      operation: 'createFault',
      method: 'POST',
      path: '/faults',
      summary: 'Lets calls of an app go wrong',
      schema: { body: FaultDraft, responses: { 201: FaultRule } },
      handler: async ({ ctx, body }) => ({ body: await oneToWire(ctx, await deps.faults.add(ctx, body)) }),
    }),
    signedRoute(deps, {
      operation: 'changeFault',
      method: 'PATCH',
      path: '/faults/{faultId}',
      summary: 'Changes a fault; what is left out stays',
      schema: { params: faultParams, body: FaultPatch, responses: { 200: FaultRule } },
      handler: async ({ ctx, params, body }) => ({
        body: await oneToWire(ctx, await deps.faults.change(ctx, params.faultId, body)),
      }),
    }),
    signedRoute(deps, {
      operation: 'deleteFault',
      method: 'DELETE',
      path: '/faults/{faultId}',
      summary: 'Takes a fault away',
      schema: { params: faultParams, responses: { 204: null } },
      handler: async ({ ctx, params }) => {
        await deps.faults.remove(ctx, params.faultId);
        return {};
      },
    }),
  ];
};
