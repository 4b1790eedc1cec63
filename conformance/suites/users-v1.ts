import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, elements, type Client } from '../client.ts';

const V1 = '/api/user/v1.0';

/** Users in XML, as programs written for the oldest API keep them. */
export function usersV1(client: () => Client): void {
  describe('users v1', () => {
    // A run must be able to follow another on the same data.
    const run = Date.now().toString(36);
    const number = (name: string) => `${run}-${name}`;
    const login = (name: string) => `${number(name)}@legacy.example`;
    const get = async (path: string, token?: string) =>
      client().call('GET', V1 + path, { token: token ?? (await client().asCompany()), accept: 'application/xml' });
    const post = async (path: string, xml: string, token?: string) =>
      client().call('POST', V1 + path, { token: token ?? (await client().asCompany()), accept: 'application/xml', xml });
    const record = (values: Record<string, string>) =>
      `<UserProfile>${Object.entries(values)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join('')}</UserProfile>`;
    const save = (...records: Record<string, string>[]) =>
      post('/users', `<batch xmlns="http://www.concursolutions.com/api/user/2011/02">${records.map(record).join('')}</batch>`);
    const fresh = (name: string, more: Record<string, string> = {}) => ({
      EmpId: number(name),
      FeedRecordNumber: '1',
      LoginId: login(name),
      Password: 'Correct-horse-9',
      Active: 'Y',
      FirstName: 'Lee',
      LastName: 'Legacy',
      LedgerKey: 'DEFAULT',
      ExpenseUser: 'Y',
      ...more,
    });

    it('shows the caller, and somebody else to a company', async () => {
      const traveler = client().user('traveler');
      const own = await get('/user', await client().as('traveler'));
      assert.equal(own.status, 200, own.text);
      assert.match(own.text, /<UserProfile xmlns="http:\/\/www\.concursolutions\.com\/api\/user\/2011\/02"/);
      assert.equal(element(own.text, 'LoginId'), traveler.login);
      assert.equal((await get(`/User?loginID=${encodeURIComponent(traveler.login)}`)).text, own.text);
    });

    it('tells the fields of the form', async () => {
      const form = await get('/FormFields', await client().as('traveler'));
      assert.equal(form.status, 200, form.text);
      for (const name of ['EmpId', 'LoginId', 'FirstName', 'LastName', 'LedgerKey'])
        assert.ok(elements(form.text, 'Id').includes(name), name);
    });

    it('adds and changes users, each by itself', async () => {
      const saved = await save(
        fresh('boss', { ExpenseApprover: 'Y' }),
        fresh('clerk', { FeedRecordNumber: '2', ExpenseApproverEmployeeID: number('boss') }),
        { EmpId: number('lost'), FeedRecordNumber: '3', LoginId: login('lost') },
      );
      assert.equal(saved.status, 200, saved.text);
      assert.deepEqual(
        ['records-succeeded', 'records-failed'].map((name) => element(saved.text, name)),
        ['2', '1'],
        saved.text,
      );
      assert.match(element(saved.text, 'message') ?? '', /^MISSING_REQUIRED_FIELDS:/);
      const clerk = (await get(`/user?loginID=${login('clerk')}`)).text;
      assert.deepEqual(
        ['ExpenseApproverEmployeeID', 'ExpenseApprover', 'Active'].map((name) => element(clerk, name)),
        [number('boss'), 'N', 'Y'],
      );
      await save({
        EmpId: number('clerk'),
        FeedRecordNumber: '1',
        LoginId: login('clerk'),
        NewLoginID: login('renamed'),
        Active: 'N',
      });
      const renamed = (await get(`/user?loginID=${login('renamed')}`)).text;
      assert.deepEqual(
        ['EmpId', 'Active'].map((name) => element(renamed, name)),
        [number('clerk'), 'N'],
      );
    });

    it('sets passwords with which people sign in', async () => {
      await save(fresh('keys'));
      const one = (name: string, password: string) =>
        `<User><LoginID>${login(name)}</LoginID><Password>${password}</Password></User>`;
      const set = await post('/Users/password', `<UserBatch>${one('keys', 'Another-horse-9')}${one('nobody', 'x')}</UserBatch>`);
      assert.equal(set.status, 200, set.text);
      assert.deepEqual(elements(set.text, 'Status'), ['Success', 'Failed']);
      const { access_token } = await client().token({
        grant_type: 'password',
        username: login('keys'),
        password: 'Another-horse-9',
      });
      assert.equal(element((await get('/user', access_token)).text, 'EmpId'), number('keys'));
    });

    it('refuses who may not, and what it cannot read', async () => {
      const traveler = await client().as('traveler');
      assert.equal((await client().call('GET', `${V1}/user`, { accept: 'application/xml' })).status, 401);
      assert.equal((await get('/user', 'nonsense')).status, 403);
      assert.equal((await get(`/user?loginID=${client().user('manager').login}`, traveler)).status, 403);
      assert.equal((await post('/users', `<batch>${record(fresh('no'))}</batch>`, traveler)).status, 403);
      assert.equal((await post('/Users/password', '<UserBatch><User/></UserBatch>', traveler)).status, 403);
      assert.equal((await get('/user?loginID=nobody@nowhere.example')).status, 400);
      assert.equal((await save()).status, 400);
      assert.equal((await save(...Array.from({ length: 501 }, () => ({ EmpId: 'x' })))).status, 400);
      assert.equal((await post('/Users/password', '<UserBatch/>')).status, 400);
      assert.ok((await get('/FormFields', 'nonsense')).text.includes('<Error>'));
    });
  });
}
