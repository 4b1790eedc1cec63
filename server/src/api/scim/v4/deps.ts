import type { Modules } from '../../../context.ts';
import type { Actor } from '../../../platform/actor.ts';
import { refusal } from '../../dialects/scim/wire-schemas.ts';

export interface ScimDeps {
  readonly company: Pick<Modules['company'], 'getCompany'>;
  readonly identity: Modules['identity'];
}

export const PATH = '/scim/v4';
export const DOC = 'api-reference/profile/v4.scim.md';

/** "Access Token Usage". Which client may be an identity provisioning one is said by its scopes: docs/decisions/0070. */
export const COMPANY = ['company'] as const;
export const refusals = { 400: refusal, 401: refusal, 403: refusal };
export const PAGES = { standard: 100, most: 1000 };

export const scopesOf = (actor: Actor): ReadonlySet<string> => ('scopes' in actor ? actor.scopes : new Set());
