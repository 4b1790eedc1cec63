import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askToken, claimsOf, registerApp } from '../../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { element, type Reply } from '../../../../test/harness/reports.ts';
import { triplinkWorld } from '../../../../test/harness/triplink.ts';

const QUEUE = '/api/v3.2/common/connectionrequests';
const HOUR = 3_600_000;
type World = Awaited<ReturnType<typeof triplinkWorld>>;

const idsOf = (reply: Reply): string[] => (reply.json.Items as { ID: string }[]).map(({ ID }) => ID);
const offsetOf = (reply: Reply): string | null => reply.json.NextPage && new URL(reply.json.NextPage).searchParams.get('offset');

describe('identity 22: the queue of 35 connection requests', () => {
  let program: TestProgram;
  let world: World;
  before(async () => {
    program = await testProgram();
    world = await triplinkWorld(program);
    await world.crowd(35);
  });
  after(() => program.close());

  it('identity 22: is read to its end by NextPage, and again, until each is put', async () => {
    const seen: string[] = [];
    const shapes: unknown[] = [];
    for (let query: string | null = '?limit=10'; query !== null;) {
      const page = await world.poll(query);
      seen.push(...idsOf(page));
      shapes.push([idsOf(page).length, offsetOf(page)]);
      assert.ok((page.json.Items as { status: string }[]).every(({ status }) => status === 'Pending'));
      query = page.json.NextPage && new URL(page.json.NextPage).search;
    }
    assert.deepEqual(shapes, [
      [10, '10'],
      [10, '20'],
      [10, '30'],
      [5, null],
    ]);
    assert.equal(new Set(seen).size, 35);
    for (const id of seen) assert.deepEqual((await world.put(id, 'CREU2')).status, 204);
    assert.deepEqual((await world.poll()).json, { Items: [], NextPage: null });
    program.clock.advance(24 * HOUR);
    assert.equal(idsOf(await world.poll('?limit=10')).length, 10);
  });

  it('identity 22: is popped from the left by putting each page', async () => {
    const seen = new Set<string>();
    for (const [size, offset] of [
      [10, '10'],
      [10, '10'],
      [10, '10'],
      [5, null],
      [0, null],
    ] as const) {
      const page = await world.poll('?limit=10');
      assert.deepEqual([idsOf(page).length, offsetOf(page)], [size, offset]);
      for (const id of idsOf(page)) {
        seen.add(id);
        assert.equal((await world.put(id, 'CRSUC')).status, 204);
      }
    }
    assert.equal(seen.size, 35);
    program.clock.advance(1000 * HOUR);
    assert.deepEqual(idsOf(await world.poll()), []);
  });
});

