import type { Answers } from './checklist.ts';
import type { Installation, ListingState } from './tables.ts';

/** Subjects under which people look for apps. */
export const CATEGORIES = [
  'accounting',
  'analytics',
  'booking',
  'corporate-cards',
  'expense-tools',
  'human-resources',
  'lodging',
  'loyalty',
  'meals',
  'parking',
  'payments',
  'receipts',
  'rides',
  'tax-and-vat',
  'travel-risk',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What its owner says of an app. */
export interface ListingDraft {
  readonly installation: Installation;
  readonly name: string;
  /** Who makes it. */
  readonly partner: string;
  /** One line. */
  readonly summary: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly supportUrl: string;
  readonly privacyUrl: string;
  readonly termsUrl: string;
  readonly websiteUrl: string;
  /** ISO 3166-1 alpha-2 of the people that it is shown to; none means everywhere. */
  readonly countries: readonly string[];
  /** Ids of the companies that it is shown to; none means all. */
  readonly companies: readonly string[];
  readonly checklist: Answers;
}

/** How an app shows itself in the App Center. */
export interface Listing extends ListingDraft {
  readonly appId: string;
  readonly ownerCompanyId: string;
  readonly state: ListingState;
  /** What a reviewer found wanting. */
  readonly remark: string | undefined;
  readonly hasLogo: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly publishedAt: Date | undefined;
}

interface Step {
  readonly from: readonly ListingState[];
  readonly to: ListingState;
  readonly by: 'owner' | 'reviewer';
}

/** The life of a listing: step -> what it leads from and to, and whose it is. */
export const STEPS = {
  submit: { from: ['draft'], to: 'submitted', by: 'owner' },
  reopen: { from: ['submitted', 'certified'], to: 'draft', by: 'owner' },
  return: { from: ['submitted'], to: 'draft', by: 'reviewer' },
  certify: { from: ['submitted'], to: 'certified', by: 'reviewer' },
  publish: { from: ['certified'], to: 'published', by: 'reviewer' },
  unpublish: { from: ['published'], to: 'certified', by: 'owner' },
} as const satisfies Record<string, Step>;
export type StepName = keyof typeof STEPS;

/** The steps that lead on from a state. */
export const stepsFrom = (state: ListingState): StepName[] =>
  (Object.keys(STEPS) as StepName[]).filter((name) => (STEPS[name].from as readonly ListingState[]).includes(state));

/** Who looks at the App Center. */
export interface Viewer {
  readonly companyId: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** May manage the company's apps, and so sees its own before they are published. */
  readonly manages: boolean;
}

export function isShownTo(listing: Listing, { companyId, country, manages }: Viewer): boolean {
  if (manages && listing.ownerCompanyId === companyId) return true;
  const { state, companies, countries } = listing;
  if (state !== 'published') return false;
  return (companies.length === 0 || companies.includes(companyId)) && (countries.length === 0 || countries.includes(country));
}

/**
 * Where the browser goes on connecting: the app's own address and what is added. A company's administrator comes with the company's id and
 * theirs, a user with theirs alone. Doc: api-reference/authentication/company-auth; api-guides/e-receipts-user-app-integration-guide.
 */
export function connectAddress(
  connectUri: string,
  { id, requestToken, userId }: { id: string; requestToken: string; userId: string | undefined },
): string {
  const address = new URL(connectUri);
  address.searchParams.set('id', id);
  address.searchParams.set('requestToken', requestToken);
  if (userId !== undefined) address.searchParams.set('userId', userId);
  return address.href;
}
