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

export function errorPage({ title, text, code, error, correlationId, more }: Trouble): Html {
  return html`<div class="sheet">
    <h1>${title}</h1>
    <p>${text}</p>
    ${more}
    <dl class="facts small">
      ${
        code !== undefined &&
        html`<dt>Code</dt>
          <dd>${code}${error !== undefined && html` <code>${error}</code>`}</dd>`
      }
      <dt>Reference</dt>
      <dd><code>${correlationId}</code></dd>
    </dl>
  </div>`;
}
