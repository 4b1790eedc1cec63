import { isLonger } from '../../platform/text.ts';
import { ListInvalid } from './errors.ts';

/** A company's own table of choices, one to ten levels deep. */
export interface List {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly levelCount: number;
  readonly deleted: boolean;
}

export interface NewList {
  /** At most 64 characters. */
  readonly name: string;
  /** 1 unless said; it bounds how deep items may stand. */
  readonly levelCount?: number;
  readonly category?: string;
}

export interface ListItem {
  readonly id: string;
  readonly listId: string;
  readonly parentId: string | undefined;
  /** 1 at the top. */
  readonly level: number;
  readonly shortCode: string;
  /** The short codes from the top down, joined by hyphens: what a node of a hierarchy is called. */
  readonly longCode: string;
  readonly value: string;
}

export interface NewItem {
  /** At most 32 characters and no hyphen, which separates levels. */
  readonly shortCode: string;
  /** At most 64 characters. */
  readonly value: string;
  readonly items?: readonly NewItem[];
}

const SEPARATOR = '-';
const MAX_LEVELS = 10;

export const longCodeOf = (codes: readonly string[]): string => codes.join(SEPARATOR);

/** @throws ListInvalid */
export function assertList({ name, levelCount = 1 }: NewList): void {
  if (!name.trim() || isLonger(name, 64)) throw new ListInvalid('name', 'must have 1 to 64 characters');
  if (!Number.isInteger(levelCount) || levelCount < 1 || levelCount > MAX_LEVELS)
    throw new ListInvalid('levelCount', `must lie between 1 and ${MAX_LEVELS}`);
}

/** @throws ListInvalid */
export function assertItem({ shortCode, value }: NewItem, level: number, levelCount: number): void {
  if (!shortCode.trim() || isLonger(shortCode, 32) || shortCode.includes(SEPARATOR))
    throw new ListInvalid('shortCode', 'must have 1 to 32 characters and no hyphen');
  if (!value.trim() || isLonger(value, 64)) throw new ListInvalid('value', 'must have 1 to 64 characters');
  if (level > levelCount) throw new ListInvalid('level', `must be at most ${levelCount} in this list`);
}
