import type { Context } from '../../platform/context.ts';
import { hashSecret, newSecret } from '../../platform/crypto/secrets.ts';
import { insertCode, type AuthorizationCode } from './authorization-code-queries.ts';
import { after, AUTHORIZATION_CODE_MS } from './lifetimes.ts';

export interface CodeGrant {
  readonly appId: string;
  readonly userId: string;
  readonly companyId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge?: { readonly value: string; readonly method: 'S256' | 'plain' } | undefined;
}

/** A code for the token endpoint: once, within ten minutes, by the same app with the same redirect URI. */
export const issueCode = (ctx: Context, grant: CodeGrant): Promise<string> => issue(ctx, grant, 'current');

/** A code for the pre-2017 calls. */
export const issueLegacyCode = (ctx: Context, grant: Omit<CodeGrant, 'challenge'>): Promise<string> =>
  issue(ctx, grant, 'legacy');

async function issue(ctx: Context, grant: CodeGrant, generation: AuthorizationCode['generation']): Promise<string> {
  const { appId, userId, companyId, redirectUri, scopes, challenge } = grant;
  const code = newSecret();
  const now = ctx.clock.now();
  await insertCode(ctx.tx, {
    codeHash: hashSecret(code),
    generation,
    appId,
    userId,
    companyId,
    redirectUri,
    scopes,
    challenge: challenge?.value,
    challengeMethod: challenge?.method,
    now,
    expiresAt: after(now, AUTHORIZATION_CODE_MS),
  });
  ctx.record({ subjectKind: 'user', subjectId: userId, action: 'consented', details: { appId, scopes }, companyId });
  return code;
}
