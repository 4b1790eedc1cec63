import type { Context } from '../../platform/context.ts';
import { languageFor } from '../../platform/language/language.ts';
import { sendMail } from '../../platform/mail/send-mail.ts';
import type { ConnectionRequestDeps, Counter } from './deps.ts';
import { ConnectionRequestNotFound } from './errors.ts';
import { findSeen } from './hand-out.ts';
import { deleteRequest, lockRequest, updateProgress } from './request-queries.ts';
import { answered, isUserError, type ConnectionRequest, type Outcome } from './request.ts';
import { selectSupplier } from './supplier-queries.ts';
import { mailsIn } from './words/index.ts';

/**
 * A supplier's answer takes a request out of its queue: for good, or parked. A success connects the app to the user; whatever the user has to
 * know is mailed. @throws ConnectionRequestNotFound, for one that is settled too
 */
export async function answerRequest(
  deps: ConnectionRequestDeps,
  counter: Counter,
  answer: { requestId: string; outcome: Outcome },
): Promise<void> {
  const { companyId, id } = await findSeen(deps, counter, answer.requestId);
  await counter.work.write({ ...counter.caller, companyId }, async (ctx) => {
    const request = await lockRequest(ctx.tx, companyId, id);
    if (request?.state !== 'pending') throw new ConnectionRequestNotFound(answer.requestId);
    const after = answered(request, answer.outcome, ctx.clock.now());
    if (after !== request) await settle(deps, ctx, { ...after, updatedAt: ctx.clock.now() }, answer.outcome);
  });
}

async function settle(deps: ConnectionRequestDeps, ctx: Context, request: ConnectionRequest, outcome: Outcome): Promise<void> {
  await updateProgress(ctx.tx, request);
  const { userId: principalId, supplierId: appId, state } = request;
  if (state === 'connected') await deps.oauth.connect(ctx, { principalKind: 'user', principalId, appId });
  const details = { outcome, state, appId };
  ctx.record({ subjectKind: 'connection-request', subjectId: request.id, action: 'answered', details });
  if (state === 'connected' || isUserError(outcome)) await tellUser(deps, ctx, request, outcome);
}

async function tellUser(deps: ConnectionRequestDeps, ctx: Context, request: ConnectionRequest, outcome: Outcome): Promise<void> {
  const user = await deps.identity.getUser(ctx, request.userId);
  const to = deps.identity.primaryEmail(user) ?? (user.userName.includes('@') ? user.userName : undefined);
  if (to === undefined) return;
  const supplier = await selectSupplier(ctx.tx, request.supplierId);
  const supplierName = supplier?.entry.businessName ?? (await deps.oauth.getApp(ctx, request.supplierId)).name;
  const mails = mailsIn(languageFor(user.preferredLanguage, ctx.language));
  const about = { givenName: user.name.givenName, supplierName };
  const mail = isUserError(outcome) ? mails.failed(about, outcome, request.state === 'failed') : mails.connected(about);
  // A subject has no line ends.
  const subject = mail.subject.replaceAll(/[\r\n]+/g, ' ');
  sendMail(ctx, { to, ...mail, subject });
}

/** A supplier drops a request to it, whatever has become of it. @throws ConnectionRequestNotFound */
export async function removeRequest(deps: ConnectionRequestDeps, counter: Counter, requestId: string): Promise<void> {
  const { companyId, id, supplierId: appId } = await findSeen(deps, counter, requestId);
  await counter.work.write({ ...counter.caller, companyId }, async (ctx) => {
    if (!(await deleteRequest(ctx.tx, companyId, id))) throw new ConnectionRequestNotFound(requestId);
    ctx.record({ subjectKind: 'connection-request', subjectId: id, action: 'deleted', details: { appId } });
  });
}
