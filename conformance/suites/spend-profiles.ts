import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Reply } from '../client.ts';

const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const EXTENSIONS = ['User', 'Approver', 'Delegate', 'Role', 'UserPreference', 'InvoicePreference', 'WorkflowPreference'];
const PAYROLL = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const VERSIONS = [
  ['v4', 'itemsPerPage'],
  ['v4.1', 'count'],
] as const;

interface Part {
  readonly [name: string]: unknown;
}

/** Spend users, v4 and v4.1: api-reference/user-provisioning/spend. */
export function spendProfiles(client: () => Client): void {
  const get = async (path: string, token?: string): Promise<Reply> =>
    client().call('GET', `/profile/spend${path}`, { token: token ?? (await client().asCompany()) });
  const resources = ({ json }: Reply): Part[] => json['Resources'] as unknown as Part[];
  const filtered = (version: string, filter: string) => get(`/${version}/Users?filter=${encodeURIComponent(filter)}`);

  describe('spend users', () => {
    for (const [version, size] of VERSIONS) {
      it(`${version} shows one with every extension`, async () => {
        const { id } = client().user('manager');
        const reply = await get(`/${version}/Users/${id}`);
        assert.equal(reply.status, 200, reply.text);
        for (const name of EXTENSIONS) assert.ok(reply.json[`${SPEND}:${name}`], name);
        assert.ok(reply.json[PAYROLL]);
        assert.equal(String(reply.json['id']), id);
        const { roles } = reply.json[`${SPEND}:Role`] as unknown as { roles: { roleName: string }[] };
        assert.ok(roles.some(({ roleName }) => roleName === 'EXP_APPROVER'));
        const { report } = reply.json[`${SPEND}:Approver`] as unknown as { report: { primary: boolean }[] };
        assert.equal(report[0]?.primary, true);
      });

      it(`${version} lists them page by page`, async () => {
        const first = await get(`/${version}/Users?startIndex=1&${size}=2`);
        assert.equal(first.status, 200, first.text);
        assert.deepEqual([Number(first.json['itemsPerPage']), resources(first).length], [2, 2]);
        const second = await get(`/${version}/Users?startIndex=3&${size}=2`);
        const ids = [...resources(first), ...resources(second)].map(({ id }) => id);
        assert.equal(new Set(ids).size, 4);
        assert.equal((await get(`/${version}/Users?${size}=101`)).status, 400);
      });

      it(`${version} filters them`, async () => {
        const found = await filtered(version, `${SPEND}:User:country eq "JP"`);
        assert.equal(found.status, 200, found.text);
        assert.ok(resources(found).length > 0);
        for (const one of resources(found)) assert.equal((one[`${SPEND}:User`] as Part)['country'], 'JP');
        const custom = await filtered(version, `${SPEND}:User:customData[id eq "custom21" and value eq "JP"]`);
        assert.deepEqual(Number(custom.json['totalResults']), Number(found.json['totalResults']));
        const wrong = await filtered(version, 'userName eq "x"');
        assert.deepEqual([wrong.status, String(wrong.json['scimType'])], [400, 'invalidFilter']);
      });

      it(`${version} refuses as documented`, async () => {
        assert.equal((await get(`/${version}/Users/${NOBODY}`)).status, 404);
        assert.equal((await get(`/${version}/Users`, 'nonsense')).status, 401);
        assert.equal((await get(`/${version}/Users`, await client().as('traveler'))).status, 401);
      });
    }

    it('bring approver limits of all groups where they are asked for', async () => {
      const { id } = client().user('manager');
      const urn = `${SPEND}:ApproverLimit`;
      const limits = ({ json }: Reply) =>
        (json[urn] as unknown as { authorizedApprover: Part[] }).authorizedApprover.map(({ approvalGroup }) => approvalGroup);
      assert.deepEqual(limits(await get(`/v4.1/Users/${id}`)), ['']);
      const all = limits(await get(`/v4.1/Users/${id}?attributes=${urn}`));
      assert.equal(all.length, 2);
      const found = await filtered(
        'v4.1',
        `${urn}:authorizedApprover[approvalType eq "report" and approvalGroup eq "${String(all[1])}"]`,
      );
      assert.ok(resources(found).some((one) => one['id'] === id));
    });

    it('list the codes of roles', async () => {
      const reply = await get('/v4/Users/roleCodes');
      assert.equal(reply.status, 200, reply.text);
      assert.ok(resources(reply).some(({ roleCode }) => roleCode === 'EXP_PROCESSOR'));
    });

    it('have a form with its lists', async () => {
      const reply = await get('/v4.1/FormFields');
      assert.equal(reply.status, 200, reply.text);
      const unit = resources(reply).find(({ name }) => name === 'OrgUnit1');
      assert.match(String(((unit?.['list'] ?? {}) as Part)['href']), /\/list\/v4\/lists\/[0-9a-f-]{36}$/);
      assert.equal((await get(`/v4.1/FormFields?userId=${client().user('traveler').id}`)).status, 200);
      assert.equal((await get(`/v4.1/FormFields?userId=${NOBODY}`)).status, 404);
    });
  });
}
