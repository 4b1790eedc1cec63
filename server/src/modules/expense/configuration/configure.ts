import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { decimal, normalizeCurrency } from '../../../platform/money/money.ts';
import type { ExpenseDeps } from '../deps.ts';
import { checkReportSteps } from '../report/report-item.ts';
import { UnknownReference, ValueRefused } from '../errors.ts';
import type { ExceptionDefinition, NewExpenseType, NewPolicy, PaymentType, Policy } from '../inputs.ts';
import { EXCEPTIONS, RULES, EXPENSE_TYPES, PAYMENT_TYPES } from './catalogue.ts';
import { defineRule } from '../audit/define-rule.ts';
import { createForm } from '../form/create-form.ts';
import { DEFAULT_FORMS } from '../form/default-forms.ts';
import { touchSetups } from '../form/form-queries.ts';
import type { ExpenseGroup } from './group.ts';
import { groupPolicyRows, groupRows, insertGroup, replaceGroupPolicies } from './group-queries.ts';
import {
  insertExpenseTypes,
  insertPaymentTypes,
  insertPolicy,
  listExpenseTypeRows,
  listPolicyRows,
  upsertExceptionDefinitions,
} from './configuration-queries.ts';

/** Makes a policy; the first one of a company is its default. */
export async function createPolicy(ctx: Context, deps: Pick<ExpenseDeps, 'workflow'>, input: NewPolicy): Promise<Policy> {
  const existing = await listPolicyRows(ctx);
  const policy: Policy = {
    id: newId(ctx.clock),
    name: input.name,
    isDefault: input.isDefault ?? existing.length === 0,
    receiptRequiredFrom: input.receiptRequiredFrom ?? null,
    receiptCurrency: input.receiptCurrency ?? null,
    workflowDefinitionId: input.workflowDefinitionId ?? existing[0]?.workflowDefinitionId ?? (await defaultWorkflow(ctx, deps)),
    hasAllocationForm: input.hasAllocationForm ?? true,
    expenseTypeIds: [...new Set(input.expenseTypeIds)],
  };
  if (policy.receiptCurrency !== null && !normalizeCurrency(policy.receiptCurrency))
    throw new UnknownReference('currencyCode', policy.receiptCurrency);
  const known = new Set((await listExpenseTypeRows(ctx, undefined)).map((type) => type.id));
  const unknown = policy.expenseTypeIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw new UnknownReference('expenseType', unknown);
  checkReportSteps((await deps.workflow.definitionOf(ctx, policy.workflowDefinitionId)).steps);
  await insertPolicy(ctx, policy);
  if (input.isOffered ?? true) await offerToAll(ctx, policy, input.isInheritable ?? true);
  await touchSetups(ctx);
  ctx.record({ subjectKind: 'policy', subjectId: policy.id, action: 'created', details: { name: policy.name } });
  return policy;
}

/** In the Global group, which a company has from its first policy on. */
async function offerToAll(ctx: Context, policy: Policy, isInheritable: boolean): Promise<void> {
  const known = (await groupRows(ctx)).find(({ code }) => code === '');
  const globalId = known?.id ?? newId(ctx.clock);
  if (!known) await insertGroup(ctx, { ...GLOBAL, id: globalId });
  const others = (await groupPolicyRows(ctx)).filter(({ groupId }) => groupId === globalId);
  await replaceGroupPolicies(ctx, globalId, [
    ...others.map(({ held }) => ({
      policyId: held.id,
      isDefault: held.isDefault && !policy.isDefault,
      isInheritable: held.isInheritable,
    })),
    { policyId: policy.id, isDefault: policy.isDefault, isInheritable },
  ]);
}

const GLOBAL: Omit<ExpenseGroup, 'id'> = {
  code: '',
  name: 'Global',
  allowUserDigitalTaxInvoice: false,
  allowUserRegisterPersonalCard: false,
  attendeeListForm: null,
  cashAdvance: null,
};

/** The manager, then the processor. */
const defaultWorkflow = async (ctx: Context, deps: Pick<ExpenseDeps, 'workflow'>): Promise<string> => {
  const definition = await deps.workflow.createDefinition(ctx, {
    name: 'Manager, then processor',
    steps: [
      { role: 'MANAGER', approvalStatus: 'A_PEND', stepCode: null },
      { role: 'ACCT_CLERK', approvalStatus: 'A_ACCO', stepCode: null },
    ],
  });
  return definition.id;
};

export async function createExpenseTypes(ctx: Context, types: readonly NewExpenseType[]): Promise<void> {
  for (const type of types)
    if (!/^[A-Za-z0-9]{1,5}$/.test(type.id))
      throw new ValueRefused('expenseType', `${type.id} is not one to five letters and digits.`);
  await insertExpenseTypes(ctx, types);
  await touchSetups(ctx);
  for (const type of types)
    ctx.record({ subjectKind: 'expense-type', subjectId: type.id, action: 'created', details: { name: type.name } });
}

export async function createPaymentTypes(ctx: Context, types: readonly Omit<PaymentType, 'id'>[]): Promise<PaymentType[]> {
  const made = types.map((type) => ({ ...type, id: newId(ctx.clock) }));
  for (const type of made)
    if (!/^[A-Za-z0-9]{1,4}$/.test(type.shortId))
      throw new ValueRefused('paymentType', `${type.shortId} is not one to four letters and digits.`);
  await insertPaymentTypes(ctx, made);
  await touchSetups(ctx);
  for (const type of made)
    ctx.record({ subjectKind: 'payment-type', subjectId: type.id, action: 'created', details: { name: type.name } });
  return made;
}

export async function defineExceptions(ctx: Context, definitions: readonly ExceptionDefinition[]): Promise<void> {
  await upsertExceptionDefinitions(ctx, definitions);
  for (const definition of definitions)
    ctx.record({ subjectKind: 'exception-definition', subjectId: definition.code, action: 'defined' });
}

/** What every company starts with. Receipts are asked for from 25 units of its currency on. */
export async function createDefaults(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'workflow' | 'attendees' | 'taxes' | 'mileages'>,
  input: { readonly currencyCode: string },
): Promise<Policy> {
  await deps.attendees.createDefaults(ctx);
  await createExpenseTypes(ctx, EXPENSE_TYPES);
  await createPaymentTypes(ctx, PAYMENT_TYPES);
  await defineExceptions(ctx, EXCEPTIONS);
  for (const rule of RULES) await defineRule(ctx, rule);
  for (const form of DEFAULT_FORMS) await createForm(ctx, form);
  await deps.taxes.createDefaults(ctx);
  await deps.mileages.createDefaults(ctx, input);
  return createPolicy(ctx, deps, {
    name: 'Expense Policy',
    isDefault: true,
    receiptRequiredFrom: decimal(25),
    receiptCurrency: input.currencyCode,
  });
}
