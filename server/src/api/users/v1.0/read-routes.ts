import Type from 'typebox';
import type { User, UserFormField } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import type { Deps } from './deps.ts';
import { formFieldsSchema, formToWire } from './form-wire.ts';
import { itemNamesOf } from './item-names.ts';
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

async function standingOf(deps: Deps, ctx: Context, user: User): Promise<Standing> {
  const { identity } = deps;
  const roles = await identity.roleAssignmentsOf(ctx, user.id);
  const approverId = await identity.approverOf(ctx, user.id, 'report');
  const [approver] = approverId === undefined ? [] : await identity.peopleOf(ctx, [approverId]);
  return {
    roles: new Set(roles.map(({ code }) => code)),
    approverNumber: approver && (approver.employeeNumber ?? approver.login),
    itemNames: await itemNamesOf(deps, ctx, user),
  };
}

async function listNamesOf({ lists }: Deps, ctx: Context, fields: readonly UserFormField[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(fields.flatMap(({ listId }) => listId ?? []))) names.set(id, (await lists.getList(ctx, id)).name);
  return names;
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
    handler: async ({ ctx }) => {
      const fields = await deps.identity.formFields(ctx);
      return { body: formToWire(fields, await listNamesOf(deps, ctx, fields)) };
    },
  }),
];
