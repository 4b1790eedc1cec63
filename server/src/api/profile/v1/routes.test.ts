import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { User } from '../../../modules/identity/index.ts';
import type { Caller } from '../../../platform/context.ts';

const APP = '0195a000-0000-7000-8000-00000000a99a';
type Home = Caller & { companyId: string };
type Body = Record<string, unknown> & { schemas: string[] };

describe('profile v1', () => {
  let program: TestProgram;
  let home: Home;
  let manager: User;
  let user: User;
  let helper: User;
  let orgUnitId: number;

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program, { name: 'Meridian', domain: 'meridian.example' });
    const { identity } = program.modules;
    const settings = await program.unitOfWork.write(home, (ctx) =>
      identity.addTravelSettings(ctx, { ruleClass: ['Staff'], orgUnit: ['Sales'] }),
    );
    orgUnitId = settings.find(({ kind }) => kind === 'orgUnit')?.id ?? 0;
    manager = await hire(program, home, { roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] });
    helper = await hire(program, home);
    user = await hire(program, home, {
      userName: 'terry@meridian.example',
      name: { givenName: 'Terry', middleName: 'Test', familyName: 'Brown' },
      employeeNumber: 'E-1',
      title: 'Engineer',
      gender: 'Male',
      dateOfBirth: '1990-01-01',
      managerId: manager.id,
      emails: [
        { type: 'work', value: 'terry@meridian.example' },
        { type: 'home', value: 'terry@home.example', verified: true, verifiedAt: new Date('2026-01-02T03:04:05Z') },
      ],
      phoneNumbers: [
        { type: 'work', value: '+1 425 123 1234 x12', primary: false, notifications: false },
        { type: 'mobile', value: '+44 7700 900123', primary: false, notifications: true, issuingCountry: 'GB' },
      ],
      addresses: [
        { type: 'work', streetAddress: '1 Main St', locality: 'Bellevue', region: 'WA', postalCode: '98004', country: 'US' },
        { type: 'bank', locality: 'Nowhere' },
      ],
      emergencyContacts: [{ name: 'Kim Brown', relationship: 'Spouse', phones: ['+1 425 123 9999'] }],
      spend: {
        reimbursementCurrency: 'USD',
        country: 'US',
        locale: 'en-US',
        stateProvince: 'WA',
        reimbursementType: 'ACCOUNTS_PAYABLE',
        ledgerCode: 'DEFAULT',
        customData: { custom21: { value: 'United States' }, custom7: { value: 'hidden' } },
      },
      travel: {
        orgUnit: { name: 'Sales' },
        ruleClass: { name: 'Staff' },
        preferences: { air: { homeAirport: 'SEA', meal: 'BLML' }, airSeat: { interrowPosition: 'Aisle' }, hotel: { gym: true } },
        programs: { rail: [{ vendorCode: '9B', vendorName: 'AccesRail', account: '123454321' }] },
        documents: {
          passports: [{ number: '12345678', issuingCountry: 'US', expiration: '2030-06-30' }],
          visas: [{ number: '987', issuedByCountry: 'AF' }],
        },
      },
    });
    await program.unitOfWork.write(home, async (ctx) => {
      const field = { controlType: 'edit', dataType: 'String', required: false, access: 'RW' as const };
      await identity.setFormFields(ctx, [
        { ...field, slot: 'orgUnit1', label: 'Expense Policy Group', sequence: 1 },
        { ...field, slot: 'custom21', label: 'Employee Administration Country', sequence: 2 },
        { ...field, slot: 'custom7', label: 'Secret', sequence: 3, access: 'HD' },
      ]);
      await identity.setApprovers(ctx, {
        userId: user.id,
        approvers: [{ kind: 'report', approverId: manager.id, primary: true }],
      });
      await identity.setDelegates(ctx, {
        userId: user.id,
        delegates: [
          {
            delegateId: helper.id,
            product: 'EXP',
            permissions: ['canPrepare', 'canApproveTemporary'],
            temporaryFrom: '2026-03-01',
            temporaryTo: '2026-03-31',
          },
        ],
      });
    });
  });
  after(() => program.close());

  const asUser = (who: { id: string; companyId: string } = user, scopes = ['user.read']) =>
    program.actingAs({ kind: 'user', userId: who.id, companyId: who.companyId, appId: APP, scopes: new Set(scopes) });
  const asCompany = (where: Home = home, scopes = ['company.read', 'user.read']) =>
    program.actingAs({ kind: 'company', companyId: where.companyId, appId: APP, scopes: new Set(scopes) });
  const get = (path: string, authorization: string, host = 'us.localhost:8080') =>
    program.app.inject({ method: 'GET', url: `/profile/v1${path}`, headers: { authorization, host } });

  it('shows a user every block but expense', async () => {
    const response = await get('/me', asUser());
    assert.equal(response.statusCode, 200, response.body);
    const me = response.json<Body>();
    assert.deepEqual(me.schemas, [
      'com:concur:User:1.0',
      'com:concur:Employee:1.0',
      'com:concur:TravelPreferences:1.0',
      'com:concur:Programs:1.0',
      'com:concur:Documents:1.0',
    ]);
    assert.equal(me['id'], user.id);
    assert.deepEqual(me['meta'], {
      created: '2026-03-02T09:00:00.000',
      lastModified: '2026-03-02T09:00:00.000',
      principalType: 'user',
      resourceType: 'EnterpriseUser',
    });
    assert.equal((me['name'] as Body)['formatted'], 'Brown, Terry Test');
    assert.deepEqual(me['emails'], [
      { value: 'terry@meridian.example', type: 'Business', notifications: true, verified: false },
      {
        value: 'terry@home.example',
        type: 'Personal',
        notifications: true,
        verified: true,
        dateVerified: '2026-01-02T03:04:05.000',
      },
    ]);
    assert.deepEqual(me['phoneNumbers'], [
      { type: 'Work', value: 'tel:+1-4251231234;ext=12', primary: false, notifications: false, countryISDCode: '1' },
      {
        type: 'Cell',
        value: 'tel:+44-7700900123',
        primary: true,
        notifications: true,
        countryCode: 'GB',
        countryISDCode: '44',
      },
    ]);
    assert.deepEqual(
      (me['addresses'] as Body[]).map(({ type }) => type),
      ['Work'],
    );
    assert.deepEqual(me['com:concur:Employee:1.0'], {
      companyUUID: home.companyId,
      companyInternalId: (me['com:concur:Employee:1.0'] as Body)['companyInternalId'],
      employeeId: 'E-1',
      jobTitle: 'Engineer',
      managerId: manager.id,
      orgUnitId,
    });
    const preferences = me['com:concur:TravelPreferences:1.0'] as Record<string, Body>;
    assert.deepEqual(preferences['air'], {
      seat: { interrowPosition: 'Aisle', sectionPosition: null },
      homeAirport: 'SEA',
      meal: 'BLML',
    });
    assert.equal(preferences['rail']?.['berth'], 'DontCare');
    assert.equal(preferences['hotel']?.['gym'], true);
    assert.equal(preferences['hotel']?.['pool'], false);
    assert.deepEqual((me['com:concur:Documents:1.0'] as Body)['visa'], [
      { number: '987', issuedByCountry: 'AF', placeIssued: null, issuedForCountry: null, dateIssued: null, expiration: null },
    ]);
    assert.equal(((me['com:concur:Programs:1.0'] as Body)['rail'] as Body[])[0]?.['account'], '123454321');
  });

  it('adds and leaves out blocks as ?schema says, in any combination', async () => {
    const blocks = async (query: string) =>
      (await get(`/me${query}`, asUser())).json<Body>().schemas.map((urn) => urn.split(':')[2]);
    assert.deepEqual(await blocks('?schema=compact'), ['User', 'Employee']);
    assert.deepEqual(await blocks('?schema=compact,expense'), ['User', 'Employee', 'Expense']);
    assert.deepEqual(await blocks('?schema=Expense,%20compact'), ['User', 'Employee', 'Expense']);
    assert.equal((await blocks('?schema=expense')).length, 6);
    assert.equal((await blocks('?schema=')).length, 5);
    const refused = await get('/me?schema=everything', asUser());
    assert.equal(refused.statusCode, 400);
    assert.match(refused.json<{ message: string }>().message, /schema.*compact and expense/);
  });

  it('shows the expense block with form values, approvers, delegates and delegators', async () => {
    const me = (await get('/me?schema=compact,expense', asUser())).json<Body>()['com:concur:Expense:0.2'] as Body;
    assert.deepEqual(me['orgUnitData'], [{ orgUnitName: 'Expense Policy Group', orgUnitValue: null }]);
    assert.deepEqual(me['customData'], [
      { customFieldName: 'Employee Administration Country', customFieldValue: 'United States' },
    ]);
    assert.deepEqual(me['approvers'], [{ approverType: 'ExpenseApprover', approverUuid: manager.id, approver2Uuid: null }]);
    assert.equal(me['reimbursementType'], 'APCHECK');
    assert.equal(me['localeCode'], 'en_US');
    assert.equal(me['countrySubdivision'], 'US-WA');
    assert.equal(me['middleInitial'], 'T');
    assert.match(String(me['cuuid']), /^\d{19}$/);
    const [delegate] = me['delegates'] as Body[];
    assert.equal(delegate?.['delegateUUID'], helper.id);
    assert.equal(delegate?.['productCode'], 'EXP');
    assert.equal(delegate?.['canPrepare'], true);
    assert.equal(delegate?.['canSubmit'], false);
    assert.equal(delegate?.['temporaryDelegationToDate'], '2026-03-31T00:00:00.000');
    assert.deepEqual(me['delegators'], []);
  });

  it('leaves the expense block out for whom has no spend profile', async () => {
    const response = await get('/me?schema=expense', asUser(helper));
    assert.equal(response.statusCode, 200, response.body);
    assert.ok(!response.json<Body>().schemas.includes('com:concur:Expense:0.2'));
  });

  it('shows a company token its company, Professional or Standard', async () => {
    const response = await get('/me', asCompany());
    assert.equal(response.statusCode, 200, response.body);
    const company = response.json<Body>();
    assert.equal(company['id'], home.companyId);
    assert.deepEqual(company.schemas, ['com:concur:Travel:0.1', 'com:concur:Expense:0.1']);
    assert.deepEqual(company['com:concur:Expense:0.1'], { offeringCode: 'CES', marketingName: 'CTE' });
    assert.equal(company['defaultLanguage'], 'en-us');
    assert.deepEqual(company['meta'], { principalType: 'company' });
    const small = await foundCompany(program, { edition: 'standard', products: ['Expense'] });
    const standard = (await get('/me', asCompany(small))).json<Body>();
    assert.deepEqual(standard.schemas, ['com:concur:Expense:0.1']);
    assert.equal((standard['com:concur:Expense:0.1'] as Body)['marketingName'], 'Standard Edition');
  });

  it('reads principals by id: oneself, and with a company token the people of the company', async () => {
    assert.equal((await get(`/principals/${user.id.toUpperCase()}`, asUser())).json<Body>()['id'], user.id);
    assert.equal((await get(`/principals/${user.id}`, asCompany())).json<Body>()['id'], user.id);
    assert.equal((await get(`/principals/${home.companyId}`, asCompany())).json<Body>()['id'], home.companyId);
  });

  it('finds nobody else: not colleagues, not another company, not what is no id', async () => {
    const other = await foundCompany(program);
    const stranger = await hire(program, other);
    for (const [id, authorization] of [
      [helper.id, asUser()],
      [home.companyId, asUser()],
      [stranger.id, asUser()],
      [stranger.id, asCompany()],
      [other.companyId, asCompany()],
      ['me-too', asCompany()],
    ] as const) {
      const response = await get(`/principals/${id}`, authorization);
      assert.equal(response.statusCode, 404, id);
      assert.equal(response.json<{ error: string }>().error, 'not found');
    }
  });

  it('denies access by name of the missing scope, and to apps', async () => {
    const denied = async (authorization: string, path = '/me') => {
      const response = await get(path, authorization);
      assert.equal(response.statusCode, 403, response.body);
      const body = response.json<{ error: string; message: string }>();
      assert.equal(body.error, 'access denied');
      return body.message;
    };
    assert.match(await denied(asUser(user, ['company.read'])), /user\.read or user\.write/);
    assert.match(await denied(asUser(user, [])), /user\.read/);
    assert.match(await denied(asCompany(home, ['user.read'])), /company\.read or company\.write/);
    assert.match(await denied(asCompany(home, ['company.read']), `/principals/${user.id}`), /user\.read/);
    const app = program.actingAs({ kind: 'app', appId: APP, scopes: new Set(['user.read']) });
    assert.match(await denied(app), /needs a user or company token/);
    assert.equal((await get('/me', asUser(user, ['user.write']))).statusCode, 200);
    assert.equal((await get('/me', asCompany(home, ['company.write']))).statusCode, 200);
  });

  it('answers 401 without a token, 404 for unknown paths, 405 for other methods', async () => {
    const nameless = await get('/me', 'Bearer nonsense');
    assert.equal(nameless.statusCode, 401);
    assert.equal(nameless.headers['www-authenticate'], 'Bearer');
    assert.equal((await get('/them', asUser())).statusCode, 404);
    const method = await program.app.inject({ method: 'PUT', url: '/profile/v1/me', headers: { authorization: asUser() } });
    assert.equal(method.statusCode, 405);
  });

  it('moves to the data centre of the company with path and query, and serves all at the router', async () => {
    const far = await foundCompany(program, { dataCenter: 'emea' });
    const there = await hire(program, far);
    const moved = await get('/me?schema=compact,expense', asUser(there));
    assert.equal(moved.statusCode, 301);
    assert.equal(moved.headers['location'], 'http://emea.localhost:8080/profile/v1/me?schema=compact,expense');
    const company = await get(`/principals/${there.id}`, asCompany(far), '127.0.0.1:8080');
    assert.equal(company.headers['location'], `http://emea.localhost:8080/profile/v1/principals/${there.id}`);
    assert.equal((await get('/me', asUser(there), 'emea.localhost:8080')).statusCode, 200);
    assert.equal((await get('/me', asUser(there), 'www-emea.localhost:8080')).statusCode, 200);
    assert.equal((await get('/me', asUser(there), 'glz.localhost:8080')).statusCode, 200);
    assert.equal((await get('/me', asUser(), '127.0.0.1:9999')).statusCode, 200);
  });

  it('moves on a company that only the directory knows', async () => {
    const companyId = '0195a000-0000-7000-8000-0000000000fa';
    const caller = { ...home, companyId } as Home;
    await program.unitOfWork.write(caller, (ctx) =>
      program.modules.directory.enter(ctx, { principalId: companyId, kind: 'company', companyId, dataCenter: 'cn' }),
    );
    const moved = await get('/me', asCompany(caller));
    assert.equal(moved.statusCode, 301);
    assert.equal(moved.headers['location'], 'http://cn.localhost:8080/profile/v1/me');
    const unknown = { ...home, companyId: '0195a000-0000-7000-8000-0000000000fb' } as Home;
    assert.equal((await get('/me', asCompany(unknown))).statusCode, 404);
  });
});
