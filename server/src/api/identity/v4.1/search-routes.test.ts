import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';
import { CONCUR_SEARCH_REQUEST, ENTERPRISE_USER } from '../../dialects/scim/urns.ts';
import { READ_SCOPES } from '../../dialects/scim/user/user-scopes.ts';

interface Page {
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: { id: string; userName: string }[];
  readonly nextCursor?: string;
  readonly detail?: string;
  readonly scimType?: string;
}

describe('the search of identity v4.1', () => {
  let program: TestProgram;
  let caller: Caller & { companyId: string };
  let other: Caller & { companyId: string };
  before(async () => {
    program = await testProgram();
    caller = await foundCompany(program);
    other = await foundCompany(program);
    const boss = await hire(program, caller, {
      userName: 'boss@find.example',
      name: { givenName: 'John', familyName: 'Smith' },
      employeeNumber: 'B',
    });
    await hire(program, caller, {
      userName: 'ann@find.example',
      name: { givenName: 'Ann', familyName: 'Lee' },
      nickName: 'Annie',
      entitlements: ['Expense', 'Invoice'],
      emails: [
        { type: 'work', value: 'Ann@SAP.example' },
        { type: 'home', value: 'ann@concur.example' },
      ],
      addresses: [
        { type: 'work', locality: 'Bellevue', region: 'WA' },
        { type: 'home', locality: 'Berlin' },
      ],
      managerId: boss.id,
      startDate: new Date('2012-08-01T00:00:00Z'),
    });
    await hire(program, caller, {
      userName: 'zed@find.example',
      name: { givenName: 'Zed', familyName: 'Lee' },
      active: false,
      addresses: [{ type: 'home', locality: 'Bellevue' }],
    });
    await hire(program, other, { userName: 'stranger@find.example', name: { givenName: 'Ann', familyName: 'Lee' } });
  });
  after(() => program.close());

  const authorization = (companyId = caller.companyId, scopes: readonly string[] = READ_SCOPES) =>
    program.actingAs({ kind: 'company', companyId, appId: 'app', scopes: new Set(scopes) });
  async function search(
    given: Record<string, unknown>,
    companyId?: string,
    scopes?: readonly string[],
  ): Promise<{ status: number; page: Page }> {
    const payload = { schemas: [CONCUR_SEARCH_REQUEST], ...given };
    const headers = { authorization: authorization(companyId, scopes) };
    const answer = await program.app.inject({ method: 'POST', url: '/profile/identity/v4.1/Users/.search', headers, payload });
    return { status: answer.statusCode, page: answer.json<Page>() };
  }
  async function list(query: string): Promise<{ status: number; page: Page }> {
    const headers = { authorization: authorization() };
    const answer = await program.app.inject({ method: 'GET', url: `/profile/identity/v4.1/Users?${query}`, headers });
    return { status: answer.statusCode, page: answer.json<Page>() };
  }
  const found = async (filter: string): Promise<string> => {
    const { status, page } = await search({ filter });
    assert.equal(status, 200, `${filter}: ${page.detail}`);
    assert.equal(page.totalResults, page.Resources.length);
    return page.Resources.map(({ userName }) => userName.split('@')[0]).join(' ');
  };

  const cases: readonly (readonly [string, string])[] = [
    ['active eq true', 'boss ann'],
    ['active eq true and emails.value ew "SAP.EXAMPLE"', 'ann'],
    ['entitlements eq "invoice"', 'ann'],
    ['addresses[type eq "work" and locality eq "bellevue"]', 'ann'],
    ['addresses.type eq "work" and addresses.locality eq "Berlin"', 'ann'],
    ['addresses[type eq "work" and locality eq "Berlin"]', ''],
    ['addresses[type eq "home" or region eq "WA"]', 'ann zed'],
    ['emails.value ew "@sap.example" and emails.value ew "@concur.example"', 'ann'],
    ['emails.verified eq false', 'boss ann zed'],
    [`${ENTERPRISE_USER}:startDate le 2012-08-01`, 'ann'],
    [`active eq true and ${ENTERPRISE_USER}:startDate lt "2012-08-01"`, ''],
    [`${ENTERPRISE_USER}:manager.employeeNumber eq "b"`, 'ann'],
    ['name.familyName eq "Lee" or name.givenName eq "John" and active eq false', 'ann zed'],
    ['(name.familyName eq "Lee" or name.givenName eq "John") and active eq false', 'zed'],
    ['not (name.givenName eq "ann") and not active eq false', 'boss'],
    ['name[givenName sw "j" and familyName ew "H"]', 'boss'],
    ['nickName ne "Annie"', 'boss zed'],
    ['nickName pr', 'ann'],
    ['nickName eq null', 'boss zed'],
    ['meta.created ge "2026-03-02T09:00:00Z"', 'boss ann zed'],
    ['meta.created gt "2026-03-02T09:00:00Z"', ''],
  ];
  for (const [filter, expected] of cases)
    it(`identity 15: ${filter}`, async () => {
      assert.equal(await found(filter), expected);
    });

  it('identity 15: takes a bare UUID, and finds nobody of another company', async () => {
    const [first] = (await search({ filter: 'userName eq "ann@find.example"' })).page.Resources;
    assert.equal(await found(`id eq ${first?.id}`), 'ann');
    assert.equal((await search({ filter: `id eq ${first?.id}` }, other.companyId)).page.totalResults, 0);
  });

  it('400 with invalidFilter says what is wrong', async () => {
    const refused = await search({ filter: 'emails[value sw "C" and value ew "S"]' });
    assert.deepEqual([refused.status, refused.page.scimType], [400, 'invalidFilter']);
    assert.match(String(refused.page.detail), /must not join value with itself/);
    assert.equal((await search({ filter: 'x'.repeat(20_000) })).status, 400);
    assert.equal((await search({ filter: 7 })).status, 400);
  });

  it('identity 11: 403 for a filter by what the token may not read', async () => {
    const core = (filter: string) => search({ filter }, undefined, ['identity.user.core.read']);
    for (const filter of [
      'not emails.value sw "a"',
      'addresses[locality eq "Bellevue"]',
      `${ENTERPRISE_USER}:startDate gt 2012-01-01`,
      'userName pr',
    ]) {
      const { status, page } = await core(filter);
      assert.equal(status, 403, filter);
      assert.match(String(page.detail), /lacks the scope identity\.user\.(coresensitive|enterprise|ids)\.read/);
    }
    for (const filter of ['name.givenName eq "Ann"', 'id pr', 'meta.created pr'])
      assert.equal((await core(filter)).status, 200, filter);
  });

  it('400 for a body that is no search', async () => {
    assert.equal((await search({ schemas: [] })).status, 400);
    assert.equal((await search({ schemas: undefined })).status, 400);
    assert.equal((await search({ schemas: ['urn:other'] })).status, 400);
    assert.match(String((await search({ startIndex: 2 })).page.detail), /startIndex is not supported/);
    assert.match(String((await list('startIndex=2')).page.detail), /startIndex is not supported/);
    assert.deepEqual([(await list('filter=active%20eq%20true')).page.scimType], ['invalidFilter']);
  });

  it('answers what is asked for: id and those attributes', async () => {
    const asked = await search({ filter: 'nickName pr', attributes: ['nickName', `${ENTERPRISE_USER}:startDate`] });
    const [one] = asked.page.Resources;
    assert.deepEqual(one, { id: one?.id, nickName: 'Annie', [ENTERPRISE_USER]: { startDate: '2012-08-01T00:00:00.000' } });
    const less = await search({ filter: 'nickName pr', excludedAttributes: ['name'] });
    assert.ok(!('name' in (less.page.Resources[0] ?? {})));
  });

  describe('by cursor', () => {
    const pages = async (next: (cursor?: string) => Promise<{ page: Page }>): Promise<Page[]> => {
      const all: Page[] = [];
      for (let cursor: string | undefined, at = 0; at < 10; at++) {
        const { page } = await next(cursor);
        all.push(page);
        cursor = page.nextCursor;
        if (!cursor) break;
      }
      return all;
    };
    const ids = (all: readonly Page[]) => all.flatMap(({ Resources }) => Resources.map(({ id }) => id));

    it('identity 14: goes through the list without a gap or a double, while people are hired', async () => {
      const whole = (await list('')).page;
      assert.deepEqual([whole.totalResults, whole.itemsPerPage, whole.nextCursor], [3, 3, undefined]);
      const first = (await list('count=1')).page;
      program.clock.advance(1000);
      await hire(program, caller, { userName: 'late@find.example', name: { givenName: 'Late', familyName: 'Comer' } });
      const rest = await pages(async (cursor) => list(`count=1&cursor=${cursor ?? first.nextCursor}`));
      const all = [first, ...rest];
      assert.equal(ids(all).length, 4);
      assert.deepEqual(ids(all).slice(0, 3), ids([whole]));
      assert.deepEqual(
        all.map(({ startIndex, nextCursor }) => [startIndex, nextCursor === undefined]),
        [
          [1, false],
          [2, false],
          [3, false],
          [4, true],
        ],
      );
      const content = JSON.parse(Buffer.from(String(first.nextCursor), 'base64').toString()) as Record<string, unknown>;
      assert.match(String(content['created-id']), /^\d+_[0-9a-f-]{36}$/);
      assert.equal(content['startIndex'], 2);
    });

    it('identity 14: goes through a search, in the body or under the published name', async () => {
      const filter = 'name.familyName eq "Lee"';
      const bySearch = await pages((cursor) => search({ filter, count: 1, ...(cursor ? { cursor } : {}) }));
      const byToken = await pages((cursor) => search({ filter, count: 1, ...(cursor ? { continuationToken: cursor } : {}) }));
      assert.equal(ids(bySearch).length, 2);
      assert.deepEqual(ids(byToken), ids(bySearch));
    });

    it('400 for a cursor of another query or company, and for one that was altered', async () => {
      const filter = 'name.familyName eq "Lee"';
      const cursor = String((await search({ filter, count: 1 })).page.nextCursor);
      assert.equal((await search({ filter, cursor })).status, 200);
      const content = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Record<string, unknown>;
      const altered = Buffer.from(JSON.stringify({ ...content, startIndex: 9 })).toString('base64url');
      const strange = [
        await search({ filter: 'active eq true', cursor }),
        await search({ cursor }),
        await search({ filter, cursor }, other.companyId),
        await search({ filter, cursor: altered }),
        await search({ filter, cursor: 'nonsense' }),
        await search({ filter, cursor: Buffer.from('null').toString('base64url') }),
        await list(`cursor=${cursor}`),
      ];
      for (const { status, page } of strange) {
        assert.equal(status, 400);
        assert.match(String(page.detail), /cursor is not the nextCursor of a page of this query/);
      }
    });
  });
});
