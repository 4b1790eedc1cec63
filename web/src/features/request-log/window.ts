/** The rows that are in sight, and a few on both sides of them. */
export interface Window {
  readonly first: number;
  /** The row after the last. */
  readonly end: number;
}

const AROUND = 12;

export function windowOf(at: { scrollTop: number; height: number; rowHeight: number; rows: number }): Window {
  const { scrollTop, height, rowHeight, rows } = at;
  const top = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const inSight = Math.ceil(height / rowHeight);
  const first = Math.max(0, Math.min(top, rows) - AROUND);
  return { first, end: Math.min(rows, top + inSight + AROUND) };
}
