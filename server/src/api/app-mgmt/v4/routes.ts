import type { Static } from 'typebox';
import type { AppSecret, OAuth, SecretStatus } from '../../../modules/oauth/index.ts';
import { facade, route } from '../../../platform/http/facade.ts';
import { v4 } from '../../dialects/v4/v4.ts';
import { appParams, newSecret, patch, problem, secret, secretParams, secrets } from './schemas.ts';

const common = { doc: 'api-reference/authentication/rotating-secrets', scopes: [], principals: ['app'] } as const;
const errors = { 400: problem, 401: problem, 404: problem };

const toWire = ({ id, status, createdAt, updatedAt }: AppSecret): Static<typeof secret> => ({
  id,
  status: status === 'active' ? 'Active' : 'Inactive',
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

const statusOf = (body: Static<typeof patch>): SecretStatus =>
  body.Operations[0].value.toLowerCase() === 'active' ? 'active' : 'inactive';

type Services = { oauth: Pick<OAuth, 'listSecrets' | 'addSecret' | 'setSecretStatus' | 'deleteSecret'> };

/** An app rotates its own secrets: a new one is made, activated beside the old one, and the old one deactivated and deleted. */
export const appMgmtV4 = ({ oauth }: Services) =>
  facade({
    family: 'app-mgmt',
    version: 'v4',
    dialect: v4,
    prefix: '/app-mgmt/v4',
    routes: [
      route({
        ...common,
        operation: 'listSecrets',
        method: 'GET',
        path: '/{appId}/secrets',
        summary: "Lists an app's secrets without their values",
        schema: { params: appParams, responses: { 200: secrets, ...errors } },
        handler: async ({ ctx, params }) => ({ body: (await oauth.listSecrets(ctx, params.appId)).map(toWire) }),
      }),
      route({
        ...common,
        operation: 'createSecret',
        method: 'POST',
        path: '/{appId}/secrets',
        summary: 'Makes a new, inactive secret and shows it this once',
        schema: { params: appParams, responses: { 200: newSecret, ...errors } },
        handler: async ({ ctx, params }) => {
          const made = await oauth.addSecret(ctx, params.appId);
          return { body: { ...toWire(made), secret: made.secret }, headers: { 'cache-control': 'no-store' } };
        },
      }),
      route({
        ...common,
        operation: 'setSecretStatus',
        method: 'PATCH',
        path: '/{appId}/secrets/{secretId}',
        summary: 'Activates or deactivates a secret',
        consumes: ['json'],
        schema: { params: secretParams, body: patch, responses: { 200: secret, ...errors } },
        handler: async ({ ctx, params, body }) => ({
          body: toWire(await oauth.setSecretStatus(ctx, { ...params, status: statusOf(body) })),
        }),
      }),
      route({
        ...common,
        operation: 'deleteSecret',
        method: 'DELETE',
        path: '/{appId}/secrets/{secretId}',
        summary: 'Deletes an inactive secret',
        schema: { params: secretParams, responses: { 204: null, ...errors } },
        handler: async ({ ctx, params }) => {
          await oauth.deleteSecret(ctx, params.appId, params.secretId);
          return {};
        },
      }),
    ],
  });
