import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ALL_SCOPES, WRITE, type Body } from '../../../../test/harness/identity.ts';
import { eventsOf } from '../../../../test/harness/people.ts';
import { ScimApi, type Made } from '../../../../test/harness/scim.ts';
import { CONCUR_ERROR, CORE_USER, ENTERPRISE_USER, ERROR, LIST_RESPONSE, SAP_USER } from '../../dialects/scim/urns.ts';
import { READ_SCOPES } from '../../dialects/scim/user/user-scopes.ts';

const part = (body: Body, urn: string): Body => body[urn] as Body;

describe('users of scim', () => {
  let api: ScimApi;
  before(async () => {
    api = await ScimApi.start();
  });
  after(() => api.program.close());

  const read = async ({ id }: { id: string }): Promise<Body> => (await api.call('GET', `/Users/${id}`)).body;
  const identity = async ({ id }: { id: string }): Promise<Body> =>
    (await api.call('GET', `/profile/identity/v4/Users/${id}`)).body;

  describe('documents', () => {
    it('creates with 201 and a location, and says what the page says of a user', async () => {
      const body = api.document({ [SAP_USER]: { userUuid: 'G-1' }, [ENTERPRISE_USER]: { employeeNumber: 'E-1' } });
      const answer = await api.call('POST', '/Users', { body });
      assert.equal(answer.status, 201);
      const { id, meta, ...rest } = answer.body;
      assert.equal(answer.headers['location'], `http://us.localhost:8080/scim/v4/Users/${String(id)}`);
      assert.deepEqual(meta, {
        resourceType: 'User',
        created: '2026-03-02T09:00:00.000000Z',
        lastModified: '2026-03-02T09:00:00.000000Z',
        version: 0,
        location: answer.headers['location'],
      });
      assert.deepEqual(rest, {
        schemas: [CORE_USER, ENTERPRISE_USER, SAP_USER],
        userName: body['userName'],
        active: true,
        name: { familyName: 'Doe', givenName: 'John', formatted: 'Doe, John ' },
        displayName: 'John Doe',
        preferredLanguage: 'en-US',
        timezone: 'America/New_York',
        emails: [{ type: 'work', value: body['userName'] }],
        [ENTERPRISE_USER]: {
          companyId: api.company.companyId,
          employeeNumber: 'E-1',
          organization: part(rest, ENTERPRISE_USER)['organization'],
        },
        [SAP_USER]: {
          userUuid: 'G-1',
          emails: [{ value: body['userName'], verified: false }],
          validFrom: '2026-03-02T09:00:00Z',
          validTo: null,
        },
      });
    });

    it('answers null and [] for what is unset when asked, and nothing of what this API does not know', async () => {
      const user = await api.hire({
        entitlements: ['Expense'],
        dateOfBirth: '1990-01-01',
        contactPreferences: { emailFormat: 'plain' },
      });
      const body = await read(user);
      assert.deepEqual([body['title'], body['addresses'], body['emergencyContacts']], [null, [], null]);
      for (const name of ['dateOfBirth', 'entitlements', 'localeOverrides']) assert.ok(!(name in body), name);
      assert.deepEqual(Object.keys(part(body, ENTERPRISE_USER)).sort(), [
        'companyId',
        'costCenter',
        'department',
        'division',
        'employeeNumber',
        'manager',
        'organization',
      ]);
      assert.deepEqual(part(body, SAP_USER)['contactPreferences'], { telephone: null, email: null, emailFormat: 'plain' });
    });

    it('shows one only what the scopes of the token read', async () => {
      const { id } = await api.create();
      const ids = await api.call('GET', `/Users/${id}`, { scopes: ['identity.user.ids.read'] });
      assert.deepEqual(Object.keys(ids.body).sort(), ['externalId', 'id', 'meta', 'schemas', 'userName']);
      const sap = await api.call('GET', `/Users/${id}`, { scopes: ['identity.user.sap.read'] });
      assert.deepEqual(part(sap.body, SAP_USER), { userUuid: null }, 'addresses and dates are no SAP ids');
    });

    it('attributes and excludedAttributes choose', async () => {
      const { id } = await api.create();
      const active = await api.call('GET', `/Users/${id}?attributes=active,${SAP_USER}:validFrom`);
      assert.deepEqual(active.body, { id, active: true, [SAP_USER]: { validFrom: '2026-03-02T09:00:00Z' } });
      const without = await api.call('GET', `/Users/${id}?excludedAttributes=emails,${SAP_USER}`);
      assert.ok(!('emails' in without.body) && !(SAP_USER in without.body));
    });

    it('says of verification what has the scope, at the address in the extension', async () => {
      const address = 'verify@people.example';
      const sent = { userName: address, emails: [{ type: 'work', value: address }] };
      const given = { [SAP_USER]: { emails: [{ value: address, verified: true }] } };
      const body = api.document({ ...sent, ...given });
      const ignored = await api.call('POST', '/Users', { body, scopes: [WRITE, ...READ_SCOPES] });
      assert.deepEqual(part(ignored.body, SAP_USER)['emails'], [{ value: address, verified: false }]);
      const id = String(ignored.body['id']);
      const path = `${SAP_USER}:emails[value eq "${address}"].verified`;
      const verified = await api.patch(`/Users/${id}`, [{ op: 'replace', path, value: true }]);
      assert.deepEqual(part(verified.body, SAP_USER)['emails'], [{ value: address, verified: true }]);
      const kept = await api.call('PUT', `/Users/${id}`, { body: api.document({ ...sent, title: 'CFO' }) });
      assert.deepEqual(
        part(kept.body, SAP_USER)['emails'],
        [{ value: address, verified: true }],
        'the same address stays verified',
      );
      const moved = await api.patch(`/Users/${id}`, [
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'x@y.example' },
      ]);
      assert.deepEqual(part(moved.body, SAP_USER)['emails'], [{ value: 'x@y.example', verified: false }]);
    });

    it('keeps contact preferences, and refuses another format', async () => {
      const preferences = { telephone: '+1 425 555 0100', email: 'x@y.example', emailFormat: 'HTTP' };
      const user = await api.create({ [SAP_USER]: { contactPreferences: preferences } });
      assert.deepEqual(part(user, SAP_USER)['contactPreferences'], preferences);
      const bad = await api.patch(`/Users/${user.id}`, [
        { op: 'replace', path: `${SAP_USER}:contactPreferences.emailFormat`, value: 'RTF' },
      ]);
      assert.equal(bad.status, 400);
      const [message] = (part(bad.body, CONCUR_ERROR)['messages'] as Body[]) ?? [];
      assert.equal(message?.['schemaPath'], `${SAP_USER}:contactPreferences.emailFormat`);
      assert.ok(
        !('contactPreferences' in part((await api.call('PUT', `/Users/${user.id}`, { body: api.document() })).body, SAP_USER)),
      );
    });

    it('a PUT resets what it leaves out and keeps what the API does not have', async () => {
      const user = await api.hire({
        entitlements: ['Expense', 'Travel'],
        dateOfBirth: '1990-01-01',
        title: 'CFO',
        nickName: 'Terry',
        leavesOfAbsence: [{ startDate: '2026-05-01', endDate: '2026-05-03', type: 'voluntary' }],
        settings: { theme: 'SAP Horizon Morning' },
      });
      api.program.clock.advance(1000);
      const { status, body } = await api.call('PUT', `/Users/${user.id}`, { body: api.document({ externalId: 'X-1' }) });
      assert.equal(status, 200);
      assert.deepEqual([body['title'], body['nickName'], body['externalId']], [undefined, undefined, 'X-1']);
      const after = await identity(user);
      assert.deepEqual(after['entitlements'], ['Expense', 'Travel']);
      assert.equal(after['dateOfBirth'], '1990-01-01');
      assert.equal((part(after, ENTERPRISE_USER)['leavesOfAbsence'] as Body[]).length, 1);
      assert.equal(part(after, 'urn:ietf:params:scim:schemas:extension:settings:2.0:User')['theme'], 'SAP Horizon Morning');
      assert.equal((body['meta'] as Body)['version'], 1);
    });

    it('the manager is a user of the company', async () => {
      const boss = await api.create();
      const user = await api.create({ [ENTERPRISE_USER]: { manager: { value: boss.id } } });
      assert.deepEqual(part(user, ENTERPRISE_USER)['manager'], {
        value: boss.id,
        displayName: 'John Doe',
        $ref: `http://us.localhost:8080/scim/v4/Users/${boss.id}`,
      });
    });
  });

  describe('identity 20: active and validity', () => {
    const validTo = (body: Body): unknown => part(body, SAP_USER)['validTo'];

    it('inactive is valid until now, active again without end', async () => {
      const user = await api.create();
      api.program.clock.advance(60_000);
      const now = `${api.program.clock.now().toISOString().slice(0, 19)}Z`;
      const off = await api.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'active', value: false }]);
      assert.equal(off.status, 200);
      assert.deepEqual([off.body['active'], validTo(off.body)], [false, now]);
      assert.match(String(part(await identity(user), ENTERPRISE_USER)['terminationDate']), new RegExp(`^${now.slice(0, 19)}`));
      api.program.clock.advance(60_000);
      const renamed = await api.patch(`/Users/${user.id}`, [{ op: 'add', path: 'title', value: 'CFO' }]);
      assert.equal(validTo(renamed.body), now, 'a change of something else ends nothing again');
      const { meta: _meta, ...same } = off.body;
      const repeated = await api.call('PUT', `/Users/${user.id}`, { body: { ...same, active: false } });
      assert.equal(validTo(repeated.body), now);
      const left = await api.call('PUT', `/Users/${user.id}`, { body: { ...api.document(), active: false } });
      assert.equal(validTo(left.body), now);
      const on = await api.patch(`/Users/${user.id}`, [{ op: 'replace', value: { active: true } }]);
      assert.deepEqual([on.body['active'], validTo(on.body)], [true, null]);
      assert.equal(part(await identity(user), ENTERPRISE_USER)['terminationDate'], null);
    });

    it('an end that is given is the end', async () => {
      const end = '2027-01-01T00:00:00Z';
      const user = await api.create({ [SAP_USER]: { validFrom: '2026-01-01T00:00:00Z', validTo: end } });
      assert.deepEqual([user['active'], validTo(user)], [true, end]);
      const earlier = '2026-02-01T00:00:00Z';
      const off = await api.call('PUT', `/Users/${user.id}`, {
        body: api.document({ active: false, [SAP_USER]: { validTo: earlier } }),
      });
      assert.equal(validTo(off.body), earlier);
      const on = await api.call('PUT', `/Users/${user.id}`, { body: { ...off.body, active: true } });
      assert.deepEqual([on.body['active'], validTo(on.body)], [true, null], 'the old end, repeated, does not stay');
      const bad = await api.patch(`/Users/${user.id}`, [{ op: 'replace', path: `${SAP_USER}:validTo`, value: 'soon' }]);
      assert.deepEqual([bad.status, bad.body['scimType']], [400, 'invalidValue']);
    });

    it('whoever is made inactive from the start has an end', async () => {
      const user = await api.create({ active: false });
      assert.equal(typeof validTo(user), 'string');
    });
  });

  describe('lists', () => {
    it('finds by eq on userName, externalId and employeeNumber, page by index', async () => {
      const user = await api.create({ externalId: 'List-1', [ENTERPRISE_USER]: { employeeNumber: 'List-2' } });
      for (const filter of [
        `userName eq "${user.userName.toUpperCase()}"`,
        'externalId eq "List-1"',
        'employeeNumber eq "List-2"',
        `${ENTERPRISE_USER}:employeeNumber eq "List-2"`,
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:employeeNumber eq "List-2"',
      ]) {
        const { status, body } = await api.call('GET', `/Users?filter=${encodeURIComponent(filter)}`);
        assert.equal(status, 200, filter);
        assert.deepEqual([body['totalResults'], body['startIndex'], body['itemsPerPage']], [1, 1, 1], filter);
        assert.equal((body['Resources'] as Made[])[0]?.id, user.id);
      }
      const active = await api.call('GET', '/Users?attributes=active&count=1&startIndex=2');
      assert.deepEqual(active.body['schemas'], [LIST_RESPONSE]);
      assert.equal(active.body['startIndex'], 2);
      assert.deepEqual(Object.keys((active.body['Resources'] as Body[])[0] ?? {}).sort(), ['active', 'id']);
      assert.ok(!('nextCursor' in active.body));
    });

    it('goes on by cursor for whoever sends one', async () => {
      const all = Number((await api.call('GET', '/Users?count=0')).body['totalResults']);
      const seen: string[] = [];
      let cursor: unknown = '';
      for (let pages = 0; typeof cursor === 'string' && pages < 50; pages++) {
        const { status, body }: { status: number; body: Body } = await api.call(
          'GET',
          `/Users?count=3&cursor=${encodeURIComponent(cursor)}`,
        );
        assert.equal(status, 200, JSON.stringify(body));
        assert.equal(body['totalResults'], all);
        seen.push(...(body['Resources'] as Made[]).map(({ id }) => id));
        cursor = body['nextCursor'];
      }
      assert.deepEqual([seen.length, new Set(seen).size], [all, all]);
      assert.equal((await api.call('GET', '/Users?cursor=nonsense')).status, 400);
      assert.equal((await api.call('GET', '/Users?cursor=&startIndex=1')).status, 400);
    });

    it('400 for another filter, and 403 for one by what the token may not read', async () => {
      for (const filter of ['userName sw "n"', 'title eq "CFO"', 'userName eq "a" or userName eq "b"']) {
        const { status, body } = await api.call('GET', `/Users?filter=${encodeURIComponent(filter)}`);
        assert.deepEqual([status, body['scimType']], [400, 'invalidFilter'], filter);
      }
      for (const filter of ['userName eq "a"', 'employeeNumber eq "a"'])
        assert.equal(
          (await api.call('GET', `/Users?filter=${encodeURIComponent(filter)}`, { scopes: ['identity.user.core.read'] })).status,
          403,
          filter,
        );
    });
  });

  describe('refusals', () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const calls = [
      ['GET', '/Users'],
      ['POST', '/Users'],
      ['GET', `/Users/${unknown}`],
      ['PUT', `/Users/${unknown}`],
      ['PATCH', `/Users/${unknown}`],
      ['DELETE', `/Users/${unknown}`],
    ] as const;

    it('identity 25: scim+json in and out, json in too, and a correlation id on every answer', async () => {
      for (const media of ['application/scim+json', 'application/json', 'application/scim+json; charset=utf-8']) {
        const { status, headers } = await api.call('POST', '/Users', { body: api.document(), media });
        assert.equal(status, 201, media);
        assert.match(String(headers['content-type']), /^application\/scim\+json/);
        assert.ok(headers['concur-correlationid']);
      }
      const refused = await api.call('GET', `/Users/${unknown}`);
      assert.match(String(refused.headers['content-type']), /^application\/scim\+json/);
      assert.ok(refused.headers['concur-correlationid']);
      assert.equal((await api.call('POST', '/Users', { body: api.document(), media: 'text/plain' })).status, 415);
    });

    it('401 without a company token, 403 that names the scope, in the body of the family', async () => {
      for (const [method, path] of calls) {
        const user = api.program.actingAs({
          kind: 'user',
          userId: unknown,
          companyId: api.company.companyId,
          appId: 'app',
          scopes: new Set(ALL_SCOPES),
        });
        for (const as of ['', user]) {
          const { status, body } = await api.call(method, path, { as });
          assert.deepEqual([status, body['status'], body['schemas']], [401, '401', [ERROR, CONCUR_ERROR]], `${method} ${path}`);
        }
        const { status, body } = await api.call(method, path, { scopes: ['receipts.read'] });
        assert.equal(status, 403);
        assert.match(String(body['detail']), /identity\.user\./);
      }
    });

    it('404 for nobody and for somebody of another company', async () => {
      const stranger = await api.create();
      const elsewhere = api.as(ALL_SCOPES, api.other.companyId);
      for (const [method, path] of calls.slice(2))
        for (const [id, as] of [
          [unknown, undefined],
          [stranger.id, elsewhere],
          ['nonsense', undefined],
        ] as const) {
          const body =
            method === 'PUT' ? api.document() : { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [] };
          const sent = { ...(method === 'PUT' || method === 'PATCH' ? { body } : {}), ...(as ? { as } : {}) };
          const { status } = await api.call(method, path.replace(unknown, id), sent);
          assert.equal(status, 404, `${method} ${id}`);
        }
      assert.equal((await api.call('GET', `/Users/${stranger.id}`)).status, 200);
    });

    it('400 for what is wrong, at its path', async () => {
      const taken = await api.create();
      const cases: [Body, string, string][] = [
        [{ userName: 'nonsense' }, 'invalidValue', 'userName'],
        [{ userName: taken.userName }, 'uniqueness', 'userName'],
        [{ emails: [] }, 'invalidValue', 'emails'],
        [{ active: undefined }, 'invalidValue', 'active'],
        [{ name: { givenName: 'X' } }, 'invalidValue', 'name.familyName'],
        [{ [ENTERPRISE_USER]: { companyId: api.other.companyId } }, 'invalidValue', `${ENTERPRISE_USER}:companyId`],
      ];
      for (const [given, scimType, path] of cases) {
        const { status, body } = await api.call('POST', '/Users', { body: api.document(given) });
        assert.deepEqual([status, body['scimType']], [400, scimType], JSON.stringify(body));
        assert.equal((part(body, CONCUR_ERROR)['messages'] as Body[])[0]?.['schemaPath'], path);
      }
      const company = { op: 'replace', path: `${ENTERPRISE_USER}:companyId`, value: api.other.companyId };
      assert.equal((await api.patch(`/Users/${taken.id}`, [company])).body['scimType'], 'mutability');
      const known = { op: 'replace', path: 'entitlements', value: ['Travel'] };
      assert.equal((await api.patch(`/Users/${taken.id}`, [known])).body['scimType'], 'invalidPath', 'no attribute of this API');
    });

    it('changes nothing for a patch one of whose operations is refused, and tells one event of one that is not', async () => {
      const user = await api.create();
      const bad = await api.patch(`/Users/${user.id}`, [
        { op: 'replace', path: 'title', value: 'CFO' },
        { op: 'remove', path: 'nonsense' },
      ]);
      assert.equal(bad.status, 400);
      assert.equal((await read(user))['title'], null);
      const before = (await eventsOf(api.program, api.company)).length;
      await api.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'title', value: 'CFO' }]);
      const events = await eventsOf(api.program, api.company);
      assert.equal(events.length, before + 1);
      assert.deepEqual(events.at(-1)?.facts['attributes'], ['title']);
    });
  });
});