describe('connection requests over v3.2', () => {
  let program: TestProgram;
  let world: World;
  before(async () => {
    program = await testProgram();
    world = await triplinkWorld(program);
  });
  after(() => program.close());

  it('identity 22: come back after 24 hours four times and after an hour 48 times, then never', async () => {
    for (const [status, wait, most] of [
      ['CREU1', 24 * HOUR, 4],
      ['CRRET', HOUR, 48],
    ] as const) {
      const person = await world.employ();
      const { id } = await world.request(person);
      const mailed = world.mails().length;
      for (let time = 1; time <= most; time += 1) {
        await world.put(id, status);
        program.clock.advance(wait - 1);
        assert.deepEqual(idsOf(await world.poll()), [], `${status} ${time}, a moment early`);
        program.clock.advance(1);
        assert.deepEqual(idsOf(await world.poll()), [id], `${status} ${time}`);
      }
      assert.equal((await world.put(id, status)).status, 204);
      program.clock.advance(100 * HOUR);
      assert.deepEqual(idsOf(await world.poll()), []);
      assert.equal((await world.put(id, 'CRSUC')).status, 404);
      assert.deepEqual(await world.connectionsOf(person), []);
      assert.equal(world.mails().length - mailed, status === 'CREU1' ? 5 : 0);
    }
  });

  it('identity 22: hold a fresh request token each time, which gives tokens of the user to this app alone', async () => {
    const person = await world.employ();
    const { id } = await world.request(person);
    const own = (await askToken(program, world.supplier, { grant_type: 'client_credentials' })).json();
    const [first] = (await world.poll('', `Bearer ${own.access_token}`)).json.Items;
    const [second] = (await world.poll('', `Bearer ${own.access_token}`)).json.Items;
    assert.notEqual(first.requestToken, second.requestToken);
    assert.equal(second.userId, person.id);
    const redeem = (app: Parameters<typeof askToken>[1]) =>
      askToken(program, app, {
        grant_type: 'password',
        credtype: 'authtoken',
        username: second.userId,
        password: second.requestToken,
      });
    const other = await registerApp(program, { scopes: ['CONREQ'] });
    assert.equal((await redeem(other)).json().code, 136);
    const tokens = (await redeem(world.supplier)).json();
    assert.equal(claimsOf(tokens.access_token)['sub'], person.id);
    assert.ok(tokens.refresh_token);
    await world.put(id, 'CRSUC');
    assert.deepEqual(await world.connectionsOf(person), [world.supplier.id]);
    program.clock.advance(24 * HOUR);
    assert.equal((await redeem(world.supplier)).statusCode, 400);
  });

  it('identity 25: are XML where the caller has no wish, JSON on request', async () => {
    const person = await world.employ({
      name: { givenName: 'First', familyName: 'Last' },
      emails: [
        { type: 'work', value: 'yes@people.example', verified: true },
        { type: 'home', value: 'no@people.example' },
      ],
    });
    const { id } = await world.request(person, { loyaltyNumber: '1234' });
    const bare = await program.app.inject({ url: QUEUE, headers: { authorization: world.as, host: 'us.localhost:8080' } });
    assert.equal(bare.headers['content-type'], 'application/xml');
    const address = `http://us.localhost:8080${QUEUE}/${id}`;
    const token = element(bare.body, 'requestToken') ?? '';
    assert.equal(
      bare.body.replace(/^<\?xml[^>]*\?>\s*/, ''),
      '<ConnectionRequests xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Items><ConnectionRequest>' +
        `<ID>${id}</ID><URI>${address}</URI><firstName>First</firstName><middleName xsi:nil="true"/><lastName>Last</lastName>` +
        `<loyaltyNumber>1234</loyaltyNumber><status>Pending</status><requestToken>${token}</requestToken>` +
        `<lastModified>${program.clock.now().toISOString().slice(0, 19)}</lastModified>` +
        '<emailAddresses><email1>yes@people.example</email1><email2 xsi:nil="true"/><email3 xsi:nil="true"/>' +
        `<email4 xsi:nil="true"/><email5 xsi:nil="true"/></emailAddresses><userId>${person.id}</userId>` +
        '</ConnectionRequest></Items><NextPage xsi:nil="true"/></ConnectionRequests>',
    );
    const json = await world.call('GET', `${QUEUE}/${id}`, { as: world.as });
    assert.deepEqual([json.status, json.headers['content-type']], [200, 'application/json; charset=utf-8']);
    assert.equal(json.json.emailAddresses.email1, 'yes@people.example');
    const put = await world.call('PUT', `${QUEUE}/${id}`, {
      as: world.as,
      xml: '<ConnectionRequest><status>CRSUC</status></ConnectionRequest>',
    });
    assert.deepEqual([put.status, put.text], [204, '']);
    assert.equal((await world.call('GET', `${QUEUE}/${id}`, { as: world.as })).status, 404);
  });

  it('keep their limit in NextPage, on the host that was called', async () => {
    await world.crowd(6);
    assert.equal((await world.poll()).json.Items.length, 5);
    const { json } = await world.poll('/?limit=2');
    assert.equal(json.NextPage, `http://us.localhost:8080${QUEUE}/?limit=2&offset=2`);
    for (const query of [
      '?limit=0',
      '?limit=11',
      '?limit=x',
      '?offset=-1',
      '?offset=1.5',
      '?offset=x',
      '?status=Pending',
      '?o=1',
    ])
      assert.equal((await world.poll(query)).status, 400, query);
    assert.deepEqual((await world.poll('?offset=2147483647')).json, { Items: [], NextPage: null });
  });

  it('are made on behalf of users of test companies, in certification', async () => {
    const person = await world.employ();
    const post = (user: string, as = world.as) => world.call('POST', `${QUEUE}?user=${encodeURIComponent(user)}`, { as });
    const made = await post(person.userName.toUpperCase());
    assert.equal(made.status, 200, made.text);
    assert.equal(made.json.URI, `http://us.localhost:8080${QUEUE}/${made.json.ID}`);
    assert.equal((await post(person.userName)).status, 409);
    assert.equal((await world.call('POST', QUEUE, { as: world.as })).status, 400);

    const stranger = await hire(program, await foundCompany(program));
    for (const login of [stranger.userName, 'nobody@people.example']) {
      const refused = await post(login);
      assert.deepEqual([refused.status, refused.json.Error.Message], [400, 'Invalid User']);
    }
    const own = await registerApp(program, { scopes: ['CONREQ'], ownerCompanyId: stranger.companyId });
    assert.equal((await post(stranger.userName, world.tokenOf(own))).status, 200);
    assert.equal((await post(person.userName, world.tokenOf(own))).status, 400);
    const certified = await registerApp(program, { scopes: ['CONREQ'], stage: 'production' });
    assert.equal((await post(person.userName, world.tokenOf(certified))).status, 403);
  });

  it('are refused to who may not, and where an answer is none', async () => {
    const { id } = await world.request(await world.employ());
    const { companyId } = world.company;
    const base = { appId: world.supplier.id, scopes: new Set(['CONREQ']) };
    assert.equal((await world.poll('', '')).status, 401);
    assert.equal((await world.poll('', program.actingAs({ kind: 'company', companyId, ...base }))).status, 403);
    assert.equal((await world.poll('', program.actingAs({ kind: 'app', ...base, scopes: new Set(['openid']) }))).status, 403);
    const other = world.tokenOf(await registerApp(program, { scopes: ['CONREQ'] }));
    assert.equal((await world.put(id, 'CRSUC', other)).status, 404);
    assert.equal((await world.call('GET', `${QUEUE}/${id}`, { as: other })).status, 404);
    for (const body of [{}, { status: 'Pending' }, { status: null }, { status: 'CRSUC', colour: 1 }, []])
      assert.equal((await world.call('PUT', `${QUEUE}/${id}`, { as: world.as, body })).status, 400, JSON.stringify(body));
    const whole = (await world.call('GET', `${QUEUE}/${id}`, { as: world.as })).json;
    assert.equal((await world.call('PUT', `${QUEUE}/${id}`, { as: world.as, body: { ...whole, status: 'CRPA1' } })).status, 204);
    assert.equal((await world.put('nonsense', 'CRSUC')).status, 404);
  });
});
