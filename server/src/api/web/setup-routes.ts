import Type from 'typebox';
import { SETUP_STATES, SETUP_STEPS, type SetupProgress } from '../../modules/onboarding/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { WebDeps } from './deps.ts';
import { signedRoute } from './signed-route.ts';

const step = Type.Enum([...SETUP_STEPS]);
const Setup = Type.Array(
  Type.Object({
    step,
    state: Type.Enum(['open', ...SETUP_STATES]),
    changedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  }),
);
const left = Type.Object({ state: Type.Enum([...SETUP_STATES]) }, { additionalProperties: false });

const toWire = (progress: readonly SetupProgress[]) =>
  progress.map(({ changedAt, ...one }) => ({ ...one, changedAt: changedAt?.toISOString() ?? null }));

/** The setup wizard. */
export const setupRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'getSetup',
    method: 'GET',
    path: '/setup',
    summary: 'The pages of the setup wizard, and how each was left',
    schema: { responses: { 200: Setup } },
    handler: async ({ ctx }) => ({ body: toWire(await deps.onboarding.setupOf(ctx)) }),
  }),
  signedRoute(deps, {
    operation: 'leaveSetupStep',
    method: 'PATCH',
    path: '/setup/{step}',
    summary: 'Notes that a page of the wizard was done or skipped',
    schema: { params: Type.Object({ step }), body: left, responses: { 200: Setup } },
    handler: async ({ ctx, params, body }) => ({
      body: toWire(await deps.onboarding.leaveStep(ctx, { step: params.step, state: body.state })),
    }),
  }),
];
