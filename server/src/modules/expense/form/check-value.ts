import { isLonger } from '../../../platform/text.ts';
import { isDay } from '../values.ts';
import type { FormField } from './form.ts';

const PATTERNS: Partial<Record<FormField['dataType'], readonly [RegExp, string]>> = {
  Integer: [/^-?\d{1,18}$/, 'is not a whole number.'],
  Numeric: [/^-?\d{1,15}(\.\d{1,8})?$/, 'is not a number.'],
  Money: [/^-?\d{1,15}(\.\d{1,8})?$/, 'is not an amount.'],
  Boolean: [/^(true|false|Y|N)$/, 'is neither true nor false.'],
};

/** Why a field refuses a text; undefined when it does not. Items of lists are looked up elsewhere. */
export function valueProblem(field: FormField, text: string): string | undefined {
  const [pattern, problem] = PATTERNS[field.dataType] ?? [];
  if (pattern && !pattern.test(text)) return problem;
  if (field.dataType === 'Date' && !isDay(text)) return 'is not a day of the calendar.';
  if (field.maxLength !== null && isLonger(text, field.maxLength)) return `is longer than ${field.maxLength} characters.`;
  if (field.validationExpression !== null && !new RegExp(`^(?:${field.validationExpression})$`, 'u').test(text))
    return field.validationMessage ?? 'is not of the form that its field asks for.';
  return undefined;
}

/** Expressions that could run for ever on some text are refused when a form is made: a repeated group that itself repeats. */
export function expressionProblem(expression: string): string | undefined {
  try {
    void new RegExp(expression, 'u');
  } catch {
    return 'is no regular expression.';
  }
  if (isLonger(expression, 200)) return 'is longer than 200 characters.';
  return /[*+}]\??\)(?:[*+]|\{\d)/.test(expression) ? 'repeats a group that repeats.' : undefined;
}
