const MINUTE = 60_000;

/** How long a link that was mailed can be used. */
export const LINK_LIFETIME = 15 * MINUTE;
/** Links that one address can ask for in a window; further ones are not sent, and nobody is told. */
export const LINKS_PER_WINDOW = 3;
export const WINDOW = 15 * MINUTE;

/** A one-time link that waits in somebody's mail. */
export interface SignInLink {
  readonly companyId: string;
  readonly id: string;
  readonly userId: string;
  /** Path and query where the browser goes once signed in. */
  readonly returnTo: string;
  readonly createdAt: Date;
}

export const isUsable = (link: { createdAt: Date; usedAt: Date | null }, now: Date): boolean =>
  link.usedAt === null && now.getTime() - link.createdAt.getTime() < LINK_LIFETIME;
