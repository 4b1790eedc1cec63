import type { Fault } from '../../platform/http/fault.ts';
import { FaultRuleInvalid } from './errors.ts';

export interface FaultRuleDraft {
  readonly appId: string;
  /** Any where there is none. */
  readonly method: string | null;
  /** With * for any text and {name} for one segment; * alone is every path. */
  readonly path: string;
  readonly effect: Fault['effect'];
  /** Milliseconds. */
  readonly latency: number;
  /** Seconds that a 429 asks the client to wait. */
  readonly retryAfter: number;
  /** In how many of a hundred calls. */
  readonly percent: number;
  /** How many more times; null for without end. */
  readonly remaining: number | null;
  readonly enabled: boolean;
}

export interface FaultRule extends FaultRuleDraft {
  readonly id: string;
  /** How often it struck. */
  readonly hits: number;
  readonly createdAt: Date;
}

/** A part of a pattern: one letter that fits, or any number of such. */
interface Part {
  readonly fits: (letter: string) => boolean;
  readonly repeats: boolean;
}

const inSegment = (letter: string): boolean => letter !== '/';
const SEGMENT: readonly Part[] = [
  { fits: inSegment, repeats: false },
  { fits: inSegment, repeats: true },
];

function partsOf(path: string): Part[] {
  const plain = path
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/(.)\/$/, '$1');
  const parts = (plain.match(/\*+|\{\w+\}|[^]/g) ?? []).flatMap((text): readonly Part[] => {
    if (text.startsWith('*')) return [{ fits: () => true, repeats: true }];
    if (text.length > 1) return SEGMENT;
    return [{ fits: (letter) => letter === text, repeats: false }];
  });
  return [...parts, { fits: (letter) => letter === '/', repeats: true }];
}

/**
 * Whether a path is among those that a pattern means, as the server compares paths: any letter case, doubled and trailing slashes. Patterns are
 * anybody's, so it goes along the path once with all parts that may come next: a regular expression would try them one after another, for hours.
 */
export function pathPattern(path: string): (called: string) => boolean {
  const parts = partsOf(path);
  return (called) => {
    const letters = asCalled(called).toLowerCase();
    /** For each place, up to where along the path it was reached last. */
    const reachedAt = new Int32Array(parts.length + 1).fill(-1);
    let places: number[] = [];
    /** With what may come in its place, since a part that repeats may do so no times. */
    const reach = (place: number, at: number, into: number[]): void => {
      for (let next = place; reachedAt[next] !== at; next++) {
        reachedAt[next] = at;
        into.push(next);
        if (!parts[next]?.repeats) return;
      }
    };
    reach(0, 0, places);
    for (let at = 0; at < letters.length && places.length > 0; at++) {
      const next: number[] = [];
      for (const place of places) {
        const part = parts[place];
        if (part?.fits(letters.charAt(at))) reach(part.repeats ? place : place + 1, at + 1, next);
      }
      places = next;
    }
    return places.includes(parts.length);
  };
}

const asCalled = (path: string): string => path.replace(/\/{2,}/g, '/');

/** Each costs a search through the path. */
const STARS = 4;

/** @throws FaultRuleInvalid */
export function assertRule(rule: FaultRuleDraft): void {
  if (!/^[/*]/.test(rule.path)) throw new FaultRuleInvalid('path', 'path-start', 'must begin with a slash or a star');
  if (/[{}]/.test(rule.path.replace(/\{\w+\}/g, '')))
    throw new FaultRuleInvalid('path', 'path-braces', 'has braces that hold no name');
  if ((rule.path.match(/\*+/g) ?? []).length > STARS)
    throw new FaultRuleInvalid('path', 'path-stars', `has more than ${STARS} stars`, { limit: STARS });
  if (rule.effect === 'none' && rule.latency === 0)
    throw new FaultRuleInvalid('effect', 'no-effect', 'changes nothing: choose an effect, or a delay');
}
