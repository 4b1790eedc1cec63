import Type, { type Static } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Route } from '../../platform/http/facade.ts';
import { decimal, type Decimal } from '../../platform/money/money.ts';
import type { WebDeps } from './deps.ts';
import { signedRoute } from './signed-route.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const AMOUNT = Type.Union([Type.String({ pattern: '^[0-9]{1,12}([.][0-9]{1,4})?$' }), Type.Null()]);

const Policy = Type.Object({
  id: text,
  name: text,
  isDefault: Type.Boolean(),
  currency: text,
  /** An image of the receipt is asked for at and above it; null never. */
  receiptRequiredFrom: Type.Union([text, Type.Null()]),
  /** An expense above it is marked; null never. */
  expenseLimit: Type.Union([text, Type.Null()]),
});
const PolicyPatch = Type.Partial(
  Type.Object({ name: Type.String({ maxLength: 300 }), receiptRequiredFrom: AMOUNT, expenseLimit: AMOUNT }),
  closed,
);
const PaymentType = Type.Object({ id: text, name: text, code: text, isDefault: Type.Boolean() });
const PaymentTypePatch = Type.Partial(
  Type.Object({ name: Type.String({ maxLength: 300 }), isDefault: Type.Literal(true) }),
  closed,
);
const Reporting = Type.Object({
  fields: Type.Array(Type.Object({ id: text, fieldId: text, label: text, isRequired: Type.Boolean(), isFixed: Type.Boolean() })),
  processors: Type.Array(Type.Object({ id: text, name: text, login: text })),
});
const FieldPatch = Type.Object({ isRequired: Type.Boolean() }, closed);

const amountOf = (given: string | null | undefined): Decimal | null | undefined =>
  typeof given === 'string' ? decimal(given) : given;

async function policies(deps: WebDeps, ctx: Context): Promise<Static<typeof Policy>[]> {
  const { currency } = await deps.company.getCompany(ctx);
  return (await deps.expense.setup.policies(ctx)).map((policy) => ({
    id: policy.id,
    name: policy.name,
    isDefault: policy.isDefault,
    currency: policy.receiptCurrency ?? currency,
    receiptRequiredFrom: policy.receiptRequiredFrom?.toFixed() ?? null,
    expenseLimit: policy.expenseLimit,
  }));
}

async function reporting(deps: WebDeps, ctx: Context): Promise<Static<typeof Reporting>> {
  const fields = await deps.expense.setup.reportFields(ctx);
  const processors = await deps.onboarding.processorsOf(ctx);
  return {
    fields: fields.map(({ id, fieldId, label, isRequired, isFixed }) => ({ id, fieldId, label, isRequired, isFixed })),
    processors: processors.map(({ id, displayName, userName }) => ({ id, name: displayName, login: userName })),
  };
}

const policyRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'listPolicies',
    method: 'GET',
    path: '/setup/policies',
    summary: 'What the policies of the company ask for',
    schema: { responses: { 200: Type.Array(Policy) } },
    handler: async ({ ctx }) => {
      await deps.onboarding.assertConfigures(ctx);
      return { body: await policies(deps, ctx) };
    },
  }),
  signedRoute(deps, {
    operation: 'changePolicy',
    method: 'PATCH',
    path: '/setup/policies/{policyId}',
    summary: 'Changes a policy; what is left out stays',
    schema: { params: Type.Object({ policyId: text }), body: PolicyPatch, responses: { 200: Type.Array(Policy) } },
    handler: async ({ ctx, params, body }) => {
      await deps.onboarding.assertConfigures(ctx);
      const { currency } = await deps.company.getCompany(ctx);
      const { name } = body;
      const [receiptRequiredFrom, expenseLimit] = [amountOf(body.receiptRequiredFrom), amountOf(body.expenseLimit)];
      const changes = {
        ...(name === undefined ? {} : { name }),
        ...(receiptRequiredFrom === undefined ? {} : { receiptRequiredFrom }),
        ...(expenseLimit === undefined ? {} : { expenseLimit }),
      };
      await deps.expense.setup.changePolicy(ctx, { policyId: params.policyId, currency, changes });
      return { body: await policies(deps, ctx) };
    },
  }),
];

const paymentRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'listPaymentTypes',
    method: 'GET',
    path: '/setup/payment-types',
    summary: 'How expenses are paid',
    schema: { responses: { 200: Type.Array(PaymentType) } },
    handler: async ({ ctx }) => {
      await deps.onboarding.assertConfigures(ctx);
      const types = await deps.expense.listPaymentTypes(ctx);
      return { body: types.map(({ id, name, code, isDefault }) => ({ id, name, code, isDefault })) };
    },
  }),
  signedRoute(deps, {
    operation: 'changePaymentType',
    method: 'PATCH',
    path: '/setup/payment-types/{paymentTypeId}',
    summary: 'Renames a payment type, or makes it the one that is meant where nobody says',
    schema: { params: Type.Object({ paymentTypeId: text }), body: PaymentTypePatch, responses: { 200: PaymentType } },
    handler: async ({ ctx, params, body }) => {
      await deps.onboarding.assertConfigures(ctx);
      const { id, name, code, isDefault } = await deps.expense.setup.changePaymentType(ctx, { ...params, changes: body });
      return { body: { id, name, code, isDefault } };
    },
  }),
];

const reportingRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'getReporting',
    method: 'GET',
    path: '/setup/reporting',
    summary: 'What a report must say, and who looks at it before it is paid',
    schema: { responses: { 200: Reporting } },
    handler: async ({ ctx }) => {
      await deps.onboarding.assertConfigures(ctx);
      return { body: await reporting(deps, ctx) };
    },
  }),
  signedRoute(deps, {
    operation: 'requireReportField',
    method: 'PATCH',
    path: '/setup/reporting/fields/{fieldId}',
    summary: 'Says whether a report can be submitted without a field',
    schema: { params: Type.Object({ fieldId: text }), body: FieldPatch, responses: { 200: Reporting } },
    handler: async ({ ctx, params, body }) => {
      await deps.onboarding.assertConfigures(ctx);
      await deps.expense.setup.requireReportField(ctx, { ...params, ...body });
      return { body: await reporting(deps, ctx) };
    },
  }),
  signedRoute(deps, {
    operation: 'addProcessor',
    method: 'POST',
    path: '/setup/reporting/processors',
    summary: 'Has somebody look at approved reports before they are paid',
    schema: { body: Type.Object({ userId: text }, closed), responses: { 200: Reporting } },
    handler: async ({ ctx, body }) => {
      await deps.onboarding.addProcessor(ctx, body.userId);
      return { body: await reporting(deps, ctx) };
    },
  }),
  signedRoute(deps, {
    operation: 'removeProcessor',
    method: 'DELETE',
    path: '/setup/reporting/processors/{userId}',
    summary: 'Takes that off somebody again',
    schema: { params: Type.Object({ userId: text }), responses: { 200: Reporting } },
    handler: async ({ ctx, params }) => {
      await deps.onboarding.removeProcessor(ctx, params.userId);
      return { body: await reporting(deps, ctx) };
    },
  }),
];

/** What the pages of the setup wizard read and change. */
export const companySetupRoutes = (deps: WebDeps): Route[] => [
  ...policyRoutes(deps),
  ...paymentRoutes(deps),
  ...reportingRoutes(deps),
];
