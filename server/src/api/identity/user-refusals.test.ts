import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ALL_SCOPES, type Body, IdentityApi } from '../../../test/harness/identity.ts';
import { hire } from '../../../test/harness/people.ts';
import { CONCUR_ERROR, ENTERPRISE_USER, ERROR, PATCH_OP } from '../dialects/scim/urns.ts';
import { READ_SCOPES, WRITE_SCOPES } from '../dialects/scim/user/user-scopes.ts';

for (const version of ['v4', 'v4.1'] as const)
  describe(`what identity refuses ${version}`, () => {
    let api: IdentityApi;
    before(async () => {
      api = await IdentityApi.start(version);
    });
    after(() => api.program.close());

    const messages = (body: Body): Body[] => (body[CONCUR_ERROR] as { messages: Body[] }).messages;

    it('400 names every fault at its schema path, as strings, in both error schemas', async () => {
      const { status, body } = await api.call('POST', '/Users', {
        body: { ...api.document({ active: 'perhaps', shoeSize: 7, emails: [{ type: 'work' }] }), name: { givenName: 'A' } },
      });
      assert.equal(status, 400);
      assert.deepEqual(body['schemas'], [ERROR, CONCUR_ERROR]);
      assert.equal(body['status'], '400');
      assert.deepEqual(
        messages(body)
          .map(({ code, schemaPath, type }) => [code, schemaPath, type].join(' '))
          .sort((a, b) => a.localeCompare(b)),
        [
          'INVALID_FIELD shoeSize error',
          'INVALID_INPUT active error',
          'INVALID_INPUT emails[0].value error',
          'INVALID_INPUT name.familyName error',
        ],
      );
    });

    it('400 tells the rules of the domain by the names of the wire', async () => {
      const wrong = async (given: Body, enterprise: Body = {}) => {
        const { status, body, text } = await api.call('POST', '/Users', { body: api.document(given, enterprise) });
        assert.equal(status, 400, text);
        return [body['scimType'], ...messages(body).map((one) => one['schemaPath'])];
      };
      assert.deepEqual(await wrong({ userName: 'no(good)@people.example' }), ['invalidValue', 'userName']);
      assert.deepEqual(await wrong({}, { manager: { value: 'nobody' } }), ['invalidValue', `${ENTERPRISE_USER}:manager.value`]);
      assert.deepEqual(await wrong({}, { startDate: '2020-02-30' }), ['invalidValue', `${ENTERPRISE_USER}:startDate`]);
      assert.deepEqual(await wrong({}, { startDate: '1899-12-31' }), ['invalidValue', `${ENTERPRISE_USER}:startDate`]);
      assert.deepEqual(await wrong({}, { companyId: api.other.companyId }), ['invalidValue', `${ENTERPRISE_USER}:companyId`]);
      assert.deepEqual(await wrong({}, { companyId: null }), ['invalidValue', `${ENTERPRISE_USER}:companyId`]);
      assert.deepEqual(await wrong({}, { leavesOfAbsence: [{ startDate: '2025-01-01' }, { startDate: '2027-01-01' }] }), [
        'invalidValue',
        `${ENTERPRISE_USER}:leavesOfAbsence[0].endDate`,
      ]);
      assert.deepEqual(await wrong({ entitlements: ['Everything'] }), ['invalidValue', 'entitlements[0]']);
    });

    it('400 uniqueness for a login of any company, which it tells nothing of', async () => {
      const stranger = await hire(api.program, api.other, { userName: `stranger.${version}@people.example` });
      const { id } = await api.create({ externalId: `taken-${version}` });
      const conflict = await api.call('POST', '/Users', { body: api.document({ userName: stranger.userName }) });
      assert.equal(conflict.status, 400);
      assert.equal(conflict.body['scimType'], 'uniqueness');
      assert.equal(messages(conflict.body)[0]?.['schemaPath'], 'userName');
      assert.ok(!conflict.text.includes(stranger.id) && !conflict.text.includes(api.other.companyId));
      const second = await api.call('POST', '/Users', { body: api.document({ externalId: `taken-${version}` }) });
      assert.deepEqual(
        [second.status, second.body['scimType'], messages(second.body)[0]?.['schemaPath']],
        [400, 'uniqueness', 'externalId'],
      );
      const renamed = await api.patch({ id }, [{ op: 'replace', path: 'userName', value: stranger.userName }]);
      assert.deepEqual([renamed.status, renamed.body['scimType']], [400, 'uniqueness']);
    });

    it('400 for patches, by their scimType', async () => {
      const { id } = await api.create();
      const refused = async (operation: Body) => {
        const { status, body } = await api.patch({ id }, [operation]);
        assert.equal(status, 400);
        return body['scimType'];
      };
      assert.equal(await refused({ op: 'replace', path: 'emails[type eq "home"].value', value: 'a@b' }), 'noTarget');
      assert.equal(await refused({ op: 'replace', path: 'shoeSize', value: 7 }), 'invalidPath');
      assert.equal(await refused({ op: 'replace', path: 'meta.version', value: 7 }), 'mutability');
      assert.equal(
        await refused({ op: 'replace', path: `${ENTERPRISE_USER}:companyId`, value: api.other.companyId }),
        'mutability',
      );
      assert.equal(await refused({ op: 'remove', path: 'emails[type is "a"]' }), 'invalidFilter');
      assert.equal(await refused({ op: 'turn', path: 'title', value: 7 }), 'invalidSyntax');
      const moved = await api.call('PUT', `/Users/${id}`, { body: api.document({}, { companyId: api.other.companyId }) });
      assert.deepEqual([moved.status, moved.body['scimType']], [400, 'mutability']);
      const broken = await api.program.app.inject({
        method: 'POST',
        url: `/profile/identity/${version}/Users`,
        headers: { authorization: api.as(ALL_SCOPES), 'content-type': 'application/scim+json' },
        payload: '{"userName": ',
      });
      assert.deepEqual([broken.statusCode, broken.json<Body>()['scimType']], [400, 'invalidSyntax']);
    });

    it('401 without a company token, 403 without the scope, each with the reason', async () => {
      const { id } = await api.create();
      const user = api.program.actingAs({
        kind: 'user',
        userId: id,
        companyId: api.company.companyId,
        appId: 'app',
        scopes: new Set(ALL_SCOPES),
      });
      const wrong = await api.call('GET', `/Users/${id}`, { as: user });
      assert.deepEqual([wrong.status, wrong.body['status']], [401, '401']);
      assert.match(String(wrong.body['detail']), /needs a company token; the token is for a user/);
      assert.equal((await api.call('GET', `/Users/${id}`, { as: 'Bearer nonsense' })).status, 401);
      const narrow = await api.call('DELETE', `/Users/${id}`, { scopes: [...READ_SCOPES, ...WRITE_SCOPES] });
      assert.equal(narrow.status, 403);
      assert.match(String(narrow.body['detail']), /lacks the scope identity\.user\.delete/);
    });

    it('404 for nobody, and for somebody of another company alike', async () => {
      const stranger = await hire(api.program, api.other);
      for (const id of [stranger.id, '00000000-0000-4000-8000-000000000000', 'nonsense'])
        for (const [method, body] of [
          ['GET'],
          ['DELETE'],
          ['PUT', api.document()],
          ['PATCH', { schemas: [PATCH_OP], Operations: [{ op: 'remove', path: 'title' }] }],
        ] as const) {
          const { status, body: said } = await api.call(method, `/Users/${id}`, body ? { body } : {});
          assert.deepEqual([status, said['status'], said['detail']], [404, '404', 'The user does not exist.'], `${method} ${id}`);
        }
    });
  });
