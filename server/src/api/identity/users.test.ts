import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Body, IdentityApi, WRITE } from '../../../test/harness/identity.ts';
import { eventsOf, hire } from '../../../test/harness/people.ts';
import { CORE_USER, ENTERPRISE_USER, SAP_USER, SETTINGS_USER } from '../dialects/scim/urns.ts';

for (const version of ['v4', 'v4.1'] as const)
  describe(`users of identity ${version}`, () => {
    let api: IdentityApi;
    before(async () => {
      api = await IdentityApi.start(version);
    });
    after(() => api.program.close());

    it('creates with 200, defaults and what is unset left out', async () => {
      const { body } = await api.call('POST', '/Users', { body: api.document(), scopes: [WRITE] });
      const id = String(body['id']);
      const { emails, meta, name, schemas, ...rest } = body;
      assert.deepEqual(schemas, [CORE_USER, ENTERPRISE_USER, SAP_USER]);
      assert.deepEqual(name, { familyName: 'Doe', givenName: 'John', formatted: 'Doe, John ' });
      assert.deepEqual(emails, [{ value: rest['userName'], type: 'work', notifications: false }]);
      assert.deepEqual(meta, {
        resourceType: 'User',
        created: '2026-03-02T09:00:00.000000Z',
        lastModified: '2026-03-02T09:00:00.000000Z',
        version: 0,
        location: `http://us.localhost:8080/profile/identity/${version}/Users/${id}`,
      });
      assert.equal(rest['timezone'], 'America/New_York');
      assert.equal(rest['displayName'], 'John Doe');
      for (const unset of ['externalId', 'nickName', 'title', 'phoneNumbers', 'addresses', 'emergencyContacts', 'dateOfBirth'])
        assert.ok(!(unset in body), unset);
      assert.equal((body[ENTERPRISE_USER] as Body)['startDate'], '2026-03-02T09:00:00.000');
      const created = (await eventsOf(api.program, api.company)).find(({ subjectId }) => subjectId === id);
      assert.equal(created?.type, 'IdentityProfileCreated');
    });

    it('answers everything that was written, and null and [] for what is unset', async () => {
      const boss = await hire(api.program, api.company, { employeeNumber: `boss-${version}` });
      const { id } = await api.create(
        {
          externalId: `ext-${version}`,
          name: { familyName: 'Doe', givenName: 'Jane', middleName: 'Ann', honorificSuffix: 'VI', academicTitle: 'Dr.' },
          nickName: 'Jay',
          title: 'Engineer',
          dateOfBirth: '1980-02-29',
          preferredLanguage: 'de',
          timezone: 'Europe/Berlin',
          entitlements: ['expense', 'Travel'],
          phoneNumbers: [
            { type: 'mobile', value: '+49 30 123456', issuingCountry: 'DE', notifications: true },
            { type: 'work', value: '+49 30 1' },
          ],
          addresses: [{ type: 'work', locality: 'Berlin', country: 'DE' }],
          emergencyContacts: { name: 'Sam', relationship: 'Spouse', phones: ['+49 30 2'], locality: 'Berlin' },
          [SAP_USER]: { userUuid: `sap-${version}` },
          [SETTINGS_USER]: { theme: 'SAP Horizon Evening' },
        },
        {
          employeeNumber: `n-${version}`,
          costCenter: 'C1',
          department: 'D1',
          division: 'V1',
          manager: { value: boss.id.toUpperCase() },
          startDate: '2020-01-31T00:00:00Z',
          terminationDate: '2030-12-31',
          leavesOfAbsence: [
            { startDate: '2027-01-01', endDate: '2027-02-01', type: 'mandatory' },
            { startDate: '2028-01-01', endDate: '2028-02-01' },
          ],
        },
      );
      const request =
        version === 'v4.1'
          ? `?attributes=entitlements,${ENTERPRISE_USER}:manager.$ref,${ENTERPRISE_USER}:manager.displayName`
          : '';
      const { body } = await api.call('GET', `/Users/${id}`);
      const asked = (await api.call('GET', `/Users/${id}${request}`)).body;
      const manager = (asked[ENTERPRISE_USER] as { manager: Body }).manager;
      assert.equal(manager['$ref'], `http://us.localhost:8080/profile/identity/${version}/Users/${boss.id}`);
      assert.equal(manager['displayName'], 'Terry Brown');
      assert.deepEqual(asked['entitlements'], ['Expense', 'Travel']);
      assert.deepEqual(body['schemas'], [CORE_USER, ENTERPRISE_USER, SAP_USER, SETTINGS_USER]);
      assert.deepEqual(body['name'], {
        familyName: 'Doe',
        givenName: 'Jane',
        middleName: 'Ann',
        middleInitial: 'A',
        familyNamePrefix: null,
        honorificPrefix: null,
        honorificSuffix: 'VI',
        academicTitle: 'Dr.',
        formatted: 'Doe, Jane Ann',
        legalName: null,
      });
      assert.deepEqual(body['phoneNumbers'], [
        {
          value: '+49 30 123456',
          type: 'mobile',
          display: '+49 30 123456',
          primary: true,
          notifications: true,
          issuingCountry: 'DE',
        },
        { value: '+49 30 1', type: 'work', display: '+49 30 1' },
      ]);
      assert.deepEqual(body['addresses'], [{ type: 'work', locality: 'Berlin', country: 'DE' }]);
      assert.deepEqual(body['emergencyContacts'], [
        { name: 'Sam', relationship: 'Spouse', phones: ['+49 30 2'], locality: 'Berlin' },
      ]);
      assert.deepEqual(body[SAP_USER], { userUuid: `sap-${version}` });
      assert.deepEqual(body[SETTINGS_USER], { theme: 'SAP Horizon Evening' });
      const { manager: shown, organization, ...employment } = body[ENTERPRISE_USER] as Body;
      assert.match(String(organization), /^Company \d+$/);
      assert.equal((shown as Body)['employeeNumber'], `boss-${version}`);
      assert.deepEqual(employment, {
        companyId: api.company.companyId,
        employeeNumber: `n-${version}`,
        costCenter: 'C1',
        department: 'D1',
        division: 'V1',
        legalEntity: null,
        startDate: '2020-01-31T00:00:00.000',
        terminationDate: '2030-12-31T00:00:00.000',
        leavesOfAbsence: [
          { startDate: '2027-01-01', endDate: '2027-02-01', type: 'mandatory' },
          { startDate: '2028-01-01', endDate: '2028-02-01', type: 'voluntary' },
        ],
      });
      const bare = (await api.call('GET', `/Users/${(await api.create()).id}`)).body;
      for (const name of ['externalId', 'nickName', 'title', 'dateOfBirth', 'emergencyContacts'])
        assert.equal(bare[name], null, name);
      for (const name of ['phoneNumbers', 'addresses']) assert.deepEqual(bare[name], [], name);
      assert.equal((bare[ENTERPRISE_USER] as Body)['manager'], null);
    });

    it('identity 13: replaces whole, keeps id, company, creation and what the surface does not write', async () => {
      const made = await api.create(
        { title: 'T', nickName: 'N', timezone: 'Europe/Berlin', externalId: `put-${version}` },
        { department: 'D', costCenter: 'C' },
      );
      await api.program.unitOfWork.write(api.company, (ctx) =>
        api.program.modules.identity.updateUser(ctx, {
          userId: made.id,
          patch: { gender: 'Female', localeOverrides: { distance: 'km' } },
        }),
      );
      const replaced = await api.call('PUT', `/Users/${made.id}`, {
        body: api.document({ userName: `renamed.${version}@people.example` }, { companyId: api.company.companyId.toUpperCase() }),
      });
      assert.equal(replaced.status, 200, replaced.text);
      assert.ok(!('title' in replaced.body) && !('nickName' in replaced.body));
      const { body } = await api.call('GET', `/Users/${made.id}`);
      assert.equal(body['userName'], `renamed.${version}@people.example`);
      for (const name of ['title', 'nickName', 'externalId']) assert.equal(body[name], null, name);
      assert.equal(body['timezone'], 'America/New_York');
      assert.equal(body['displayName'], 'John Doe');
      assert.equal((body['localeOverrides'] as Body)['preferenceDistance'], 'km');
      assert.equal((body[ENTERPRISE_USER] as Body)['department'], null);
      assert.equal((body[ENTERPRISE_USER] as Body)['companyId'], api.company.companyId);
      const [was, is] = [made['meta'] as Body, body['meta'] as Body];
      assert.equal(is['created'], was['created']);
      assert.equal(is['version'], 2);
      const user = await api.program.unitOfWork.read(api.company, (ctx) => api.program.modules.identity.getUser(ctx, made.id));
      assert.equal(user.gender, 'Female');
    });

    it('identity 13: takes back what it answered, and changes nothing', async () => {
      const { id } = await api.create(
        { nickName: 'N', phoneNumbers: [{ type: 'work', value: '+1 555 0100' }] },
        { leavesOfAbsence: [{ startDate: '2027-01-01', endDate: '2027-02-01', type: 'mandatory' }] },
      );
      const before = (await api.call('GET', `/Users/${id}`)).body;
      // Attributes that are shown on request alone are sent back only by whoever asked for them.
      const back = await api.call('PUT', `/Users/${id}`, { body: before });
      assert.equal(back.status, 200, back.text);
      assert.deepEqual((await api.call('GET', `/Users/${id}`)).body, before);
      assert.equal((await api.patch({ id }, [{ op: 'replace', path: 'nickName', value: 'M' }])).body['displayName'], 'M Doe');
    });

    it('identity 13: patches with and without value filters; version and lastModified move with a change alone', async () => {
      const { id } = await api.create();
      const steps: readonly (readonly [Body, number])[] = [
        [{ op: 'Add', path: 'nickName', value: 'Nick' }, 1],
        [{ op: 'replace', value: { title: 'T', [ENTERPRISE_USER]: { department: 'D' } } }, 2],
        [{ op: 'add', path: 'addresses[type eq "work"].locality', value: 'Bellevue' }, 3],
        [{ op: 'replace', path: `${ENTERPRISE_USER}:department`, value: 'D' }, 3],
        [{ op: 'remove', path: 'addresses' }, 4],
        [{ op: 'replace', path: 'active', value: 'False' }, 5],
      ];
      for (const [operation, expected] of steps) {
        api.program.clock.advance(1000);
        const { status, body, text } = await api.patch({ id }, [operation]);
        assert.equal(status, 200, text);
        assert.equal((body['meta'] as Body)['version'], expected, JSON.stringify(operation));
      }
      const { body } = await api.call('GET', `/Users/${id}`);
      assert.deepEqual(
        [body['nickName'], body['displayName'], body['title'], body['active'], body['addresses']],
        ['Nick', 'Nick Doe', 'T', false, []],
      );
      const { created, lastModified } = body['meta'] as Body;
      assert.ok(String(lastModified) > String(created));
      const [last] = (await eventsOf(api.program, api.company)).filter(({ subjectId }) => subjectId === id).reverse();
      assert.equal(last?.type, 'IdentityProfileUpdated');
    });

    it('deletes for good with 204', async () => {
      const { id, userName } = await api.create();
      const gone = await api.call('DELETE', `/Users/${id}`);
      assert.deepEqual([gone.status, gone.text], [204, '']);
      assert.equal((await api.call('GET', `/Users/${id}`)).status, 404);
      assert.equal((await api.call('POST', '/Users', { body: api.document({ userName }) })).status, 200);
    });

    it('describes itself', async () => {
      const schemas = await api.call('GET', '/Schemas', { scopes: [] });
      const ids = (schemas.body['Resources'] as Body[]).map((one) => one['id']);
      assert.deepEqual(ids, [CORE_USER, ENTERPRISE_USER, SAP_USER, SETTINGS_USER]);
      const one = await api.call('GET', `/Schemas/${encodeURIComponent(ENTERPRISE_USER)}`, { scopes: [] });
      const companyId = (one.body['attributes'] as Body[]).find(({ name }) => name === 'companyId');
      assert.deepEqual([one.status, companyId?.['required'], companyId?.['mutability']], [200, true, 'immutable']);
      const attributes = (await api.call('GET', `/Schemas/${CORE_USER}`)).body['attributes'] as Body[];
      assert.equal(
        attributes.find(({ name }) => name === 'entitlements')?.['returned'],
        version === 'v4.1' ? 'request' : 'default',
      );
      assert.equal((await api.call('GET', '/Schemas/urn:none')).status, 404);
      const config = await api.call('GET', '/ServiceProviderConfig', { scopes: [] });
      assert.deepEqual(config.body['bulk'], { supported: false });
      const types = await api.call('GET', '/ResourceTypes', { scopes: [] });
      assert.equal((types.body as unknown as Body[])[0]?.['endpoint'], '/Users');
    });
  });
