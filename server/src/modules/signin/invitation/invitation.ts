const DAY = 86_400_000;

/** How long an invitation can be taken up. */
export const INVITATION_LIFETIME = 7 * DAY;

/** A letter by which somebody with an account and no password chooses one. */
export interface Invitation {
  readonly companyId: string;
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
}

export const isOpen = (invitation: { createdAt: Date; usedAt: Date | null }, now: Date): boolean =>
  invitation.usedAt === null && now.getTime() - invitation.createdAt.getTime() < INVITATION_LIFETIME;

/** Plain text: nothing in it is hidden, and every program can show it. */
export const invitationMail = (about: {
  givenName: string;
  companyName: string;
  inviterName: string | undefined;
  url: string;
}): { subject: string; text: string } => ({
  subject: `${about.companyName} invites you to Perdiem`,
  text: `Hello ${about.givenName},

${about.inviterName ?? 'An administrator'} has made an account for you, for travel and expenses at ${about.companyName}. Open this link to choose your password:

${about.url}

It works once, for ${INVITATION_LIFETIME / DAY} days. After that, ask for another.
`,
});
