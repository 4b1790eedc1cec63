import { GRANTS, type GrantType } from './app.ts';
import { issueAt, type FieldIssue, type Flaw } from '../../platform/field-issues.ts';
import { isLonger } from '../../platform/text.ts';
import { AppInvalid } from './errors.ts';
import { SCOPES } from './scope-catalogue.ts';
import type { AppKind, Stage } from './tables.ts';

/** What people decide about an app of theirs. */
export interface AppDraft {
  readonly name: string;
  readonly description: string;
  readonly grants: readonly GrantType[];
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  /** How far along it is; development where nothing is said. */
  readonly stage?: Stage;
  /** Web services where nothing is said. */
  readonly kind?: AppKind;
}

const LONGEST_NAME = 100;
const LONGEST_TEXT = 1000;
const MOST_REDIRECTS = 20;
const KNOWN = new Set(SCOPES.map(({ name }) => name));
/** Schemes that run in the page they are opened from. */
const ACTIVE_SCHEMES = new Set(['javascript:', 'data:', 'blob:', 'vbscript:', 'file:', 'about:']);
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/;

/** @throws AppInvalid with everything that is wrong */
export function assertFit(app: AppDraft): void {
  const issues = [
    ...textIssues(app),
    ...app.grants
      .filter((one) => !GRANTS.includes(one))
      .map((one) => issueAt('grants', 'unknown', `${one} is no grant`, { value: one })),
    ...app.scopes
      .filter((one) => !KNOWN.has(one))
      .map((one) => issueAt('scopes', 'unknown', `${one} is no known scope`, { value: one })),
    ...redirectIssues(app),
  ];
  if (issues.length > 0) throw new AppInvalid(issues);
}

const tooLong = (path: string, limit: number): FieldIssue =>
  issueAt(path, 'too-long', `must have at most ${limit} characters`, { limit });

function textIssues({ name, description }: AppDraft): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (name.trim() === '') issues.push(issueAt('name', 'required', 'must not be empty'));
  if (isLonger(name, LONGEST_NAME)) issues.push(tooLong('name', LONGEST_NAME));
  if (isLonger(description, LONGEST_TEXT)) issues.push(tooLong('description', LONGEST_TEXT));
  return issues;
}

function redirectIssues({ redirectUris, grants }: AppDraft): FieldIssue[] {
  const issues = redirectUris.flatMap((uri, index) => {
    const fault = addressFault(uri);
    return fault ? [{ path: `redirectUris.${index}`, ...fault }] : [];
  });
  if (redirectUris.length > MOST_REDIRECTS)
    issues.push(issueAt('redirectUris', 'too-many', `must be at most ${MOST_REDIRECTS}`, { limit: MOST_REDIRECTS }));
  if (grants.includes('authorization_code') && redirectUris.length === 0)
    issues.push(
      issueAt('redirectUris', 'redirect-required', 'must hold an address, since the authorization code grant sends people there'),
    );
  return issues;
}

/** RFC 6749, 3.1.2 and RFC 8252, 7: absolute, no fragment; plain http on the device alone, schemes of apps as they are. */
export function addressFault(uri: string): Flaw | undefined {
  const url = URL.parse(uri);
  if (!url) return { rule: 'not-a-url', message: 'must be an absolute address, such as https://app.example/callback' };
  if (uri.includes('#')) return { rule: 'url-fragment', message: 'must have no fragment' };
  if (ACTIVE_SCHEMES.has(url.protocol))
    return { rule: 'url-scheme', message: `must not begin with ${url.protocol}`, facts: { value: url.protocol } };
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    return { rule: 'not-https', message: 'must begin with https, except on this machine' };
  return undefined;
}
