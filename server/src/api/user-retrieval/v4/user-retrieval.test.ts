import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import type { Json } from '../../../../test/harness/provisioner.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const CONCUR_ERROR = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';

describe('user retrieval', () => {
  let program: TestProgram;
  let home: Caller & { companyId: string };
  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
    const spend = (country: string, custom: string) => ({
      reimbursementCurrency: 'USD',
      country,
      locale: 'en-US',
      customData: { custom1: { value: custom } },
    });
    await hire(program, home, {
      userName: 'ann@acme.example',
      name: { givenName: 'Ann', familyName: 'Archer' },
      emails: [
        { type: 'work', value: 'ann@acme.example', verified: true },
        { type: 'home', value: 'ann@home.example' },
      ],
      department: 'Sales',
      spend: spend('US', 'VIP'),
    });
    await hire(program, home, {
      userName: 'bob@acme.example',
      name: { givenName: 'Bob', familyName: 'Baker' },
      department: 'Engineering',
      addresses: [{ type: 'work', locality: 'Seattle' }],
      spend: spend('CA', 'plain'),
      active: false,
    });
    await hire(program, home, { userName: 'cid@acme.example', name: { givenName: 'Cid', familyName: 'Cole' }, nickName: 'Cee' });
    await hire(program, await foundCompany(program), { userName: 'foreign@other.example', department: 'Sales' });
  });
  after(() => program.close());

  const search = async (wish: object, scopes = ['user.profile.search.read'], url = '/profile/v4/Users/.search') => {
    const appId = '11111111-1111-4111-8111-111111111111';
    const answer = await program.app.inject({
      method: 'POST',
      url,
      headers: {
        authorization: program.actingAs({ kind: 'company', companyId: home.companyId, appId, scopes: new Set(scopes) }),
        'content-type': 'application/scim+json',
      },
      payload: JSON.stringify({ schemas: [SEARCH], ...wish }),
    });
    return { status: answer.statusCode, json: answer.json() as Json, type: answer.headers['content-type'] };
  };
  const found = async (filter: string): Promise<string> => {
    const { status, json } = await search({ filter });
    assert.equal(status, 200, `${filter}: ${JSON.stringify(json)}`);
    return json.Resources.map(({ userName }: Json) => userName.slice(0, 1)).join('');
  };

  it('answers identity and spending at once, and what is asked for alone', async () => {
    const { status, json, type } = await search({ filter: 'userName eq "ann@acme.example"', cursor: null, count: 10 });
    assert.equal(status, 200);
    assert.match(String(type), /^application\/scim\+json/);
    assert.deepEqual([json.total, json.totalResults, json.itemsPerPage, json.nextCursor], [1, 1, 1, undefined]);
    const [ann] = json.Resources;
    assert.deepEqual([ann.name.familyName, ann[ENTERPRISE].department, ann[SPEND].country], ['Archer', 'Sales', 'US']);
    assert.deepEqual(ann[SPEND].customData, [{ id: 'custom1', value: 'VIP' }]);
    assert.ok(ann.schemas.includes(SPEND));
    const asked = await search({
      filter: 'userName sw "ann"',
      attributes: ['userName', 'emails', `${SPEND}:country`],
      excludedAttributes: [],
    });
    assert.deepEqual(Object.keys(asked.json.Resources[0]).sort(), ['emails', 'id', SPEND, 'userName'].sort());
    assert.deepEqual(asked.json.Resources[0][SPEND], { country: 'US' });
    const less = await search({ filter: 'userName sw "ann"', excludedAttributes: ['name', SPEND] });
    assert.deepEqual([less.json.Resources[0].name, less.json.Resources[0][SPEND]], [undefined, undefined]);
    const cid = await search({ filter: 'userName sw "cid"' }, undefined, '/profile/v4/Users/.search/');
    assert.equal(cid.json.Resources[0][SPEND], undefined);
  });

  it('finds by every example of the page', async () => {
    const examples: Record<string, string> = {
      'active eq true': 'ac',
      'active ne true': 'b',
      'emails[type eq "work" and verified eq true]': 'a',
      [`${ENTERPRISE}:department ne "Sales"`]: 'bc',
      'name.givenName co "o"': 'b',
      'name.familyName sw "A"': 'a',
      'emails.value ew "@home.example"': 'a',
      'emails[type eq "work" and value ew "@acme.example"]': 'abc',
      'nickName pr': 'c',
      'meta.lastModified gt "2025-01-01T00:00:00Z"': 'abc',
      'meta.created lt "2025-01-31T23:59:59Z"': '',
      [`active eq true and ${ENTERPRISE}:department eq "Sales"`]: 'a',
      [`${SPEND}:country eq "US" or ${SPEND}:country eq "CA"`]: 'ab',
      'addresses[type eq "work" and locality eq "Seattle"] or addresses[type eq "home" and locality eq "Seattle"]': 'b',
      [`not (${ENTERPRISE}:department eq "Sales")`]: 'bc',
      [`not (${ENTERPRISE}:terminationDate pr)`]: 'abc',
      'emails[type eq "work"] and NOT (emails[type eq "home"])': 'bc',
      [`${SPEND}:customData[id eq "custom1" and value eq "vip"]`]: 'a',
      [`${SPEND}:customData.value co "plai"`]: 'b',
      [`${ENTERPRISE}:companyId eq "${home.companyId}"`]: 'abc',
      [`${ENTERPRISE}:companyId ne "${home.companyId}"`]: '',
    };
    for (const [filter, users] of Object.entries(examples)) assert.equal(await found(filter), users, filter);
  });

  it('pages by a cursor that belongs to its search', async () => {
    const first = (await search({ count: 2 })).json;
    assert.deepEqual([first.total, first.itemsPerPage], [3, 2]);
    const second = (await search({ count: 2, cursor: first.nextCursor })).json;
    assert.deepEqual([second.total, second.itemsPerPage, second.nextCursor], [3, 1, undefined]);
    assert.equal((await search({ filter: 'active eq true', cursor: first.nextCursor })).status, 400);
    assert.equal((await search({ count: 0 })).json.itemsPerPage, 0);
  });

  it('refuses what it does not know', async () => {
    const refused = async (wish: object) => {
      const { status, json } = await search(wish);
      assert.equal(status, 400, JSON.stringify(wish));
      assert.equal(json.status, '400');
      return json[CONCUR_ERROR].messages[0].code;
    };
    assert.equal(await refused({ filter: ':test eq "x"' }), 'INVALID_INPUT');
    assert.equal(await refused({ filter: 'emails[type eq "work" AND NOT (value sw "test.com")]' }), 'INVALID_INPUT');
    assert.equal(await refused({ filter: 'emails[type eq "work" AND value ne "test@company.com"]' }), 'INVALID_INPUT');
    assert.equal(await refused({ filter: `${SPEND}:ledgerCode eq "X"` }), 'INVALID_INPUT');
    assert.equal(await refused({ cursor: 'nonsense' }), 'INVALID_VALUE');
    assert.equal((await search({ schemas: ['urn:other'] })).status, 400);
    assert.equal((await search({ filter: `userName eq "${'x'.repeat(10_240)}"` })).status, 413);
    assert.equal((await search({}, ['identity.user.core.read'])).status, 403);
  });
});
