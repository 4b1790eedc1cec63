import { hash, timingSafeEqual } from 'node:crypto';
import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { consumeCode, selectCode, type AuthorizationCode } from '../authorization-code-queries.ts';
import { GrantRefused } from '../errors.ts';
import { given, required } from '../params.ts';
import { deleteRefreshTokensOfCode } from '../refresh-token-queries.ts';
import { stillAllowed } from '../scopes.ts';
import type { Grant, GrantCall } from './grant.ts';

/** The code that the browser brought back. */
export const authorizationCode: Grant = {
  type: 'authorization_code',
  async redeem(_deps, call) {
    const text = required(call.params, 'code', 'authorization-code-missing');
    const redirectUri = required(call.params, 'redirect_uri', 'redirect-uri-missing');
    const codeHash = hashSecret(text);
    const code = await call.work.read(call.caller, (ctx) => selectCode(ctx.tx, codeHash));
    if (!code || code.generation !== 'current') throw new GrantRefused('authorization-code-invalid');
    if (code.appId !== call.app.id) throw new GrantRefused('issued-to-another');
    if (code.usedAt) return refuseReuse(call, code);
    if (code.expiresAt <= call.clock.now()) throw new GrantRefused('authorization-code-invalid');
    if (code.redirectUri !== redirectUri) throw new GrantRefused('redirect-uri-mismatch');
    if (!provesChallenge(code, given(call.params, 'code_verifier'))) throw new GrantRefused('issued-to-another');
    return {
      principal: { kind: 'user', id: code.userId, companyId: code.companyId },
      scopes: stillAllowed(code.scopes, call.app.scopes),
      codeHash,
      settle: async (ctx) => {
        if (!(await consumeCode(ctx.tx, codeHash, ctx.clock.now()))) throw new CodeSpent(code);
      },
    };
  },
};

/** Two redeemed one code at the same moment: the second to come finds it spent when it wants to store what it was given. */
export class CodeSpent extends Error {
  readonly authorizationCode: AuthorizationCode;
  constructor(code: AuthorizationCode) {
    super('The authorization code was redeemed a moment ago');
    this.authorizationCode = code;
  }
}

/** A code that is shown twice has been stolen by one of the two: what it gave is taken back (RFC 6749, 4.1.2). */
export async function refuseReuse(call: GrantCall, code: AuthorizationCode): Promise<never> {
  const { companyId, codeHash } = code;
  await call.work.write({ ...call.caller, companyId }, async (ctx) => {
    await deleteRefreshTokensOfCode(ctx.tx, codeHash);
    ctx.record({ subjectKind: 'app', subjectId: call.app.id, action: 'code-reused', details: { userId: code.userId } });
  });
  throw new GrantRefused('authorization-code-invalid');
}

/** RFC 7636. A proof that nobody asked for means that the challenge was taken out of the request on its way (RFC 9700, 4.8.2). */
function provesChallenge(code: AuthorizationCode, verifier: string | undefined): boolean {
  if (code.challenge === undefined) return verifier === undefined;
  if (verifier === undefined) return false;
  const shown = Buffer.from(code.challengeMethod === 'S256' ? hash('sha256', verifier, 'base64url') : verifier);
  const wanted = Buffer.from(code.challenge);
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}
