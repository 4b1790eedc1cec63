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

/** The paths that a pattern means, as the server compares paths: any letter case, doubled and trailing slashes. */
export function pathPattern(path: string): RegExp {
  const body = path
    .replace(/\/{2,}/g, '/')
    .replace(/(.)\/$/, '$1')
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${body}/?$`, 'i');
}

export const asCalled = (path: string): string => path.replace(/\/{2,}/g, '/');

/** Each costs a search through the path. */
const STARS = 4;

/** @throws FaultRuleInvalid */
export function assertRule(rule: FaultRuleDraft): void {
  if (!/^[/*]/.test(rule.path)) throw new FaultRuleInvalid('path', 'must begin with a slash or a star');
  if (/[{}]/.test(rule.path.replace(/\{\w+\}/g, ''))) throw new FaultRuleInvalid('path', 'has braces that hold no name');
  if ((rule.path.match(/\*+/g) ?? []).length > STARS) throw new FaultRuleInvalid('path', `has more than ${STARS} stars`);
  if (rule.effect === 'none' && rule.latency === 0)
    throw new FaultRuleInvalid('effect', 'changes nothing: choose an effect, or a delay');
}
