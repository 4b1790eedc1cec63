import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { castOf, clientOf, type Cast, type Client, type Json } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';

const SCOPE = ['USER'];

describe('bulk users', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let token: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    token = cast.asCompany(SCOPE);
    await hire(program, cast.home, {
      employeeNumber: 'bulk-1',
      active: false,
      name: { givenName: 'Bo', familyName: 'Bulk' },
      emails: [
        { type: 'home', value: 'home@bulk.example' },
        { type: 'work', value: 'work@bulk.example' },
      ],
      phoneNumbers: [{ type: 'mobile', value: '+49 170 1234567', primary: true, notifications: false }],
      spend: { reimbursementCurrency: 'EUR', country: 'DE', locale: 'de-DE' },
    });
    await hire(program, await foundCompany(program), { employeeNumber: 'bulk-1' });
  });
  after(() => program.close());

  const list = (query = '', as = token) => call('GET', `/users/${query}`, { as, accept: '' });

  it('shows company and people', async () => {
    const { status, json, text } = await list('?employeeid=bulk-1');
    assert.equal(status, 200, text);
    assert.deepEqual([json.total, json.offset, json.limit, json.NextPage, json.company.country], [1, 0, 100, null, 'US']);
    const [{ ID, URI, LoginID, ...rest }] = json.Items;
    assert.match(ID, /^[0-9A-F-]{36}$/);
    assert.deepEqual(rest, {
      Active: false,
      CountryCode: 'DE',
      CellPhoneNumber: '+49 170 1234567',
      PrimaryEmail: 'work@bulk.example',
      EmployeeID: 'bulk-1',
      Emails: ['work@bulk.example', 'home@bulk.example'],
      OrganizationUnit: null,
      MiddleName: '',
      LastName: 'Bulk',
      FirstName: 'Bo',
    });
    assert.equal((await call('GET', URI, { as: token })).json.Items[0].LoginID, LoginID);
  });

  it('filters', async () => {
    const { userName, id } = cast.traveler;
    const logins = async (query: string) => (await list(query)).json.Items.map((item: Json) => item.LoginID);
    for (const query of [`loginid=${userName}`, 'lastname=Traveler', 'employeeid=E-7', `primaryemail=${userName}`, `id=${id}`])
      assert.deepEqual(await logins(`?${query}`), [userName], query);
    assert.equal((await logins('?countrycode=DE')).length, 1);
    assert.equal((await logins('?isactive=false')).length, 1);
    assert.deepEqual(await logins('?id=nonsense'), []);
  });

  it('pages by numbers', async () => {
    const all = (await list()).json;
    assert.equal(all.total, all.Items.length);
    const seen: Json[] = [];
    for (let next = '/users?offset=0&limit=2'; next;) {
      const { json } = await call('GET', next, { as: token });
      assert.equal(json.total, all.total);
      seen.push(...json.Items);
      next = json.NextPage;
    }
    assert.deepEqual(seen, all.Items);
    assert.deepEqual((await list('?offset=1000')).json.Items, []);
  });

  it("is for the company's token, and refuses what it cannot answer", async () => {
    for (const query of ['?limit=0', '?limit=101', '?offset=-1', '?isactive=perhaps', '?nickname=x'])
      assert.equal((await list(query)).status, 400, query);
    assert.equal((await call('GET', '/users/')).status, 401);
    assert.equal((await list('', 'Bearer nonsense')).status, 403);
    assert.equal((await list('', cast.as(cast.admin, SCOPE))).status, 403);
    assert.equal((await list('', cast.asCompany(['EXPRPT']))).status, 403);
  });
});
