import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../../test/harness/program.ts';
import type { User } from '../../../../modules/identity/index.ts';
import type { Caller } from '../../../../platform/context.ts';
import { InvalidInput } from '../../../../platform/http/refusals.ts';
import { applyPatch } from '../patch/apply-patch.ts';
import type { Document } from '../schema/attribute.ts';
import { readDocument } from '../schema/read-document.ts';
import { PATCH_OP } from '../urns.ts';
import { wirePathOf } from '../user/wire-path.ts';
import { spendSectionsOf } from './from-spend-document.ts';
import { spendParts } from './spend-document.ts';
import { SPEND_USER_SCHEMAS, TRAVEL_EXTENSION, TRAVEL_USER_SCHEMAS } from './spend-schemas.ts';
import { travelChangeOf, travelPart } from './travel-document.ts';
import { APPROVER, APPROVER_LIMIT, DELEGATE, PAYROLL, ROLE, SPEND_USER, USER_PREFERENCE } from './urns.ts';

const reading = { schemas: SPEND_USER_SCHEMAS, unknown: 'ignore' as const };
const MINIMUM = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
const read = (body: Record<string, unknown>): Document => readDocument(body, reading);

describe('documents of spending', () => {
  let program: TestProgram;
  let home: Caller & { companyId: string };
  let user: User;
  let boss: User;

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
    const roles = [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }];
    boss = await hire(program, home, { employeeNumber: 'boss', spend: MINIMUM, roles });
    user = await hire(program, home, { spend: MINIMUM, roles });
  });
  after(() => program.close());

  const change = (document: Document, was?: Document) =>
    program.unitOfWork.write(home, (ctx) =>
      program.modules.identity.changeSpending(ctx, { userId: user.id, ...spendSectionsOf(document, was) }),
    );
  const current = () =>
    program.unitOfWork.read(home, async (ctx) =>
      read(spendParts(await program.modules.identity.spendingOf(ctx, user.id), { origin: 'http://x' })),
    );

  it('come back as they were sent', async () => {
    const sent = {
      [SPEND_USER]: {
        ...MINIMUM,
        ledgerCode: 'L',
        reimbursementType: 'ADP_PAYROLL',
        customData: [{ id: 'custom1', value: 'x' }],
      },
      [PAYROLL]: { adp: { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '1' } },
      [APPROVER]: { report: [{ approver: { employeeNumber: 'boss' }, primary: true }] },
      [APPROVER_LIMIT]: {
        authorizedApprover: [
          { approvalType: 'expense', approvalLimit: 999999999999999.1, reimbursementCurrency: 'USD', level: 1 },
        ],
      },
      [DELEGATE]: {
        expense: [
          {
            canPrepare: true,
            delegate: { value: boss.id },
            temporaryDelegation: {
              temporaryDelegationFromDate: '2026-03-01T03:15:00.000Z',
              temporaryDelegationToDate: '2026-03-02',
            },
          },
        ],
      },
      [ROLE]: { roles: [{ roleName: 'EXP_USER' }, { roleName: 'EXP_APPROVER', roleGroups: [] }] },
      [USER_PREFERENCE]: { showTotalOnReport: true },
    };
    await change(read(sent));
    const first = await current();
    await change(first);
    assert.deepEqual(await current(), first, 'what is answered may be sent');
    const [limit] = (first[APPROVER_LIMIT] as unknown as { authorizedApprover: Record<string, unknown>[] }).authorizedApprover;
    assert.deepEqual(
      [limit?.['approvalType'], limit?.['approvalLimit'], limit?.['approvalGroup']],
      ['report', 999999999999999.1, ''],
    );
    assert.deepEqual(spendSectionsOf(first, first), {}, 'nothing differs, nothing changes');
  });

  it('follow the documented patches', async () => {
    const patch = async (...operations: Record<string, unknown>[]) => {
      const was = await current();
      await change(applyPatch(was, { schemas: [PATCH_OP], Operations: operations }, reading), was);
      return current();
    };
    await patch({ op: 'add', path: `${ROLE}:roles`, value: [{ roleName: 'SHD_ROLE_ADMIN', roleGroups: [] }] });
    const roles = async () =>
      ((await current())[ROLE] as unknown as { roles: { roleName: string }[] }).roles.map(({ roleName }) => roleName);
    assert.ok((await roles()).includes('SHD_ROLE_ADMIN'));
    await patch({ op: 'remove', path: `${ROLE}:roles[roleName eq "SHD_ROLE_ADMIN"]` });
    assert.ok(!(await roles()).includes('SHD_ROLE_ADMIN'));
    await patch({ op: 'replace', path: `${SPEND_USER}:customData[id eq "custom1"].value`, value: 'y' });
    const added = await patch({ op: 'add', value: { [SPEND_USER]: { customData: [{ id: 'custom1', value: 'z' }] } } });
    assert.deepEqual((added[SPEND_USER] as Document)['customData'], [{ id: 'custom1', value: 'z' }], 'an added value replaces');
    await patch({ op: 'remove', path: `${APPROVER_LIMIT}:authorizedApprover[approvalType eq "report" and level eq 1]` });
    assert.deepEqual((await current())[APPROVER_LIMIT], {});
    await patch({ op: 'remove', path: `${APPROVER}:report[approver.value eq "${boss.id}"]` });
    await patch({ op: 'add', value: { [APPROVER]: { report: [{ approver: { employeeNumber: 'boss' }, primary: true }] } } });
    assert.deepEqual((await patch({ op: 'remove', path: `${APPROVER}:` }))[APPROVER], {});
    assert.deepEqual(await roles(), ['EXP_USER', 'EXP_APPROVER']);
    await patch({ op: 'remove', path: `${ROLE}:` });
    assert.deepEqual(await roles(), ['EXP_USER'], 'what an entitlement brings stays');
  });

  it('blank ones put everything back, and the profile itself cannot be taken away', () => {
    const blank = { reimbursementCurrency: '', country: '', locale: '', ledgerCode: '' };
    assert.deepEqual(spendSectionsOf(read({ [SPEND_USER]: blank })), { spend: null });
    assert.throws(() => read({ [SPEND_USER]: {} }), InvalidInput);
    assert.throws(() => spendSectionsOf({}, { [SPEND_USER]: MINIMUM }), InvalidInput);
  });

  it('name what is wrong as it is called on the wire', () => {
    for (const [path, wire] of [
      ['spend.country', `${SPEND_USER}:country`],
      ['spend.officeLocation.country', `${SPEND_USER}:officeLocationCountry`],
      ['spend.customData.custom2', `${SPEND_USER}:customData[id eq "custom2"].value`],
      ['payroll', `${PAYROLL}:adp`],
      ['payroll.companyCode', `${PAYROLL}:adp.companyCode`],
      ['approvers.report', `${APPROVER}:report`],
      ['approverLimits.costObject[1].level', `${APPROVER_LIMIT}:costObjectApprover[1].level`],
      ['delegates.EXP', `${DELEGATE}:expense`],
      ['roles', `${ROLE}:roles`],
      ['managerId', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value'],
    ])
      assert.equal(wirePathOf(path ?? ''), wire);
  });

  it('of travelling come back as they were sent', async () => {
    const { identity: door } = program.modules;
    await program.unitOfWork.write(home, (ctx) => door.addTravelSettings(ctx, { ruleClass: ['Staff'], customField: ['Badge'] }));
    const sent = {
      ruleClass: { name: 'Staff' },
      name: { givenName: 'Jo' },
      travelNameRemark: 'VIP',
      gender: 'Female',
      manager: { employeeNumber: 'boss' },
      customFields: [{ name: 'Badge', value: '7' }],
      permissions: { TravelUser: true },
    };
    const document = readDocument({ [TRAVEL_EXTENSION.id]: sent }, { schemas: TRAVEL_USER_SCHEMAS, unknown: 'refuse' });
    const made = await program.unitOfWork.write(home, (ctx) =>
      door.setTravelProfile(ctx, { userId: user.id, ...travelChangeOf(document[TRAVEL_EXTENSION.id] as Document) }),
    );
    const settings = await program.unitOfWork.read(home, (ctx) => door.travelSettings(ctx));
    const part = travelPart(made, { settings, manager: { id: boss.id, employeeNumber: 'boss' } });
    const shown = Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined));
    const ruleClass = { name: 'Staff', id: settings.find(({ kind }) => kind === 'ruleClass')?.id };
    assert.deepEqual(shown, { ...sent, ruleClass, manager: { value: boss.id, employeeNumber: 'boss' }, groups: [] });
  });
});
