import Type from 'typebox';
import type { User } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import type { Deps } from './deps.ts';
import { formFieldsSchema, formToWire } from './form-wire.ts';
import { DOC } from './names.ts';
import { userProfileSchema, userToWire, type Standing } from './user-wire.ts';

const common = { method: 'GET', doc: DOC, scopes: ['USER'], principals: ['user', 'company'], deprecated: true } as const;

/** Clients know this sentence. */
const refusedLogin = (rule: string, message: string): InvalidInput =>
  new InvalidInput('query', [{ path: 'loginID', rule, message }]);

/** The caller, or whom an administrator names; a company token is nobody, so it must name someone. */
async function shown({ identity }: Deps, ctx: Context, login: string | undefined): Promise<User> {
  const { actor } = ctx;
  if (actor.kind !== 'user' && !login) throw refusedLogin('required', 'is required with a company token: a login ID');
  const own = actor.kind === 'user' ? await identity.getUser(ctx, actor.userId) : undefined;
  if (own && (!login || own.userName.toLowerCase() === login.trim().toLowerCase())) return own;
  await identity.assertAdministers(ctx, 'see');
  const user = await identity.findUserByLogin(ctx, login ?? '');
  if (!user) throw refusedLogin('unknown', 'Invalid User');
  return user;
}

async function standingOf({ identity }: Deps, ctx: Context, user: User): Promise<Standing> {
  const roles = await identity.roleAssignmentsOf(ctx, user.id);
  const approverId = await identity.approverOf(ctx, user.id, 'report');
  const [approver] = approverId === undefined ? [] : await identity.peopleOf(ctx, [approverId]);
  return {
    roles: new Set(roles.map(({ code }) => code)),
    approverNumber: approver && (approver.employeeNumber ?? approver.login),
    itemNames: new Map(),
  };
}

export const readRoutes = (deps: Deps): Route[] => [
  route({
    ...common,
    operation: 'getUser',
    path: '/user',
    summary: "The caller's profile, or that of the login that an administrator names",
    xmlRoot: 'UserProfile',
    schema: { query: Type.Object({ loginID: Type.Optional(Type.String()) }), responses: { 200: userProfileSchema } },
    handler: async ({ ctx, query }) => {
      const user = await shown(deps, ctx, query.loginID);
      return { body: userToWire(deps.identity, user, await standingOf(deps, ctx, user)) };
    },
  }),
  route({
    ...common,
    operation: 'getFormFields',
    path: '/FormFields',
    summary: 'The fields of the employee form, those that a new user needs marked',
    xmlRoot: 'FormFieldsList',
    schema: { responses: { 200: formFieldsSchema } },
    handler: async ({ ctx }) => ({ body: formToWire(await deps.identity.formFields(ctx)) }),
  }),
];
