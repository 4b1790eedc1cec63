import { createHash } from 'node:crypto';
import { parseUuid } from '../../../platform/ids/index.ts';
import { refuse } from './refusal.ts';

/** After which resource the next page begins, in the order of creation, and which number its first one has. */
export interface Cursor {
  readonly createdAt: Date;
  readonly id: string;
  readonly startIndex: number;
  /** What the first page counted, so that later ones need not. */
  readonly total: number;
}

/**
 * base64url of `{"created-id": "<epoch milliseconds>_<uuid>", "startIndex": n, "total": n, "query": checksum}`: api-guides/profile/identity-search.
 * `query` is all that decides which resources a list holds (the company, the filter): a cursor goes on with its own query alone.
 */
export function writeCursor({ createdAt, id, startIndex, total }: Cursor, query: readonly unknown[]): string {
  const content = { 'created-id': `${createdAt.getTime()}_${id}`, startIndex, total };
  return Buffer.from(JSON.stringify({ ...content, query: checksum(content, query) })).toString('base64url');
}

/** @throws InvalidInput for a cursor that no list of this query gave */
export function readCursor(text: string, query: readonly unknown[]): Cursor {
  const read = decode(text);
  const content = { 'created-id': read['created-id'], startIndex: read['startIndex'], total: read['total'] };
  const [, epoch = '', uuid = ''] = /^(\d{1,15})_(.{36})$/.exec(String(content['created-id'])) ?? [];
  const id = parseUuid(uuid);
  if (!epoch || !id || read['query'] !== checksum(content, query)) throw strange();
  return { createdAt: new Date(Number(epoch)), id, startIndex: Number(content.startIndex), total: Number(content.total) };
}

const strange = () => refuse('invalidValue', 'cursor', 'is not the nextCursor of a page of this query');

function decode(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not ours, whatever it is.
  }
  throw strange();
}

const checksum = (content: object, query: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([content, query]))
    .digest('base64url')
    .slice(0, 16);
