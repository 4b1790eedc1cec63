import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  asCompany,
  asUser,
  inContext,
  lunch,
  newReport,
  openOffice,
  run,
  submitted,
  type Office,
} from '../../../../test/harness/expense.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Report } from '../index.ts';

describe('comments', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
  });
  after(() => program.close());

  const on = (report: Report) => ({ access: inContext('TRAVELER', office.traveler), reportId: report.id });
  const asTraveler = () => asUser(office.traveler);
  const say = (report: Report, text: string, entryId?: string) =>
    run(program, asTraveler(), (expense, ctx) =>
      expense.addComment(ctx, { ...on(report), text, ...(entryId ? { entryId } : {}) }),
    );
  const rewrite = (report: Report, text: string) =>
    run(program, asTraveler(), (expense, ctx) => expense.rewriteComment(ctx, { ...on(report), text }));
  const pop = (report: Report) => run(program, asTraveler(), (expense, ctx) => expense.deleteComment(ctx, on(report)));
  const newest = async (report: Report) => {
    const [comment] = await run(program, asCompany(office), (expense, ctx) =>
      expense.listComments(ctx, { access: { kind: 'company' }, reportId: report.id }),
    );
    assert.ok(comment);
    return comment;
  };
  const said = async (report: Report, includeEntries = false) =>
    (await run(program, asTraveler(), (expense, ctx) => expense.listComments(ctx, { ...on(report), includeEntries }))).map(
      (comment) => [comment.text, comment.isLatest],
    );

  it('are a stack for each report and each entry, of which the newest changes', async () => {
    const report = await newReport(program, office);
    const [entry] = await run(program, asTraveler(), (expense, ctx) => expense.listEntries(ctx, on(report)));
    assert.ok(entry);
    await assert.rejects(pop(report), { code: 'expense.comment.not-found' });
    await assert.rejects(rewrite(report, 'x'), { code: 'expense.comment.not-found' });
    await say(report, 'one');
    const first = await newest(report);
    assert.deepEqual([first.author?.login, first.onBehalfOf, first.stepId], [office.traveler.userName, null, null]);
    await say(report, 'two');
    await say(report, 'of the lunch', entry.id);
    await rewrite(report, 'two, rather');
    assert.deepEqual(await said(report), [
      ['two, rather', true],
      ['one', false],
    ]);
    assert.deepEqual(await said(report, true), [
      ['of the lunch', true],
      ['two, rather', true],
      ['one', false],
    ]);
    const view = await run(program, asTraveler(), (expense, ctx) => expense.getReport(ctx, on(report)));
    assert.equal(view.lastComment, 'two, rather');
    await pop(report);
    assert.deepEqual(await said(report), [['one', true]]);
    await pop(report);
    await assert.rejects(pop(report), { code: 'expense.comment.not-found' });
  });

  it('have 1 to 2000 characters', async () => {
    const report = await newReport(program, office);
    for (const text of ['', '  ', 'x'.repeat(2001)]) await assert.rejects(say(report, text), { code: 'expense.value.refused' });
    await say(report, 'x'.repeat(2000));
    assert.equal((await newest(report)).text.length, 2000);
  });

  it('stay locked once submitted, also after the comment above them is taken away', async () => {
    const { manager } = office;
    const report = await newReport(program, office);
    await say(report, 'by the owner');
    await run(program, asTraveler(), (expense, ctx) => expense.submitReport(ctx, on(report)));
    await assert.rejects(pop(report), { code: 'expense.report.not-editable' });
    await run(program, asUser(manager), (expense, ctx) =>
      expense.sendBackReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id, comment: 'by the manager' }),
    );
    assert.deepEqual(await said(report), [
      ['by the manager', true],
      ['by the owner', false],
    ]);
    await assert.rejects(rewrite(report, 'mine now'), { code: 'expense.comment.locked' });
    await assert.rejects(pop(report), { code: 'expense.comment.locked' }, 'an approver says it, and it stays said');
    await run(program, asCompany(office), (expense, ctx) =>
      expense.deleteComment(ctx, { access: { kind: 'company' }, reportId: report.id }),
    );
    assert.deepEqual(await said(report), [['by the owner', true]]);
    await assert.rejects(pop(report), { code: 'expense.comment.locked' });
    await assert.rejects(rewrite(report, 'again'), { code: 'expense.comment.locked' });
    await say(report, 'a new one');
    await pop(report);
  });

  it('tell at which step they were written, and by whom, if by anyone', async () => {
    const { manager } = office;
    const report = await submitted(program, office);
    await run(program, asUser(manager), (expense, ctx) =>
      expense.addComment(ctx, { access: inContext('MANAGER', manager), reportId: report.id, text: 'hm' }),
    );
    const comment = await newest(report);
    assert.deepEqual([comment.author?.id, comment.stepId], [manager.id, report.currentStep?.stepId]);
    await run(program, asCompany(office), (expense, ctx) =>
      expense.addComment(ctx, { access: { kind: 'company' }, reportId: report.id, text: 'checked' }),
    );
    const byProgram = await newest(report);
    assert.deepEqual([byProgram.text, byProgram.author], ['checked', null]);
    await run(program, asCompany(office), (expense, ctx) =>
      expense.rewriteComment(ctx, { access: { kind: 'company' }, reportId: report.id, text: 'checked twice' }),
    );
    assert.deepEqual((await said(report))[0], ['checked twice', true]);
  });

  it('of an entry belong to its report', async () => {
    const report = await newReport(program, office);
    const other = await newReport(program, office, [lunch(office, { comment: 'with the entry' })]);
    const [entry] = await run(program, asTraveler(), (expense, ctx) => expense.listEntries(ctx, on(other)));
    assert.deepEqual([entry?.hasComments, entry?.lastComment], [true, 'with the entry']);
    await assert.rejects(say(report, 'x', entry?.id), { code: 'expense.entry.not-found' });
  });
});
