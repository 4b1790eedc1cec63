import type { Reader } from '../reader.ts';
import { html, type Html, type Piece } from './html.ts';

export interface Trouble {
  readonly title: string;
  readonly text: string;
  /** The documented number and name of an OAuth error. */
  readonly code?: number | undefined;
  readonly error?: string | undefined;
  readonly correlationId: string;
  readonly more?: Piece;
}

export function errorPage({ words }: Reader, { title, text, code, error, correlationId, more }: Trouble): Html {
  return html`<div class="sheet">
    <h1>${title}</h1>
    <p>${text}</p>
    ${more}
    <dl class="facts small">
      ${
        code !== undefined &&
        html`<dt>${words.trouble.code}</dt>
          <dd>${code}${error !== undefined && html` <code>${error}</code>`}</dd>`
      }
      <dt>${words.trouble.reference}</dt>
      <dd><code>${correlationId}</code></dd>
    </dl>
  </div>`;
}
