import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  asCompany,
  asUser,
  inContext,
  lunch,
  newReport,
  openOffice,
  readReport,
  run,
  submitted,
  type Office,
} from '../../../test/harness/expense.ts';
import { eventsOf, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { decimal } from '../../platform/money/money.ts';
import type { Caller, Context } from '../../platform/context.ts';
import type { DelegationPermission, User } from '../identity/index.ts';
import { CONTEXTS } from './report/report-policy.ts';
import type { Access, Expense, Report } from './index.ts';

const COMPANY: Access = { kind: 'company' };
const ANY: Access = { kind: 'any' };

describe('who may do what with a report', () => {
  let program: TestProgram;
  let office: Office;
  let rival: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    rival = await openOffice(program);
  });
  after(() => program.close());

  const outcome = (caller: Caller, work: (expense: Expense, ctx: Context) => Promise<unknown>) =>
    run(program, caller, work).then(
      () => 'yes',
      (error: { code?: string }) => error.code ?? 'a program error',
    );
  const reads = (caller: Caller, access: Access, report: Report) =>
    outcome(caller, (expense, ctx) => expense.getReport(ctx, { access, reportId: report.id }));
  const approves = (caller: Caller, access: Access, report: Report) =>
    outcome(caller, (expense, ctx) => expense.approveReport(ctx, { access, reportId: report.id }));

  it('exists only in the contexts that the pages name', async () => {
    const report = await newReport(program, office);
    const reportId = report.id;
    const { traveler } = office;
    const operations: Record<string, (expense: Expense, ctx: Context, access: Access) => Promise<unknown>> = {
      'read-report': (expense, ctx, access) => expense.getReport(ctx, { access, reportId }),
      'edit-report': (expense, ctx, access) => expense.updateReport(ctx, { access, reportId, changes: {} }),
      'delete-report': (expense, ctx, access) => expense.deleteReport(ctx, { access, reportId }),
      'edit-submitted': (expense, ctx, access) => expense.updateSubmittedReport(ctx, { access, reportId, changes: {} }),
      recall: (expense, ctx, access) => expense.recallReport(ctx, { access, reportId }),
      approve: (expense, ctx, access) => expense.approveReport(ctx, { access, reportId }),
      'send-back': (expense, ctx, access) => expense.sendBackReport(ctx, { access, reportId, comment: 'x' }),
      'read-entries': (expense, ctx, access) => expense.listEntries(ctx, { access, reportId }),
      'read-entry': (expense, ctx, access) => expense.getEntry(ctx, { access, reportId, entryId: reportId }),
      'edit-entry': (expense, ctx, access) => expense.addEntry(ctx, { access, reportId, ...lunch(office) }),
      'read-comments': (expense, ctx, access) => expense.listComments(ctx, { access, reportId }),
      'add-comment': (expense, ctx, access) => expense.addComment(ctx, { access, reportId, text: 'x' }),
      'change-comment': (expense, ctx, access) => expense.deleteComment(ctx, { access, reportId }),
      'read-exceptions': (expense, ctx, access) => expense.listExceptions(ctx, { access, reportId }),
      'change-exceptions': (expense, ctx, access) => expense.addException(ctx, { access, reportId, exceptionCode: 'X' }),
      'list-approvals': (expense, ctx, access) => expense.reportsToApprove(ctx, { access, includeDelegate: false }),
      'list-reports': (expense, ctx, access) => expense.listOwnReports(ctx, { access, page: 0, size: 1 }),
      'create-report': (expense, ctx, access) => expense.createReport(ctx, { access, name: 'x' }),
      submit: (expense, ctx, access) => expense.submitReport(ctx, { access, reportId }),
      pay: (expense, ctx, access) => expense.markProcessing(ctx, { access, reportId }),
      'read-journal': (expense, ctx, access) => expense.journalOf(ctx, { access, reportId }),
    };
    assert.deepEqual(Object.keys(operations).sort(), Object.keys(CONTEXTS).sort());
    for (const [name, contexts] of Object.entries(CONTEXTS))
      for (const context of ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY'] as const) {
        if (contexts.includes(context)) continue;
        const said = await outcome(asUser(traveler), async (expense, ctx) =>
          operations[name]?.(expense, ctx, inContext(context, traveler)),
        );
        assert.equal(said, 'expense.access.wrong-context', `${name} as ${context}`);
      }
  });

  it('opens a report to its owner, its approver, processors, administrators and company tokens', async () => {
    const { traveler, manager, processor, admin, colleague } = office;
    const report = await submitted(program, office);
    const cases: [Caller, Access, string][] = [
      [asUser(traveler), inContext('TRAVELER', traveler), 'yes'],
      [asUser(traveler), inContext('TRAVELER', colleague), 'expense.access.denied'],
      [asUser(colleague), inContext('TRAVELER', traveler), 'expense.access.denied'],
      [asUser(colleague), inContext('TRAVELER', colleague), 'expense.access.denied'],
      [asUser(manager), inContext('MANAGER', manager), 'yes'],
      [asUser(colleague), inContext('MANAGER', manager), 'expense.access.denied'],
      [asUser(colleague), inContext('MANAGER', colleague), 'expense.access.denied'],
      [asUser(processor), inContext('PROCESSOR', processor), 'yes'],
      [asUser(colleague), inContext('PROCESSOR', colleague), 'expense.access.denied'],
      [asUser(colleague), inContext('PROXY', traveler), 'expense.access.denied'],
      [asCompany(office), inContext('TRAVELER', traveler), 'yes'],
      [asCompany(office), COMPANY, 'yes'],
      [asUser(admin), COMPANY, 'expense.access.company-only'],
      [asUser(traveler), ANY, 'yes'],
      [asUser(manager), ANY, 'yes'],
      [asUser(processor), ANY, 'yes'],
      [asUser(admin), ANY, 'yes'],
      [asUser(admin), { kind: 'any', ownerId: traveler.id }, 'yes'],
      [asUser(admin), { kind: 'any', ownerId: colleague.id }, 'expense.report.not-found'],
      [asUser(colleague), ANY, 'expense.access.denied'],
      [asCompany(office), ANY, 'yes'],
      [
        { actor: { kind: 'anonymous' }, companyId: office.company.companyId, correlationId: 'test' },
        ANY,
        'expense.access.denied',
      ],
      [
        { actor: { kind: 'anonymous' }, companyId: office.company.companyId, correlationId: 'test' },
        COMPANY,
        'expense.access.denied',
      ],
    ];
    for (const [index, [caller, access, expected]] of cases.entries())
      assert.equal(await reads(caller, access, report), expected, `case ${index}: ${JSON.stringify(access)}`);
    const draft = await newReport(program, office);
    assert.equal(await reads(asUser(processor), inContext('PROCESSOR', processor), draft), 'expense.access.denied');
    assert.equal(await reads(asUser(manager), inContext('MANAGER', manager), draft), 'expense.access.denied');
  });

  it('hides the reports of another company from every right', async () => {
    const report = await submitted(program, office);
    for (const [caller, access] of [
      [asUser(rival.traveler), inContext('TRAVELER', rival.traveler)],
      [asUser(rival.manager), inContext('MANAGER', rival.manager)],
      [asUser(rival.processor), inContext('PROCESSOR', rival.processor)],
      [asUser(rival.admin), ANY],
      [asCompany(rival), COMPANY],
    ] as const)
      assert.equal(await reads(caller, access, report), 'expense.report.not-found');
  });

  it('leaves an approver who has acted the reading, not the acting', async () => {
    const { manager, processor } = office;
    const report = await submitted(program, office);
    const atManager = inContext('MANAGER', manager);
    assert.equal(await approves(asUser(manager), atManager, report), 'yes');
    assert.equal(await reads(asUser(manager), atManager, report), 'yes');
    assert.equal(await approves(asUser(manager), atManager, report), 'workflow.approver.not-you');
    assert.equal(await approves(asUser(processor), inContext('MANAGER', processor), report), 'yes');
    assert.equal(await approves(asUser(processor), inContext('MANAGER', processor), report), 'expense.approve.not-pending');
  });

  it('lets nobody approve a report of their own, nor a program what people approve', async () => {
    const { traveler, manager, colleague } = office;
    const report = await submitted(program, office);
    assert.equal(await approves(asUser(traveler), inContext('MANAGER', traveler), report), 'expense.approve.own-report');
    assert.equal(await approves(asUser(traveler), ANY, report), 'expense.approve.own-report');
    await allow(manager, traveler, ['canApprove']);
    assert.equal(await approves(asUser(traveler), inContext('MANAGER', manager), report), 'expense.approve.own-report');
    assert.equal(await approves(asUser(colleague), inContext('MANAGER', colleague), report), 'workflow.approver.not-you');
    assert.equal(await approves(asCompany(office), COMPANY, report), 'workflow.step.not-system');
    const sendsBack = (comment: string | undefined) =>
      outcome(asUser(manager), (expense, ctx) =>
        expense.sendBackReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id, comment }),
      );
    assert.equal(await sendsBack(undefined), 'workflow.comment.required');
    assert.equal(await sendsBack('  '), 'workflow.comment.required');
    const stale = await outcome(asUser(manager), (expense, ctx) =>
      expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id, expectedStepSequence: 2 }),
    );
    assert.equal(stale, 'workflow.instance.out-of-date');
    const status = await outcome(asUser(manager), (expense, ctx) =>
      expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id, statusId: 'A_WHAT' }),
    );
    assert.equal(status, 'expense.approve.status-unknown');
  });

  const allow = (delegator: User, delegate: User, permissions: DelegationPermission[]) =>
    program.unitOfWork.write(office.company, (ctx) =>
      program.modules.identity.setDelegates(ctx, {
        userId: delegator.id,
        delegates: [{ delegateId: delegate.id, product: 'EXP', permissions }],
      }),
    );

  it('lets a delegate do what was allowed, and says for whom', async () => {
    const { traveler, manager } = office;
    const helper = await hire(program, office.company, { roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] });
    const asTraveler = inContext('TRAVELER', traveler);
    const report = await newReport(program, office);
    const submits = (caller: Caller) =>
      outcome(caller, (expense, ctx) => expense.submitReport(ctx, { access: asTraveler, reportId: report.id }));

    await allow(traveler, helper, ['canViewReceipt']);
    assert.equal(await reads(asUser(helper), asTraveler, report), 'yes');
    const edits = () =>
      outcome(asUser(helper), (expense, ctx) =>
        expense.updateReport(ctx, { access: asTraveler, reportId: report.id, changes: { name: 'By the helper' } }),
      );
    assert.equal(await edits(), 'expense.access.denied');
    assert.equal(await submits(asUser(helper)), 'expense.submit.not-as-delegate');

    await allow(traveler, helper, ['canPrepare']);
    assert.equal(await edits(), 'yes');
    const handed = await run(program, asUser(helper), (expense, ctx) =>
      expense.submitReport(ctx, { access: asTraveler, reportId: report.id }),
    );
    const prepared = await readReport(program, office, report.id);
    assert.deepEqual([handed, prepared.approvalStatus, prepared.isPendingDelegatorReview], ['owner-notified', 'A_NOTF', true]);

    await allow(traveler, helper, ['canPrepare', 'canSubmit']);
    const said = await run(program, asUser(helper), (expense, ctx) =>
      expense.submitReport(ctx, { access: asTraveler, reportId: report.id }),
    );
    const sent = await readReport(program, office, report.id);
    assert.deepEqual([said, sent.submitter?.id, sent.isPendingDelegatorReview], ['submitted', helper.id, false]);
    const told = (await eventsOf(program, office.company)).at(-1)?.facts;
    assert.deepEqual([told?.['userId'], told?.['actingUserId']], [traveler.id, helper.id]);

    await allow(manager, helper, ['canApprove']);
    assert.equal(await approves(asUser(helper), inContext('MANAGER', manager), report), 'yes');
    const approval = (await eventsOf(program, office.company)).at(-1)?.facts;
    assert.deepEqual([approval?.['userId'], approval?.['actingUserId']], [manager.id, helper.id]);
    const [comment] = await run(program, asUser(helper), async (expense, ctx) => {
      const on = { access: asTraveler, reportId: report.id };
      await expense.addComment(ctx, { ...on, text: 'For the processor' });
      return expense.listComments(ctx, on);
    });
    assert.deepEqual(
      [comment?.text, comment?.author?.id, comment?.onBehalfOf?.id],
      ['For the processor', helper.id, traveler.id],
    );
  });

  it('lets a proxy work in the place of an owner', async () => {
    const proxy = await hire(program, office.company, { roles: [{ code: 'EXP_USER' }, { code: 'EXP_PROXY_USER' }] });
    const { id } = await run(program, asUser(proxy), (expense, ctx) =>
      expense.createReport(ctx, { access: inContext('PROXY', office.traveler), name: 'By proxy', entries: [lunch(office)] }),
    );
    const report = await readReport(program, office, id);
    assert.equal(report.owner.id, office.traveler.id);
    const submission = await outcome(asUser(proxy), (expense, ctx) =>
      expense.submitReport(ctx, { access: inContext('PROXY', office.traveler), reportId: report.id }),
    );
    assert.equal(submission, 'yes');
    const told = (await eventsOf(program, office.company)).at(-1)?.facts;
    assert.deepEqual([told?.['userId'], told?.['actingUserId']], [office.traveler.id, proxy.id]);
    assert.equal(await reads(asUser(proxy), inContext('PROXY', office.colleague), report), 'expense.access.denied');
  });

  it('says null for a company token in events, and submits as the owner', async () => {
    const { traveler } = office;
    const report = await run(program, asCompany(office), (expense, ctx) =>
      expense.createReport(ctx, { access: COMPANY, ownerId: traveler.id, name: 'By a program', entries: [lunch(office)] }),
    );
    assert.equal((await eventsOf(program, office.company)).at(-1)?.facts['userId'], null);
    await run(program, asCompany(office), (expense, ctx) =>
      expense.submitReport(ctx, { access: inContext('TRAVELER', traveler), reportId: report.id }),
    );
    const after = await readReport(program, office, report.id);
    assert.equal(after.submitter?.id, traveler.id);
    const nobody = await outcome(asCompany(office), (expense, ctx) => expense.createReport(ctx, { access: COMPANY, name: 'x' }));
    assert.equal(nobody, 'expense.value.refused');
    const foreign = await outcome(asCompany(office), (expense, ctx) =>
      expense.createReport(ctx, { access: COMPANY, ownerId: rival.traveler.id, name: 'x' }),
    );
    assert.equal(foreign, 'expense.reference.unknown');
  });

  it('refuses to submit for somebody without an approver, and leaves the report as it was', async () => {
    const { colleague } = office;
    const access = inContext('TRAVELER', colleague);
    const report = await run(program, asUser(colleague), (expense, ctx) =>
      expense.createReport(ctx, { access, name: 'Alone', entries: [lunch(office, { transactionAmount: decimal(3) })] }),
    );
    const said = await outcome(asUser(colleague), (expense, ctx) => expense.submitReport(ctx, { access, reportId: report.id }));
    assert.equal(said, 'workflow.approver.missing');
    const after = await run(program, asUser(colleague), (expense, ctx) =>
      expense.getReport(ctx, { access, reportId: report.id }),
    );
    assert.deepEqual([after.approvalStatus, after.submittedAt], ['A_NOTF', null]);
  });

  it('lets a program pass a step of an external system, and nobody else', async () => {
    const { traveler, admin } = office;
    const { id } = await run(program, office.company, async (expense, ctx) => {
      const definition = await program.modules.workflow.createDefinition(ctx, {
        name: 'Validated outside',
        steps: [{ role: 'EXTERNAL_SYSTEM', approvalStatus: 'A_EXTV', stepCode: 'PARTNER' }],
      });
      const policy = await expense.createPolicy(ctx, { name: 'Outside', workflowDefinitionId: definition.id });
      return expense.createReport(ctx, {
        access: COMPANY,
        ownerId: traveler.id,
        name: 'Outside',
        policyId: policy.id,
        entries: [lunch(office)],
      });
    });
    await run(program, asUser(traveler), (expense, ctx) =>
      expense.submitReport(ctx, { access: inContext('TRAVELER', traveler), reportId: id }),
    );
    const sent = await readReport(program, office, id);
    assert.deepEqual([sent.approvalStatus, sent.currentStep?.stepCode], ['A_EXTV', 'PARTNER']);
    assert.equal(await approves(asUser(admin), ANY, sent), 'workflow.step.not-system');
    const wrong = await outcome(asCompany(office), (expense, ctx) =>
      expense.approveReport(ctx, { access: COMPANY, reportId: id, expectedStepCode: 'OTHER' }),
    );
    assert.equal(wrong, 'workflow.instance.out-of-date');
    await run(program, asCompany(office), (expense, ctx) =>
      expense.approveReport(ctx, { access: COMPANY, reportId: id, expectedStepCode: 'PARTNER' }),
    );
    assert.equal((await readReport(program, office, id)).approvalStatus, 'A_APPR');
  });
});
