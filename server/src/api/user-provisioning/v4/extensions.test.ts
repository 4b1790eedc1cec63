import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventsOf, foundCompany } from '../../../../test/harness/people.ts';
import { Provisioner, type Json } from '../../../../test/harness/provisioner.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';

const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const PAYROLL = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll';
const TRAVEL = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const USD = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
const roles = (...names: string[]) => ({ [`${SPEND}:Role`]: { roles: names.map((roleName) => ({ roleName, roleGroups: [] })) } });

let program: TestProgram;
let home: Caller & { companyId: string };
let ups: Provisioner;
before(async () => {
  program = await testProgram({ jobs: true });
  home = await foundCompany(program);
  ups = new Provisioner(program, home.companyId);
});
after(() => program.close());

const spendingOf = (userId: string) => program.unitOfWork.read(home, (ctx) => program.modules.identity.spendingOf(ctx, userId));
const codes = async (userId: string) => (await spendingOf(userId)).roles.map(({ code }) => code).sort();

async function provisioned(more: object): Promise<{ id: string; status: Json }> {
  const made = await ups.call('POST', '/Users', ups.newcomer(more));
  assert.equal(made.status, 201, made.text);
  await ups.drain();
  return { id: made.json.id, status: await ups.statusOf(made.json.meta.provisionId) };
}
async function patched(id: string, ...operations: object[]): Promise<Json> {
  const answer = await ups.call('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: operations,
  });
  assert.equal(answer.status, 200, answer.text);
  await ups.drain();
  return ups.statusOf(answer.json.meta.provisionId);
}
const extension = (status: Json, urn: string, at = 0): Json =>
  status.operations[at].extensions.find((one: Json) => one.name === urn);
const result = (status: Json, urn: string, at = 0): string => extension(status, urn, at).status.result;

