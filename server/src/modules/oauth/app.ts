import type { AppKind, AudienceKind, SecretStatus, Stage } from './tables.ts';

/** How an app may come by tokens. */
export const GRANTS = ['authorization_code', 'password', 'client_credentials', 'otp', 'refresh_token'] as const;
export type GrantType = (typeof GRANTS)[number];

/** Whom an app with an owner serves beside its owner. */
export interface Audience {
  readonly kind: AudienceKind;
  /** Their ids, where the kind is `companies`. */
  readonly companies: readonly string[];
}

/** A registered client program. */
export interface App {
  /** The client_id. */
  readonly id: string;
  /** The integer by which the pre-2017 generation knows it. */
  readonly legacyId: number;
  /** Its pre-2017 consumer key. */
  readonly legacyKey: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly stage: Stage;
  readonly kind: AppKind;
  /** Whose it is; undefined for a partner's app, which serves every company. */
  readonly ownerCompanyId: string | undefined;
  readonly dataCenter: string;
  readonly grants: readonly GrantType[];
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  /** Where the App Center sends an administrator who connects it. */
  readonly connectUri: string | undefined;
  readonly agencyId: string | undefined;
  readonly audience: Audience;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One of an app's secrets, without the secret: that is shown once, when it is made. */
export interface AppSecret {
  readonly id: string;
  readonly status: SecretStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const isGrantType = (text: string): text is GrantType => (GRANTS as readonly string[]).includes(text);

/** Redirect URIs are compared letter by letter: anything looser lets a code leak to a page that was never registered. */
export const allowsRedirect = (app: App, redirectUri: string): boolean => app.redirectUris.includes(redirectUri);

/** Whether it may be given tokens for principals of a company at all; the company may still block it. */
export function serves({ ownerCompanyId, audience }: Pick<App, 'ownerCompanyId' | 'audience'>, companyId: string): boolean {
  if (ownerCompanyId === undefined || ownerCompanyId === companyId || audience.kind === 'everyone') return true;
  return audience.kind === 'companies' && audience.companies.includes(companyId);
}
