import Type from 'typebox';
import { ACCESS_TOKEN_SECONDS } from '../../modules/oauth/index.ts';
import type { SandboxModule } from '../../modules/sandbox/index.ts';
import { facade, route, type Facade, type Request } from '../../platform/http/facade.ts';
import { RouteNotFound } from '../../platform/http/refusals.ts';
import { v4 } from '../dialects/v4/v4.ts';
import { fromHere } from '../from-here.ts';

const open = { doc: 'extension', scopes: [], principals: 'anyone' } as const;
const User = Type.Object({ key: Type.String(), login: Type.String(), roles: Type.Array(Type.String()) });

/** Tokens of demo users with one click, for the API pages: only in a sandbox and only for callers on the same machine. */
export function sandbox(demo: Pick<SandboxModule, 'find' | 'users' | 'mint'>): Facade {
  const guard = (call: Pick<Request, 'address' | 'headers' | 'site' | 'url'>): void => {
    if (!fromHere(call)) throw new RouteNotFound('call', call.url);
  };
  return facade({
    family: 'sandbox',
    version: 'own',
    dialect: v4,
    prefix: '/sandbox',
    internal: true,
    routes: [
      route({
        ...open,
        effect: 'manual',
        operation: 'demoUsers',
        method: 'GET',
        path: '/users',
        summary: 'The people of the demo company that have a key',
        schema: { responses: { 200: Type.Object({ users: Type.Array(User) }) } },
        handler: async (call) => {
          guard(call);
          const found = await call.work.read(call.caller, demo.find);
          const users = found ? await demo.users(call.work, call.caller) : [];
          return { body: { users: users.map(({ key, login, roles }) => ({ key, login, roles: [...roles] })) } };
        },
      }),
      route({
        ...open,
        effect: 'manual',
        operation: 'demoToken',
        method: 'POST',
        path: '/token',
        summary: 'An access token of a demo user',
        schema: {
          body: Type.Object({ user: Type.String() }, { additionalProperties: false }),
          responses: { 200: Type.Object({ accessToken: Type.String(), expiresIn: Type.Integer() }) },
        },
        handler: async (call) => {
          guard(call);
          const { work, caller, body, site } = call;
          const found = await work.read(caller, demo.find);
          const accessToken = found ? await demo.mint(call, { key: body.user, origin: site.origin }) : undefined;
          if (accessToken === undefined) throw new RouteNotFound('token for', body.user);
          return { body: { accessToken, expiresIn: ACCESS_TOKEN_SECONDS }, headers: { 'cache-control': 'no-store' } };
        },
      }),
    ],
  });
}
