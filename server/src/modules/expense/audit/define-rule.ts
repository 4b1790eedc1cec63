import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { findPolicy } from '../configuration/configuration-queries.ts';
import { UnknownReference, ValueRefused } from '../errors.ts';
import { findDefinition } from '../exception/exception-queries.ts';
import { touchSetups } from '../form/form-queries.ts';
import { upsertRule } from './audit-queries.ts';
import { isField } from './facts.ts';
import { fieldsOf, OPERATORS, type AuditRule, type Condition } from './rule.ts';

export type NewRule = Omit<AuditRule, 'id' | 'policyId' | 'isActive'> & {
  readonly policyId?: string;
  readonly isActive?: boolean;
};

/** Says when an exception stands, in place of what was said for the same exception and policy. @throws UnknownReference, ValueRefused. */
export async function defineRule(ctx: Context, input: NewRule): Promise<void> {
  if (!(await findDefinition(ctx, input.exceptionCode))) throw new UnknownReference('exceptionCode', input.exceptionCode);
  if (input.policyId !== undefined && !(await findPolicy(ctx, input.policyId)))
    throw new UnknownReference('policyId', input.policyId);
  const stranger = fieldsOf(input.condition).find((field) => !isField(field, input.scope));
  if (stranger !== undefined) throw new ValueRefused('condition', `names ${stranger}, which a rule of its scope cannot look at.`);
  checkComparisons(input.condition);
  const rule = { ...input, id: newId(ctx.clock), policyId: input.policyId ?? null, isActive: input.isActive ?? true };
  await upsertRule(ctx, rule);
  await touchSetups(ctx);
  ctx.record({
    subjectKind: 'audit-rule',
    subjectId: rule.id,
    action: 'defined',
    details: { exceptionCode: rule.exceptionCode },
  });
}

function checkComparisons(condition: Condition): void {
  if ('all' in condition) return condition.all.forEach(checkComparisons);
  if ('any' in condition) return condition.any.forEach(checkComparisons);
  if ('not' in condition) return checkComparisons(condition.not);
  const { operator, value, otherField, field } = condition;
  if (!OPERATORS.includes(operator)) throw new ValueRefused('condition', `compares ${field} by no known operator.`);
  const isUnary = operator === 'isEmpty' || operator === 'isNotEmpty';
  const isMany = operator === 'in' || operator === 'notIn';
  const given = Number(value !== undefined) + Number(otherField !== undefined);
  if (given !== (isUnary ? 0 : 1) || (value !== undefined && Array.isArray(value) !== isMany))
    throw new ValueRefused('condition', `compares ${field} with too little or too much.`);
}
