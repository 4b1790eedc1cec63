import { hash } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';

interface Verified {
  readonly actor: Actor;
  /** Epoch seconds between which the token holds. */
  readonly notBefore: number;
  readonly expires: number;
}

const AT_MOST = 10_000;

/**
 * Tokens whose signature was checked lately, so that a client's next thousand calls cost a hash each. Least recently used ones go
 * first. Keyed by hash: a heap dump shows no usable token.
 */
export class VerifiedTokens {
  readonly #byHash = new Map<string, Verified>();

  static keyOf(token: string): string {
    return hash('sha256', token, 'base64url');
  }

  get(key: string): Verified | undefined {
    const found = this.#byHash.get(key);
    if (!found) return undefined;
    this.#byHash.delete(key);
    this.#byHash.set(key, found);
    return found;
  }

  add(key: string, verified: Verified): void {
    this.#byHash.set(key, verified);
    if (this.#byHash.size <= AT_MOST) return;
    const [oldest] = this.#byHash.keys();
    if (oldest !== undefined) this.#byHash.delete(oldest);
  }
}
