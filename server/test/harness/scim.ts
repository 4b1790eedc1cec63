import assert from 'node:assert/strict';
import { CORE_USER, PATCH_OP } from '../../src/api/dialects/scim/urns.ts';
import { foundCompany, hire } from './people.ts';
import { testProgram, type TestProgram } from './program.ts';
import { ALL_SCOPES, type Body } from './identity.ts';
import type { Caller } from '../../src/platform/context.ts';

type Home = Caller & { companyId: string };
export interface Answered {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
}
export type Made = Body & { id: string; userName: string };

/** The SCIM API over a fresh program, with a company and another one. */
export class ScimApi {
  readonly program: TestProgram;
  readonly company: Home;
  readonly other: Home;
  #people = 0;

  private constructor(program: TestProgram, company: Home, other: Home) {
    this.program = program;
    this.company = company;
    this.other = other;
  }

  static async start(): Promise<ScimApi> {
    const program = await testProgram();
    return new ScimApi(program, await foundCompany(program), await foundCompany(program));
  }

  as(scopes: readonly string[] = ALL_SCOPES, companyId = this.company.companyId): string {
    return this.program.actingAs({ kind: 'company', companyId, appId: 'app', scopes: new Set(scopes) });
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    sent: { body?: unknown; scopes?: readonly string[]; as?: string; media?: string } = {},
  ): Promise<Answered> {
    const { body, scopes, as = this.as(scopes), media = 'application/scim+json' } = sent;
    const answer = await this.program.app.inject({
      method,
      url: path.startsWith('/scim') || path.startsWith('/profile') || path.startsWith('/api') ? path : `/scim/v4${path}`,
      headers: { authorization: as, host: 'us.localhost:8080', ...(body === undefined ? {} : { 'content-type': media }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const json = /json/.test(String(answer.headers['content-type'])) && answer.body !== '';
    return { status: answer.statusCode, headers: answer.headers, body: json ? answer.json<Body>() : {} };
  }

  patch(path: string, Operations: readonly Body[], scopes: readonly string[] = ALL_SCOPES): Promise<Answered> {
    return this.call('PATCH', path, { body: { schemas: [PATCH_OP], Operations }, scopes });
  }

  /** The least that makes a user, with a login of its own. */
  document(given: Body = {}): Body {
    const userName = `new${++this.#people}@people.example`;
    const name = { familyName: 'Doe', givenName: 'John' };
    return { schemas: [CORE_USER], userName, active: true, name, emails: [{ value: userName, type: 'work' }], ...given };
  }

  async create(given: Body = {}): Promise<Made> {
    const { status, body } = await this.call('POST', '/Users', { body: this.document(given) });
    assert.equal(status, 201, JSON.stringify(body));
    return body as Made;
  }

  hire(given: Parameters<typeof hire>[2] = {}): ReturnType<typeof hire> {
    return hire(this.program, this.company, given);
  }

  /** The id of the group of a role. */
  async group(displayName: string): Promise<string> {
    const { body } = await this.call('GET', `/Groups?filter=${encodeURIComponent(`displayName eq "${displayName}"`)}`);
    return String((body['Resources'] as Body[])[0]?.['id']);
  }

  /** Who is in it, as far as one page goes. */
  async membersOf(displayName: string): Promise<string[]> {
    const { status, body } = await this.call('GET', `/Groups/${await this.group(displayName)}`);
    assert.equal(status, 200, JSON.stringify(body));
    return (body['members'] as { value: string }[]).map(({ value }) => value);
  }
}
