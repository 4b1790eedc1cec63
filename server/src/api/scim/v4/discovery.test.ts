import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Body } from '../../../../test/harness/identity.ts';
import { ScimApi } from '../../../../test/harness/scim.ts';
import { CORE_GROUP, CORE_USER, ENTERPRISE_USER, SAP_GROUP, SAP_USER } from '../../dialects/scim/urns.ts';

describe('what scim tells of itself', () => {
  let api: ScimApi;
  before(async () => {
    api = await ScimApi.start();
  });
  after(() => api.program.close());

  const get = async (path: string, scopes: readonly string[] = ['receipts.read']): Promise<Body> => {
    const { status, body } = await api.call('GET', path, { scopes });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  it('its schemas, with nothing that its documents do not have', async () => {
    const resources = (await get('/Schemas'))['Resources'] as Body[];
    assert.deepEqual(
      resources.map(({ id }) => id),
      [CORE_USER, ENTERPRISE_USER, SAP_USER, CORE_GROUP, SAP_GROUP],
    );
    const user = await get(`/Schemas/${CORE_USER}`);
    const names = new Set((user['attributes'] as Body[]).map(({ name }) => name));
    for (const name of ['dateOfBirth', 'entitlements', 'localeOverrides']) assert.ok(!names.has(name), name);
    const sap = (await get(`/Schemas/${SAP_USER.toLowerCase()}`))['attributes'] as Body[];
    assert.deepEqual(
      sap.map(({ name }) => name),
      ['userUuid', 'contactPreferences', 'emails', 'validFrom', 'validTo'],
    );
  });

  it('its kinds of resources and what it can do', async () => {
    const types = (await get('/ResourceTypes'))['Resources'] as Body[];
    assert.deepEqual(
      types.map(({ id, endpoint }) => [id, endpoint]),
      [
        ['User', '/Users'],
        ['Group', '/Groups'],
      ],
    );
    assert.equal((await get('/ResourceTypes/Group'))['schema'], CORE_GROUP);
    const config = await get('/ServiceProviderConfig');
    assert.deepEqual(config['pagination'], {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1000,
    });
    assert.deepEqual(config['bulk'], { supported: false });
  });

  it('401 without a company token, 404 for what there is not', async () => {
    for (const path of ['/Schemas', `/Schemas/${CORE_USER}`, '/ServiceProviderConfig', '/ResourceTypes', '/ResourceTypes/User'])
      assert.equal((await api.call('GET', path, { as: 'Bearer nonsense' })).status, 401, path);
    for (const path of ['/Schemas/urn:nonsense', '/ResourceTypes/Company'])
      assert.equal((await api.call('GET', path)).status, 404, path);
  });
});
