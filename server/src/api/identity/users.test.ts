import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventsOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { User } from '../../modules/identity/index.ts';
import type { Caller } from '../../platform/context.ts';
import { CONCUR_ERROR, CORE_USER, ENTERPRISE_USER, ERROR, PATCH_OP, SAP_USER, SETTINGS_USER } from '../dialects/scim/urns.ts';
import { READ_SCOPES, WRITE_SCOPES } from '../dialects/scim/user/user-scopes.ts';

type Body = Record<string, unknown>;
const ALL = [...READ_SCOPES, ...WRITE_SCOPES, 'identity.user.delete'];
const WRITE = 'identity.user.coreenterprise.writeonly';

for (const version of ['v4', 'v4.1'] as const)
  describe(`users of identity ${version}`, () => {
    let program: TestProgram;
    let caller: Caller & { companyId: string };
    let other: Caller & { companyId: string };
    before(async () => {
      program = await testProgram();
      caller = await foundCompany(program);
      other = await foundCompany(program);
    });
    after(() => program.close());

    const as = (scopes: readonly string[], companyId = caller.companyId) =>
      program.actingAs({ kind: 'company', companyId, appId: 'app', scopes: new Set(scopes) });
    async function call(
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: string,
      sent: { body?: Body; scopes?: readonly string[]; as?: string } = {},
    ) {
      const answer = await program.app.inject({
        method,
        url: `/profile/identity/${version}${path}`,
        headers: { authorization: sent.as ?? as(sent.scopes ?? ALL), host: 'us.localhost:8080' },
        ...(sent.body ? { payload: sent.body } : {}),
      });
      return { status: answer.statusCode, body: (answer.body ? answer.json() : undefined) as Body, text: answer.body };
    }
    const patch = (user: Pick<User, 'id'>, Operations: readonly Body[], scopes: readonly string[] = ALL) =>
      call('PATCH', `/Users/${user.id}`, { body: { schemas: [PATCH_OP], Operations }, scopes });
    const messages = (body: Body): Body[] => (body[CONCUR_ERROR] as { messages: Body[] }).messages;
    let number = 0;
    const document = (given: Body = {}, enterprise: Body = {}): Body => {
      const userName = `new${++number}.${version}@people.example`;
      return {
        schemas: [CORE_USER],
        userName,
        active: true,
        name: { familyName: 'Doe', givenName: 'John' },
        emails: [{ value: userName, type: 'work', verified: true }],
        ...given,
        [ENTERPRISE_USER]: { companyId: caller.companyId, ...enterprise },
      };
    };
    const create = async (given: Body = {}, enterprise: Body = {}) => {
      const { status, body, text } = await call('POST', '/Users', { body: document(given, enterprise) });
      assert.equal(status, 200, text);
      return body as Body & { id: string; userName: string };
    };

    it('creates with 200, defaults and what is unset left out', async () => {
      const { body } = await call('POST', '/Users', { body: document(), scopes: [WRITE] });
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
      const [created] = (await eventsOf(program, caller)).filter(({ subjectId }) => subjectId === id);
      assert.equal(created?.type, 'IdentityProfileCreated');
    });

    it('answers everything that was written, and null and [] for what is unset', async () => {
      const boss = await hire(program, caller, { employeeNumber: `boss-${version}` });
      const { id } = await create(
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
      const { body } = await call('GET', `/Users/${id}`);
      const asked = (await call('GET', `/Users/${id}${request}`)).body;
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
        companyId: caller.companyId,
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
      const bare = (await call('GET', `/Users/${(await create()).id}`)).body;
      for (const name of ['externalId', 'nickName', 'title', 'dateOfBirth', 'emergencyContacts'])
        assert.equal(bare[name], null, name);
      for (const name of ['phoneNumbers', 'addresses']) assert.deepEqual(bare[name], [], name);
      assert.equal((bare[ENTERPRISE_USER] as Body)['manager'], null);
    });

    it('identity 11: shows each attribute to the scopes of the table alone, and id always', async () => {
      const { id } = await create(
        {
          externalId: `seen-${version}`,
          [SAP_USER]: { userUuid: `seen-sap-${version}` },
          emergencyContacts: [{ name: 'Sam', relationship: 'Other', region: 'WA' }],
        },
        { department: 'D' },
      );
      const seen = async (scope: string) => {
        const { body } = await call('GET', `/Users/${id}`, { scopes: [scope] });
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
        ((await call('GET', `/Users/${id}`)).body['emails'] as Body[]).map((one) => one['verified']);
      const { body } = await call('POST', '/Users', { body: document(), scopes: [...READ_SCOPES, WRITE] });
      const user = { id: String(body['id']) };
      assert.deepEqual(
        (body['emails'] as Body[]).map((one) => one['verified']),
        [false],
      );
      const verify = [{ op: 'replace', path: 'emails[type eq "work"].verified', value: true }];
      const ignored = await patch(user, verify, [...READ_SCOPES, WRITE]);
      assert.equal(ignored.status, 200, ignored.text);
      assert.deepEqual(await verified(user.id), [false]);
      assert.equal((ignored.body['meta'] as Body)['version'], 0);
      assert.equal((await patch(user, verify, ['identity.user.emails.verified.writeonly'])).status, 200);
      assert.deepEqual(await verified(user.id), [true]);
      const sent = document({ userName: body['userName'], emails: [{ type: 'work', value: body['userName'] }] });
      assert.equal((await call('PUT', `/Users/${user.id}`, { body: sent, scopes: [...READ_SCOPES, WRITE] })).status, 200);
      assert.deepEqual(await verified(user.id), [true]);
      const moved = [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'elsewhere@people.example' }];
      assert.equal((await patch(user, moved, [WRITE])).status, 200);
      assert.deepEqual(await verified(user.id), [false]);
      assert.equal((await call('PUT', `/Users/${user.id}`, { body: sent, scopes: verifier })).status, 200);
    });

    it('identity 11: refuses a change that the scopes do not open, and names the scope', async () => {
      const refused = await call('POST', '/Users', { body: document({ externalId: 'x' }), scopes: [WRITE] });
      assert.equal(refused.status, 403, refused.text);
      assert.match(String(refused.body['detail']), /lacks the scope identity\.user\.externalID\.writeonly/);
      const { id, userName } = await create({ externalId: `kept-${version}`, [SAP_USER]: { userUuid: `kept-sap-${version}` } });
      const kept = async () => {
        const { body } = await call('GET', `/Users/${id}`);
        return [body['externalId'], (body[SAP_USER] as Body)['userUuid']];
      };
      const replaced = await call('PUT', `/Users/${id}`, { body: document({ userName }), scopes: [WRITE] });
      assert.equal(replaced.status, 200, replaced.text);
      assert.deepEqual(await kept(), [`kept-${version}`, `kept-sap-${version}`]);
      const removal = await patch({ id }, [{ op: 'remove', path: 'externalId' }], [WRITE]);
      assert.equal(removal.status, 403, removal.text);
      assert.equal(
        (await patch({ id }, [{ op: 'replace', path: 'title', value: 'T' }], ['identity.user.sap.writeonly'])).status,
        403,
      );
      assert.equal(
        (
          await patch(
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
      const { id } = await create({ dateOfBirth: '1980-01-01' });
      const { body } = await patch({ id }, [{ op: 'replace', path: 'title', value: 'T' }], [WRITE]);
      assert.deepEqual(Object.keys(body).sort(), ['id', 'meta', 'schemas']);
    });

    it('identity 13: replaces whole, keeps id, company, creation and what the surface does not write', async () => {
      const made = await create(
        { title: 'T', nickName: 'N', timezone: 'Europe/Berlin', externalId: `put-${version}` },
        { department: 'D', costCenter: 'C' },
      );
      await program.unitOfWork.write(caller, (ctx) =>
        program.modules.identity.updateUser(ctx, {
          userId: made.id,
          patch: { gender: 'Female', localeOverrides: { distance: 'km' } },
        }),
      );
      const replaced = await call('PUT', `/Users/${made.id}`, {
        body: document({ userName: `renamed.${version}@people.example` }, { companyId: caller.companyId.toUpperCase() }),
      });
      assert.equal(replaced.status, 200, replaced.text);
      assert.ok(!('title' in replaced.body) && !('nickName' in replaced.body));
      const { body } = await call('GET', `/Users/${made.id}`);
      assert.equal(body['userName'], `renamed.${version}@people.example`);
      for (const name of ['title', 'nickName', 'externalId']) assert.equal(body[name], null, name);
      assert.equal(body['timezone'], 'America/New_York');
      assert.equal(body['displayName'], 'John Doe');
      assert.equal((body['localeOverrides'] as Body)['preferenceDistance'], 'km');
      assert.equal((body[ENTERPRISE_USER] as Body)['department'], null);
      assert.equal((body[ENTERPRISE_USER] as Body)['companyId'], caller.companyId);
      const [was, is] = [made['meta'] as Body, body['meta'] as Body];
      assert.equal(is['created'], was['created']);
      assert.equal(is['version'], 2);
      const user = await program.unitOfWork.read(caller, (ctx) => program.modules.identity.getUser(ctx, made.id));
      assert.equal(user.gender, 'Female');
    });

    it('identity 13: takes back what it answered, and changes nothing', async () => {
      const { id } = await create(
        { nickName: 'N', phoneNumbers: [{ type: 'work', value: '+1 555 0100' }] },
        { leavesOfAbsence: [{ startDate: '2027-01-01', endDate: '2027-02-01', type: 'mandatory' }] },
      );
      const before = (await call('GET', `/Users/${id}`)).body;
      // Attributes that are shown on request alone are sent back only by whoever asked for them.
      const back = await call('PUT', `/Users/${id}`, { body: before });
      assert.equal(back.status, 200, back.text);
      assert.deepEqual((await call('GET', `/Users/${id}`)).body, before);
      assert.equal((await patch({ id }, [{ op: 'replace', path: 'nickName', value: 'M' }])).body['displayName'], 'M Doe');
    });

    it('identity 13: patches with and without value filters; version and lastModified move with a change alone', async () => {
      const { id } = await create();
      const steps: readonly (readonly [Body, number])[] = [
        [{ op: 'Add', path: 'nickName', value: 'Nick' }, 1],
        [{ op: 'replace', value: { title: 'T', [ENTERPRISE_USER]: { department: 'D' } } }, 2],
        [{ op: 'add', path: 'addresses[type eq "work"].locality', value: 'Bellevue' }, 3],
        [{ op: 'replace', path: `${ENTERPRISE_USER}:department`, value: 'D' }, 3],
        [{ op: 'remove', path: 'addresses' }, 4],
        [{ op: 'replace', path: 'active', value: 'False' }, 5],
      ];
      for (const [operation, expected] of steps) {
        program.clock.advance(1000);
        const { status, body, text } = await patch({ id }, [operation]);
        assert.equal(status, 200, text);
        assert.equal((body['meta'] as Body)['version'], expected, JSON.stringify(operation));
      }
      const { body } = await call('GET', `/Users/${id}`);
      assert.deepEqual(
        [body['nickName'], body['displayName'], body['title'], body['active'], body['addresses']],
        ['Nick', 'Nick Doe', 'T', false, []],
      );
      const { created, lastModified } = body['meta'] as Body;
      assert.ok(String(lastModified) > String(created));
      const [last] = (await eventsOf(program, caller)).filter(({ subjectId }) => subjectId === id).reverse();
      assert.equal(last?.type, 'IdentityProfileUpdated');
    });

    it('400 names every fault at its schema path, as strings, in both error schemas', async () => {
      const { status, body } = await call('POST', '/Users', {
        body: { ...document({ active: 'perhaps', shoeSize: 7, emails: [{ type: 'work' }] }), name: { givenName: 'A' } },
      });
      assert.equal(status, 400);
      assert.deepEqual(body['schemas'], [ERROR, CONCUR_ERROR]);
      assert.equal(body['status'], '400');
      assert.deepEqual(
        messages(body)
          .map(({ code, schemaPath, type }) => [code, schemaPath, type])
          .sort(),
        [
          ['INVALID_FIELD', 'shoeSize', 'error'],
          ['INVALID_INPUT', 'active', 'error'],
          ['INVALID_INPUT', 'emails[0].value', 'error'],
          ['INVALID_INPUT', 'name.familyName', 'error'],
        ],
      );
    });

    it('400 tells the rules of the domain by the names of the wire', async () => {
      const wrong = async (given: Body, enterprise: Body = {}) => {
        const { status, body, text } = await call('POST', '/Users', { body: document(given, enterprise) });
        assert.equal(status, 400, text);
        return [body['scimType'], ...messages(body).map((one) => one['schemaPath'])];
      };
      assert.deepEqual(await wrong({ userName: 'no(good)@people.example' }), ['invalidValue', 'userName']);
      assert.deepEqual(await wrong({}, { manager: { value: 'nobody' } }), ['invalidValue', `${ENTERPRISE_USER}:manager.value`]);
      assert.deepEqual(await wrong({}, { startDate: '2020-02-30' }), ['invalidValue', `${ENTERPRISE_USER}:startDate`]);
      assert.deepEqual(await wrong({}, { startDate: '1899-12-31' }), ['invalidValue', `${ENTERPRISE_USER}:startDate`]);
      assert.deepEqual(await wrong({}, { companyId: other.companyId }), ['invalidValue', `${ENTERPRISE_USER}:companyId`]);
      assert.deepEqual(await wrong({}, { companyId: null }), ['invalidValue', `${ENTERPRISE_USER}:companyId`]);
      assert.deepEqual(await wrong({}, { leavesOfAbsence: [{ startDate: '2025-01-01' }] }), [
        'invalidValue',
        `${ENTERPRISE_USER}:leavesOfAbsence[0].endDate`,
      ]);
      assert.deepEqual(await wrong({ entitlements: ['Everything'] }), ['invalidValue', 'entitlements[0]']);
    });

    it('400 uniqueness for a login of any company, which it tells nothing of', async () => {
      const stranger = await hire(program, other, { userName: `stranger.${version}@people.example` });
      const { id } = await create({ externalId: `taken-${version}` });
      const conflict = await call('POST', '/Users', { body: document({ userName: stranger.userName }) });
      assert.equal(conflict.status, 400);
      assert.equal(conflict.body['scimType'], 'uniqueness');
      assert.equal(messages(conflict.body)[0]?.['schemaPath'], 'userName');
      assert.ok(!conflict.text.includes(stranger.id) && !conflict.text.includes(other.companyId));
      const second = await call('POST', '/Users', { body: document({ externalId: `taken-${version}` }) });
      assert.deepEqual(
        [second.status, second.body['scimType'], messages(second.body)[0]?.['schemaPath']],
        [400, 'uniqueness', 'externalId'],
      );
      const renamed = await patch({ id }, [{ op: 'replace', path: 'userName', value: stranger.userName }]);
      assert.deepEqual([renamed.status, renamed.body['scimType']], [400, 'uniqueness']);
    });

    it('400 for patches, by their scimType', async () => {
      const { id } = await create();
      const refused = async (operation: Body) => {
        const { status, body } = await patch({ id }, [operation]);
        assert.equal(status, 400);
        return body['scimType'];
      };
      assert.equal(await refused({ op: 'replace', path: 'emails[type eq "home"].value', value: 'a@b' }), 'noTarget');
      assert.equal(await refused({ op: 'replace', path: 'shoeSize', value: 7 }), 'invalidPath');
      assert.equal(await refused({ op: 'replace', path: 'meta.version', value: 7 }), 'mutability');
      assert.equal(await refused({ op: 'replace', path: `${ENTERPRISE_USER}:companyId`, value: other.companyId }), 'mutability');
      assert.equal(await refused({ op: 'remove', path: 'emails[type is "a"]' }), 'invalidFilter');
      assert.equal(await refused({ op: 'turn', path: 'title', value: 7 }), 'invalidSyntax');
      const moved = await call('PUT', `/Users/${id}`, { body: document({}, { companyId: other.companyId }) });
      assert.deepEqual([moved.status, moved.body['scimType']], [400, 'mutability']);
      const broken = await program.app.inject({
        method: 'POST',
        url: `/profile/identity/${version}/Users`,
        headers: { authorization: as(ALL), 'content-type': 'application/scim+json' },
        payload: '{"userName": ',
      });
      assert.deepEqual([broken.statusCode, broken.json<Body>()['scimType']], [400, 'invalidSyntax']);
    });

    it('401 without a company token, 403 without the scope, each with the reason', async () => {
      const { id } = await create();
      const user = program.actingAs({
        kind: 'user',
        userId: id,
        companyId: caller.companyId,
        appId: 'app',
        scopes: new Set(ALL),
      });
      const wrong = await call('GET', `/Users/${id}`, { as: user });
      assert.deepEqual([wrong.status, wrong.body['status']], [401, '401']);
      assert.match(String(wrong.body['detail']), /needs a company token; the token is for a user/);
      assert.equal((await call('GET', `/Users/${id}`, { as: 'Bearer nonsense' })).status, 401);
      const narrow = await call('DELETE', `/Users/${id}`, { scopes: [...READ_SCOPES, ...WRITE_SCOPES] });
      assert.equal(narrow.status, 403);
      assert.match(String(narrow.body['detail']), /lacks the scope identity\.user\.delete/);
    });

    it('404 for nobody, and for somebody of another company alike', async () => {
      const stranger = await hire(program, other);
      for (const id of [stranger.id, '00000000-0000-4000-8000-000000000000', 'nonsense'])
        for (const [method, body] of [
          ['GET'],
          ['DELETE'],
          ['PUT', document()],
          ['PATCH', { schemas: [PATCH_OP], Operations: [{ op: 'remove', path: 'title' }] }],
        ] as const) {
          const { status, body: said } = await call(method, `/Users/${id}`, body ? { body } : {});
          assert.deepEqual([status, said['status'], said['detail']], [404, '404', 'The user does not exist.'], `${method} ${id}`);
        }
    });

    it('deletes for good with 204', async () => {
      const { id, userName } = await create();
      const gone = await call('DELETE', `/Users/${id}`);
      assert.deepEqual([gone.status, gone.text], [204, '']);
      assert.equal((await call('GET', `/Users/${id}`)).status, 404);
      assert.equal((await call('POST', '/Users', { body: document({ userName }) })).status, 200);
    });

    it('identity 11: answers the attributes that are asked for, in whole and short notation', async () => {
      const { id } = await create({}, { department: 'D' });
      const get = async (query: string) => (await call('GET', `/Users/${id}?${query}`)).body;
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

    it('describes itself', async () => {
      const schemas = await call('GET', '/Schemas', { scopes: [] });
      const ids = (schemas.body['Resources'] as Body[]).map((one) => one['id']);
      assert.deepEqual(ids, [CORE_USER, ENTERPRISE_USER, SAP_USER, SETTINGS_USER]);
      const one = await call('GET', `/Schemas/${encodeURIComponent(ENTERPRISE_USER)}`, { scopes: [] });
      const companyId = (one.body['attributes'] as Body[]).find(({ name }) => name === 'companyId');
      assert.deepEqual([one.status, companyId?.['required'], companyId?.['mutability']], [200, true, 'immutable']);
      const attributes = (await call('GET', `/Schemas/${CORE_USER}`)).body['attributes'] as Body[];
      assert.equal(
        attributes.find(({ name }) => name === 'entitlements')?.['returned'],
        version === 'v4.1' ? 'request' : 'default',
      );
      assert.equal((await call('GET', '/Schemas/urn:none')).status, 404);
      const config = await call('GET', '/ServiceProviderConfig', { scopes: [] });
      assert.deepEqual(config.body['bulk'], { supported: false });
      const types = await call('GET', '/ResourceTypes', { scopes: [] });
      assert.equal((types.body as unknown as Body[])[0]?.['endpoint'], '/Users');
    });
  });
