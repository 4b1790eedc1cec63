import assert from 'node:assert/strict';
import { unescape } from './client.ts';

export interface Page {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** A person at a browser without JavaScript: keeps cookies, opens pages, fills in forms. */
export class Visitor {
  readonly #baseUrl: string;
  readonly #cookies = new Map<string, string>();

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  open(path: string): Promise<Page> {
    return this.#visit(path, { method: 'GET' });
  }

  /** Sends the form with this action on the page, its hidden fields as they stand. */
  async submit(page: Page, action: string, fields: Record<string, string>): Promise<Page> {
    const forms = page.text.split('<form').slice(1);
    const form = forms.find((one) => one.includes(`action="${action}"`));
    assert.ok(form, `no form to ${action} on the page:\n${page.text}`);
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const kept = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescape(value)]));
    return this.#visit(action, {
      method: 'POST',
      body: new URLSearchParams({ ...kept, ...fields }),
      headers: { origin: this.#baseUrl },
    });
  }

  /** Signs in on the page that asks for it, and goes where it leads. */
  async signIn(page: Page, who: { login: string; password: string }): Promise<Page> {
    const { login, password } = who;
    const answer = await this.submit(page, '/sign-in', { login, password });
    assert.equal(answer.status, 303, answer.text);
    return this.open(answer.location ?? '');
  }

  async #visit(path: string, init: RequestInit): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.#baseUrl), {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(init.headers as Record<string, string> | undefined), ...(cookie ? { cookie } : {}) },
      signal: AbortSignal.timeout(20_000),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const equals = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  }
}
