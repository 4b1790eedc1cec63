import { ApproverNotEligible, PasswordTooWeak } from '../../../modules/identity/index.ts';
import { GrantRefused } from '../../../modules/oauth/index.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { FieldsInvalid, type FieldIssue, type FieldRule } from '../../../platform/field-issues.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import { InvalidInput, type Issue } from '../../../platform/http/refusals.ts';
import { v4 } from '../v4/v4.ts';

/** Facts that a screen needs to say more than the sentence: until when, where else, which roles. */
const TOLD = ['until', 'dataCenter', 'anyOf', 'retryAfter', 'reason'] as const;

/** What the keywords of schemas are to whoever filled in a form. What is not here is wrong, and no more can be said. */
const RULES: Readonly<Record<string, FieldRule>> = {
  required: 'required',
  enum: 'not-allowed',
  const: 'not-allowed',
  unknown: 'not-allowed',
  maxLength: 'too-long',
  minLength: 'too-short',
  maxItems: 'too-many',
  minItems: 'too-few',
  maximum: 'too-large',
  minimum: 'too-small',
  range: 'out-of-range',
};

const TAKEN: ReadonlySet<string> = new Set(['directory.login.taken', 'identity.user.value-taken']);

/** The web application's own calls: the JSON generation's envelope, and the codes and rules by which a screen chooses its words. */
export const web: Dialect = {
  ...v4,
  name: 'web',
  renderError(error, frame) {
    const { status, body } = v4.renderError(error, frame);
    // A token that a person asks for by name is refused like any other wish.
    const refused = error instanceof GrantRefused;
    const own = refused ? 400 : status;
    const said = { ...(body as Record<string, unknown>), ...(refused ? { httpStatus: '400 Bad Request' } : {}) };
    const validationErrors = issuesOf(error).map(({ path, ...flaw }) => ({ id: error.code, source: path, ...flaw }));
    const envelope = { ...said, code: error.code, facts: told(error), validationErrors };
    return { status: own, body: envelope, headers: { 'cache-control': 'no-store' } };
  },
};

const told = (error: DomainError): Record<string, unknown> =>
  Object.fromEntries(TOLD.flatMap((name) => (error.facts[name] === undefined ? [] : [[name, error.facts[name]]])));

function issuesOf(error: DomainError): readonly FieldIssue[] {
  if (error instanceof FieldsInvalid) return error.issues;
  if (error instanceof InvalidInput) return error.issues.map(ofSchema);
  // What is taken is the login, whatever the form calls it.
  const source = error.code === 'directory.login.taken' ? 'login' : error.facts['source'];
  if (typeof source !== 'string') return [];
  if (error instanceof ApproverNotEligible || error instanceof PasswordTooWeak) return [{ path: source, ...error.flaw }];
  return [{ path: source, rule: TAKEN.has(error.code) ? 'taken' : 'wrong', message: error.message }];
}

const ofSchema = ({ path, rule, message, limit }: Issue): FieldIssue => ({
  path,
  rule: RULES[rule] ?? 'wrong',
  message,
  ...(limit !== undefined && { facts: { limit } }),
});
