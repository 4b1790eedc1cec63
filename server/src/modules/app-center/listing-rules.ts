import { addressFault, type App } from '../oauth/index.ts';
import { CHECKLIST, fault, isKnown } from './checklist.ts';
import type { ListingIssue } from './errors.ts';
import { CATEGORIES, type Listing, type ListingDraft } from './listing.ts';

export const LONGEST = { name: 60, partner: 60, summary: 140, description: 4000 } as const;
const LONGEST_NOTE = 1000;
const MOST_CATEGORIES = 3;
const MOST_PLACES = 250;
const LINKS = ['supportUrl', 'privacyUrl', 'termsUrl', 'websiteUrl'] as const;
const NEEDED = ['name', 'partner', 'summary', 'description', 'supportUrl', 'privacyUrl', 'termsUrl'] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a listing is saved with: its words and where people are sent. */
export interface ListingInput extends ListingDraft {
  /** The app's own page for those who connect it; empty where there is none yet. */
  readonly connectUri: string;
}

const issue = (path: string, message: string): ListingIssue => ({ path, message });

/** What is wrong with it even as a draft. */
export function draftIssues(input: ListingInput): ListingIssue[] {
  const issues = (Object.keys(LONGEST) as (keyof typeof LONGEST)[])
    .filter((key) => input[key].length > LONGEST[key])
    .map((key) => issue(key, `must have at most ${LONGEST[key]} characters`));
  for (const key of [...LINKS, 'connectUri'] as const) {
    const wrong = input[key] === '' ? undefined : linkFault(input[key]);
    if (wrong) issues.push(issue(key, wrong));
  }
  return [...issues, ...choiceIssues(input), ...noteIssues(input)];
}

/** A browser goes there: nothing else than the web's own schemes. */
function linkFault(address: string): string | undefined {
  const wrong = addressFault(address);
  if (wrong) return wrong;
  return /^https?:/i.test(address) ? undefined : 'must begin with https';
}

function choiceIssues({ categories, countries, companies }: ListingInput): ListingIssue[] {
  const issues = categories
    .filter((one) => !(CATEGORIES as readonly string[]).includes(one))
    .map((one) => issue('categories', `${one} is no category`));
  if (categories.length > MOST_CATEGORIES) issues.push(issue('categories', `must be at most ${MOST_CATEGORIES}`));
  if (countries.some((one) => !/^[A-Z]{2}$/.test(one))) issues.push(issue('countries', 'must be codes of two capital letters'));
  if (companies.some((one) => !UUID.test(one))) issues.push(issue('companies', 'must be company ids'));
  if (countries.length > MOST_PLACES || companies.length > MOST_PLACES)
    issues.push(issue('companies', `must be at most ${MOST_PLACES}`));
  return issues;
}

const noteIssues = ({ checklist }: ListingInput): ListingIssue[] =>
  Object.entries(checklist).flatMap(([id, { note }]) => {
    if (!isKnown(id)) return [issue(`checklist.${id}`, 'is no requirement')];
    return note.length > LONGEST_NOTE ? [issue(`checklist.${id}`, `must have at most ${LONGEST_NOTE} characters`)] : [];
  });

/** What keeps it from being submitted for certification. */
export function submissionIssues(listing: Listing, app: Pick<App, 'connectUri' | 'grants'>): ListingIssue[] {
  const empty = NEEDED.filter((key) => listing[key].trim() === '').map((key) => issue(key, 'must not be empty'));
  const issues = [...empty];
  if (listing.categories.length === 0) issues.push(issue('categories', 'must hold at least one'));
  if (app.connectUri === undefined) issues.push(issue('connectUri', 'must not be empty'));
  // Documented: the password grant is required for certification, and refresh tokens are what is kept.
  for (const grant of ['password', 'refresh_token'] as const)
    if (!app.grants.includes(grant)) issues.push(issue('grants', `must include ${grant}`));
  for (const { id } of CHECKLIST) {
    const wrong = fault(id, listing.checklist[id]);
    if (wrong) issues.push(issue(`checklist.${id}`, wrong));
  }
  return issues;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was certified stays as it was certified; the words around it may change. */
export function certifiedIssues(before: Listing, connectUri: string | undefined, input: ListingInput): ListingIssue[] {
  const kept: readonly (readonly [string, boolean])[] = [
    ['installation', before.installation === input.installation],
    ['connectUri', (connectUri ?? '') === input.connectUri],
    ['checklist', same(sorted(before.checklist), sorted(input.checklist))],
  ];
  return kept.filter(([, stays]) => !stays).map(([path]) => issue(path, 'is certified; take the listing back to change it'));
}

const sorted = (answers: ListingDraft['checklist']): unknown =>
  Object.keys(answers)
    .sort()
    .map((id) => [id, answers[id]?.answer, answers[id]?.note]);
