import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf, eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { ApproverLimit, Issue, SpendingChange, User } from '../index.ts';

const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
type Home = Caller & { companyId: string };

describe('spending', () => {
  let program: TestProgram;
  let home: Home;
  let boss: User;
  let colleague: User;

  const write = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.write(caller, work);
  const change = (userId: string, sections: Omit<SpendingChange, 'userId'>, caller: Caller = home) =>
    write((ctx) => program.modules.identity.changeSpending(ctx, { userId, ...sections }), caller);
  const refusal = (promise: Promise<unknown>): Promise<DomainError> =>
    promise.then(
      () => assert.fail('was not refused'),
      (error: DomainError) => error,
    );
  const codeOf = async (promise: Promise<unknown>) => (await refusal(promise)).code;
  const pathsOf = async (promise: Promise<unknown>) =>
    ((await refusal(promise)).facts['issues'] as Issue[]).map(({ path }) => path);
  const spender = (given = {}) => hire(program, home, { spend, entitlements: ['Expense'], ...given });

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
    await write(async (ctx) => {
      const { lists, identity } = program.modules;
      const units = await lists.createList(ctx, { name: 'Units', levelCount: 3 });
      await lists.addItems(ctx, {
        listId: units.id,
        items: [{ shortCode: 'R&D', value: 'Research', items: [{ shortCode: 'QA', value: 'Quality' }] }],
      });
      for (const area of ['Expense', 'Shared', 'Approval', 'Reporting'] as const)
        await identity.setGroupHierarchy(ctx, { area, listId: units.id });
      const field = { label: 'x', controlType: 'edit', dataType: 'ConnectedList', required: false, access: 'RW' as const };
      await identity.setFormFields(ctx, [
        { ...field, slot: 'orgUnit1', sequence: 1, listId: units.id, hierLevel: 1 },
        { ...field, slot: 'orgUnit2', sequence: 2, listId: units.id, hierLevel: 2, parentSlot: 'orgUnit1' },
        { ...field, slot: 'custom1', sequence: 3, dataType: 'String', maxLength: 5 },
      ]);
    });
    const approver = { spend, roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] };
    boss = await hire(program, home, { ...approver, employeeNumber: 'boss' });
    colleague = await hire(program, home, { ...approver, employeeNumber: 'colleague' });
  });
  after(() => program.close());

  it('identity 24: changes through one door tell once what changed, without values, and nothing when nothing does', async () => {
    const user = await spender();
    const before = (await eventsOf(program, home)).length;
    const sections: Omit<SpendingChange, 'userId'> = {
      spend: { reimbursementType: 'ADP_PAYROLL', customData: { custom1: { value: 'abc' } }, officeLocation: { city: 'Rome' } },
      payroll: { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '1' },
      approvers: [{ kind: 'report', approver: { employeeNumber: 'boss' }, primary: true }],
      roles: [{ code: 'EXP_APPROVER' }],
      approverLimits: [limit()],
      delegates: [{ product: 'EXP', delegate: { id: colleague.id }, permissions: ['canPrepare'] }],
      userPreference: { showExpenseOnReport: 'PARENT' },
      workflowPreference: { emailStatusChangeOnReport: false },
      invoicePreference: { autoOpenImage: true },
    };
    const changed = await change(user.id, sections);
    const [event, ...more] = (await eventsOf(program, home)).slice(before);
    assert.deepEqual(more, []);
    assert.equal(event?.type, 'SpendProfileUpdated');
    assert.deepEqual([...((event?.facts['attributes'] ?? []) as string[])].sort(), [
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll',
      `${SPEND}:Approver`,
      `${SPEND}:ApproverLimit`,
      `${SPEND}:Delegate`,
      `${SPEND}:InvoicePreference`,
      `${SPEND}:Role`,
      `${SPEND}:User:customData[id eq "custom1"].value`,
      `${SPEND}:User:officeLocationCity`,
      `${SPEND}:User:reimbursementType`,
      `${SPEND}:UserPreference`,
      `${SPEND}:WorkflowPreference`,
    ]);
    assert.equal((await auditOf(program, home)).at(-1), 'user spending-changed');
    assert.equal(changed.version, user.version + 1);
    assert.deepEqual(await write((ctx) => program.modules.identity.spendingOf(ctx, user.id)), changed);

    const again = await change(user.id, sections);
    assert.equal(again.version, changed.version);
    assert.equal((await eventsOf(program, home)).length, before + 1);
    const made = await hire(program, home);
    await change(made.id, { spend, userPreference: { enableOcrForUi: true } });
    const created = (await eventsOf(program, home)).at(-1);
    assert.deepEqual([created?.type, created?.facts['attributes']], ['SpendProfileCreated', null]);
  });

  it('sections hang on the spend profile', async () => {
    const bare = await hire(program, home);
    assert.equal(await codeOf(change(bare.id, { roles: [] })), 'identity.spend.missing');
    assert.deepEqual(await pathsOf(change(bare.id, { spend: { country: 'US' } })), [
      'spend.reimbursementCurrency',
      'spend.locale',
    ]);
    const other = await foundCompany(program);
    assert.equal(await codeOf(change(bare.id, { spend }, other)), 'identity.user.not-found');
  });

  it('a replacement with nothing in it empties everything and keeps what is required', async () => {
    const user = await spender({ roles: [{ code: 'EXP_APPROVER' }, { code: 'CompanyAdmin' }] });
    await change(user.id, {
      spend: { country: 'DE', ledgerCode: 'L' },
      approverLimits: [limit()],
      userPreference: { enableOcrForUi: true },
    });
    const blank = await change(user.id, { spend: null });
    assert.deepEqual(
      [blank.spend?.country, blank.spend?.ledgerCode, blank.approverLimits.length, blank.userPreference?.enableOcrForUi],
      ['US', undefined, 0, false],
    );
    assert.deepEqual(blank.roles, [{ code: 'EXP_USER' }]);
    assert.deepEqual(blank.otherRoles, [{ code: 'CompanyAdmin' }], 'spending does not show it, so it does not take it');
  });

  describe('identity 18: roles', () => {
    it('follow entitlements, exclude and need one another, and are held in groups of their hierarchy', async () => {
      const user = await spender();
      assert.deepEqual((await change(user.id, { roles: [] })).roles, [{ code: 'EXP_USER' }]);
      assert.deepEqual((await change(user.id, { roles: [{ code: 'EXP_USER' }] })).roles, [{ code: 'EXP_USER' }]);
      for (const roles of [
        [{ code: 'REQ_USER' }],
        [{ code: 'CompanyAdmin' }],
        [{ code: 'NOPE' }],
        [{ code: 'SHD_TAX_ADMIN' }, { code: 'SHD_TAX_ADMIN_RO' }],
        [{ code: 'REQ_EVENT_ADMIN' }],
        [{ code: 'EXP_APPROVER', groups: ['R&D'] }],
        [{ code: 'EXP_PROCESSOR', groups: ['QA'] }],
        [{ code: 'REQ_PROCESSOR', groups: ['R&D'] }],
      ])
        assert.equal(await codeOf(change(user.id, { roles })), 'identity.role.not-assignable', JSON.stringify(roles));
      const held = await change(user.id, {
        roles: [{ code: 'EXP_PROCESSOR', groups: ['R&D-QA', ''] }, { code: 'EXP_CARD_ADMIN' }],
      });
      assert.deepEqual(held.roles, [
        { code: 'EXP_USER' },
        { code: 'EXP_CARD_ADMIN', groups: [''] },
        { code: 'EXP_PROCESSOR', groups: ['', 'R&D-QA'] },
      ]);
    });

    it('of approvers and delegates are looked at, and whether they are active', async () => {
      const user = await spender();
      const plain = await spender();
      const idle = await hire(program, home, { active: false, roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] });
      const bossReports = { kind: 'report' as const, approver: { id: boss.id }, primary: true };
      for (const approvers of [
        [{ ...bossReports, approver: { id: plain.id } }],
        [{ ...bossReports, approver: { id: idle.id } }],
        [{ ...bossReports, approver: { id: user.id } }],
        [{ ...bossReports, approver: { employeeNumber: 'nobody' } }],
        [{ ...bossReports, kind: 'cashAdvance' as const, primary: false }],
        [bossReports, { ...bossReports, approver: { id: colleague.id } }],
        [bossReports, bossReports],
      ])
        assert.equal(await codeOf(change(user.id, { approvers })), 'identity.approver.not-eligible');
      const { approvers } = await change(user.id, {
        approvers: [{ ...bossReports, primary: false, approver: { employeeNumber: 'colleague' } }, bossReports],
      });
      assert.deepEqual(approvers, [
        { kind: 'report', approverId: boss.id, primary: true, employeeNumber: 'boss' },
        { kind: 'report', approverId: colleague.id, primary: false, employeeNumber: 'colleague' },
      ]);
      const delegate = { product: 'EXP' as const, delegate: { id: plain.id }, permissions: ['canPrepare' as const] };
      for (const delegates of [
        [{ ...delegate, delegate: { id: idle.id } }],
        [{ ...delegate, product: 'PUR' as const }],
        [{ ...delegate, temporaryFrom: '2026-03-02' }],
        [{ ...delegate, temporaryFrom: '2026-03-02', temporaryTo: '2026-03-01' }],
      ])
        assert.equal(await codeOf(change(user.id, { delegates })), 'identity.delegate.not-eligible');
    });

    it('decide who may have a limit', async () => {
      const plain = await spender();
      const user = await spender({ roles: [{ code: 'EXP_APPROVER' }] });
      assert.equal(await codeOf(change(plain.id, { approverLimits: [limit()] })), 'identity.user.invalid');
      for (const wrong of [
        { approvalType: 'payment' as const },
        { amount: decimal(-1) },
        { currency: 'XXZ' },
        { level: 0 },
        { group: 'QA' },
      ])
        assert.equal(await codeOf(change(user.id, { approverLimits: [limit(wrong)] })), 'identity.user.invalid');
      assert.deepEqual(
        await pathsOf(change(user.id, { approverLimits: [limit(), limit({ authority: 'costObject' }), limit()] })),
        ['approverLimits.authorized[1].approvalGroup'],
      );
      const limits = [
        limit({ group: 'R&D-QA', level: 2, amount: decimal('999999999999999.1') }),
        limit({ authority: 'costObject' }),
      ];
      const changed = await change(user.id, { approverLimits: limits });
      assert.deepEqual(
        changed.approverLimits.map(({ authority, group, amount, level }) => [authority, group, amount.toString(), level]),
        [
          ['authorized', 'R&D-QA', '999999999999999.1', 2],
          ['costObject', '', '100.5', undefined],
        ],
      );
    });

    it('decide who chooses which reports a processor sees, for good', async () => {
      const user = await spender();
      const access = { processorReportAccess: 'RESTRICTED' as const };
      assert.deepEqual(await pathsOf(change(user.id, { userPreference: access })), ['userPreference.processorReportAccess']);
      const held = await change(user.id, { roles: [{ code: 'EXP_PROCESSOR' }], userPreference: access });
      assert.equal(held.userPreference?.processorReportAccess, 'RESTRICTED');
      const kept = await change(user.id, { roles: [], userPreference: { showTotalOnReport: true } });
      assert.equal(kept.userPreference?.processorReportAccess, 'RESTRICTED');
      const nothing = { processorReportAccess: null } as unknown as typeof access;
      assert.equal(await codeOf(change(user.id, { userPreference: nothing })), 'identity.user.invalid');
    });
  });

  describe('identity 19: values', () => {
    it('of lists are codes of their items, below those of the slots above; text has a length', async () => {
      const user = await spender();
      const custom = (customData: Record<string, { value: string }>) => change(user.id, { spend: { customData } });
      assert.deepEqual(await pathsOf(custom({ orgUnit1: { value: 'QA' } })), ['spend.customData.orgUnit1']);
      assert.deepEqual(await pathsOf(custom({ orgUnit2: { value: 'QA' } })), ['spend.customData.orgUnit2']);
      assert.deepEqual(await pathsOf(custom({ custom1: { value: 'longer' } })), ['spend.customData.custom1']);
      assert.deepEqual(await pathsOf(custom({ custom23: { value: 'x' } })), ['spend.customData.custom23']);
      const changed = await custom({ orgUnit2: { value: 'QA' }, orgUnit1: { value: 'R&D' }, custom1: { value: '' } });
      const kept = changed.spend?.customData ?? {};
      assert.deepEqual(Object.keys(kept).sort(), ['orgUnit1', 'orgUnit2']);
      assert.match(kept['orgUnit2']?.itemId ?? '', /^[0-9a-f-]{36}$/);
      assert.notEqual(kept['orgUnit1']?.itemId, kept['orgUnit2']?.itemId);
    });

    it('testEmployee stays, a circle of managers has no top, payroll goes with ADP', async () => {
      const user = await spender();
      assert.deepEqual(await pathsOf(change(user.id, { spend: { testEmployee: true } })), ['spend.testEmployee']);
      await change(user.id, { spend: { biManager: { employeeNumber: 'boss' } } });
      await change(boss.id, { spend: { biManager: { id: colleague.id } } });
      assert.equal((await change(colleague.id, { spend: { biManager: { id: user.id } } })).biManager, undefined);
      assert.equal((await change(user.id, { spend: { biManagerId: user.id } })).biManager, undefined);
      assert.deepEqual(await pathsOf(change(user.id, { spend: { biManager: { id: home.companyId } } })), ['spend.biManager']);
      const payroll = { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '1' };
      assert.deepEqual(await pathsOf(change(user.id, { payroll })), ['payroll']);
      await change(user.id, { payroll, spend: { reimbursementType: 'ADP_PAYROLL' } });
      assert.equal((await change(user.id, { spend: { reimbursementType: 'OTHER' } })).payroll, undefined);
    });

    it('of the reporting hierarchy, preferences, currencies and locales are known ones', async () => {
      const user = await spender();
      assert.deepEqual(await pathsOf(change(user.id, { spend: { biHierarchy: { code: 'QA' } } })), ['spend.biHierarchy.code']);
      const { spend: after } = await change(user.id, { spend: { biHierarchy: { code: 'R&D-QA' }, locale: 'es-419' } });
      assert.match(after?.biHierarchy?.itemId ?? '', /^[0-9a-f-]{36}$/);
      const strange = { showExpenseOnReport: 'SOME', nonsense: true } as unknown as NonNullable<SpendingChange['userPreference']>;
      assert.deepEqual(await pathsOf(change(user.id, { userPreference: strange })), [
        'userPreference.showExpenseOnReport',
        'userPreference.nonsense',
      ]);
      assert.deepEqual(await pathsOf(change(user.id, { spend: { reimbursementCurrency: 'ABC', locale: 'english' } })), [
        'spend.reimbursementCurrency',
        'spend.locale',
      ]);
    });
  });
});

const limit = (given: Partial<ApproverLimit> = {}): ApproverLimit => ({
  authority: 'authorized',
  approvalType: 'report',
  exceptionAuthority: false,
  amount: decimal('100.5'),
  currency: 'USD',
  group: '',
  ...given,
});
