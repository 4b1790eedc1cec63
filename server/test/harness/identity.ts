import assert from 'node:assert/strict';
import { CORE_USER, ENTERPRISE_USER, PATCH_OP } from '../../src/api/dialects/scim/urns.ts';
import { READ_SCOPES, WRITE_SCOPES } from '../../src/api/dialects/scim/user/user-scopes.ts';
import type { Caller } from '../../src/platform/context.ts';
import { foundCompany } from './people.ts';
import { testProgram, type TestProgram } from './program.ts';

export type Body = Record<string, unknown>;
export const WRITE = 'identity.user.coreenterprise.writeonly';
export const ALL_SCOPES = [...READ_SCOPES, ...WRITE_SCOPES, 'identity.user.delete'];

interface Sent {
  readonly body?: Body;
  readonly scopes?: readonly string[];
  /** A whole Authorization header instead. */
  readonly as?: string;
}

/** One version of the identity API over a fresh program, with a company and another one. */
export class IdentityApi {
  readonly program: TestProgram;
  readonly company: Caller & { companyId: string };
  readonly other: Caller & { companyId: string };
  readonly #version: string;
  #people = 0;

  private constructor(version: string, program: TestProgram, companies: readonly (Caller & { companyId: string })[]) {
    const [company, other] = companies;
    assert.ok(company && other);
    this.#version = version;
    this.program = program;
    this.company = company;
    this.other = other;
  }

  static async start(version: string): Promise<IdentityApi> {
    const program = await testProgram();
    return new IdentityApi(version, program, [await foundCompany(program), await foundCompany(program)]);
  }

  as(scopes: readonly string[]): string {
    const { companyId } = this.company;
    return this.program.actingAs({ kind: 'company', companyId, appId: 'app', scopes: new Set(scopes) });
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    sent: Sent = {},
  ): Promise<{ status: number; body: Body; text: string }> {
    const answer = await this.program.app.inject({
      method,
      url: `/profile/identity/${this.#version}${path}`,
      headers: { authorization: sent.as ?? this.as(sent.scopes ?? ALL_SCOPES), host: 'us.localhost:8080' },
      ...(sent.body ? { payload: sent.body } : {}),
    });
    return { status: answer.statusCode, body: (answer.body ? answer.json() : undefined) as Body, text: answer.body };
  }

  patch(user: { readonly id: string }, Operations: readonly Body[], scopes: readonly string[] = ALL_SCOPES) {
    return this.call('PATCH', `/Users/${user.id}`, { body: { schemas: [PATCH_OP], Operations }, scopes });
  }

  /** The least that makes a user, with a login of its own. */
  document(given: Body = {}, enterprise: Body = {}): Body {
    const userName = `new${++this.#people}@people.example`;
    return {
      schemas: [CORE_USER],
      userName,
      active: true,
      name: { familyName: 'Doe', givenName: 'John' },
      emails: [{ value: userName, type: 'work', verified: true }],
      ...given,
      [ENTERPRISE_USER]: { companyId: this.company.companyId, ...enterprise },
    };
  }

  async create(given: Body = {}, enterprise: Body = {}): Promise<Body & { id: string; userName: string }> {
    const { status, body, text } = await this.call('POST', '/Users', { body: this.document(given, enterprise) });
    assert.equal(status, 200, text);
    return body as Body & { id: string; userName: string };
  }
}
