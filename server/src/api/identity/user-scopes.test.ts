import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Body, IdentityApi, WRITE } from '../../../test/harness/identity.ts';
import { CORE_USER, ENTERPRISE_USER, SAP_USER } from '../dialects/scim/urns.ts';
import { READ_SCOPES } from '../dialects/scim/user/user-scopes.ts';

for (const version of ['v4', 'v4.1'] as const)
  describe(`what scopes open in identity ${version}`, () => {
    let api: IdentityApi;
    before(async () => {
      api = await IdentityApi.start(version);
    });
    after(() => api.program.close());

    it('identity 11: shows each attribute to the scopes of the table alone, and id always', async () => {
      const { id } = await api.create(
        {
          externalId: `seen-${version}`,
          [SAP_USER]: { userUuid: `seen-sap-${version}` },
          emergencyContacts: [{ name: 'Sam', relationship: 'Other', region: 'WA' }],
        },
        { department: 'D' },
      );
      const seen = async (scope: string) => {
        const { body } = await api.call('GET', `/Users/${id}`, { scopes: [scope] });
        const { schemas: _schemas, meta: _meta, ...rest } = body;
        assert.equal(rest['id'], id);
        return rest;
      };
      const ids = await seen('identity.user.ids.read');
      assert.deepEqual(Object.keys(ids).sort(), ['externalId', 'id', 'userName']);
      const core = await seen('identity.user.core.read');
      for (const name of [
        'active',
        'displayName',
        'name',
        'nickName',
        'preferredLanguage',
        'timezone',
        'title',
        'localeOverrides',
      ])
        assert.ok(name in core, name);
      for (const name of ['userName', 'externalId', 'emails', 'dateOfBirth', 'phoneNumbers', 'addresses', SAP_USER])
        assert.ok(!(name in core), name);
      assert.deepEqual(core['emergencyContacts'], [{ name: 'Sam' }]);
      const sensitive = await seen('identity.user.coresensitive.read');
      assert.deepEqual(Object.keys(sensitive).sort(), [
        'addresses',
        'dateOfBirth',
        'emails',
        'emergencyContacts',
        'id',
        'phoneNumbers',
      ]);
      assert.deepEqual(sensitive['emergencyContacts'], [{ relationship: 'Other', region: 'WA' }]);
      const enterprise = await seen('identity.user.enterprise.read');
      assert.equal((enterprise[ENTERPRISE_USER] as Body)['department'], 'D');
      assert.deepEqual(
        Object.keys(enterprise).filter((name) => !['id', 'entitlements'].includes(name)),
        [ENTERPRISE_USER],
      );
      assert.deepEqual(await seen('identity.user.sap.read'), { id, [SAP_USER]: { userUuid: `seen-sap-${version}` } });
    });

    it('identity 11: passes over emails.verified without its scope, and keeps it with its address', async () => {
      const verifier = [...READ_SCOPES, WRITE, 'identity.user.emails.verified.writeonly'];
      const verified = async (id: string) =>
        ((await api.call('GET', `/Users/${id}`)).body['emails'] as Body[]).map((one) => one['verified']);
      const { body } = await api.call('POST', '/Users', { body: api.document(), scopes: [...READ_SCOPES, WRITE] });
      const user = { id: String(body['id']) };
      assert.deepEqual(
        (body['emails'] as Body[]).map((one) => one['verified']),
        [false],
      );
      const verify = [{ op: 'replace', path: 'emails[type eq "work"].verified', value: true }];
      const ignored = await api.patch(user, verify, [...READ_SCOPES, WRITE]);
      assert.equal(ignored.status, 200, ignored.text);
      assert.deepEqual(await verified(user.id), [false]);
      assert.equal((ignored.body['meta'] as Body)['version'], 0);
      assert.equal((await api.patch(user, verify, ['identity.user.emails.verified.writeonly'])).status, 200);
      assert.deepEqual(await verified(user.id), [true]);
      const sent = api.document({ userName: body['userName'], emails: [{ type: 'work', value: body['userName'] }] });
      assert.equal((await api.call('PUT', `/Users/${user.id}`, { body: sent, scopes: [...READ_SCOPES, WRITE] })).status, 200);
      assert.deepEqual(await verified(user.id), [true]);
      const moved = [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'elsewhere@people.example' }];
      assert.equal((await api.patch(user, moved, [WRITE])).status, 200);
      assert.deepEqual(await verified(user.id), [false]);
      assert.equal((await api.call('PUT', `/Users/${user.id}`, { body: sent, scopes: verifier })).status, 200);
    });

    it('identity 11: refuses a change that the scopes do not open, and names the scope', async () => {
      const refused = await api.call('POST', '/Users', { body: api.document({ externalId: 'x' }), scopes: [WRITE] });
      assert.equal(refused.status, 403, refused.text);
      assert.match(String(refused.body['detail']), /lacks the scope identity\.user\.externalID\.writeonly/);
      const { id, userName } = await api.create({
        externalId: `kept-${version}`,
        [SAP_USER]: { userUuid: `kept-sap-${version}` },
      });
      const kept = async () => {
        const { body } = await api.call('GET', `/Users/${id}`);
        return [body['externalId'], (body[SAP_USER] as Body)['userUuid']];
      };
      const replaced = await api.call('PUT', `/Users/${id}`, { body: api.document({ userName }), scopes: [WRITE] });
      assert.equal(replaced.status, 200, replaced.text);
      assert.deepEqual(await kept(), [`kept-${version}`, `kept-sap-${version}`]);
      const removal = await api.patch({ id }, [{ op: 'remove', path: 'externalId' }], [WRITE]);
      assert.equal(removal.status, 403, removal.text);
      assert.equal(
        (await api.patch({ id }, [{ op: 'replace', path: 'title', value: 'T' }], ['identity.user.sap.writeonly'])).status,
        403,
      );
      assert.equal(
        (
          await api.patch(
            { id },
            [{ op: 'replace', path: 'externalId', value: `new-${version}` }],
            ['identity.user.externalID.writeonly'],
          )
        ).status,
        200,
      );
      assert.deepEqual(await kept(), [`new-${version}`, `kept-sap-${version}`]);
    });

    it('answers a writer without read scopes with what it sent alone', async () => {
      const { id } = await api.create({ dateOfBirth: '1980-01-01' });
      const { body } = await api.patch({ id }, [{ op: 'replace', path: 'title', value: 'T' }], [WRITE]);
      assert.deepEqual(Object.keys(body).sort(), ['id', 'meta', 'schemas']);
    });

    it('identity 11: answers the attributes that are asked for, in whole and short notation', async () => {
      const { id } = await api.create({}, { department: 'D' });
      const get = async (query: string) => (await api.call('GET', `/Users/${id}?${query}`)).body;
      assert.deepEqual(await get('attributes=active'), { id, active: true });
      assert.deepEqual(await get(`attributes=${CORE_USER}:name.givenName,${ENTERPRISE_USER}:department,nothing`), {
        id,
        name: { givenName: 'John' },
        [ENTERPRISE_USER]: { department: 'D' },
      });
      const less = await get(`excludedAttributes=localeOverrides,name.familyName,${ENTERPRISE_USER},id`);
      assert.deepEqual(less['schemas'], [CORE_USER, SAP_USER]);
      assert.ok(!('localeOverrides' in less) && !(ENTERPRISE_USER in less) && !('familyName' in (less['name'] as Body)));
      assert.equal(less['id'], id);
    });
  });
