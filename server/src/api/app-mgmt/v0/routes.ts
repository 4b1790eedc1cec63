import type { OAuth } from '../../../modules/oauth/index.ts';
import { facade, route } from '../../../platform/http/facade.ts';
import { oauth2 } from '../../dialects/oauth2/oauth2.ts';

/** What a user may do about the app that calls. */
export const appMgmtV0 = ({ oauth }: { oauth: Pick<OAuth, 'revokeOwnConnection'> }) =>
  facade({
    family: 'app-mgmt',
    version: 'v0',
    dialect: oauth2,
    prefix: '/app-mgmt/v0',
    routes: [
      route({
        operation: 'deleteConnections',
        method: 'DELETE',
        path: '/connections',
        summary: "Revokes every refresh token that the calling app holds for the token's user or company",
        doc: 'api-reference/authentication/apidoc',
        scopes: [],
        principals: ['user', 'company'],
        schema: { responses: { 200: null } },
        handler: async ({ ctx }) => {
          await oauth.revokeOwnConnection(ctx);
          return {};
        },
      }),
    ],
  });
