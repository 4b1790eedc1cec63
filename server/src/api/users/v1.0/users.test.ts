import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askToken, registerApp } from '../../../../test/harness/apps.ts';
import { eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { castOf, clientOf, element, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';

const V1 = '/api/user/v1.0';
const NS = 'xmlns="http://www.concursolutions.com/api/user/2011/02"';
const USER = ['USER'];
const PASSWORD = 'Correct-horse-9';

describe('users in XML', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let admin: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    admin = cast.as(cast.admin, USER);
  });
  after(() => program.close());

  const get = (path: string, as = admin) => call('GET', V1 + path, { as, accept: '' });
  const post = (path: string, xml: string, as = admin) => call('POST', V1 + path, { as, accept: '', xml });
  const fields = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('');
  const record = (values: Record<string, string>) => `<UserProfile>${fields(values)}</UserProfile>`;
  const save = (...records: Record<string, string>[]) => post('/users', `<batch ${NS}>${records.map(record).join('')}</batch>`);
  const fresh = (number: string, more: Record<string, string> = {}) => ({
    EmpId: number,
    FeedRecordNumber: '1',
    LoginId: `${number}@legacy.example`,
    Password: PASSWORD,
    FirstName: 'Nia',
    LastName: 'New',
    LedgerKey: 'DEFAULT',
    ...more,
  });
  const shown = async (login: string) => (await get(`/user?loginID=${encodeURIComponent(login)}`)).text;
  const messages = (xml: string) => [...xml.matchAll(/<message>([^<]*)</g)].map(([, text]) => text);
  const signIn = (login: string, password: string) =>
    program.modules.identity.checkPassword(
      program.unitOfWork,
      { actor: { kind: 'anonymous' }, correlationId: 'test' },
      {
        login,
        password,
        address: '127.0.0.1',
        dataCenter: 'us',
      },
    );

  describe('one user', () => {
    it('shows the caller', async () => {
      const own = await get('/user', cast.as(cast.traveler, USER));
      assert.equal(own.status, 200, own.text);
      assert.match(own.text, new RegExp(`<UserProfile ${NS}`));
      const said = (name: string) => element(own.text, name);
      assert.deepEqual(
        ['LoginId', 'FirstName', 'LastName', 'EmpId', 'Active', 'LocaleName', 'CtryCode', 'CrnCode', 'ExpenseUser'].map(said),
        [cast.traveler.userName, 'Terry', 'Traveler', 'E-7', 'Y', 'en_US', 'US', 'USD', 'Y'],
      );
      assert.deepEqual(['ExpenseApprover', 'TripUser', 'IsTestEmp', 'Custom21', 'OrgUnit6', 'CtrySubCode'].map(said), [
        'N',
        'N',
        'N',
        '',
        '',
        '',
      ]);
      assert.equal(said('ExpenseApproverEmployeeID'), cast.manager.userName, 'an approver without a number is known by login');
    });

    it('shows another to administrators and companies, whatever the case of path and login', async () => {
      const login = cast.traveler.userName;
      for (const as of [admin, cast.asCompany(USER)])
        assert.equal(element((await get(`/USER?loginID=${login.toUpperCase()}`, as)).text, 'LoginId'), login);
      const own = await get(`/user?loginID=${login}`, cast.as(cast.traveler, USER));
      assert.equal(own.status, 200);
      const refused = await get(`/user?loginID=${login}`, cast.as(cast.colleague, USER));
      assert.deepEqual([refused.status, /lacks the role CompanyAdmin/.test(refused.text)], [403, true], refused.text);
    });

    it('refuses a login that nobody of the company has, and a company that names nobody', async () => {
      const stranger = await hire(program, await foundCompany(program));
      for (const login of ['nobody@nowhere.example', stranger.userName]) {
        const refused = await get(`/user?loginID=${login}`);
        assert.deepEqual([refused.status, /Invalid User/.test(element(refused.text, 'Message') ?? '')], [400, true]);
      }
      assert.equal((await get('/user', cast.asCompany(USER))).status, 400);
    });

    it('needs a token with the scope USER', async () => {
      assert.equal((await call('GET', `${V1}/user`, { accept: '' })).status, 401);
      assert.equal((await get('/user', 'Bearer nonsense')).status, 403);
      assert.equal((await get('/user', cast.as(cast.traveler, ['EXPRPT']))).status, 403);
    });
  });

  it('opens to a token of the first generation and to one of today', async () => {
    const app = await registerApp(program, { legacyKey: 'LegacyUsersKey0000000A', scopes: USER });
    const person = await hire(program, cast.home);
    await program.modules.identity.setPassword(program.unitOfWork, cast.home, { userId: person.id, password: PASSWORD });
    const old = await program.app.inject({
      method: 'GET',
      url: '/net2/oauth2/accesstoken.ashx',
      headers: {
        authorization: `Basic ${Buffer.from(`${person.userName}:${PASSWORD}`).toString('base64')}`,
        'x-consumerkey': 'LegacyUsersKey0000000A',
        accept: 'application/json',
      },
    });
    const { Token } = (old.json() as { Access_Token: { Token: string } }).Access_Token;
    const today = await askToken(program, app, { grant_type: 'password', username: person.userName, password: PASSWORD });
    for (const as of [`OAuth ${Token}`, `Bearer ${String(today.json().access_token)}`])
      assert.equal(element((await get('/user', as)).text, 'LoginId'), person.userName);
  });

  it('lists the fields of the form with those of the company', async () => {
    const own = await foundCompany(program);
    await program.unitOfWork.write(own, (ctx) =>
      program.modules.identity.setFormFields(ctx, [
        {
          slot: 'orgUnit1',
          label: 'Division',
          controlType: 'list_edit',
          dataType: 'MLIST',
          maxLength: 48,
          required: true,
          access: 'RW',
          sequence: 1,
          hierLevel: 1,
        },
        {
          slot: 'orgUnit2',
          label: 'Team',
          controlType: 'list_edit',
          dataType: 'MLIST',
          required: false,
          access: 'RW',
          sequence: 2,
          hierLevel: 2,
          parentSlot: 'orgUnit1',
        },
      ]),
    );
    const token = program.actingAs({ kind: 'company', companyId: own.companyId, appId: own.companyId, scopes: new Set(USER) });
    const { status, text } = await get('/formfields', token);
    assert.equal(status, 200, text);
    assert.match(text, new RegExp(`<FormFieldsList ${NS}`));
    const form = text.split('<FormField>').slice(1);
    const one = (id: string) => form.find((field) => element(field, 'Id') === id) ?? '';
    assert.deepEqual(
      ['Label', 'MaxLength', 'Required', 'Custom', 'Sequence'].map((name) => element(one('FirstName'), name)),
      ['Employee First Name', '32', 'Y', 'N', '1'],
    );
    assert.deepEqual(
      ['Required', 'Custom', 'ParentFieldId', 'HierLevel', 'Sequence'].map((name) => element(one('OrgUnit1'), name)),
      ['Y', 'Y', '', '1', '14'],
    );
    assert.deepEqual(
      ['ParentFormTypeCode', 'ParentFieldId', 'HierLevel', 'MaxLength'].map((name) => element(one('OrgUnit2'), name)),
      ['EMPINFO', 'OrgUnit1', '2', ''],
    );
    const refused = await post('/users', `<batch>${record(fresh('form-1'))}</batch>`, token);
    assert.deepEqual(messages(refused.text), ['MISSING_REQUIRED_FIELDS:OrgUnit1']);
  });

  it('shows a list item by its code and name, and takes its code', async () => {
    const own = await foundCompany(program);
    const { identity, lists } = program.modules;
    await program.unitOfWork.write(own, async (ctx) => {
      const { id } = await lists.createList(ctx, { name: 'Projects', levelCount: 2 });
      const [top] = await lists.addItems(ctx, { listId: id, items: [{ shortCode: 'EU', value: 'Europe' }] });
      await lists.addItems(ctx, { listId: id, parentId: top?.id ?? '', items: [{ shortCode: '1234', value: 'Project 1234' }] });
      const field = { controlType: 'list_edit', dataType: 'MLIST', required: false, access: 'RW', listId: id } as const;
      await identity.setFormFields(ctx, [
        { ...field, slot: 'custom1', label: 'Region', sequence: 1, hierLevel: 1 },
        { ...field, slot: 'custom2', label: 'Project', sequence: 2, hierLevel: 2, parentSlot: 'custom1' },
      ]);
    });
    const token = program.actingAs({ kind: 'company', companyId: own.companyId, appId: own.companyId, scopes: new Set(USER) });
    const batch = (values: Record<string, string>) => post('/users', `<batch>${record(values)}</batch>`, token);
    const values = fresh('list-1', { LoginId: 'list-1@lists.example', Custom1: 'EU', Custom2: '1234', Custom3: 'free' });
    assert.equal(element((await batch(values)).text, 'records-succeeded'), '1');
    const { text } = await get('/user?loginID=list-1@lists.example', token);
    assert.deepEqual(
      ['Custom1', 'Custom2', 'Custom3'].map((name) => element(text, name)),
      ['(EU) Europe', '(1234) Project 1234', 'free'],
    );
    assert.match((await batch({ ...values, Custom2: '9999' })).text, /custom2 must be the code of an item of its list/);
    const form =
      (await get('/FormFields', token)).text.split('<FormField>').find((one) => element(one, 'Id') === 'Custom2') ?? '';
    assert.equal(element(form, 'ListName'), 'Projects');
  });

  describe('a batch', () => {
    it('adds users, an approver before the one it approves for', async () => {
      const boss = fresh('n-1', { ExpenseUser: 'Y', ExpenseApprover: 'Y', Mi: 'Q', OrgUnit1: 'R&amp;D' });
      const clerk = fresh('n-2', {
        FeedRecordNumber: '2',
        ExpenseUser: 'y',
        ExpenseApproverEmployeeID: 'n-1',
        CtrySubCode: 'US-WA',
        TripUser: 'Y',
      });
      const made = await save(boss, clerk);
      assert.equal(made.status, 200, made.text);
      assert.match(made.text, new RegExp(`<user-batch-result ${NS}`));
      assert.deepEqual(
        ['records-succeeded', 'records-failed', 'Status', 'errors'].map((name) => element(made.text, name)),
        ['2', '0', 'SUCCESS', undefined],
      );
      assert.match(made.text, /<UserDetails><UserInfo><EmployeeID>n-1<\/EmployeeID><FeedRecordNumber>1</);
      const second = await shown('n-2@legacy.example');
      assert.deepEqual(
        ['ExpenseApproverEmployeeID', 'CtrySubCode', 'TripUser', 'LedgerName', 'CrnCode', 'EmailAddress'].map((name) =>
          element(second, name),
        ),
        ['n-1', 'US-WA', 'Y', 'DEFAULT', 'USD', 'n-2@legacy.example'],
      );
      const first = await shown('n-1@legacy.example');
      assert.deepEqual(
        ['Mi', 'OrgUnit1', 'ExpenseApprover'].map((name) => element(first, name)),
        ['Q', 'R&amp;D', 'Y'],
      );
      assert.ok(await signIn('n-1@legacy.example', PASSWORD));
    });

    it('changes what is given, leaves the rest and the password, and says nothing happened twice', async () => {
      await save(fresh('c-1', { Custom1: 'Old', ExpenseUser: 'Y' }));
      const change = {
        EmployeeID: 'c-1',
        LoginID: 'c-1@legacy.example',
        LastName: 'Changed',
        Custom1: '',
        Password: 'Another-one-9',
        ExpenseUser: 'N',
      };
      assert.equal(element((await save(change)).text, 'records-succeeded'), '1');
      const now = await shown('c-1@legacy.example');
      assert.deepEqual(
        ['FirstName', 'LastName', 'Custom1', 'ExpenseUser', 'Active'].map((name) => element(now, name)),
        ['Nia', 'Changed', '', 'N', 'Y'],
      );
      await signIn('c-1@legacy.example', PASSWORD);
      const before = (await eventsOf(program, cast.home)).length;
      await save(change);
      assert.equal((await eventsOf(program, cast.home)).length, before);
    });

    it('changes login and employee number by their own elements only', async () => {
      await save(fresh('r-1'));
      const other = await save({ EmpId: 'r-1', LoginId: 'elsewhere@legacy.example' });
      assert.match(messages(other.text)[0] ?? '', /has another login/);
      const moved = { EmpId: 'r-1', LoginId: 'r-1@legacy.example', NewLoginID: 'r-9@legacy.example', NewEmployeeID: 'r-9' };
      for (let times = 0; times < 2; times++) assert.equal(element((await save(moved)).text, 'records-failed'), '0');
      assert.equal(element(await shown('r-9@legacy.example'), 'EmpId'), 'r-9');
      assert.deepEqual(
        messages((await save({ ...moved, EmpId: 'r-none', LoginId: 'x@legacy.example', NewEmployeeID: 'r-8' })).text),
        ['Nobody has the employee ID r-none.'],
      );
    });

    it('fails each record by itself, with the reason', async () => {
      const failing: [Record<string, string>, RegExp][] = [
        [
          { EmpId: 'f-1', LoginId: 'f-1@legacy.example', Password: PASSWORD, LedgerKey: 'D' },
          /^MISSING_REQUIRED_FIELDS:FirstName,LastName$/,
        ],
        [{ EmpId: 'f-2', LoginId: 'f-2@legacy.example', FirstName: 'A', LastName: 'B' }, /^MISSING_REQUIRED_FIELDS:LedgerKey$/],
        [{ FirstName: 'A' }, /^MISSING_REQUIRED_FIELDS:EmpId,LoginId,LedgerKey$/],
        [{ ...fresh('f-3'), Password: '' }, /^MISSING_REQUIRED_FIELDS:Password$/],
        [fresh('f-4', { Password: 'short' }), /password is too weak/],
        [fresh('f-5', { LoginId: 'no-at-sign' }), /userName must look like user@domain/],
        [fresh('f-6', { Active: 'maybe' }), /Active: must have at most 1 characters/],
        [fresh('f-7', { Active: 'X' }), /Active: must be Y or N/],
        [fresh('f-8', { ExpenseApproverEmployeeID: 'nobody' }), /Nobody has the employee ID nobody/],
        [fresh('f-9', { LoginId: cast.traveler.userName }), /another employee ID has the login/],
        [fresh('f'.repeat(49)), /EmpId: must have at most 48/],
        [fresh('f-10', { CtryCode: 'us' }), /must be a country/],
      ];
      const saved = await save(...failing.map(([values]) => values), fresh('f-good'));
      assert.deepEqual(
        ['records-succeeded', 'records-failed'].map((name) => element(saved.text, name)),
        ['1', String(failing.length)],
      );
      const said = messages(saved.text);
      for (const [at, [, expected]] of failing.entries()) assert.match(said[at] ?? '', expected);
      for (const number of ['f-4', 'f-8'])
        assert.equal((await get(`/user?loginID=${number}@legacy.example`)).status, 400, number);
    });

    it('is for administrators and companies, and a sign-in elsewhere needs no password', async () => {
      const xml = `<UserBatch ${NS}>${record(fresh('a-1'))}</UserBatch>`;
      assert.equal((await post('/Users', xml, cast.as(cast.traveler, USER))).status, 403);
      assert.equal(element((await post('/Users', xml, cast.asCompany(USER))).text, 'records-succeeded'), '1');
      const own = await foundCompany(program, { ssoOnly: true });
      const token = program.actingAs({ kind: 'company', companyId: own.companyId, appId: own.companyId, scopes: new Set(USER) });
      const { Password: _none, ...values } = fresh('a-1', { LoginId: 'a-1@sso.example' });
      assert.equal(element((await post('/users', `<batch>${record(values)}</batch>`, token)).text, 'records-succeeded'), '1');
    });

    it('refuses none, more than 500, and what it cannot read', async () => {
      assert.equal((await save()).status, 400);
      assert.equal((await save(...Array.from({ length: 501 }, () => ({ EmpId: 'x' })))).status, 400);
      assert.equal((await post('/users', '<batch><UserProfile></batch>')).status, 400);
      assert.equal((await post('/users', `<batch>${record({ Nonsense: 'x' })}</batch>`)).status, 400);
      assert.equal((await call('POST', `${V1}/users`, { as: admin, accept: '', body: {} })).status, 415);
    });
  });

  describe('passwords', () => {
    const set = (xml: string, as = admin) => post('/Users/password', `<UserBatch ${NS}>${xml}</UserBatch>`, as);
    const one = (login: string, password: string, name = 'User') =>
      `<${name}><LoginID>${login}</LoginID><Password>${password}</Password></${name}>`;

    it('are set one by one', async () => {
      await save(fresh('p-1'));
      const own = 'p-1@legacy.example';
      const done = await set(
        one(own, 'New-password-9') +
          one('no@where.example', 'x') +
          one(cast.manager.userName, 'x') +
          one(own, 'weak') +
          '<User/>',
      );
      assert.equal(done.status, 200, done.text);
      assert.match(done.text, new RegExp(`<BatchResult ${NS}`));
      assert.deepEqual(
        ['RecordsSucceeded', 'RecordsFailed'].map((name) => element(done.text, name)),
        ['1', '4'],
      );
      assert.deepEqual(
        [...done.text.matchAll(/<Status>(\w+)<\/Status><Message>([^<]*)</g)].map(([, status, message]) =>
          `${status}: ${message}`.slice(0, 40),
        ),
        [
          'Success: Password Updated.',
          'Failed: Nobody has this login ID.',
          "Failed: This employee doesn't have an Employee ID.".slice(0, 40),
          'Failed: The password is too weak: it needs 8 characters.'.slice(0, 40),
          'Failed: LoginID and Password are required.'.slice(0, 40),
        ],
      );
      assert.ok(await signIn(own, 'New-password-9'));
      assert.equal(element((await set(one(own, 'Other-password-9', 'UserProfile'))).text, 'RecordsSucceeded'), '1');
      assert.ok(await signIn(own, 'Other-password-9'));
    });

    it('are for administrators, and a batch holds 1 to 500', async () => {
      assert.equal((await set(one('x', 'y'), cast.as(cast.traveler, USER))).status, 403);
      const keeper = await hire(program, cast.home, { roles: [{ code: 'SHD_PASSWORD_ADMIN' }] });
      assert.equal((await set(one('x', 'y'), cast.as(keeper, USER))).status, 200);
      assert.equal((await post('/users', `<batch>${record({})}</batch>`, cast.as(keeper, USER))).status, 403);
      assert.equal((await set('')).status, 400);
      assert.equal((await set(one('x', 'y').repeat(501))).status, 400);
    });
  });
});
