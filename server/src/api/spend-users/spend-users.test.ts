import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { ApproverLimit, User } from '../../modules/identity/index.ts';
import type { Caller } from '../../platform/context.ts';
import { decimal } from '../../platform/money/money.ts';
import {
  APPROVER,
  APPROVER_LIMIT,
  DELEGATE,
  INVOICE_PREFERENCE,
  PAYROLL,
  ROLE,
  SPEND_USER,
  USER_PREFERENCE,
  WORKFLOW_PREFERENCE,
} from '../dialects/scim/spend/urns.ts';

type Part = Record<string, unknown>;
type Body = Part & { readonly Resources: Part[] };

const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
const SCOPE = 'spend.user.general.read';
const limit = (given: Partial<ApproverLimit>): ApproverLimit => ({
  authority: 'authorized',
  approvalType: 'report',
  exceptionAuthority: false,
  amount: decimal('7.50'),
  currency: 'USD',
  group: '',
  ...given,
});

describe('spend users', () => {
  let program: TestProgram;
  let home: Caller & { companyId: string };
  let user: User;
  let boss: User;
  let bare: User;
  let listId: string;

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
    const { identity, lists } = program.modules;
    await program.unitOfWork.write(home, async (ctx) => {
      const list = await lists.createList(ctx, { name: 'Units', levelCount: 2 });
      listId = list.id;
      const team = { shortCode: 'QA', value: 'Quality' };
      await lists.addItems(ctx, { listId, items: [{ shortCode: 'R&D', value: 'Research', items: [team] }] });
      for (const area of ['Expense', 'Approval'] as const) await identity.setGroupHierarchy(ctx, { area, listId });
      const field = { controlType: 'edit', dataType: 'ConnectedList', required: false, access: 'RW' as const };
      await identity.setFormFields(ctx, [
        { ...field, slot: 'orgUnit1', label: 'Unit', sequence: 1, listId, hierLevel: 1 },
        { ...field, slot: 'orgUnit2', label: 'Team', sequence: 2, listId, hierLevel: 2, parentSlot: 'orgUnit1' },
        { ...field, slot: 'custom1', label: 'Badge', dataType: 'String', sequence: 3, maxLength: 10 },
      ]);
    });
    bare = await hire(program, home);
    boss = await hire(program, home, {
      employeeNumber: 'boss',
      spend: { ...spend, country: 'DE', nonEmployee: true },
      roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }],
    });
    user = await hire(program, home, { spend });
    const delegation = { permissions: ['canPrepare', 'canApproveTemporary'] as const, temporaryFrom: '2026-03-01' };
    await program.unitOfWork.write(home, (ctx) =>
      identity.changeSpending(ctx, {
        userId: user.id,
        spend: {
          reimbursementType: 'ADP_PAYROLL',
          ledgerCode: 'L-1',
          biManager: { employeeNumber: 'boss' },
          customData: { orgUnit1: { value: 'R&D' }, orgUnit2: { value: 'QA' }, custom1: { value: '7' } },
          officeLocation: { country: 'US', city: 'Redmond' },
        },
        payroll: { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '1' },
        approvers: [{ kind: 'report', approver: { id: boss.id }, primary: true }],
        roles: [{ code: 'EXP_APPROVER' }, { code: 'EXP_PROCESSOR', groups: ['R&D-QA'] }],
        approverLimits: [limit({ group: 'R&D-QA', level: 1 }), limit({ authority: 'costObject' })],
        delegates: [{ ...delegation, product: 'EXP', delegate: { id: boss.id }, temporaryTo: '2026-03-05' }],
        userPreference: { processorReportAccess: 'RESTRICTED', showExpenseOnReport: 'PARENT' },
        workflowPreference: { emailStatusChangeOnReport: false },
      }),
    );
  });
  after(() => program.close());

  const asCompany = (companyId = home.companyId, scopes = [SCOPE]) =>
    program.actingAs({ kind: 'company', companyId, appId: 'app', scopes: new Set(scopes) });
  const headers = (authorization: string) => ({ authorization, host: 'us.localhost:8080' });
  const ORIGIN = 'http://us.localhost:8080';
  async function get(path: string, authorization = asCompany()): Promise<{ status: number; body: Body }> {
    const answer = await program.app.inject({ method: 'GET', url: `/profile/spend${path}`, headers: headers(authorization) });
    return { status: answer.statusCode, body: answer.json<Body>() };
  }
  const found = async (version: string, filter: string): Promise<string[] | string> => {
    const { status, body } = await get(`/${version}/Users?filter=${encodeURIComponent(filter)}`);
    if (status !== 200) return `${status} ${String(body['scimType'])}`;
    return body.Resources.map(({ id }) => (id === user.id ? 'user' : 'boss'));
  };

  it('show the profile with the items that its codes name', async () => {
    const { status, body } = await get(`/v4.1/Users/${user.id}`);
    assert.equal(status, 200, JSON.stringify(body));
    const item = await program.unitOfWork.read(home, (ctx) =>
      program.modules.lists.findItem(ctx, { listId, codes: ['R&D', 'QA'] }),
    );
    const { customData, ...profile } = body[SPEND_USER] as Part & { customData: Part[] };
    assert.deepEqual(
      customData.find(({ id }) => id === 'orgUnit2'),
      { id: 'orgUnit2', value: 'QA', syncGuid: item?.id, href: `${ORIGIN}/list/v4/items/${item?.id}` },
    );
    assert.deepEqual(profile, {
      reimbursementCurrency: 'USD',
      reimbursementType: 'ADP_PAYROLL',
      ledgerCode: 'L-1',
      country: 'US',
      budgetCountryCode: null,
      stateProvince: null,
      locale: 'en-US',
      cashAdvanceAccountCode: null,
      testEmployee: false,
      nonEmployee: false,
      biManager: { value: boss.id, employeeNumber: 'boss' },
      officeLocationCountry: 'US',
      officeLocationCity: 'Redmond',
    });
    assert.deepEqual(body['meta'], {
      resourceType: 'User',
      created: null,
      lastModified: '2026-03-02T09:00:00.000Z',
      location: `${ORIGIN}/profile/spend/v4/Users/${user.id}`,
      version: null,
    });
  });

  it('show every other extension', async () => {
    const { body } = await get(`/v4.1/Users/${user.id}`);
    assert.deepEqual(body[PAYROLL], { adp: { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '1' } });
    assert.deepEqual(body[APPROVER], { report: [{ approver: { value: boss.id, employeeNumber: 'boss' }, primary: true }] });
    const global = {
      approvalType: 'report',
      exceptionApprovalAuthority: false,
      approvalLimit: 7.5,
      reimbursementCurrency: 'USD',
      approvalGroup: '',
    };
    assert.deepEqual(body[APPROVER_LIMIT], { costObjectApprover: [global] }, 'those of the Global group');
    const [delegate] = (body[DELEGATE] as { expense: Part[] }).expense;
    assert.deepEqual([delegate?.['canPrepare'], delegate?.['canApprove']], [true, false]);
    assert.deepEqual(delegate?.['temporaryDelegation'], {
      temporaryDelegationFromDate: '2026-03-01T00:00:00.000Z',
      temporaryDelegationToDate: '2026-03-05T00:00:00.000Z',
    });
    const processor = { roleName: 'EXP_PROCESSOR', roleGroups: ['R&D-QA'] };
    assert.deepEqual(body[ROLE], { roles: [{ roleName: 'EXP_USER' }, { roleName: 'EXP_APPROVER' }, processor] });
    const preference = body[USER_PREFERENCE] as Part;
    assert.deepEqual([preference['processorReportAccess'], preference['showImagingIntro']], ['RESTRICTED', true]);
    assert.deepEqual(body[INVOICE_PREFERENCE], {});
    const workflow = body[WORKFLOW_PREFERENCE] as Part;
    assert.deepEqual([workflow['emailStatusChangeOnReport'], Object.keys(workflow).length], [false, 14]);
  });

  it('show what the first version knows', async () => {
    const old = await get(`/v4/Users/${user.id.toUpperCase()}`);
    assert.equal(old.status, 200);
    assert.equal((old.body[USER_PREFERENCE] as Part)['processorReportAccess'], undefined);
    assert.equal((old.body[SPEND_USER] as Part)['officeLocationCity'], undefined);
    const plain = (await get(`/v4/Users/${boss.id}`)).body;
    assert.deepEqual([plain[APPROVER_LIMIT], plain[PAYROLL], plain[DELEGATE]], [{}, {}, {}]);
    assert.equal((await get(`/v4.1/Users/${boss.id}`)).body[APPROVER_LIMIT], undefined);
  });

  it('bring limits of all groups where they are asked for', async () => {
    const { body } = await get(`/v4.1/Users/${user.id}?attributes=${APPROVER_LIMIT}`);
    assert.deepEqual(Object.keys(body), ['id', APPROVER_LIMIT]);
    const [first] = (body[APPROVER_LIMIT] as Record<string, Part[]>)['authorizedApprover'] ?? [];
    assert.deepEqual([first?.['approvalGroup'], first?.['level']], ['R&D-QA', 1]);
    const some = await get(`/v4.1/Users?attributes=${SPEND_USER}:country,${ROLE}`);
    assert.deepEqual(some.body.Resources[0]?.[SPEND_USER], { country: 'DE' });
  });

  it('are listed page by page, those who spend alone', async () => {
    for (const [version, size] of [
      ['v4', 'itemsPerPage'],
      ['v4.1', 'count'],
    ]) {
      const facts = ({ body }: { body: Body }) => [body['totalResults'], body['startIndex'], body['itemsPerPage']];
      const first = await get(`/${version}/Users?${size}=1`);
      assert.deepEqual([...facts(first), first.body.Resources[0]?.['id']], [2, 1, 1, boss.id]);
      const second = await get(`/${version}/Users?startIndex=2&${size}=100`);
      assert.deepEqual([...facts(second), second.body.Resources[0]?.['id']], [2, 2, 1, user.id]);
      for (const query of ['startIndex=0', `${size}=0`, `${size}=101`, `${size}=x`])
        assert.equal((await get(`/${version}/Users?${query}`)).status, 400, query);
    }
  });

  it('are found by what each version filters, and by nothing else', async () => {
    for (const version of ['v4', 'v4.1']) {
      assert.deepEqual(await found(version, `${SPEND_USER}:country eq "US"`), ['user']);
      assert.deepEqual(await found(version, `${SPEND_USER}:ledgerCode ne "L-1"`), ['boss']);
      assert.deepEqual(await found(version, `country eq "US" or nonEmployee eq true`), ['boss', 'user']);
      assert.deepEqual(await found(version, `testEmployee ne true and reimbursementType eq "ADP_PAYROLL"`), ['user']);
      assert.deepEqual(await found(version, `${SPEND_USER}:customData[id eq "custom1" and value eq "7"]`), ['user']);
      assert.deepEqual(await found(version, `customData[id eq "orgUnit1" and value eq "7"]`), []);
      for (const wrong of [
        'country co "U"',
        'budgetCountryCode eq "US"',
        'userName eq "x"',
        'customData[value co "x"]',
        'country',
      ])
        assert.equal(await found(version, wrong), '400 invalidFilter', wrong);
    }
    assert.equal(await found('v4', 'customData[id eq "custom1" and value ne "7"]'), '400 invalidFilter');
    assert.deepEqual(await found('v4.1', 'customData[id eq "orgUnit1" and value ne "7"]'), ['user']);
    const limited = (group: string) =>
      found('v4.1', `${APPROVER_LIMIT}:authorizedApprover[approvalType eq "report" and approvalGroup eq "${group}"]`);
    assert.deepEqual([await limited('R&D-QA'), await limited('XYZ')], [['user'], []]);
    assert.deepEqual(await found('v4.1', `${APPROVER_LIMIT}:costObjectApprover[approvalGroup eq ""]`), ['user']);
  });

  it('identity 18: list the roles, with what entitlements bring', async () => {
    const { status, body } = await get('/v4/Users/roleCodes');
    assert.deepEqual([status, body['totalResults'], body.Resources.length], [200, 95, 95]);
    const role = (code: string) => body.Resources.find(({ roleCode }) => roleCode === code);
    const facts = { product: 'Expense', groupAware: false, entitlement: 'Expense' };
    assert.deepEqual(role('EXP_USER'), { roleCode: 'EXP_USER', roleName: 'Expense User', ...facts });
    assert.equal(role('EXP_PROCESSOR')?.['groupAware'], true);
    assert.equal(role('CompanyAdmin'), undefined);
  });

  it('identity 19: describe the form of employees and the lists it is filled from', async () => {
    const { status, body } = await get('/v4.1/FormFields');
    assert.equal(status, 200);
    assert.equal(body['totalResults'], body.Resources.length);
    const field = (name: string) => body.Resources.find((one) => one['name'] === name) ?? {};
    const list = { syncGuid: listId.toUpperCase(), href: `${ORIGIN}/list/v4/lists/${listId}` };
    assert.deepEqual(field('OrgUnit1')['list'], list);
    assert.deepEqual([field('OrgUnit2')['parentFieldId'], field('OrgUnit2')['hierLevel']], [field('OrgUnit1')['id'], 2]);
    assert.deepEqual(
      [field('Custom1')['maxLength'], field('Custom1')['isCustom'], field('EmpId')['isCustom']],
      [10, true, false],
    );
    assert.deepEqual((await get(`/v4.1/FormFields?userId=${user.id}`)).body.Resources, body.Resources, 'ids stay');
    for (const nobody of [bare.id, 'nonsense']) assert.equal((await get(`/v4.1/FormFields?userId=${nobody}`)).status, 404);
  });

  it('are refused to whoever may not see them, and unknown elsewhere', async () => {
    const other = await foundCompany(program);
    const stranger = await hire(program, other, { spend });
    const scopes = new Set([SCOPE]);
    const asUser = program.actingAs({ kind: 'user', userId: user.id, companyId: home.companyId, appId: 'app', scopes });
    for (const path of ['/v4/Users', `/v4/Users/${user.id}`, '/v4/Users/roleCodes', '/v4.1/Users', '/v4.1/FormFields']) {
      assert.equal((await get(path, 'Bearer none')).status, 401, path);
      assert.equal((await get(path, asUser)).status, 401, path);
      assert.equal((await get(path, asCompany(home.companyId, ['travel.user.general.read']))).status, 403, path);
    }
    for (const version of ['v4', 'v4.1'])
      for (const id of [stranger.id, bare.id, 'nonsense']) {
        const { status, body } = await get(`/${version}/Users/${id}`);
        assert.deepEqual([status, body['status']], [404, '404'], id);
      }
    assert.equal((await get('/v4.1/Users', asCompany(other.companyId))).body['totalResults'], 1);
  });
});
