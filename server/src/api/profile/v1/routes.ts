import Type from 'typebox';
import { CompanyNotFound } from '../../../modules/company/index.ts';
import { UserNotFound } from '../../../modules/identity/index.ts';
import type { Modules } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Context } from '../../../platform/context.ts';
import { facade, route, type Answer, type Facade } from '../../../platform/http/facade.ts';
import { ScopeMissing } from '../../../platform/http/refusals.ts';
import { ROUTER, type Site, type Sites } from '../../../platform/http/site.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { companyToWire } from './company-to-wire.ts';
import { profileDialect } from './dialect.ts';
import { blocksFromWire, type Blocks } from './from-wire.ts';
import { companyProfile, profileQuery, refusal, userProfile } from './schemas.ts';
import { userToWire } from './user-to-wire.ts';

const SCOPES = { user: ['user.read', 'user.write'], company: ['company.read', 'company.write'] } as const;

interface Deps {
  readonly modules: Pick<Modules, 'company' | 'directory' | 'identity'>;
  readonly sites: Pick<Sites, 'geolocationOf'>;
}

interface Reading {
  readonly ctx: Context;
  readonly site: Site;
  readonly url: string;
  readonly blocks: Blocks;
}

type Principal = { readonly kind: 'user' | 'company'; readonly id: string };

/** The principal that a token is for. Routes let in users and companies only. */
const ownPrincipal = (actor: Actor): Principal | undefined => {
  if (actor.kind === 'user') return { kind: 'user', id: actor.userId };
  return actor.kind === 'company' ? { kind: 'company', id: actor.companyId } : undefined;
};

/** A user token sees its user; a company token its company and the people of it. */
function reachable(actor: Actor, givenId: string): Principal {
  const id = parseUuid(givenId);
  const own = ownPrincipal(actor);
  if (id !== undefined && own?.id === id) return own;
  if (id === undefined || own?.kind !== 'company') throw new UserNotFound(givenId);
  return { kind: 'user', id };
}

/** The page asks for the scope of what is read, whatever the token is for. */
function requireScope(actor: Actor, { kind }: Principal): void {
  const held = 'scopes' in actor ? actor.scopes : new Set<string>();
  if (!SCOPES[kind].some((scope) => held.has(scope))) throw new ScopeMissing(SCOPES[kind]);
}

/** The profile of a principal of the caller's company, or a redirect to where the company lives. */
async function readProfile(deps: Deps, principal: Principal, reading: Reading): Promise<Answer> {
  const { modules } = deps;
  const { ctx, blocks } = reading;
  const found = principal.kind === 'user' ? await modules.identity.findUserAtHome(ctx, principal.id) : undefined;
  if (!found) return readCompany(deps, principal, reading);
  const { user, company } = found;
  const elsewhere = redirect(deps, company.dataCenter, reading);
  if (elsewhere) return elsewhere;
  const expense = blocks.expense ? await expenseFacts(modules.identity, ctx, user.id) : undefined;
  return { body: userToWire(modules.identity, { user, company, blocks, expense }) };
}

/** A company, or somebody who is not known here: whom another data centre holds is redirected there. */
async function readCompany(deps: Deps, principal: Principal, reading: Reading): Promise<Answer> {
  const { ctx } = reading;
  const company = await deps.modules.company.findCompany(ctx);
  const dataCenter = company?.dataCenter ?? (await deps.modules.directory.locatePrincipal(ctx.tx, ctx.companyId))?.dataCenter;
  const elsewhere = redirect(deps, dataCenter, reading);
  if (elsewhere) return elsewhere;
  if (!company) throw new CompanyNotFound(ctx.companyId);
  if (principal.kind === 'user') throw new UserNotFound(principal.id);
  return { body: companyToWire(company) };
}

function redirect({ sites }: Deps, dataCenter: string | undefined, { site, url }: Reading): Answer | undefined {
  if (dataCenter === undefined || dataCenter === site.dataCenter || site.dataCenter === ROUTER) return undefined;
  return { status: 301, headers: { location: sites.geolocationOf(dataCenter, site) + url } };
}

const expenseFacts = async (identity: Modules['identity'], ctx: Context, userId: string) => ({
  fields: await identity.formFields(ctx),
  approvers: await identity.approversOf(ctx, userId),
  delegates: await identity.delegatesOf(ctx, userId),
  delegators: await identity.delegatorsOf(ctx, userId),
});

const responses = {
  200: Type.Union([userProfile, companyProfile]),
  301: null,
  400: refusal,
  401: refusal,
  403: refusal,
  404: refusal,
};
const shared = {
  method: 'GET' as const,
  scopes: [...SCOPES.user, ...SCOPES.company],
  principals: ['user', 'company'] as const,
  deprecated: true,
};

/** Who a token is for: deprecated by its publisher, and still the first call of nearly every client. */
export const profileV1 = (deps: Deps): Facade =>
  facade({
    family: 'profile',
    version: 'v1',
    dialect: profileDialect,
    prefix: '/profile/v1',
    routes: [
      route({
        ...shared,
        operation: 'getOwnProfile',
        path: '/me',
        summary: 'The profile of the user or company that the token is for',
        doc: 'api-reference/profile/v1.user.md',
        schema: { query: profileQuery, responses },
        handler: async ({ ctx, actor, site, url, query }) => {
          const own = ownPrincipal(actor);
          if (!own) throw new UserNotFound('me');
          requireScope(actor, own);
          return readProfile(deps, own, { ctx, site, url, blocks: blocksFromWire(query.schema) });
        },
      }),
      route({
        ...shared,
        operation: 'getPrincipalProfile',
        path: '/principals/{id}',
        summary: 'The profile that the claim concur.profile of a token points at',
        doc: 'api-reference/authentication/apidoc.markdown',
        schema: { params: Type.Object({ id: Type.String() }), query: profileQuery, responses },
        handler: async ({ ctx, actor, site, url, query, params }) => {
          const principal = reachable(actor, params.id);
          requireScope(actor, principal);
          return readProfile(deps, principal, { ctx, site, url, blocks: blocksFromWire(query.schema) });
        },
      }),
    ],
  });
