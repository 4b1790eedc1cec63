import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

describe('pages of reports', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    for (let index = 0; index < 23; index++) await create(index % 3 === 0 ? cast.colleague : cast.traveler, `Trip ${index}`);
  });
  after(() => program.close());

  async function create(owner: Cast['traveler'], name: string): Promise<string> {
    program.clock.advance(1000);
    const made = await call('POST', '/api/v3.0/expense/reports', { as: cast.as(owner), body: { Name: name } });
    assert.equal(made.status, 200, made.text);
    return made.json.ID;
  }

  const walk = async (first: string, as: string, between: () => Promise<unknown> = async () => {}) => {
    const names: string[] = [];
    let pages = 0;
    for (let next: string | null = first; next; pages++) {
      const page: Json = (await call('GET', next, { as })).json;
      names.push(...page.Items.map((item: Json) => item.Name));
      next = page.NextPage;
      await between();
    }
    return { names, pages };
  };

  it('leads through everything once while reports are being made', async () => {
    const first = '/api/v3.0/expense/reports?user=ALL&limit=5&approvalStatusCode=A_NOTF,A_RESU';
    const before = await walk(first, cast.asCompany());
    assert.equal(before.names.length, 23);
    assert.equal(new Set(before.names).size, 23);
    let made = 0;
    const during = await walk(first, cast.asCompany(), () => create(cast.traveler, `Meanwhile ${made++}`));
    assert.deepEqual(
      during.names.filter((name) => name.startsWith('Trip')),
      before.names,
    );
    assert.equal(new Set(during.names).size, during.names.length);
  });

  it('keeps every filter and the called host in NextPage', async () => {
    const page = await call('GET', `/api/v3.0/expense/reports?user=${cast.colleague.userName}&limit=3&currencyCode=usd`, {
      as: cast.as(cast.admin),
    });
    assert.equal(page.status, 200, page.text);
    const next = new URL(page.json.NextPage);
    assert.equal(next.origin, 'http://us.localhost:8080');
    assert.deepEqual(
      ['user', 'limit', 'currencyCode'].map((name) => next.searchParams.get(name)),
      [cast.colleague.userName, '3', 'usd'],
    );
    assert.match(next.searchParams.get('offset') ?? '', /^gW/);
    const rest = await walk(page.json.NextPage, cast.as(cast.admin));
    assert.equal(rest.names.length, 5);
  });

  it('holds the same in XML, with an empty end', async () => {
    const page = await call('GET', `/api/v3.0/expense/reports?limit=100`, { as: cast.as(cast.colleague), accept: '' });
    assert.match(page.text, /^<\?xml[^>]*\?><Reports xmlns:xsi="[^"]*"><Items><Report><ID>/);
    assert.match(page.text, /<\/Items><NextPage xsi:nil="true"\/><\/Reports>$/);
    assert.equal(page.text.match(/<Report>/g)?.length, 8);
  });

  it('refuses what it cannot answer instead of answering too much', async () => {
    const get = (query: string, as = cast.asCompany()) => call('GET', `/api/v3.0/expense/reports?${query}`, { as });
    for (const query of ['user=ALL&offset=nonsense', 'user=ALL&limit=101', 'user=ALL&limit=0', 'user=ALL&batchID=1']) {
      const reply = await get(query);
      assert.equal(reply.status, 400, `${query} ${reply.text}`);
      assert.ok(reply.json.Error.Message, query);
    }
    assert.match((await get('user=nobody@nowhere.example')).json.Error.Message, /Invalid User/);
    assert.match((await get('limit=5')).json.Error.Message, /user/);
    assert.equal((await get('user=ALL&createDateBefore=yesterday')).status, 400);
    assert.equal((await get('user=ALL', cast.as(cast.traveler))).status, 403);
    assert.equal((await get('user=ALL', cast.as(cast.admin))).status, 200);
  });

  it('filters', async () => {
    const count = async (query: string) =>
      (await call('GET', `/api/v3.0/expense/reports?user=ALL&limit=100&${query}`, { as: cast.asCompany() })).json.Items.length;
    const all = await count('');
    assert.equal(await count('approvalStatusCode=A_APPR'), 0);
    assert.equal(await count('createDateAfter=2026-03-01&createDateBefore=2026-03-03'), all);
    assert.equal(await count('createDateAfter=2026-03-02T09:00:10.500'), all - 10);
    assert.equal(await count('userDefinedDateBefore=2026-03-02'), 0);
    assert.equal(await count('userDefinedDateBefore=2026-03-02T00:00:01'), all);
    assert.equal(await count('hasImages=true'), 0);
    assert.equal(await count('hasVAT=true'), 0);
    assert.equal(await count('currencyCode=EUR'), 0);
  });

  it('shows the own reports of v4 page by page', async () => {
    const first = `/expensereports/v4/users/${cast.colleague.id}/context/TRAVELER/reports?size=3`;
    const page = await call('GET', first, { as: cast.as(cast.colleague) });
    assert.equal(page.status, 200, page.text);
    assert.deepEqual([page.json.content.length, page.json.totalElements, page.json.totalPages], [3, 8, 3]);
    const next = page.json.links.find((link: Json) => link.rel === 'next').href;
    const second = await call('GET', next, { as: cast.as(cast.colleague) });
    assert.deepEqual(
      second.json.links.map((link: Json) => link.rel),
      ['self', 'next', 'prev'],
    );
    assert.equal(second.json.number, 1);
  });
});
