import type { LightMyRequestResponse } from 'fastify';
import type { TestProgram } from './program.ts';

const HOST = '127.0.0.1:8080';

/** A browser at the web application, without the browser: keeps cookies, and sends what our own pages send. */
export class WebVisitor {
  readonly cookies = new Map<string, string>();
  readonly #program: TestProgram;

  constructor(program: TestProgram) {
    this.#program = program;
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<LightMyRequestResponse> {
    const own = method === 'GET' ? {} : { origin: `http://${HOST}`, 'x-perdiem-proof': await this.#proof() };
    const sent = { host: HOST, cookie: this.#cookieHeader(), ...own, ...headers };
    const answer = await this.#program.app.inject({
      method,
      url: `/web${path}`,
      headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)),
      ...(body === undefined ? {} : { payload: body as object }),
    });
    this.#keep(answer);
    return answer;
  }

  signIn = (login: string, password: string): Promise<LightMyRequestResponse> =>
    this.call('POST', '/session', { login, password });

  /** A page without scripts. */
  async page(url: string): Promise<LightMyRequestResponse> {
    const answer = await this.#program.app.inject({ url, headers: { host: HOST, cookie: this.#cookieHeader() } });
    this.#keep(answer);
    return answer;
  }

  /** Sends the form of such a page, with the proof of whoever is before it. */
  async post(url: string, fields: Record<string, string>): Promise<LightMyRequestResponse> {
    const form = await this.page('/sign-in/mail');
    const proof = /name="form_token" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
    const answer = await this.#program.app.inject({
      method: 'POST',
      url,
      headers: {
        host: HOST,
        origin: `http://${HOST}`,
        cookie: this.#cookieHeader(),
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ form_token: proof, ...fields }).toString(),
    });
    this.#keep(answer);
    return answer;
  }

  async #proof(): Promise<string> {
    const answer = await this.#program.app.inject({ url: '/web/session', headers: { host: HOST, cookie: this.#cookieHeader() } });
    this.#keep(answer);
    return answer.json<{ proof: string }>().proof;
  }

  #cookieHeader = (): string => [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  #keep(answer: LightMyRequestResponse): void {
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
