import { sign, verify, type KeyObject } from 'node:crypto';
import type { Claims } from './claims.ts';
import type { SigningKey } from './key-ring.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A compact RS256 JWT. The signature is made on the thread pool: the event loop goes on serving. */
export function signJwt(key: SigningKey, claims: Claims): Promise<string> {
  const text = `${encode({ typ: 'JWT', alg: 'RS256', kid: key.kid })}.${encode(claims)}`;
  return new Promise((resolve, reject) => {
    sign('RSA-SHA256', Buffer.from(text), key.privateKey, (error, signature) =>
      error ? reject(error) : resolve(`${text}.${signature.toString('base64url')}`),
    );
  });
}

export interface ParsedJwt {
  readonly kid: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Whether `key` signed it. */
  signedBy(key: KeyObject): boolean;
}

/** Reads a compact RS256 JWT without believing it yet; undefined when it is none. */
export function parseJwt(token: string): ParsedJwt | undefined {
  const parts = token.split('.');
  const [head, body, signature] = parts;
  if (parts.length !== 3 || !head || !body || !signature) return undefined;
  const header = decode(head);
  const claims = decode(body);
  // The algorithm is ours to choose, never the token's.
  if (!header || !claims || header['alg'] !== 'RS256' || typeof header['kid'] !== 'string') return undefined;
  const text = Buffer.from(token.slice(0, head.length + body.length + 1));
  return {
    kid: header['kid'],
    claims,
    signedBy: (key) => verify('RSA-SHA256', text, key, Buffer.from(signature, 'base64url')),
  };
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