describe('identity 16: extensions', () => {
  it('come after the identity, each with its own result', async () => {
    const body = ups.newcomer({
      entitlements: ['Expense'],
      [`${SPEND}:User`]: {
        ...USD,
        ledgerCode: 'DEFAULT',
        reimbursementType: 'ADP_PAYROLL',
        customData: [{ id: 'custom1', value: 'VIP' }],
      },
      [PAYROLL]: { adp: { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '7' } },
      ...roles('EXP_APPROVER'),
      [`${SPEND}:UserPreference`]: { showTotalOnReport: true },
      [`${SPEND}:WorkflowPreference`]: { promptForApproverOnReportSubmit: true },
      [`${SPEND}:ApproverLimit`]: {
        authorizedApprover: [
          { approvalType: 'report', approvalLimit: 999999999999.1, reimbursementCurrency: 'USD', approvalGroup: '' },
        ],
      },
    });
    const made = await ups.call('POST', '/Users', body);
    assert.equal(made.status, 201, made.text);
    assert.equal(made.json[`${SPEND}:User`], undefined);
    const waiting = await ups.statusOf(made.json.meta.provisionId);
    assert.deepEqual(waiting.status, { completed: false, success: null });
    assert.deepEqual(extension(waiting, `${SPEND}:User`).status, { completed: false });
    assert.equal((await spendingOf(made.json.id)).spend, undefined);
    await ups.drain();
    const status = await ups.statusOf(made.json.meta.provisionId);
    assert.deepEqual(status.status, { completed: true, success: true }, JSON.stringify(status.operations, null, 1));
    for (const part of ['User', 'Role', 'UserPreference', 'WorkflowPreference', 'ApproverLimit'])
      assert.equal(result(status, `${SPEND}:${part}`), 'success', part);
    assert.equal(result(status, PAYROLL), 'success');
    assert.equal(result(status, `${SPEND}:Delegate`), 'no-op');
    const { spend, payroll } = await spendingOf(made.json.id);
    assert.deepEqual(
      [spend?.ledgerCode, spend?.customData, payroll?.deductionCode],
      ['DEFAULT', { custom1: { value: 'VIP' } }, 'D'],
    );
    assert.deepEqual(await codes(made.json.id), ['EXP_APPROVER', 'EXP_USER']);
  });

  it('fail by themselves and can be asked for again', async () => {
    const { id, status } = await provisioned({
      [`${SPEND}:User`]: { ...USD, reimbursementCurrency: 'DOLLARS' },
      ...roles('EXP_APPROVER'),
    });
    assert.deepEqual(status.status, { completed: true, success: false });
    const failed = extension(status, `${SPEND}:User`);
    assert.deepEqual(failed.status, { completed: true, success: false, code: '400', result: 'error' });
    assert.equal(failed.messages[0].schemaPath, `${SPEND}:User:reimbursementCurrency`);
    assert.equal(result(status, `${SPEND}:Role`), 'no-op');
    const again = await patched(id, { op: 'add', value: { [`${SPEND}:User`]: USD, ...roles('EXP_APPROVER') } });
    assert.deepEqual(again.status, { completed: true, success: true }, JSON.stringify(again));
    assert.equal((await spendingOf(id)).spend?.country, 'US');

    const partly = await provisioned({
      [`${SPEND}:User`]: USD,
      ...roles('NO_SUCH_ROLE'),
      [`${SPEND}:UserPreference`]: { showTotalOnReport: true },
    });
    assert.deepEqual(
      ['User', 'Role', 'UserPreference'].map((part) => result(partly.status, `${SPEND}:${part}`)),
      ['success', 'error', 'success'],
    );
    const alone = await provisioned(roles('EXP_APPROVER'));
    assert.equal(result(alone.status, `${SPEND}:Role`), 'error');
  });

  it('need the scope of spending', async () => {
    const limited = new Provisioner(program, home.companyId, [
      'user.provision.write',
      'user.provision.read',
      'identity.user.coreenterprise.writeonly',
    ]);
    const made = await limited.call('POST', '/Users', limited.newcomer({ [`${SPEND}:User`]: USD }));
    await limited.drain();
    const failed = extension(await limited.statusOf(made.json.meta.provisionId), `${SPEND}:User`);
    assert.deepEqual([failed.status.code, failed.status.result], ['403', 'error']);
  });

  it('are patched by the paths that the page shows', async () => {
    const boss = await provisioned({
      entitlements: ['Expense', 'Request'],
      [`${SPEND}:User`]: USD,
      ...roles('EXP_APPROVER', 'REQ_APPROVER'),
    });
    const number = (await program.unitOfWork.read(home, (ctx) => program.modules.identity.getUser(ctx, boss.id))).employeeNumber;
    const { id } = await provisioned({
      entitlements: ['Expense', 'Request'],
      [`${SPEND}:User`]: { ...USD, customData: [{ id: 'custom2', value: 'old' }] },
      ...roles('EXP_APPROVER', 'SHD_ROLE_ADMIN'),
    });
    const changed = await patched(
      id,
      { op: 'replace', path: `${SPEND}:Approver:request`, value: [{ approver: { employeeNumber: number }, primary: true }] },
      { op: 'add', value: { [`${SPEND}:Approver`]: { report: [{ approver: { value: boss.id }, primary: true }] } } },
      { op: 'replace', path: `${SPEND}:User:customData[id eq "custom2"].value`, value: 'Replaced_Value' },
      { op: 'replace', path: `${SPEND}:User:ledgerCode`, value: 'DEFAULT' },
      { op: 'remove', path: `${SPEND}:Role:roles[roleName eq "SHD_ROLE_ADMIN"]` },
      {
        op: 'replace',
        value: {
          [`${SPEND}:ApproverLimit`]: {
            authorizedApprover: [{ approvalType: 'report', approvalLimit: 7.5, reimbursementCurrency: 'USD', approvalGroup: '' }],
          },
        },
      },
    );
    assert.deepEqual(changed.status, { completed: true, success: true }, JSON.stringify(changed.operations, null, 1));
    const after = await spendingOf(id);
    assert.deepEqual(
      after.approvers.map(({ kind, approverId }) => [kind, approverId]).sort(([a = ''], [b = '']) => a.localeCompare(b)),
      [
        ['report', boss.id],
        ['request', boss.id],
      ],
    );
    assert.deepEqual(after.spend?.customData, { custom2: { value: 'Replaced_Value' } });
    assert.deepEqual([after.approverLimits.length, after.spend?.ledgerCode], [1, 'DEFAULT']);
    assert.deepEqual(await codes(id), ['EXP_APPROVER', 'EXP_USER', 'REQ_USER']);
    await patched(
      id,
      { op: 'remove', path: `${SPEND}:Approver:report[approver.value eq "${boss.id}"]` },
      { op: 'remove', path: `${SPEND}:ApproverLimit:authorizedApprover[approvalType eq "report" and approvalGroup eq ""]` },
    );
    const fewer = await spendingOf(id);
    assert.deepEqual(
      fewer.approvers.map(({ kind }) => kind),
      ['request'],
    );
    assert.deepEqual(fewer.approverLimits, []);
    await patched(id, { op: 'remove', path: `${SPEND}:Approver:` }, { op: 'remove', path: `${SPEND}:Role:` });
    assert.deepEqual([(await spendingOf(id)).approvers, await codes(id)], [[], ['EXP_USER', 'REQ_USER']]);
    const same = await patched(id, { op: 'replace', path: `${SPEND}:User:ledgerCode`, value: 'DEFAULT' });
    assert.equal(result(same, `${SPEND}:User`), 'no-op');
    const lost = await patched(id, { op: 'replace', path: `${SPEND}:User:favourite`, value: 'x' });
    assert.deepEqual([result(lost, `${SPEND}:User`), lost.status.success], ['error', false]);
  });

  it('are replaced with their spend user, and emptied by one that is blank', async () => {
    const { id } = await provisioned({
      entitlements: ['Expense'],
      [`${SPEND}:User`]: { ...USD, ledgerCode: 'DEFAULT', country: 'CA' },
      ...roles('EXP_APPROVER'),
      [`${SPEND}:UserPreference`]: { showTotalOnReport: true },
    });
    const put = async (more: object) => {
      const { userName, emails, name } = ups.newcomer();
      const answer = await ups.call('PUT', `/Users/${id}`, {
        id,
        active: true,
        userName,
        emails,
        name,
        entitlements: ['Expense'],
        ...more,
      });
      assert.equal(answer.status, 200, answer.text);
      await ups.drain();
      return ups.statusOf(answer.json.meta.provisionId);
    };
    await put({});
    assert.equal((await spendingOf(id)).spend?.ledgerCode, 'DEFAULT', 'a replaced identity took the spending along');
    const replaced = await put({ [`${SPEND}:User`]: USD });
    assert.deepEqual(replaced.status.success, true, JSON.stringify(replaced));
    const after = await spendingOf(id);
    assert.deepEqual(
      [after.spend?.ledgerCode, after.spend?.country, after.userPreference?.showTotalOnReport],
      [undefined, 'US', false],
    );
    assert.deepEqual(await codes(id), ['EXP_USER']);
    await patched(id, { op: 'replace', path: `${SPEND}:User:country`, value: 'CA' });
    const blank = await put({ [`${SPEND}:User`]: { reimbursementCurrency: '', country: '', locale: '', ledgerCode: '' } });
    assert.equal(blank.status.success, true, JSON.stringify(blank));
    assert.equal((await spendingOf(id)).spend?.country, 'US');
    const empty = await put({ [`${SPEND}:User`]: {} });
    assert.equal(result(empty, `${SPEND}:User`), 'error');
  });

  it('of travelling are checked against what the company has', async () => {
    await program.unitOfWork.write(home, (ctx) => program.modules.identity.addTravelSettings(ctx, { ruleClass: ['Standard'] }));
    const { id, status } = await provisioned({
      [TRAVEL]: { ruleClass: { name: 'Standard' }, gender: 'Female', travelNameRemark: 'one' },
    });
    assert.equal(result(status, TRAVEL), 'success', JSON.stringify(status));
    assert.equal(
      result(await patched(id, { op: 'replace', path: `${TRAVEL}:travelNameRemark`, value: 'two' }), TRAVEL),
      'success',
    );
    const user = await program.unitOfWork.read(home, (ctx) => program.modules.identity.getUser(ctx, id));
    assert.deepEqual([user.gender, user.travel?.travelNameRemark, user.travel?.ruleClass?.name], ['Female', 'two', 'Standard']);
    const wrong = await provisioned({ [TRAVEL]: { ruleClass: { name: 'Luxury' } } });
    assert.equal(result(wrong.status, TRAVEL), 'error');
  });
});

