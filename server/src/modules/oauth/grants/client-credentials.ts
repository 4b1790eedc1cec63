import type { Grant } from './grant.ts';

/** The app itself. */
export const clientCredentials: Grant = {
  type: 'client_credentials',
  redeem: async (_deps, { app }) => ({
    principal: { kind: 'app', id: app.id, dataCenter: app.dataCenter },
    scopes: app.scopes,
  }),
};
