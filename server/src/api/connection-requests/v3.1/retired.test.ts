import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { triplinkWorld } from '../../../../test/harness/triplink.ts';

const FIELDS = ['ID', 'URI', 'FirstName', 'MiddleName', 'LastName', 'LoyaltyNumber', 'Status', 'RequestToken', 'LastModified'];

for (const version of ['v3.0', 'v3.1'] as const) {
  describe(`connection requests over ${version}`, () => {
    const queue = `/api/${version}/common/connectionrequests`;
    let program: TestProgram;
    let world: Awaited<ReturnType<typeof triplinkWorld>>;
    before(async () => {
      program = await testProgram();
      world = await triplinkWorld(program);
    });
    after(() => program.close());
    const get = (path = '', as = world.as) => world.call('GET', queue + path, { as });
    const put = (id: string, body: unknown, as = world.as) => world.call('PUT', `${queue}/${id}`, { as, body });
    const waiting = async (status: string): Promise<string[]> =>
      ((await get(`?status=${status}`)).json.Items as { ID: string }[]).map(({ ID }) => ID);

    it('say Status in words and find by it', async () => {
      const person = await world.employ({ emails: [{ type: 'work', value: 'v@people.example', verified: true }] });
      const { id } = await world.request(person);
      const [first] = (await get()).json.Items;
      assert.equal(first.Status, 'Pending');
      const fields = version === 'v3.1' ? [...FIELDS, 'EmailAddresses'] : FIELDS;
      assert.deepEqual(Object.keys(first), fields);
      assert.equal(first.URI, `http://us.localhost:8080${queue}/${id}`);
      if (version === 'v3.1') assert.equal(first.EmailAddresses.Email1, 'v@people.example');
      assert.deepEqual(await waiting('Processing'), [id]);
      assert.deepEqual([(await put(id, {})).status, await waiting('Processing')], [200, [id]]);
      const answered = await put(id, { Status: 'CRRET' });
      assert.deepEqual([answered.status, answered.text], [200, '']);
      assert.deepEqual(await waiting('Retry'), [id]);
      program.clock.advance(3_600_000);
      assert.deepEqual(await waiting('Pending'), [id]);
      await put(id, { Status: 'CREU1' });
      assert.deepEqual(await waiting('Failed'), [id]);
      await put(id, { ...first, Status: 'CRSUC' });
      assert.deepEqual(await waiting('Connected'), [id]);
      const { Status, RequestToken } = (await get(`/${id}`)).json;
      assert.deepEqual([Status, RequestToken], ['Connected', null]);
      assert.equal((await put(id, { Status: 'CRSUC' })).status, 404);
      assert.deepEqual((await get()).json, { Items: [], NextPage: null });
      for (const query of ['?status=Done', '?limit=11', '?offset=x']) assert.equal((await get(query)).status, 400, query);
      assert.equal((await put(id, { Status: 'Connected' })).status, 400);
    });

    it('are XML where the caller has no wish', async () => {
      const { id } = await world.request(await world.employ());
      const reply = await world.call('GET', `${queue}/${id}`, { as: world.as, accept: '' });
      assert.match(reply.text, new RegExp(`<ConnectionRequest [^>]*><ID>${id}</ID>`));
      const xml = '<ConnectionRequest><Status>CRSUC</Status></ConnectionRequest>';
      assert.equal((await world.call('PUT', `${queue}/${id}`, { as: world.as, xml })).status, 200);
    });

    it("let a web services administrator work with the company's own people", async () => {
      const token = (userId: string, companyId: string) =>
        program.actingAs({ kind: 'user', userId, companyId, appId: world.supplier.id, scopes: new Set(['CONREQ']) });
      const admin = await world.employ({ roles: [{ code: 'SHD_WEB_SERVICES_ADMIN' }] });
      const person = await world.employ();
      const stranger = await hire(program, await foundCompany(program, { test: true }));
      const foreign = (await world.request(stranger)).id;
      assert.equal((await get('', token(person.id, person.companyId))).status, 403);
      const as = token(admin.id, admin.companyId);
      const made = await world.call('POST', `${queue}?user=${person.userName}`, { as });
      assert.equal(made.status, 200, made.text);
      assert.equal((await world.call('POST', `${queue}?user=${person.userName}`, { as })).status, 409);
      assert.equal((await world.call('POST', `${queue}?user=${stranger.userName}`, { as })).status, 400);
      assert.deepEqual(
        ((await get('', as)).json.Items as { ID: string }[]).map(({ ID }) => ID),
        [made.json.ID],
      );
      assert.equal((await put(foreign, { Status: 'CRSUC' }, as)).status, 404);
      assert.equal((await get(`/${foreign}`, as)).status, 404);
    });

    it('are deleted in v3.0 alone', async () => {
      const { id } = await world.request(await world.employ());
      const remove = () => world.call('DELETE', `${queue}/${id}`, { as: world.as });
      if (version === 'v3.1') return assert.equal((await remove()).status, 405);
      assert.deepEqual([(await remove()).status, (await get(`/${id}`)).status, (await remove()).status], [200, 404, 404]);
    });
  });
}
