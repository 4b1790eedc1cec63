import { hashSecret, newSecret } from '../../platform/crypto/secrets.ts';
import { languageFor } from '../../platform/language/language.ts';
import { sendMail } from '../../platform/mail/send-mail.ts';
import { admitTenant } from './admit.ts';
import { authenticateClient } from './authenticate-client.ts';
import type { OAuthDeps } from './deps.ts';
import { GrantRefused } from './errors.ts';
import { after, ONE_TIME_PASSWORD_MS, OPEN_ONE_TIME_PASSWORDS } from './lifetimes.ts';
import { boundParams, callbackLink, composeMail, readChannel } from './one-time-password.ts';
import { insertPassword, lockHandle, selectOpenPasswords } from './one-time-password-queries.ts';
import { asApp, type TokenRequest } from './token-request.ts';

/** Mails a one-time password to a user's primary address. Doc: api-reference/authentication/apidoc, One Time Password grant. */
export async function sendOneTimePassword(deps: OAuthDeps, request: TokenRequest): Promise<void> {
  const app = await authenticateClient(request.work, request.caller, request.params);
  const call = { ...request, app, caller: asApp(request.caller, app) };
  if (!app.grants.includes('otp')) throw new GrantRefused('grant-not-allowed');
  const handle = readChannel(request.params);
  const home = await call.work.read(call.caller, (ctx) => deps.directory.locateLogin(ctx.tx, handle));
  if (!home || home.kind !== 'user') throw new GrantRefused('channel-handle-invalid');
  const user = await admitTenant(call, { kind: 'user', id: home.principalId, companyId: home.companyId });
  await call.work.write({ ...call.caller, companyId: user.companyId }, async (ctx) => {
    const now = ctx.clock.now();
    await lockHandle(ctx.tx, app.id, handle);
    const open = await selectOpenPasswords(ctx.tx, app.id, handle, now);
    if (open.length >= OPEN_ONE_TIME_PASSWORDS) throw new GrantRefused('one-time-passwords-too-many');
    const secret = newSecret();
    const owner = await deps.identity.findUser(ctx, user.id);
    const mail = composeMail(languageFor(owner?.preferredLanguage, ctx.language), {
      params: request.params,
      appName: app.name,
      password: secret,
      link: callbackLink(request.params, secret),
    });
    await insertPassword(ctx.tx, {
      passwordHash: hashSecret(secret),
      appId: app.id,
      handle,
      companyId: user.companyId,
      userId: user.id,
      bound: boundParams(request.params),
      now,
      expiresAt: after(now, ONE_TIME_PASSWORD_MS),
    });
    sendMail(ctx, { to: handle, ...mail });
    ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'one-time-password-sent', details: { appId: app.id } });
  });
}
