import { sql, type Selectable } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { Listing, ListingDraft, Viewer } from './listing.ts';
import type { AppCenterTables, ListingState, ListingTable } from './tables.ts';

const db = (tx: Tx) => tables<AppCenterTables>(tx);

/** Where a page of listings ends. */
export interface ListingCursor {
  readonly name: string;
  readonly appId: string;
}

export interface ListingSearch {
  readonly words: string;
  readonly category: string | undefined;
  readonly after: ListingCursor | undefined;
  readonly limit: number;
}

const COLUMNS = [
  'app_id',
  'owner_company_id',
  'state',
  'installation',
  'name',
  'partner',
  'summary',
  'description',
  'categories',
  'support_url',
  'privacy_url',
  'terms_url',
  'website_url',
  'countries',
  'companies',
  'checklist',
  'remark',
  'logo_type',
  'created_at',
  'updated_at',
  'published_at',
] as const;

const toListing = (row: Pick<Selectable<ListingTable>, (typeof COLUMNS)[number]>): Listing => ({
  appId: row.app_id,
  ownerCompanyId: row.owner_company_id,
  state: row.state,
  installation: row.installation,
  name: row.name,
  partner: row.partner,
  summary: row.summary,
  description: row.description,
  categories: row.categories,
  supportUrl: row.support_url,
  privacyUrl: row.privacy_url,
  termsUrl: row.terms_url,
  websiteUrl: row.website_url,
  countries: row.countries,
  companies: row.companies,
  checklist: row.checklist,
  remark: row.remark ?? undefined,
  hasLogo: row.logo_type !== null,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  publishedAt: row.published_at ?? undefined,
});

const contentOf = (draft: ListingDraft) => ({
  installation: draft.installation,
  name: draft.name,
  partner: draft.partner,
  summary: draft.summary,
  description: draft.description,
  categories: [...draft.categories],
  support_url: draft.supportUrl,
  privacy_url: draft.privacyUrl,
  terms_url: draft.termsUrl,
  website_url: draft.websiteUrl,
  countries: [...draft.countries],
  companies: [...draft.companies],
  checklist: JSON.stringify(draft.checklist),
});

export async function selectListing(tx: Tx, appId: string): Promise<Listing | undefined> {
  const row = await db(tx).selectFrom('app_listing').select(COLUMNS).where('app_id', '=', appId).executeTakeFirst();
  return row && toListing(row);
}

/** The same, and nobody else changes it before the transaction ends. */
export async function lockListing(tx: Tx, appId: string): Promise<Listing | undefined> {
  const row = await db(tx).selectFrom('app_listing').select(COLUMNS).where('app_id', '=', appId).forUpdate().executeTakeFirst();
  return row && toListing(row);
}

/** Every listing of the installation, or those in one state: for its operator. */
export async function selectAllListings(tx: Tx, state: ListingState | undefined): Promise<Listing[]> {
  let query = db(tx).selectFrom('app_listing').select(COLUMNS);
  if (state !== undefined) query = query.where('state', '=', state);
  return (
    await query
      .orderBy(sql`lower(name)`)
      .orderBy('app_id')
      .execute()
  ).map(toListing);
}

/** What a viewer is shown, by name. */
export async function selectShown(tx: Tx, viewer: Viewer, { words, category, after, limit }: ListingSearch): Promise<Listing[]> {
  let query = db(tx)
    .selectFrom('app_listing')
    .select(COLUMNS)
    .where(shownTo(viewer))
    .orderBy(sql`lower(name)`)
    .orderBy('app_id')
    .limit(limit);
  if (words !== '') {
    const part = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where(sql<boolean>`(name || ' ' || partner || ' ' || summary) ilike ${part}`);
  }
  if (category !== undefined) query = query.where(sql<boolean>`${category} = any(categories)`);
  if (after) query = query.where(sql<boolean>`(lower(name), app_id) > (lower(${after.name}), ${after.appId}::uuid)`);
  return (await query.execute()).map(toListing);
}

/** In one place with `isShownTo` of listing.ts, whose words these are. */
const shownTo = ({ companyId, country, manages }: Viewer) =>
  sql<boolean>`(state = 'published' and (companies = '{}' or ${companyId} = any(companies))
    and (countries = '{}' or ${country} = any(countries)) or (${manages}::boolean and owner_company_id = ${companyId}::uuid))`;

export async function insertListing(
  tx: Tx,
  { appId, ownerCompanyId, now, draft }: { appId: string; ownerCompanyId: string; now: Date; draft: ListingDraft },
): Promise<Listing | undefined> {
  const row = await db(tx)
    .insertInto('app_listing')
    .values({
      app_id: appId,
      owner_company_id: ownerCompanyId,
      state: 'draft',
      ...contentOf(draft),
      remark: null,
      logo_type: null,
      logo_data: null,
      created_at: now,
      updated_at: now,
      published_at: null,
    })
    .onConflict((conflict) => conflict.column('app_id').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  return row && toListing(row);
}

export async function updateContent(tx: Tx, appId: string, draft: ListingDraft, now: Date): Promise<Listing> {
  const row = await db(tx)
    .updateTable('app_listing')
    .set({ ...contentOf(draft), updated_at: now })
    .where('app_id', '=', appId)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return toListing(row);
}

export async function updateState(
  tx: Tx,
  appId: string,
  { state, remark, now }: { state: ListingState; remark: string | undefined; now: Date },
): Promise<Listing> {
  const row = await db(tx)
    .updateTable('app_listing')
    .set({ state, remark: remark ?? null, updated_at: now, ...(state === 'published' ? { published_at: now } : {}) })
    .where('app_id', '=', appId)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  return toListing(row);
}

export async function updateLogo(
  tx: Tx,
  appId: string,
  logo: { type: string; data: string } | undefined,
  now: Date,
): Promise<void> {
  await db(tx)
    .updateTable('app_listing')
    .set({ logo_type: logo?.type ?? null, logo_data: logo?.data ?? null, updated_at: now })
    .where('app_id', '=', appId)
    .execute();
}

export async function selectLogo(tx: Tx, appId: string): Promise<{ type: string; data: string } | undefined> {
  const row = await db(tx)
    .selectFrom('app_listing')
    .select(['logo_type as type', 'logo_data as data'])
    .where('app_id', '=', appId)
    .executeTakeFirst();
  return row?.type && row.data ? { type: row.type, data: row.data } : undefined;
}
