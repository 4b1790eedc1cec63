import type { Context } from '../../../platform/context.ts';
import type { ExpenseDeps } from '../deps.ts';
import type { ExpenseType, PaymentType } from '../inputs.ts';
import { defineRule, type NewRule } from '../audit/define-rule.ts';
import { createForm, useForm, type NewForm } from '../form/create-form.ts';
import { defineGroup, type NewGroup } from './define-group.ts';
import type { ExpenseGroup, GroupConfiguration } from './group.ts';
import {
  configurationOf,
  expenseTypesFor,
  groupAt,
  listGroups,
  offered,
  ownExpenseTypes,
  ownPaymentTypes,
  type OfUser,
} from './read-configuration.ts';

/**
 * What people of a company may spend under, by the groups they belong to. Somebody or something of another company is not found
 * (ConfigurationNotFound); users read their own, delegates their delegators', administrators and company tokens everyone's.
 */
export interface ExpenseConfiguration {
  /** @throws UnknownReference, ValueRefused. */
  defineGroup(ctx: Context, input: NewGroup): Promise<ExpenseGroup>;
  createForm(ctx: Context, input: NewForm): Promise<{ readonly id: string }>;
  /** Has a policy use a form: for one expense type, or for all without one of their own. */
  useForm(
    ctx: Context,
    input: { readonly policyId: string; readonly formId: string; readonly expenseTypeId?: string },
  ): Promise<void>;
  /** Says when an exception stands, for a policy or for all. @throws UnknownReference, ValueRefused. */
  defineRule(ctx: Context, input: NewRule): Promise<void>;
  /** The user's own group with its policies and payment types. */
  of(ctx: Context, of: OfUser): Promise<GroupConfiguration>;
  /** Of one of the user's policies, or of all of them. Categories first. */
  expenseTypesFor(ctx: Context, of: OfUser & { readonly policyId?: string }): Promise<readonly ExpenseType[]>;
  /** The caller's, or with a company token the company's. */
  ownExpenseTypes(ctx: Context): Promise<readonly ExpenseType[]>;
  ownPaymentTypes(ctx: Context): Promise<readonly PaymentType[]>;
  /** All groups, Global first; for administrators and company tokens. */
  groups(ctx: Context): Promise<readonly ExpenseGroup[]>;
  groupAt(ctx: Context, nodeId: string): Promise<GroupConfiguration>;
  /** What a policy lets choose, under its categories. */
  expenseTypesOf(ctx: Context, policyId: string): Promise<readonly ExpenseType[]>;
}

export const createConfiguration = (deps: ExpenseDeps): ExpenseConfiguration => ({
  defineGroup: (ctx, input) => defineGroup(ctx, deps, input),
  createForm,
  useForm,
  defineRule,
  of: (ctx, of) => configurationOf(ctx, deps, of),
  expenseTypesFor: (ctx, of) => expenseTypesFor(ctx, deps, of),
  ownExpenseTypes: (ctx) => ownExpenseTypes(ctx, deps),
  ownPaymentTypes: (ctx) => ownPaymentTypes(ctx, deps),
  groups: (ctx) => listGroups(ctx, deps),
  groupAt: (ctx, nodeId) => groupAt(ctx, deps, nodeId),
  expenseTypesOf: (ctx, policyId) => offered(ctx, [policyId]),
});
