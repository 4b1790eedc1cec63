import type { Context } from '../../../platform/context.ts';
import { normalizeCurrency, type Decimal } from '../../../platform/money/money.ts';
import { ruleRows } from '../audit/audit-queries.ts';
import { defineRule } from '../audit/define-rule.ts';
import type { AuditRule } from '../audit/rule.ts';
import { ConfigurationNotFound, ValueRefused } from '../errors.ts';
import { touchSetups } from '../form/form-queries.ts';
import { reportFieldRows, updateFieldRequired, type ReportField } from '../form/report-field-queries.ts';
import type { PaymentType, Policy } from '../inputs.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { isLonger } from '../../../platform/text.ts';
import { defineExceptions } from './configure.ts';
import { listPaymentTypeRows, listPolicyRows, updatePaymentType, updatePolicy } from './configuration-queries.ts';

/** What a company's administrator decides about a policy. */
export interface PolicySetup extends Policy {
  /** An expense above it is marked for everybody who looks at the report; null never. In `receiptCurrency`. */
  readonly expenseLimit: string | null;
}

export interface PolicyChanges {
  readonly name?: string;
  /** In the policy's currency; null never. */
  readonly receiptRequiredFrom?: Decimal | null;
  readonly expenseLimit?: Decimal | null;
}

const LIMIT_CODE = 'EXPLIMIT';
const LIMIT_FIELD = 'entry.amount';

/** Policies with what an administrator decides about them, the default one first. */
export async function policySetups(ctx: Context): Promise<PolicySetup[]> {
  const policies = await listPolicyRows(ctx);
  const rules = (await ruleRows(ctx)).filter(({ exceptionCode, isActive }) => exceptionCode === LIMIT_CODE && isActive);
  return policies.map((policy) => {
    const rule = rules.find(({ policyId }) => policyId === policy.id);
    return { ...policy, expenseLimit: rule ? limitIn(rule) : null };
  });
}

/** What is left out stays. @throws ConfigurationNotFound ValueRefused */
export async function changePolicy(
  ctx: Context,
  { policyId, currency, changes }: { policyId: string; currency: string; changes: PolicyChanges },
): Promise<void> {
  const policy = (await listPolicyRows(ctx)).find(({ id }) => id === policyId);
  if (!policy) throw new ConfigurationNotFound('policyId');
  const name = (changes.name ?? policy.name).trim();
  if (name === '' || isLonger(name, 100)) throw new ValueRefused('name', 'needs 1 to 100 characters.');
  const { receiptRequiredFrom = policy.receiptRequiredFrom, expenseLimit } = changes;
  for (const [field, amount] of [
    ['receiptRequiredFrom', receiptRequiredFrom],
    ['expenseLimit', expenseLimit],
  ] as const)
    if (amount?.isNegative()) throw new ValueRefused(field, 'must not be below zero.');
  const receiptCurrency = policy.receiptCurrency ?? normalizeCurrency(currency) ?? currency;
  await updatePolicy(ctx, { id: policy.id, name, receiptRequiredFrom, receiptCurrency });
  if (expenseLimit !== undefined) await setLimit(ctx, { policyId, receiptCurrency, expenseLimit });
  await touchSetups(ctx);
  ctx.record({ subjectKind: 'policy', subjectId: policy.id, action: 'updated', details: { changed: Object.keys(changes) } });
}

/** A rule as any other: see docs/decisions/0097-audit-rules.md. */
async function setLimit(
  ctx: Context,
  given: { policyId: string; receiptCurrency: string; expenseLimit: Decimal | null },
): Promise<void> {
  const { policyId, receiptCurrency, expenseLimit } = given;
  await defineExceptions(ctx, [
    {
      code: LIMIT_CODE,
      message: 'This expense is above the limit of its policy.',
      severity: 'WARNING',
      visibility: 'ALL',
      isBlocking: false,
    },
  ]);
  await defineRule(ctx, {
    name: 'Expenses above the limit of the policy',
    event: 'entry-saved',
    scope: 'entry',
    condition: {
      all: [
        { field: 'report.currency', operator: 'equals', value: receiptCurrency },
        { field: LIMIT_FIELD, operator: 'above', value: expenseLimit?.toFixed() ?? '0' },
      ],
    },
    exceptionCode: LIMIT_CODE,
    policyId,
    isActive: expenseLimit !== null,
  });
}

function limitIn({ condition }: AuditRule): string | null {
  const parts = 'all' in condition ? condition.all : [];
  const found = parts.find((part) => 'field' in part && part.field === LIMIT_FIELD);
  return found && 'value' in found && typeof found.value === 'string' ? found.value : null;
}

/** What is left out stays; of all payment types one is the default. @throws ConfigurationNotFound ValueRefused */
export async function changePaymentType(
  ctx: Context,
  { paymentTypeId, changes }: { paymentTypeId: string; changes: { readonly name?: string; readonly isDefault?: true } },
): Promise<PaymentType> {
  const type = (await listPaymentTypeRows(ctx)).find(({ id }) => id === paymentTypeId);
  if (!type) throw new ConfigurationNotFound('id');
  const name = (changes.name ?? type.name).trim();
  if (name === '' || isLonger(name, 64)) throw new ValueRefused('name', 'needs 1 to 64 characters.');
  const changed = { ...type, name, isDefault: changes.isDefault ?? type.isDefault };
  await updatePaymentType(ctx, changed);
  ctx.record({ subjectKind: 'payment-type', subjectId: type.id, action: 'updated', details: { changed: Object.keys(changes) } });
  return changed;
}

/** The fields of the header of a report, as the company's own form has them. */
export const reportFields = (ctx: Context): Promise<ReportField[]> => reportFieldRows(ctx);

/** Whether a report can be submitted without it. @throws ConfigurationNotFound ValueRefused for what every report has, and what nobody types */
export async function requireReportField(ctx: Context, given: { fieldId: string; isRequired: boolean }): Promise<void> {
  const id = parseUuid(given.fieldId);
  const field = (await reportFieldRows(ctx)).find((one) => one.id === id);
  if (!field) throw new ConfigurationNotFound('id');
  if (field.isFixed) throw new ValueRefused('isRequired', `is not for you to choose for ${field.label}.`);
  await updateFieldRequired(ctx, field.id, given.isRequired);
  await touchSetups(ctx);
  const details = { fieldId: field.fieldId, isRequired: given.isRequired };
  ctx.record({ subjectKind: 'expense-form', subjectId: field.formId, action: 'updated', details });
}
