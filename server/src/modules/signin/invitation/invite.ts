import type { Context } from '../../../platform/context.ts';
import { companyOfSecret, newCompanySecret } from '../../../platform/crypto/company-secret.ts';
import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { languageFor } from '../../../platform/language/language.ts';
import { newId } from '../../../platform/ids/index.ts';
import { sendMail } from '../../../platform/mail/send-mail.ts';
import { mailsIn } from '../words/index.ts';
import { deleteUnused, insertInvitation, selectInvitation, selectInvited, updateInvitationUsed } from './invitation-queries.ts';
import { DAY, INVITATION_LIFETIME, isOpen, type Invitation } from './invitation.ts';

export interface Inviting {
  readonly userId: string;
  readonly email: string;
  /** BCP 47 tag that the person prefers. */
  readonly preferredLanguage: string;
  readonly givenName: string;
  readonly companyName: string;
  readonly inviterName: string | undefined;
  /** The absolute address that carries a secret. */
  readonly linkTo: (secret: string) => string;
}

/** Mails somebody of the context's company a link to choose a password; earlier ones stop working. */
export async function invite(ctx: Context, input: Inviting): Promise<void> {
  const { companyId } = ctx;
  const secret = newCompanySecret(companyId);
  const invitation = { companyId, id: newId(ctx.clock), userId: input.userId, createdAt: ctx.clock.now() };
  await deleteUnused(ctx.tx, companyId, input.userId);
  await insertInvitation(ctx.tx, invitation, hashSecret(secret));
  const mails = mailsIn(languageFor(input.preferredLanguage, ctx.language));
  const mail = mails.invitation({ ...input, url: input.linkTo(secret), days: INVITATION_LIFETIME / DAY });
  sendMail(ctx, { to: input.email, ...mail });
  ctx.record({ subjectKind: 'user', subjectId: input.userId, action: 'invited', details: { invitationId: invitation.id } });
}

/** Those among these users who were invited and have not come in yet. */
export async function invitedAmong(ctx: Context, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const found = await selectInvited(ctx.tx, ctx.companyId, userIds);
  const came = new Set(found.flatMap(({ userId, usedAt }) => (usedAt ? [userId] : [])));
  return new Set(found.map(({ userId }) => userId).filter((userId) => !came.has(userId)));
}

/** The invitation behind a secret while it can be taken up. Uses nothing up. */
export async function findInvitation(ctx: Context, secret: string): Promise<Invitation | undefined> {
  const companyId = companyOfSecret(secret);
  const found = companyId ? await selectInvitation(ctx.tx, companyId, hashSecret(secret)) : undefined;
  return found && isOpen(found, ctx.clock.now()) ? found : undefined;
}

/** Takes an invitation up. Of two calls at one moment only one gets it. */
export async function useInvitation(ctx: Context, secret: string): Promise<Invitation | undefined> {
  const companyId = companyOfSecret(secret);
  if (!companyId) return undefined;
  const now = ctx.clock.now();
  const used = await updateInvitationUsed(ctx.tx, companyId, hashSecret(secret), now);
  return used && isOpen({ ...used, usedAt: null }, now) ? used : undefined;
}
