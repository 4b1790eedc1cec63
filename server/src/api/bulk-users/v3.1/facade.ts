import Type, { type Static } from 'typebox';
import type { Modules } from '../../../context.ts';
import type { Company } from '../../../modules/company/index.ts';
import type { User, UserCriteria } from '../../../modules/identity/index.ts';
import { facade, route, type Facade } from '../../../platform/http/facade.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { hasPrimaryEmail, personToWire } from '../../dialects/v3/person.ts';
import { v3 } from '../../dialects/v3/v3.ts';
import { pageAt, nullable } from '../../dialects/v3/values.ts';

type Deps = Pick<Modules, 'company' | 'identity'>;

const text = nullable(Type.String());
const userSchema = Type.Object({
  Active: Type.Boolean(),
  CountryCode: text,
  CellPhoneNumber: text,
  PrimaryEmail: text,
  EmployeeID: text,
  ID: Type.String(),
  Emails: Type.Array(Type.String()),
  OrganizationUnit: text,
  MiddleName: Type.String(),
  LastName: Type.String(),
  FirstName: Type.String(),
  LoginID: Type.String(),
  URI: Type.String(),
});
const companySchema = Type.Object({
  name: Type.String(),
  address: text,
  city: text,
  state: text,
  zip: text,
  country: text,
});
const pageSchema = Type.Object({
  total: Type.Integer(),
  offset: Type.Integer(),
  limit: Type.Integer(),
  company: companySchema,
  Items: Type.Array(userSchema),
  NextPage: text,
});

/** The page allows 100 where the file says 1000. */
const MOST = 100;
const filter = Type.Optional(Type.String());
const querySchema = Type.Object(
  {
    /** The page lists it among the parameters, where it can say nothing. */
    total: filter,
    offset: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, default: 0 }),
    limit: Type.Integer({ minimum: 1, maximum: MOST, default: MOST }),
    isactive: Type.Optional(Type.Boolean()),
    loginid: filter,
    lastname: filter,
    employeeid: filter,
    primaryemail: filter,
    countrycode: filter,
    id: filter,
  },
  { additionalProperties: false },
);
type Query = Static<typeof querySchema>;

const NOBODY: UserCriteria = { any: [] };

function criteriaOf(query: Query): UserCriteria {
  const equal = (
    field: 'userName' | 'familyName' | 'employeeNumber' | 'spend.country',
    value: string | undefined,
  ): UserCriteria[] => (value ? [{ field, operator: 'eq', value }] : []);
  const id = query.id ? parseUuid(query.id) : undefined;
  if (query.id && id === undefined) return NOBODY;
  return {
    all: [
      ...(id === undefined ? [] : [{ field: 'id', operator: 'eq', value: id } as const]),
      ...(query.isactive === undefined ? [] : [{ field: 'active', operator: 'eq', value: query.isactive } as const]),
      ...(query.primaryemail ? [hasPrimaryEmail(query.primaryemail)] : []),
      ...equal('userName', query.loginid),
      ...equal('familyName', query.lastname),
      ...equal('employeeNumber', query.employeeid),
      ...equal('spend.country', query.countrycode),
    ],
  };
}

function userToWire(identity: Deps['identity'], user: User, origin: string): Static<typeof userSchema> {
  const person = personToWire(identity, user);
  const others = user.emails.map(({ value }) => value).filter((value) => value !== person.PrimaryEmail);
  const ID = user.id.toUpperCase();
  return {
    ...person,
    CountryCode: user.spend?.country ?? null,
    ID,
    Emails: [...(person.PrimaryEmail === null ? [] : [person.PrimaryEmail]), ...others],
    URI: `${origin}/users/?id=${ID}`,
  };
}

const companyToWire = ({ name, address, countryCode }: Company): Static<typeof companySchema> => ({
  name,
  address: address.streetAddress ?? null,
  city: address.locality ?? null,
  state: address.region ?? null,
  zip: address.postalCode ?? null,
  country: address.country ?? countryCode,
});

/** Everybody of a company in one list, for the company's own token. */
export const bulkUsersV31 = (deps: Deps): Facade =>
  facade({
    family: 'bulk-users',
    version: 'v3.1',
    dialect: v3,
    prefix: '/users',
    routes: [
      route({
        operation: 'listUsers',
        method: 'GET',
        path: '/',
        summary: 'Pages through the users of the company, with the company itself',
        doc: 'api-reference/authentication/get-users31.markdown',
        scopes: ['USER', 'user.read'],
        principals: ['company'],
        deprecated: true,
        produces: ['json'],
        schema: { query: querySchema, responses: { 200: pageSchema } },
        handler: async ({ ctx, query, site, url }) => {
          const { offset, limit } = query;
          const company = await deps.company.getCompany(ctx);
          const search = {
            criteria: criteriaOf(query),
            page: { startIndex: offset + 1 },
            limit,
            withTotal: true,
            withSpend: true,
          };
          const { users, total = 0 } = await deps.identity.searchUsers(ctx, search);
          const Items = users.map((user) => userToWire(deps.identity, user, site.origin));
          const more = offset + users.length < total && users.length > 0;
          const NextPage = more ? pageAt(String(offset + users.length), { site, url }) : null;
          return { body: { total, offset, limit, company: companyToWire(company), Items, NextPage } };
        },
      }),
    ],
  });
