import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';
import { LIST_RESPONSE } from '../../dialects/scim/urns.ts';
import { READ_SCOPES } from '../../dialects/scim/user/user-scopes.ts';

interface Page {
  readonly schemas: string[];
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: { id: string; userName: string }[];
  readonly detail?: string;
  readonly scimType?: string;
}

describe('the list of identity v4', () => {
  let program: TestProgram;
  let caller: Caller & { companyId: string };
  let other: Caller & { companyId: string };
  before(async () => {
    program = await testProgram();
    caller = await foundCompany(program);
    other = await foundCompany(program);
    for (let at = 1; at <= 25; at++) {
      program.clock.advance(1000);
      await hire(program, caller, { userName: `u${at}@list.example`, employeeNumber: `N${at}`, externalId: `E${at}` });
    }
    await hire(program, other, { userName: 'stranger@list.example', employeeNumber: 'N1', externalId: 'S' });
  });
  after(() => program.close());

  async function list(query = '', scopes: readonly string[] = READ_SCOPES): Promise<{ status: number; page: Page }> {
    const authorization = program.actingAs({
      kind: 'company',
      companyId: caller.companyId,
      appId: 'app',
      scopes: new Set(scopes),
    });
    const answer = await program.app.inject({
      method: 'GET',
      url: `/profile/identity/v4/Users?${query}`,
      headers: { authorization },
    });
    return { status: answer.statusCode, page: answer.json<Page>() };
  }
  const found = async (query: string) => (await list(query)).page.Resources.map(({ userName }) => userName);
  const eq = (attribute: string, value: string) => `filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`;

  it('identity 14: pages by index, 10 unless asked and 100 at most, in the order of creation', async () => {
    const { page } = await list();
    assert.deepEqual(page.schemas, [LIST_RESPONSE]);
    assert.deepEqual([page.totalResults, page.startIndex, page.itemsPerPage], [25, 1, 10]);
    assert.deepEqual(
      [...(await found('')), ...(await found('startIndex=11')), ...(await found('startIndex=21&count=10'))],
      Array.from({ length: 25 }, (_, at) => `u${at + 1}@list.example`),
    );
    assert.deepEqual(await found('startIndex=26'), []);
    assert.equal((await list('count=1000')).page.itemsPerPage, 25);
    const none = (await list('count=0')).page;
    assert.deepEqual([none.totalResults, none.itemsPerPage, none.Resources], [25, 0, []]);
    assert.equal((await list('startIndex=-3&count=1')).page.startIndex, 1);
  });

  it('identity 14: finds one user by eq on userName, employeeNumber or externalId, without regard to case', async () => {
    assert.deepEqual(await found(eq('userName', 'U7@LIST.example')), ['u7@list.example']);
    assert.deepEqual(await found(eq('employeeNumber', 'N8')), ['u8@list.example']);
    assert.deepEqual(await found(eq('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber', 'N8')), [
      'u8@list.example',
    ]);
    assert.deepEqual(await found(eq('externalId', 'E9')), ['u9@list.example']);
    assert.deepEqual(await found('userName=u3@list.example'), ['u3@list.example']);
    assert.deepEqual(await found('externalId=E4'), ['u4@list.example']);
    assert.deepEqual(await found(`employeeNumber=N5&companyId=${caller.companyId}`), ['u5@list.example']);
    assert.deepEqual(await found(`userName=u3@list.example&${eq('externalId', 'E4')}`), []);
  });

  it('neither finds nor counts anybody of another company', async () => {
    for (const query of [
      eq('userName', 'stranger@list.example'),
      'externalId=S',
      `employeeNumber=N1&companyId=${other.companyId}`,
    ])
      assert.equal((await list(query)).page.totalResults, 0, query);
  });

  it('400 for other filters and half a pair of parameters', async () => {
    for (const filter of [
      'userName sw "u"',
      'active eq true',
      'userName eq "a" and externalId eq "b"',
      'userName',
      'userName eq "a',
    ]) {
      const { status, page } = await list(`filter=${encodeURIComponent(filter)}`);
      assert.deepEqual([status, page.scimType], [400, 'invalidFilter'], filter);
    }
    const alone = await list('employeeNumber=N5');
    assert.equal(alone.status, 400);
    assert.match(String(alone.page.detail), /companyId is required, since employeeNumber is used/);
    assert.equal((await list(`companyId=${caller.companyId}`)).status, 400);
    assert.equal((await list('count=many')).status, 400);
  });

  it('answers the attributes that are asked for', async () => {
    const { page } = await list('count=1&attributes=userName');
    assert.deepEqual(Object.keys(page.Resources[0] ?? {}).sort(), ['id', 'userName']);
    const narrow = await list('count=1', ['identity.user.ids.read']);
    assert.deepEqual(Object.keys(narrow.page.Resources[0] ?? {}).sort(), ['externalId', 'id', 'meta', 'schemas', 'userName']);
  });
});
