import type { Flaw } from '../../platform/field-issues.ts';
/** How a requirement is met: seen to, or why it does not concern the app. */
export interface Answer {
  readonly answer: 'met' | 'not-applicable';
  /** Where a reviewer sees it, or why it does not apply. */
  readonly note: string;
}

/** Requirement -> answer; what is not in it is open. */
export type Answers = Readonly<Record<string, Answer>>;

export interface Requirement {
  readonly id: string;
  readonly section: 'connection' | 'tokens' | 'logging' | 'readiness' | 'apis';
  /** Concerns some apps only: with a reason it may be passed over. */
  readonly optional: boolean;
}

const of = (section: Requirement['section'], ids: readonly string[], optional: readonly string[] = []): Requirement[] =>
  ids.map((id) => ({ id, section, optional: optional.includes(id) }));

/**
 * What an app is certified by, as the certification page lists it. Doc: api-guides/e-receipts-certification, Certification Check List. The words
 * for people are the screens'.
 */
export const CHECKLIST: readonly Requirement[] = [
  ...of(
    'connection',
    [
      'support-on-every-page',
      'branding',
      'names-the-platform',
      'terms-and-privacy',
      'call-to-action',
      'progress-shown',
      'success-shown',
      'next-steps',
      'token-after-landing',
    ],
    ['progress-shown'],
  ),
  ...of('tokens', ['stores-geolocation', 'stores-refresh-token', 'renews-before-expiry', 'revokes-tokens']),
  ...of(
    'logging',
    [
      'logs-error-codes',
      'logs-correlation-id',
      'logs-user-id',
      'logs-request-body',
      'logs-response-headers',
      'logs-response-body',
    ],
    ['logs-response-headers', 'logs-response-body'],
  ),
  ...of('readiness', ['technical-document', 'support-contacts', 'support-case']),
  ...of('apis', ['authenticates-us', 'authenticates-eu', 'posts-us', 'posts-eu'], ['posts-us', 'posts-eu']),
];

const byId = new Map(CHECKLIST.map((requirement) => [requirement.id, requirement]));

export const isKnown = (id: string): boolean => byId.has(id);

/** What keeps an answer from counting; undefined when it counts. */
export function fault(id: string, answer: Answer | undefined): Flaw | undefined {
  if (!answer) return { rule: 'required', message: 'is not answered' };
  if (answer.answer === 'met') return undefined;
  if (byId.get(id)?.optional !== true) return { rule: 'not-allowed', message: 'concerns every app' };
  return answer.note.trim() === '' ? { rule: 'reason-required', message: 'needs a reason why it does not apply' } : undefined;
}
