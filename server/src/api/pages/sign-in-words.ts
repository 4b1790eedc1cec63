import type { SignInError } from '../../modules/identity/index.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { PageWords } from './words/index.ts';

/** Why somebody cannot sign in, in words for them. */
export function wordsFor(words: PageWords, error: SignInError, clock: Clock): string {
  const why = words.refusedSignIn[error.code];
  const { until } = error.facts;
  return until === undefined ? why : `${why} ${waitingFor(words, until, clock)}`;
}

export function waitingFor(words: PageWords, until: unknown, clock: Clock): string {
  const left = typeof until === 'string' ? Date.parse(until) - clock.now().getTime() : Number.NaN;
  return Number.isNaN(left) ? words.againLater : words.againIn(Math.max(1, Math.ceil(left / 60_000)));
}
