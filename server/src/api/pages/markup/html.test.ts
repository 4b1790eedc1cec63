import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { html } from './html.ts';

describe('html', () => {
  it('escapes text, joins lists, leaves out undefined and false, and keeps markup of its own', () => {
    const items = ['<b>', '"q"'].map((text) => html`<li>${text}</li>`);
    const list = html`<ul title="${`it's`}">${items}${undefined}${false}${3}</ul>`;
    assert.equal(String(list), '<ul title="it&#39;s"><li>&lt;b&gt;</li><li>&quot;q&quot;</li>3</ul>');
  });

  it('lets no inserted text end an attribute or open a tag', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = String(html`<p title="${text}">${text}</p>`).slice('<p title="'.length, -'</p>'.length);
        const [attribute, ...content] = inside.split('">');
        assert.equal(content.length, 1);
        assert.doesNotMatch(`${attribute}${content[0]}`, /[<>"']/);
      }),
    );
  });

  it('keeps backslashes and dollar signs as they are', () => {
    assert.equal(String(html`${'\\n${x}'}`), '\\n${x}');
  });
});
