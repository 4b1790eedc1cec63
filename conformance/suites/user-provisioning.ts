import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import type { Client, Json, Reply } from '../client.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const CONCUR_ERROR = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let people = 0;

/** The User Provisioning Service v4: single users, bulks, statuses and what it tells of itself. */
export function userProvisioning(client: () => Client): void {
  const call = async (method: string, path: string, body?: unknown): Promise<Reply> =>
    client().call(method, `/profile/v4${path}`, { token: await client().asCompany(), ...(body === undefined ? {} : { body }) });
  const person = (more: Record<string, unknown> = {}) => {
    const { id, domain } = client().target.sandbox.company;
    const number = `${process.pid}.${++people}`;
    return {
      userName: `provisioned.${number}@${domain}`,
      active: true,
      name: { familyName: 'Doe', givenName: 'John', formatted: 'Mr. John Doe', legalName: 'Mr. John Doe' },
      emails: [{ value: `provisioned.${number}@${domain}`, type: 'work' }],
      timezone: 'America/Los_Angeles',
      entitlements: ['Expense'],
      [ENTERPRISE]: { companyId: id, employeeNumber: `UPS-${number}` },
      ...more,
    };
  };
  const spending = {
    [`${SPEND}:User`]: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US', ledgerCode: 'DEFAULT' },
    [`${SPEND}:Role`]: { roles: [{ roleName: 'EXP_APPROVER', roleGroups: [] }] },
  };
  /** Asks until it is done, as the page's best practices say, though in shorter steps. */
  const done = async (id: string): Promise<Json> => {
    for (let waited = 0; waited < 15_000; waited += 100) {
      const { status, json, text } = await call('GET', `/provisions/${id}/status?attributes=operations`);
      assert.equal(status, 200, text);
      if (json['status']?.['completed']?.valueOf() === true) return json;
      await sleep(100);
    }
    throw new Error(`The provision ${id} is not done`);
  };
  const success = (status: Json | undefined) => status?.['status']?.['success']?.valueOf();
  const resultOf = (status: Json, urn: string, at = 0) => {
    const extensions = (status['operations']?.[at]?.['extensions'] ?? []) as unknown as {
      name: string;
      status: { result: string };
    }[];
    return extensions.find(({ name }) => name === urn)?.status.result;
  };
  const refused = ({ status, json, text }: Reply, expected: number): void => {
    assert.equal(status, expected, text);
    assert.equal(String(json['status']), String(expected));
    assert.ok(JSON.stringify(json[CONCUR_ERROR]?.['messages'] ?? []) !== '[]', text);
  };

  describe('user provisioning v4', () => {
    it('makes a user at once, and what it spends with soon', async () => {
      const made = await call('POST', '/Users/', person(spending));
      assert.equal(made.status, 201, made.text);
      assert.match(String(made.json['meta']?.['statusUrl']), /\/profile\/v4\/provisions\/[^/]+\/status$/);
      const status = await done(String(made.json['meta']?.['provisionId']));
      assert.equal(success(status), true, JSON.stringify(status));
      assert.equal(resultOf(status, `${SPEND}:User`), 'success');
      const spends = await client().call('GET', `/profile/spend/v4.1/Users/${String(made.json['id'])}`, {
        token: await client().asCompany(),
      });
      assert.equal(String(spends.json[`${SPEND}:User`]?.['ledgerCode']), 'DEFAULT', spends.text);
      refused(await call('POST', '/Users', { ...person(), userName: String(made.json['userName']) }), 400);
    });

    it('changes, replaces and deletes a user', async () => {
      const made = (await call('POST', '/Users', person())).json;
      const id = String(made['id']);
      const patch = {
        schemas: [PATCH_OP],
        Operations: [{ op: 'replace', path: `${ENTERPRISE}:department`, value: 'Engineering' }],
      };
      const changed = await call('PATCH', `/Users/${id}`, patch);
      assert.equal(changed.status, 200, changed.text);
      assert.equal(String(changed.json[ENTERPRISE]?.['department']), 'Engineering');
      const replaced = await call('PUT', `/Users/${id}`, { ...person(), id, active: false });
      assert.equal(replaced.status, 200, replaced.text);
      assert.equal(replaced.json['active']?.valueOf(), false);
      assert.equal((await call('DELETE', `/Users/${id}`)).status, 204);
      refused(await call('PATCH', `/Users/${id}`, patch), 404);
      refused(await call('PUT', `/Users/${NOBODY}`, { ...person(), id: NOBODY }), 404);
      refused(await call('DELETE', `/Users/${NOBODY}`), 404);
      refused(await call('PATCH', `/Users/${id}`, { schemas: [PATCH_OP] }), 400);
    });

    it('takes mixed bulks and tells of each operation', async () => {
      const id = String((await call('POST', '/Users', person())).json['id']);
      const accepted = await call('POST', '/Bulk/', {
        schemas: [BULK],
        Operations: [
          { method: 'POST', path: '/Users', bulkId: 'one', data: person(spending) },
          { method: 'PATCH', path: `/Users/${id}`, data: { Operations: [{ op: 'replace', path: 'title', value: 'Director' }] } },
          { method: 'POST', path: '/Users', bulkId: 'two', data: person({ emails: [] }) },
        ],
      });
      assert.equal(accepted.status, 202, accepted.text);
      const status = await done(String(accepted.json['id']));
      assert.equal(success(status), false);
      const counts = JSON.parse(JSON.stringify(status['operationsCount'])) as object;
      assert.deepEqual(counts, { total: 3, success: 2, failed: 1, pending: 0 });
      const failed = await call('GET', `/provisions/${String(status['id'])}/status?attributes=operations&state=failed&count=1`);
      assert.deepEqual([failed.json['totalResults']?.valueOf(), String(failed.json['operations']?.[0]?.['bulkId'])], [1, 'two']);
      refused(await call('POST', '/Bulk', { schemas: [BULK], Operations: [] }), 400);
      refused(await call('GET', `/provisions/${NOBODY}/status`), 404);
    });

    it('tells of itself', async () => {
      for (const path of [
        '/ResourceTypes',
        '/ResourceTypes/User',
        '/Schemas',
        `/Schemas/${ENTERPRISE}`,
        '/ServiceProviderConfig',
      ]) {
        const { status, text } = await call('GET', path);
        assert.equal(status, 200, `${path}: ${text}`);
      }
      refused(await call('GET', '/Schemas/none'), 404);
    });
  });
}
