import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { GrantRefused } from '../errors.ts';
import { required } from '../params.ts';
import { selectRefreshToken } from '../refresh-token-queries.ts';
import { stillAllowed } from '../scopes.ts';
import type { Grant } from './grant.ts';

/** Fresh tokens for a principal who was granted before. The refresh token stays the same: clients use it in parallel. */
export const refreshToken: Grant = {
  type: 'refresh_token',
  async redeem(_deps, call) {
    const token = required(call.params, 'refresh_token', 'refresh-token-missing');
    const hash = hashSecret(token);
    const found = await call.work.read(call.caller, (ctx) => selectRefreshToken(ctx.tx, hash));
    if (!found || found.expiresAt <= call.clock.now()) throw new GrantRefused('refresh-token-invalid');
    if (found.appId !== call.app.id) throw new GrantRefused('issued-to-another');
    const { principalKind: kind, principalId: id, companyId } = found;
    return {
      principal: { kind, id, companyId },
      admission: found.admission,
      scopes: stillAllowed(found.scopes, call.app.scopes),
      shown: { token, hash, expiresAt: found.expiresAt },
    };
  },
};
