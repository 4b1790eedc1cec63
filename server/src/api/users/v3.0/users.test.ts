import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { castOf, clientOf, element, type Cast, type Client, type Json } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';

const USERS = '/api/v3.0/common/users';
const SCOPE = ['USER'];

describe('users in v3.0', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let admin: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    admin = cast.as(cast.admin, SCOPE);
  });
  after(() => program.close());

  const list = (query = '', as = admin) => call('GET', USERS + query, { as });
  const logins = (json: Json): string[] => json.Items.map((item: Json) => item.LoginID);
  const found = async (query: string, as = admin) => logins((await list(query, as)).json);

  it('shows a person in JSON, and in XML where the caller has no wish', async () => {
    const person = await hire(program, cast.home, {
      employeeNumber: 'v3-1',
      name: { givenName: 'Una', middleName: 'M', familyName: 'Vee' },
      emails: [
        { type: 'home', value: 'home@vee.example' },
        { type: 'work', value: 'una@vee.example' },
      ],
      phoneNumbers: [{ type: 'mobile', value: '+1 425 5551234', primary: true, notifications: false }],
      spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US', customData: { orgUnit1: { value: 'IT' } } },
    });
    const { json } = await list('?employeeID=v3-1');
    const [item] = json.Items;
    const { ID, URI, ...rest } = item;
    assert.match(ID, /^gW[\w-]+\$$/);
    assert.deepEqual(rest, {
      Active: true,
      CellPhoneNumber: '+1 425 5551234',
      EmployeeID: 'v3-1',
      FirstName: 'Una',
      LastName: 'Vee',
      LoginID: person.userName,
      MiddleName: 'M',
      OrganizationUnit: 'IT',
      PrimaryEmail: 'una@vee.example',
    });
    assert.equal(json.NextPage, null);
    assert.deepEqual((await call('GET', URI, { as: admin })).json.Items, [item], 'its address finds it');
    const xml = await call('GET', `${USERS}?employeeID=v3-1`, { as: admin, accept: '' });
    assert.match(String(xml.headers['content-type']), /xml/);
    assert.deepEqual([element(xml.text, 'LoginID'), element(xml.text, 'Active')], [person.userName, 'true']);
    assert.match(xml.text, /<Users[^>]*><Items><User><ID>/);
  });

  it('filters, every filter at once', async () => {
    const { userName } = cast.traveler;
    const gone = await hire(program, cast.home, { active: false, name: { givenName: 'G', familyName: 'Gone' } });
    for (const query of ['employeeID=E-7', `user=${userName.toUpperCase()}`, 'lastName=traveler', `primaryEmail=${userName}`])
      assert.deepEqual(await found(`?${query}`), [userName], query);
    assert.deepEqual(await found('?active=false'), [gone.userName]);
    assert.ok(!(await found('?active=true&limit=100')).includes(gone.userName));
    assert.deepEqual(await found('?active=true&lastName=Gone'), []);
    const atHome = await hire(program, cast.home, { emails: [{ type: 'home', value: 'only@home.example' }] });
    assert.deepEqual(await found('?primaryEmail=only@home.example'), [atHome.userName]);
    assert.deepEqual(await found('?primaryEmail=home@vee.example'), [], 'another address is not the primary one');
  });

  it('pages without losing or repeating anybody while people come', async () => {
    const own = await foundCompany(program);
    const as = program.actingAs({ kind: 'company', companyId: own.companyId, appId: own.companyId, scopes: new Set(SCOPE) });
    const made: string[] = [];
    for (let count = 0; count < 5; count++)
      made.push((await hire(program, own, { name: { givenName: 'A', familyName: 'Page' } })).userName);
    const seen: string[] = [];
    for (let next = `${USERS}?limit=2&lastName=page`; next;) {
      const { status, json, text } = await call('GET', next, { as });
      assert.equal(status, 200, text);
      seen.push(...logins(json));
      if (made.length < 6) made.push((await hire(program, own, { name: { givenName: 'A', familyName: 'Page' } })).userName);
      if (json.NextPage)
        assert.match(json.NextPage, /^http:\/\/us\.localhost:8080\/api\/v3\.0\/common\/users\?limit=2&lastName=page&offset=/);
      next = json.NextPage;
    }
    assert.deepEqual(seen, made);
    assert.equal((await found('', as)).length, 6);
  });

  it('shows who is no administrator itself, and nobody another company', async () => {
    assert.deepEqual(await found('', cast.as(cast.colleague, ['user.read'])), [cast.colleague.userName]);
    assert.deepEqual(await found(`?user=${cast.traveler.userName}`, cast.as(cast.colleague, SCOPE)), []);
    const stranger = await hire(program, await foundCompany(program), { employeeNumber: 'E-7' });
    assert.deepEqual(await found(`?user=${stranger.userName}`), []);
    assert.deepEqual(await found('?employeeID=E-7', cast.asCompany(SCOPE)), [cast.traveler.userName]);
  });

  it('refuses what it cannot answer', async () => {
    for (const query of ['?limit=0', '?limit=101', '?limit=x', '?active=perhaps', '?offset=nonsense', '?nickname=x'])
      assert.equal((await list(query)).status, 400, query);
    assert.equal((await call('GET', USERS)).status, 401);
    assert.equal((await list('', 'Bearer nonsense')).status, 403);
    const refused = await list('', cast.as(cast.admin, ['EXPRPT']));
    assert.deepEqual([refused.status, /lacks the scope USER/.test(refused.json.Error.Message)], [403, true]);
  });
});
