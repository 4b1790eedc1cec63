import Type, { type Static } from 'typebox';
import type { Identity, User, UserCriteria, UserCursor } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { facade, route, type Facade } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { opaqueId, parseUuid } from '../../../platform/ids/index.ts';
import { hasPrimaryEmail, personToWire } from '../../dialects/v3/person.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { collectionOf, pageAt, nullable, resourceXml } from '../../dialects/v3/values.ts';

type People = Pick<Identity, 'mayAdminister' | 'primaryEmail' | 'searchUsers'>;

const text = nullable(Type.String());
const userSchema = Type.Object(
  {
    Active: Type.Boolean(),
    CellPhoneNumber: text,
    EmployeeID: text,
    FirstName: Type.String(),
    ID: Type.String(),
    LastName: Type.String(),
    LoginID: Type.String(),
    MiddleName: Type.String(),
    OrganizationUnit: text,
    PrimaryEmail: text,
    URI: Type.String(),
  },
  { xml: resourceXml },
);

const filter = Type.Optional(Type.String());
const querySchema = Type.Object(
  {
    offset: filter,
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
    primaryEmail: filter,
    employeeID: filter,
    user: filter,
    lastName: filter,
    active: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
type Query = Static<typeof querySchema>;

/** Nobody reads one user by id in this version: the address is that of a search which finds it. */
const userToWire = (people: People, user: User, origin: string): Static<typeof userSchema> => ({
  ...personToWire(people, user),
  ID: opaqueId('g', 'user', user.id),
  URI: `${origin}/api/v3.0/common/users?user=${encodeURIComponent(user.userName)}`,
});

/** Where a page starts: the cursor of the search as opaque text. */
const offsetOf = ({ createdAt, id }: UserCursor): string => Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');

function readOffset(offset: string): UserCursor {
  const [moment = '', id = ''] = Buffer.from(offset, 'base64url').toString().split(' ');
  const cursor = { createdAt: new Date(moment), id };
  if (parseUuid(id) !== id || Number.isNaN(cursor.createdAt.getTime()) || offsetOf(cursor) !== offset)
    throw new InvalidInput('query', [{ path: 'offset', rule: 'format', message: 'is not one that NextPage held' }]);
  return cursor;
}

/** What the query asks for, of those whom the caller may see: an administrator everybody, a user itself. */
async function criteriaOf(ctx: Context, people: People, query: Query): Promise<UserCriteria> {
  const equal = (field: 'employeeNumber' | 'userName' | 'familyName', value: string | undefined): UserCriteria[] =>
    value ? [{ field, operator: 'eq', value }] : [];
  const own: UserCriteria[] =
    ctx.actor.kind === 'user' && !(await people.mayAdminister(ctx, 'see'))
      ? [{ field: 'id', operator: 'eq', value: ctx.actor.userId }]
      : [];
  return {
    all: [
      ...own,
      ...(query.primaryEmail ? [hasPrimaryEmail(query.primaryEmail)] : []),
      ...equal('employeeNumber', query.employeeID),
      ...equal('userName', query.user),
      ...equal('familyName', query.lastName),
      ...(query.active === undefined ? [] : [{ field: 'active', operator: 'eq', value: query.active } as const]),
    ],
  };
}

/** The users of a company, JSON and XML. */
export const usersV3 = (people: People): Facade =>
  facade({
    family: 'users',
    version: 'v3.0',
    dialect: v3,
    prefix: '/api/v3.0/common',
    routes: [
      route({
        operation: 'listUsers',
        method: 'GET',
        path: '/users',
        summary: 'Searches the users of the company; who is no administrator finds itself',
        doc: 'api-reference/user/index.markdown',
        scopes: ['USER', 'user.read'],
        principals: ['user', 'company'],
        deprecated: true,
        xmlRoot: 'Users',
        schema: { query: querySchema, responses: { 200: collectionOf(userSchema, 'User') } },
        handler: async ({ ctx, query, site, url }) => {
          const criteria = await criteriaOf(ctx, people, query);
          const page = query.offset ? { after: readOffset(query.offset) } : {};
          const { users, next } = await people.searchUsers(ctx, { criteria, page, limit: query.limit, withSpend: true });
          const Items = users.map((user) => userToWire(people, user, site.origin));
          return { body: { Items, NextPage: next ? pageAt(offsetOf(next), { site, url }) : null } };
        },
      }),
    ],
  });
