import { DomainError } from './errors.ts';

/**
 * What can be wrong with a field of a form. A screen makes its sentence of the rule and its facts, in the language of whoever reads it; each
 * has words there.
 */
export const FIELD_RULES = [
  'required',
  'too-long',
  'too-long-in-bytes',
  'too-short',
  'too-many',
  'too-few',
  'too-large',
  'too-small',
  'out-of-range',
  'unknown',
  'taken',
  'not-allowed',
  'controls',
  'not-an-email',
  'not-in-a-login',
  'not-a-url',
  'not-https',
  'url-fragment',
  'url-scheme',
  'not-a-country',
  'not-a-company',
  'not-a-picture',
  'redirect-required',
  'grant-required',
  'reason-required',
  'certified',
  'no-provider',
  'holds-login',
  'not-a-colleague',
  'oneself',
  'inactive',
  'role-missing',
  'last-one',
  'path-start',
  'path-braces',
  'path-stars',
  'no-effect',
  'wrong',
] as const;
export type FieldRule = (typeof FIELD_RULES)[number];

/** The rule that is broken, the facts that its sentence names, and a sentence for programs. */
export interface Flaw {
  readonly rule: FieldRule;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** One thing wrong with a form: where, and what. */
export interface FieldIssue extends Flaw {
  readonly path: string;
}

export const issueAt = (path: string, rule: FieldRule, message: string, facts?: FieldIssue['facts']): FieldIssue => ({
  path,
  rule,
  message,
  ...(facts && { facts }),
});

/** A form with something wrong in it, field by field. */
export abstract class FieldsInvalid<Code extends string = string> extends DomainError<Code> {
  readonly issues: readonly FieldIssue[];
  constructor(issues: readonly FieldIssue[], message = issues.map(({ path, message: one }) => `${path} ${one}`).join('; ')) {
    super(message, { issues });
    this.issues = issues;
  }
}
