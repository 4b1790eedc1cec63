import { GrantRefused, type Authorization, type Refusal } from '../../modules/oauth/index.ts';
import { CODES } from '../dialects/oauth2/codes.ts';
import type { PageDeps } from './deps.ts';
import type { AuthorizationQuery, Denial, Generation } from './generations.ts';
import type { PageCall } from './visit.ts';

export type FittingRequest = { readonly kind: 'fits' } & Authorization;

export interface MisfittingRequest {
  readonly kind: 'misfits';
  readonly reason: Refusal;
  readonly denial: Denial;
  /** Where the denial may be sent; undefined while the address is not known to be the app's. */
  readonly redirectUri: string | undefined;
}

/** Checks an app's request; what does not fit is an answer, not an error, since most of it goes to the app. */
export async function checkAuthorization(
  deps: PageDeps,
  call: PageCall,
  generation: Generation,
  query: AuthorizationQuery,
): Promise<FittingRequest | MisfittingRequest> {
  try {
    const authorization = await call.work.read(call.caller, (ctx) => generation.check(deps.oauth, ctx, query));
    return { kind: 'fits', ...authorization };
  } catch (error) {
    if (!(error instanceof GrantRefused)) throw error;
    const { redirectUri } = error.facts;
    const trusted = typeof redirectUri === 'string' && !SHOWN_HERE.has(error.reason);
    return { kind: 'misfits', reason: error.reason, denial: denialOf(error), redirectUri: trusted ? redirectUri : undefined };
  }
}

/** An app that was never meant to send people here has no page that would expect them back. */
const SHOWN_HERE = new Set<GrantRefused['reason']>(['grant-not-allowed']);

export function denialOf(error: GrantRefused): Denial {
  const { code, error: name } = CODES[error.reason];
  return { code: String(code), error: name, description: error.message };
}
