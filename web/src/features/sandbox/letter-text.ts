const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly isLink: boolean;
}

/** A text cut at the web addresses in it; joined again it is the same. */
export function piecesOf(body: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const add = (at: number, text: string, isLink: boolean): void => void (text !== '' && pieces.push({ at, text, isLink }));
  for (const found of body.matchAll(ADDRESS)) {
    add(end, body.slice(end, found.index), false);
    add(found.index, found[0], true);
    end = found.index + found[0].length;
  }
  add(end, body.slice(end), false);
  return pieces;
}
