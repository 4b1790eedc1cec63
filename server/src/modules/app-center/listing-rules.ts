import { issueAt, type FieldIssue, type Flaw } from '../../platform/field-issues.ts';
import { isLonger } from '../../platform/text.ts';
import { addressFault, type App } from '../oauth/index.ts';
import { CHECKLIST, fault, isKnown } from './checklist.ts';
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

const tooLong = (path: string, limit: number): FieldIssue =>
  issueAt(path, 'too-long', `must have at most ${limit} characters`, { limit });
const tooMany = (path: string, limit: number): FieldIssue => issueAt(path, 'too-many', `must be at most ${limit}`, { limit });

/** What is wrong with it even as a draft. */
export function draftIssues(input: ListingInput): FieldIssue[] {
  const issues = (Object.keys(LONGEST) as (keyof typeof LONGEST)[])
    .filter((key) => isLonger(input[key], LONGEST[key]))
    .map((key) => tooLong(key, LONGEST[key]));
  for (const key of [...LINKS, 'connectUri'] as const) {
    const wrong = input[key] === '' ? undefined : linkFault(input[key]);
    if (wrong) issues.push({ path: key, ...wrong });
  }
  return [...issues, ...choiceIssues(input), ...noteIssues(input)];
}

/** A browser goes there: nothing else than the web's own schemes. */
function linkFault(address: string): Flaw | undefined {
  const wrong = addressFault(address);
  if (wrong) return wrong;
  return /^https?:/i.test(address) ? undefined : { rule: 'not-https', message: 'must begin with https' };
}

function choiceIssues({ categories, countries, companies }: ListingInput): FieldIssue[] {
  const issues = categories
    .filter((one) => !(CATEGORIES as readonly string[]).includes(one))
    .map((one) => issueAt('categories', 'unknown', `${one} is no category`, { value: one }));
  if (categories.length > MOST_CATEGORIES) issues.push(tooMany('categories', MOST_CATEGORIES));
  if (countries.some((one) => !/^[A-Z]{2}$/.test(one)))
    issues.push(issueAt('countries', 'not-a-country', 'must be codes of two capital letters'));
  if (companies.some((one) => !UUID.test(one))) issues.push(issueAt('companies', 'not-a-company', 'must be company ids'));
  if (countries.length > MOST_PLACES || companies.length > MOST_PLACES) issues.push(tooMany('companies', MOST_PLACES));
  return issues;
}

const noteIssues = ({ checklist }: ListingInput): FieldIssue[] =>
  Object.entries(checklist).flatMap(([id, { note }]) => {
    if (!isKnown(id)) return [issueAt(`checklist.${id}`, 'unknown', 'is no requirement', { value: id })];
    return isLonger(note, LONGEST_NOTE) ? [tooLong(`checklist.${id}`, LONGEST_NOTE)] : [];
  });

/** What keeps it from being submitted for certification. */
export function submissionIssues(listing: Listing, app: Pick<App, 'connectUri' | 'grants'>): FieldIssue[] {
  const empty = NEEDED.filter((key) => listing[key].trim() === '').map((key) => issueAt(key, 'required', 'must not be empty'));
  const issues = [...empty];
  if (listing.categories.length === 0) issues.push(issueAt('categories', 'required', 'must hold at least one'));
  if (app.connectUri === undefined) issues.push(issueAt('connectUri', 'required', 'must not be empty'));
  // Documented: the password grant is required for certification, and refresh tokens are what is kept.
  for (const grant of ['password', 'refresh_token'] as const)
    if (!app.grants.includes(grant)) issues.push(issueAt('grants', 'grant-required', `must include ${grant}`, { value: grant }));
  for (const { id } of CHECKLIST) {
    const wrong = fault(id, listing.checklist[id]);
    if (wrong) issues.push({ path: `checklist.${id}`, ...wrong });
  }
  return issues;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was certified stays as it was certified; the words around it may change. */
export function certifiedIssues(before: Listing, connectUri: string | undefined, input: ListingInput): FieldIssue[] {
  const kept: readonly (readonly [string, boolean])[] = [
    ['installation', before.installation === input.installation],
    ['connectUri', (connectUri ?? '') === input.connectUri],
    ['checklist', same(sorted(before.checklist), sorted(input.checklist))],
  ];
  return kept
    .filter(([, stays]) => !stays)
    .map(([path]) => issueAt(path, 'certified', 'is certified; take the listing back to change it'));
}

const sorted = (answers: ListingDraft['checklist']): unknown =>
  Object.keys(answers)
    .sort()
    .map((id) => [id, answers[id]?.answer, answers[id]?.note]);
