import assert from 'node:assert/strict';
import type { TestProgram } from './program.ts';

// oxlint-disable-next-line no-explicit-any -- answers are looked into as they come
export type Json = any;

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const SCOPES = [
  'user.provision.write',
  'user.provision.read',
  'identity.user.coreenterprise.writeonly',
  'identity.user.externalID.writeonly',
  'identity.user.emails.verified.writeonly',
  'spend.user.general.writeonly',
  'identity.user.delete',
];

let made = 0;

/** A client of the User Provisioning Service with the token of a company, in a program with the real queue. */
export class Provisioner {
  readonly #program: TestProgram;
  readonly #companyId: string;
  readonly token: string;

  constructor(program: TestProgram, companyId: string, scopes: readonly string[] = SCOPES) {
    this.#program = program;
    this.#companyId = companyId;
    const appId = '11111111-1111-4111-8111-111111111111';
    this.token = program.actingAs({ kind: 'company', companyId, appId, scopes: new Set(scopes) });
  }

  async call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object | string) {
    const answer = await this.#program.app.inject({
      method,
      url: `/profile/v4${path}`,
      headers: { authorization: this.token, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const json: Json = answer.body === '' ? undefined : answer.json();
    return { status: answer.statusCode, json, text: answer.body };
  }

  /** A document that the page's sample could be, with names of its own. */
  newcomer(more: object = {}): Json {
    const number = ++made;
    const userName = `newcomer${number}@ups.example`;
    return {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
      active: true,
      name: {
        givenName: 'Nina',
        familyName: 'Newcomer',
        middleName: 'May',
        formatted: 'whatever',
        legalName: 'Nina',
        hasNoMiddleName: false,
      },
      emails: [{ value: userName, type: 'Work', verified: true }],
      [ENTERPRISE]: { companyId: this.#companyId, employeeNumber: `E${number}` },
      ...more,
    };
  }

  post(bulkId: string, data: object = this.newcomer()): object {
    return { method: 'POST', path: '/Users', bulkId, data };
  }

  bulk(operations: readonly object[], more: object = {}): object {
    return { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], ...more, Operations: operations };
  }

  /** A bulk request with its jobs; answers its last status. */
  async provision(operations: readonly object[], more: object = {}): Promise<Json> {
    const accepted = await this.call('POST', '/Bulk', this.bulk(operations, more));
    assert.equal(accepted.status, 202, accepted.text);
    await this.drain();
    return this.statusOf(accepted.json.id);
  }

  async statusOf(id: string, query = '?attributes=operations'): Promise<Json> {
    return (await this.call('GET', `/provisions/${id}/status${query}`)).json;
  }

  async drain(): Promise<void> {
    assert.deepEqual((await this.#program.jobs.drain()).failed, []);
  }
}
