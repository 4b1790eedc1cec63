import Type, { type TString } from 'typebox';
import type { Expense } from '../../../modules/expense/index.ts';
import { facade, route, type Facade, type Route } from '../../../platform/http/facade.ts';
import { v4 } from '../../dialects/v4/v4.ts';
import { checkCompany, configsOf, contextOf, hexIdOf, userIdOf } from './from-wire.ts';
import {
  attendeeTypeSchema,
  expenseTypeSchema,
  groupConfigSchema,
  groupSchema,
  paymentTypeSchema,
  policySchema,
} from './schemas.ts';
import {
  attendeeTypeToWire,
  expenseTypesToWire,
  groupConfigToWire,
  groupToWire,
  paymentTypeToWire,
  policyToWire,
} from './to-wire.ts';

const DOC = 'api-reference/expense/expense-config/v4.expense.config.markdown';
const POLICIES = 'expense.config.policies.restricted.read';
const TYPES = ['expense.config.expensetypes.restricted.read', POLICIES];
const PAYMENTS = ['expense.config.paymenttypes.restricted.read'];
const ATTENDEES = ['expense.config.attendeetypes.restricted.read'];
const GROUPS = ['expense.config.groups.restricted.read'];
const PRINCIPALS = ['user', 'company'] as const;

type Configuration = Expense['configuration'];
const closed = { additionalProperties: false } as const;

const pathParams = (path: string) =>
  Type.Object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, Type.String()])) as Record<string, TString>,
  );

/** Expense configuration: what a user, or a group, may spend under. */
export const expenseConfigV4 = ({ configuration }: Pick<Expense, 'configuration'>): Facade =>
  facade({
    family: 'expense-config',
    version: 'v4',
    dialect: v4,
    prefix: '/expenseconfig/v4',
    routes: [
      ...ofUsers(configuration, '/users/{userId}', { doc: DOC, suffix: '', summary: '' }),
      ...ofUsers(configuration, '/users/{userId}/context/{contextType}', {
        doc: 'extension',
        suffix: 'InContext',
        summary: '; no page names this path, clients of the live service call it',
      }),
      ...ofCallers(configuration),
      ...ofCompanies(configuration, '/companies/{companyId}', { doc: DOC, suffix: '' }),
      // The samples of the page write the company in the singular.
      ...ofCompanies(configuration, '/company/{companyId}', { doc: 'extension', suffix: 'AsSampled' }),
    ],
  });

interface Place {
  readonly doc: string;
  readonly suffix: string;
}

function ofUsers(configuration: Configuration, prefix: string, place: Place & { readonly summary: string }): Route[] {
  const { doc, suffix, summary } = place;
  const named = (operation: string, path: string, said: string) =>
    ({
      operation: operation + suffix,
      method: 'GET',
      path: prefix + path,
      summary: said + summary,
      doc,
      principals: PRINCIPALS,
    }) as const;
  const params = pathParams(prefix);
  return [
    route({
      ...named('listPolicies', '/policies', "Lists a user's policies"),
      scopes: [POLICIES],
      schema: { params, responses: { 200: Type.Array(policySchema) } },
      handler: async ({ ctx, params: at }) => {
        const { policies } = await configuration.of(ctx, { userId: userIdOf(at), ...contextOf(at) });
        return { body: policies.map(policyToWire) };
      },
    }),
    route({
      ...named('listExpenseTypes', '/policies/{policyId}/expensetypes', 'Lists the expense types of one of the policies'),
      scopes: TYPES,
      schema: { params: pathParams(`${prefix}/{policyId}`), responses: { 200: Type.Array(expenseTypeSchema) } },
      handler: async ({ ctx, params: at }) => {
        const policyId = hexIdOf('policyId', at);
        const types = await configuration.expenseTypesFor(ctx, { userId: userIdOf(at), ...contextOf(at), policyId });
        return { body: expenseTypesToWire(types) };
      },
    }),
    route({
      ...named('listPaymentTypes', '/paymenttypes', "Lists a user's payment types"),
      scopes: PAYMENTS,
      schema: { params, responses: { 200: Type.Array(paymentTypeSchema) } },
      handler: async ({ ctx, params: at }) => {
        const { paymentTypes } = await configuration.of(ctx, { userId: userIdOf(at), ...contextOf(at) });
        return { body: paymentTypes.map(paymentTypeToWire) };
      },
    }),
    route({
      ...named('listAttendeeTypes', '/attendeetypes', "Lists the attendee types of a user's group"),
      scopes: ATTENDEES,
      schema: { params, responses: { 200: Type.Array(attendeeTypeSchema) } },
      handler: async ({ ctx, params: at }) => {
        const { attendeeTypes } = await configuration.of(ctx, { userId: userIdOf(at), ...contextOf(at) });
        return { body: attendeeTypes.map(attendeeTypeToWire) };
      },
    }),
    route({
      ...named('getGroup', '/groupconfigs', "Reads a user's expense group"),
      scopes: GROUPS,
      schema: { params, responses: { 200: groupConfigSchema } },
      handler: async ({ ctx, params: at }) => ({
        body: groupConfigToWire(await configuration.of(ctx, { userId: userIdOf(at), ...contextOf(at) })),
      }),
    }),
    route({
      ...named('listAllExpenseTypes', '/expensetypes', "Lists the expense types of all of a user's policies"),
      doc: 'extension',
      scopes: TYPES,
      schema: { params, responses: { 200: Type.Array(expenseTypeSchema) } },
      handler: async ({ ctx, params: at }) => ({
        body: expenseTypesToWire(await configuration.expenseTypesFor(ctx, { userId: userIdOf(at), ...contextOf(at) })),
      }),
    }),
  ];
}

