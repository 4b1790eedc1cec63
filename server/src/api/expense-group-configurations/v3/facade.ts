import {
  ConfigurationNotFound,
  type Expense,
  type ExpenseType,
  type GroupConfiguration,
} from '../../../modules/expense/index.ts';
import type { Identity } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { facade, route, type Facade } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseOpaqueId } from '../../../platform/ids/index.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { pageOf, readOffset } from '../../dialects/v3/values.ts';
import { groupSchema, groupsSchema, idParamsSchema, listQuerySchema, userQuerySchema } from './schemas.ts';
import { groupToWire, type Shown } from './to-wire.ts';

const DOC = 'api-reference/expense/expense-report/expense-group-configurations.markdown';
const SCOPES = ['CONFIG'];
const PRINCIPALS = ['user', 'company'] as const;

type Configuration = Expense['configuration'];
type People = Pick<Identity, 'findUserByLogin'>;

/** Expense group configurations, JSON and XML of one resource; deprecated in favour of expense configuration. */
export const expenseGroupConfigurationsV3 = ({ configuration }: Pick<Expense, 'configuration'>, people: People): Facade =>
  facade({
    family: 'expense-group-configurations',
    version: 'v3',
    dialect: v3,
    prefix: '/api/v3.0/expense',
    routes: [
      route({
        operation: 'listExpenseGroupConfigurations',
        method: 'GET',
        path: '/expensegroupconfigurations',
        summary: 'Lists the expense group of a user, or with user=ALL every group',
        doc: DOC,
        scopes: SCOPES,
        principals: PRINCIPALS,
        xmlRoot: 'ExpenseGroupConfigurations',
        schema: { query: listQuerySchema, responses: { 200: groupsSchema } },
        handler: async ({ ctx, query, site, url }) => {
          const page = await pageOfGroups(ctx, { configuration, people }, query);
          const items = [];
          for (const each of page.items) items.push(groupToWire(await shownOf(ctx, configuration, each), site.origin));
          return { body: pageOf({ items, next: page.next }, { kind: 'expense-group', site, url }) };
        },
      }),
      route({
        operation: 'getExpenseGroupConfiguration',
        method: 'GET',
        path: '/expensegroupconfigurations/{id}',
        summary: 'Reads one expense group',
        doc: DOC,
        scopes: SCOPES,
        principals: PRINCIPALS,
        xmlRoot: 'ExpenseGroupConfiguration',
        schema: { params: idParamsSchema, query: userQuerySchema, responses: { 200: groupSchema } },
        handler: async ({ ctx, params, query, site }) => {
          const found = await oneGroup(ctx, { configuration, people }, { ...query, id: params.id });
          return { body: groupToWire(await shownOf(ctx, configuration, found), site.origin) };
        },
      }),
    ],
  });

const refused = (rule: string, message: string): InvalidInput => new InvalidInput('query', [{ path: 'user', rule, message }]);
const isAll = (user: string | undefined): boolean => user?.toUpperCase() === 'ALL';

/** The named user, or the caller; clients know the sentence. */
async function userIdOf(ctx: Context, people: People, login: string | undefined): Promise<string> {
  if (login === undefined) {
    if (ctx.actor.kind === 'user') return ctx.actor.userId;
    throw refused('required', 'is required with a company token: a login ID, or ALL');
  }
  const user = await people.findUserByLogin(ctx, login);
  if (!user) throw refused('unknown', 'Invalid User');
  return user.id;
}

interface Doors {
  readonly configuration: Configuration;
  readonly people: People;
}

async function pageOfGroups(
  ctx: Context,
  { configuration, people }: Doors,
  query: { user?: string; offset?: string; limit: number },
): Promise<{ items: GroupConfiguration[]; next: string | undefined }> {
  const { after } = readOffset('expense-group', query.offset);
  if (!isAll(query.user))
    return {
      items: after ? [] : [await configuration.of(ctx, { userId: await userIdOf(ctx, people, query.user) })],
      next: undefined,
    };
  const groups = await configuration.groups(ctx);
  const from = after === undefined ? 0 : groups.findIndex(({ id }) => id === after) + 1;
  const shown = groups.slice(from, from + query.limit);
  const items = [];
  for (const { id } of shown) items.push(await configuration.groupAt(ctx, id));
  return { items, next: from + query.limit < groups.length ? shown.at(-1)?.id : undefined };
}

/** With `user` it must be that user's; without, the caller's own, or any for who administers the company. */
async function oneGroup(
  ctx: Context,
  { configuration, people }: Doors,
  asked: { id: string; user?: string },
): Promise<GroupConfiguration> {
  const id = parseOpaqueId('g', 'expense-group', asked.id);
  if (isAll(asked.user)) throw refused('all', 'must not be ALL for a single resource');
  if (!id) throw new ConfigurationNotFound('id');
  if (asked.user === undefined && ctx.actor.kind !== 'user') return configuration.groupAt(ctx, id);
  const own = await configuration.of(ctx, { userId: await userIdOf(ctx, people, asked.user) });
  if (own.group.id === id) return own;
  if (asked.user !== undefined) throw new ConfigurationNotFound('id');
  return configuration.groupAt(ctx, id);
}

async function shownOf(ctx: Context, configuration: Configuration, group: GroupConfiguration): Promise<Shown> {
  const expenseTypes = new Map<string, readonly ExpenseType[]>();
  for (const { id } of group.policies) expenseTypes.set(id, await configuration.expenseTypesOf(ctx, id));
  return { configuration: group, expenseTypes };
}
