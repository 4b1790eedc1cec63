import { createHash } from 'node:crypto';

/** The secrets of a sandbox, made for each installation. */
export interface Credentials {
  readonly clientSecret: string;
  /** Key of a user -> password. */
  readonly passwords: Readonly<Record<string, string>>;
}

export function fingerprintOf({ clientSecret, passwords }: Credentials): string {
  const pairs = Object.entries(passwords).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([clientSecret, pairs]))
    .digest('hex');
}
