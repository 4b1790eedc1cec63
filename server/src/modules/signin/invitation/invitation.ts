export const DAY = 86_400_000;

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