/** Called by clients of the live service though no page names them. */
const ofCallers = (configuration: Configuration): Route[] => [
  route({
    operation: 'listOwnExpenseTypes',
    method: 'GET',
    path: '/expensetypes',
    summary: "Lists the caller's expense types, or with a company token the company's",
    doc: 'extension',
    scopes: TYPES,
    principals: PRINCIPALS,
    schema: { responses: { 200: Type.Array(expenseTypeSchema) } },
    handler: async ({ ctx }) => ({ body: expenseTypesToWire(await configuration.ownExpenseTypes(ctx)) }),
  }),
  route({
    operation: 'listOwnPaymentTypes',
    method: 'GET',
    path: '/paymenttypes',
    summary: "Lists the caller's payment types, or with a company token the company's",
    doc: 'extension',
    scopes: PAYMENTS,
    principals: PRINCIPALS,
    schema: { responses: { 200: Type.Array(paymentTypeSchema) } },
    handler: async ({ ctx }) => ({ body: (await configuration.ownPaymentTypes(ctx)).map(paymentTypeToWire) }),
  }),
];

const ofCompanies = (configuration: Configuration, prefix: string, { doc, suffix }: Place): Route[] => [
  route({
    operation: `listGroups${suffix}`,
    method: 'GET',
    path: `${prefix}/groupconfigs`,
    summary: 'Lists the expense groups of the company',
    doc,
    scopes: GROUPS,
    principals: PRINCIPALS,
    schema: { params: pathParams(prefix), responses: { 200: Type.Array(groupSchema) } },
    handler: async ({ ctx, params }) => {
      checkCompany(ctx, params);
      return { body: (await configuration.groups(ctx)).map(groupToWire) };
    },
  }),
  route({
    operation: `getGroupAt${suffix}`,
    method: 'GET',
    path: `${prefix}/groupconfigs/{hierarchyNodeId}`,
    summary: 'Reads one expense group, with what applicableConfigs names',
    doc,
    scopes: GROUPS,
    principals: PRINCIPALS,
    schema: {
      params: pathParams(`${prefix}/{hierarchyNodeId}`),
      query: Type.Object({ applicableConfigs: Type.Optional(Type.String()) }, closed),
      responses: { 200: groupConfigSchema },
    },
    handler: async ({ ctx, params, query }) => {
      checkCompany(ctx, params);
      const wanted = configsOf(query.applicableConfigs);
      return { body: groupConfigToWire(await configuration.groupAt(ctx, hexIdOf('hierarchyNodeId', params)), wanted) };
    },
  }),
];
