/** By what of the provider's word a person is found here. */
export const MATCHES = ['email', 'login'] as const;
export type MatchBy = (typeof MATCHES)[number];

const MINUTE = 60_000;
/** How long the way to the provider and back may take. */
export const WAY_LIFETIME = 10 * MINUTE;
/** Ways that one address can begin in a window: each has us call the provider. */
export const WAYS_PER_WINDOW = 30;

/** A company's OpenID provider, and our client there. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly sealedSecret: string;
  readonly matchBy: MatchBy;
  /** Off, it is kept for later and opens nothing. */
  readonly enabled: boolean;
  /** When somebody last came in by exactly this; null until it has worked once. */
  readonly provenAt: Date | null;
  readonly updatedAt: Date;
}

/** What an administrator is shown of it. */
export interface SingleSignOn {
  readonly provider: Omit<IdentityProvider, 'sealedSecret'> | undefined;
  /** People sign in through it alone. */
  readonly only: boolean;
}

export interface SingleSignOnSetting {
  readonly issuer: string;
  readonly clientId: string;
  /** Left out, it stays: only for the same issuer, since a secret goes to no other. */
  readonly clientSecret?: string;
  readonly matchBy: MatchBy;
  readonly enabled: boolean;
  readonly only: boolean;
}
