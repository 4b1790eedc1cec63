const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Markup that is safe to send: made by the `html` tag alone. */
export class Html {
  readonly #markup: string;
  constructor(strings: TemplateStringsArray, values: readonly Piece[]) {
    this.#markup = String.raw({ raw: strings }, ...values.map(render));
  }
  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a template: text is escaped, lists are joined, nothing stands for undefined and false. */
export type Piece = Html | string | number | undefined | false | readonly Piece[];

function render(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
  return piece instanceof Html ? piece.toString() : piece.map(render).join('');
}

/** Markup with every inserted value escaped. Values stand between tags or in double-quoted attributes, nowhere else. */
export const html = (strings: TemplateStringsArray, ...values: readonly Piece[]): Html => new Html(strings, values);
