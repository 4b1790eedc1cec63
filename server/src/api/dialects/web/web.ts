import { ListingInvalid } from '../../../modules/app-center/index.ts';
import { FaultRuleInvalid } from '../../../modules/fault/index.ts';
import { AppInvalid, GrantRefused } from '../../../modules/oauth/index.ts';
import { FormInvalid } from '../../../modules/onboarding/index.ts';
import { SingleSignOnInvalid } from '../../../modules/signin/index.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import { v4 } from '../v4/v4.ts';

/** Facts that a screen needs to say more than the sentence: until when, where else, which roles. */
const TOLD = ['until', 'dataCenter', 'anyOf', 'retryAfter', 'reason'] as const;

/** The web application's own calls: the JSON generation's envelope, and the code by which a screen chooses its words. */
export const web: Dialect = {
  ...v4,
  name: 'web',
  renderError(error, frame) {
    const { status, body } = v4.renderError(error, frame);
    // A token that a person asks for by name is refused like any other wish.
    const refused = error instanceof GrantRefused;
    const own = refused ? 400 : status;
    const said = { ...(body as Record<string, unknown>), ...(refused ? { httpStatus: '400 Bad Request' } : {}) };
    const envelope = { ...said, code: error.code, facts: told(error), ...issuesOf(error) };
    return { status: own, body: envelope, headers: { 'cache-control': 'no-store' } };
  },
};

const told = (error: DomainError): Record<string, unknown> =>
  Object.fromEntries(TOLD.flatMap((name) => (error.facts[name] === undefined ? [] : [[name, error.facts[name]]])));

const issuesOf = (error: DomainError): object =>
  error instanceof AppInvalid ||
  error instanceof ListingInvalid ||
  error instanceof FaultRuleInvalid ||
  error instanceof FormInvalid ||
  error instanceof SingleSignOnInvalid
    ? { validationErrors: error.issues.map(({ path, message }) => ({ id: error.code, message, source: path })) }
    : {};