describe('identity 17: extensions in bulk', () => {
  it('make users and their approvers in one request', async () => {
    const boss = ups.newcomer({ entitlements: ['Expense'], [`${SPEND}:User`]: USD, ...roles('EXP_APPROVER') });
    const number = boss['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'].employeeNumber;
    const under = (approver: string) => ({
      entitlements: ['Expense'],
      [`${SPEND}:User`]: USD,
      [`${SPEND}:Approver`]: { report: [{ approver: { employeeNumber: approver }, primary: true }] },
    });
    const status = await ups.provision([
      ups.post('worker', ups.newcomer(under(number))),
      ups.post('boss', boss),
      ups.post('lost', ups.newcomer(under('nobody'))),
    ]);
    assert.deepEqual(status.operationsCount, { total: 3, success: 2, failed: 1, pending: 0 }, JSON.stringify(status));
    assert.deepEqual(
      [0, 1, 2].map((at) => result(status, `${SPEND}:Approver`, at)),
      ['success', 'no-op', 'error'],
    );
    assert.equal(status.operations[2].extensions.find((one: Json) => one.name === `${SPEND}:User`).status.result, 'success');
    const [worker, above] = status.operations.map((one: Json) => one.resource.id);
    assert.deepEqual(
      (await spendingOf(worker)).approvers.map(({ approverId }) => approverId),
      [above],
    );
    const created = (await eventsOf(program, home)).filter(
      ({ type, subjectId }) => type === 'SpendProfileCreated' && subjectId === worker,
    );
    assert.equal(created.length, 1);
  });
});
