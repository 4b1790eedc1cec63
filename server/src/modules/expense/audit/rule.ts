import { decimal, type Decimal } from '../../../platform/money/money.ts';

/** When a rule is looked at: with every change of an entry, and at a submit; or at a submit alone. */
export type AuditEvent = 'entry-saved' | 'report-submitted';
/** What is looked at one by one. The exception stands there, that of an attendee at the expense where it was. */
export type AuditScope = 'entry' | 'report' | 'allocation' | 'attendee';

export const OPERATORS = [
  'equals',
  'notEquals',
  'above',
  'atLeast',
  'below',
  'atMost',
  'in',
  'notIn',
  'contains',
  'isEmpty',
  'isNotEmpty',
] as const;
export type Operator = (typeof OPERATORS)[number];
type Literal = string | number | boolean;

/** A comparison of a field with a value or with another field. Amounts are written as text, so that no digit is lost. */
export interface Comparison {
  readonly field: string;
  readonly operator: Operator;
  readonly value?: Literal | readonly Literal[];
  readonly otherField?: string;
}
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export interface AuditRule {
  readonly id: string;
  readonly name: string;
  readonly event: AuditEvent;
  readonly scope: AuditScope;
  readonly condition: Condition;
  /** Its definition says message, severity, visibility and whether it blocks. */
  readonly exceptionCode: string;
  /** Null for every policy; one for a policy itself stands in place of it. */
  readonly policyId: string | null;
  readonly isActive: boolean;
}

/** What is known: a number as Decimal, a day as YYYY-MM-DD; null or absent where there is nothing. */
export type Fact = string | boolean | Decimal | null | undefined;
/** Asked for by name, so that what no rule looks at is never worked out. */
export type Facts = (field: string) => Fact;

/** Whether a condition holds. Nothing is neither equal to, nor above, nor below anything. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((each) => holds(each, facts));
  if ('any' in condition) return condition.any.some((each) => holds(each, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  return compares(condition, facts);
}

const isNothing = (fact: Fact): fact is null | undefined | '' => fact === null || fact === undefined || fact === '';

function compares({ field, operator, value, otherField }: Comparison, facts: Facts): boolean {
  const fact = facts(field);
  if (operator === 'isEmpty') return isNothing(fact);
  if (operator === 'isNotEmpty') return !isNothing(fact);
  const given = otherField === undefined ? value : facts(otherField);
  if (operator === 'in') return listOf(given).some((one) => order(fact, one) === 0);
  if (operator === 'notIn') return !listOf(given).some((one) => order(fact, one) === 0);
  const [single] = listOf(given);
  if (operator === 'contains')
    return typeof fact === 'string' && typeof single === 'string' && fact.toLowerCase().includes(single.toLowerCase());
  const compared = order(fact, single);
  if (operator === 'notEquals') return compared !== 0;
  return compared !== undefined && BY_ORDER[operator](compared);
}

const BY_ORDER = {
  equals: (compared: number) => compared === 0,
  above: (compared: number) => compared > 0,
  atLeast: (compared: number) => compared >= 0,
  below: (compared: number) => compared < 0,
  atMost: (compared: number) => compared <= 0,
} as const;

type Given = Fact | number | readonly Literal[];
const listOf = (given: Given): readonly (Fact | number)[] => (Array.isArray(given) ? given : [given as Fact | number]);

/** Below, at or above zero; undefined where the two cannot be compared. Texts regardless of case: people type cities as they like. */
function order(fact: Fact, other: Fact | number): number | undefined {
  if (isNothing(fact) || other === null || other === undefined || other === '') return undefined;
  if (typeof fact === 'object') {
    const number = numberOf(other);
    return number && fact.comparedTo(number);
  }
  if (typeof fact === 'boolean') return fact === other ? 0 : undefined;
  if (typeof other !== 'string') return undefined;
  const [a, b] = [fact.toLowerCase(), other.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

function numberOf(other: Exclude<Fact, null | undefined> | number): Decimal | undefined {
  if (typeof other === 'object') return other;
  if (typeof other === 'boolean' || (typeof other === 'string' && !NUMBER.test(other))) return undefined;
  return decimal(other);
}
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Every field that a condition names. */
export function fieldsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  if ('not' in condition) return fieldsOf(condition.not);
  return [condition.field, ...(condition.otherField === undefined ? [] : [condition.otherField])];
}

/** The rules that hold under a policy: its own in place of those for all with the same exception; the ones at rest left out. */
export function rulesUnder(rules: readonly AuditRule[], policyId: string): AuditRule[] {
  const own = new Set(rules.filter((rule) => rule.policyId === policyId).map(({ exceptionCode }) => exceptionCode));
  return rules.filter(
    (rule) => rule.isActive && (rule.policyId === policyId || (rule.policyId === null && !own.has(rule.exceptionCode))),
  );
}
