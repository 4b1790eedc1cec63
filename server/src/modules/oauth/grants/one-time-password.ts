import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { GrantRefused } from '../errors.ts';
import { readChannel } from '../one-time-password.ts';
import { boundParams, sameParams } from '../one-time-password.ts';
import { consumePassword, selectOpenPasswords } from '../one-time-password-queries.ts';
import { required } from '../params.ts';
import type { Grant } from './grant.ts';

/** The one-time password from a mail, with every custom parameter that it was requested with. */
export const oneTimePassword: Grant = {
  type: 'otp',
  async redeem(deps, call) {
    const { params, app, clock } = call;
    const secret = required(params, 'otp', 'one-time-password-missing');
    const handle = readChannel(params);
    const home = await call.work.read(call.caller, (ctx) => deps.directory.locateLogin(ctx.tx, handle));
    if (!home) throw new GrantRefused('email-unknown');
    const open = await call.work.read(call.caller, (ctx) => selectOpenPasswords(ctx.tx, app.id, handle, clock.now()));
    if (open.length === 0) throw new GrantRefused('one-time-password-not-found');
    const found = open.find((one) => one.passwordHash === hashSecret(secret));
    if (!found) throw new GrantRefused('one-time-password-wrong');
    if (!sameParams(found.bound, boundParams(params))) throw new GrantRefused('one-time-password-facts-differ');
    return {
      principal: { kind: 'user', id: found.userId, companyId: found.companyId },
      scopes: app.scopes,
      settle: async (ctx) => {
        if (!(await consumePassword(ctx.tx, found.passwordHash))) throw new GrantRefused('one-time-password-not-found');
      },
    };
  },
};
