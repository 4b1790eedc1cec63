import type { TransactionSettings } from 'kysely';

/** How many rows a statement wrote, from the tag it was answered with; undefined for one that writes none. */
export function affectedRows(tag: string): bigint | undefined {
  const written = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(tag)?.[1];
  return written === undefined ? undefined : BigInt(written);
}

export function beginText({ isolationLevel, accessMode }: TransactionSettings): string {
  const settings = [isolationLevel && ` isolation level ${isolationLevel}`, accessMode && ` ${accessMode}`].filter(Boolean);
  return `begin${settings.join(',')}`;
}
