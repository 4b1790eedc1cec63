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
} from '../../../../test/harness/expense.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { Access, Report } from '../index.ts';

describe('exceptions', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
  });
  after(() => program.close());

  const COMPANY = { kind: 'company' } as const;
  const on = (report: Report) => ({ access: inContext('TRAVELER', office.traveler), reportId: report.id });
  const add = (report: Report, exceptionCode: string, entryId?: string) =>
    run(program, asCompany(office), (expense, ctx) =>
      expense.addException(ctx, { access: COMPANY, reportId: report.id, exceptionCode, ...(entryId ? { entryId } : {}) }),
    );
  const remove = (report: Report, exceptionCode: string) =>
    run(program, asCompany(office), (expense, ctx) =>
      expense.removeException(ctx, { access: COMPANY, reportId: report.id, exceptionCode }),
    );
  const submit = (report: Report) =>
    run(program, asUser(office.traveler), (expense, ctx) => expense.submitReport(ctx, on(report)));

  it('that block stop a submission until they are taken away', async () => {
    const report = await newReport(program, office);
    await add(report, 'APIBLOCK');
    const [added] = await run(program, asCompany(office), (expense, ctx) =>
      expense.listExceptions(ctx, { access: COMPANY, reportId: report.id }),
    );
    assert.deepEqual([added?.origin, added?.isBlocking, added?.severity], ['api', true, 'ERROR']);
    await assert.rejects(submit(report), { code: 'expense.submit.report-blocked' });
    await remove(report, 'APIBLOCK');
    await assert.rejects(remove(report, 'APIBLOCK'), { code: 'expense.exception.not-found' });
    const [entry] = await run(program, asUser(office.traveler), (expense, ctx) => expense.listEntries(ctx, on(report)));
    await add(report, 'APIBLOCK', entry?.id);
    await assert.rejects(submit(report), { code: 'expense.submit.entry-blocked' });
    const still = await run(program, asUser(office.traveler), (expense, ctx) => expense.getReport(ctx, on(report)));
    assert.deepEqual([still.approvalStatus, still.hasBlockingExceptions], ['A_NOTF', true]);
    await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.deleteEntry(ctx, { ...on(report), entryId: entry?.id ?? '' }),
    );
    await run(program, asUser(office.traveler), (expense, ctx) => expense.addEntry(ctx, { ...on(report), ...lunch(office) }));
    assert.equal(await submit(report), 'submitted');
  });

  it('are added once, from the codes that the company defined', async () => {
    const report = await newReport(program, office);
    await add(report, 'APIWARN');
    await add(report, 'APIWARN');
    const all = await run(program, asCompany(office), (expense, ctx) =>
      expense.listExceptions(ctx, { access: COMPANY, reportId: report.id }),
    );
    assert.deepEqual(
      all.map((exception) => exception.code),
      ['APIWARN'],
    );
    await assert.rejects(add(report, 'WHATEVER'), { code: 'expense.reference.unknown' });
    await assert.rejects(
      run(program, asUser(office.admin), (expense, ctx) =>
        expense.addException(ctx, { access: COMPANY, reportId: report.id, exceptionCode: 'APIWARN' }),
      ),
      { code: 'expense.access.company-only' },
    );
  });

  it('of the system go with their cause, not with a call', async () => {
    const report = await newReport(program, office, [lunch(office, { transactionAmount: decimal(90) })]);
    const [entry] = await run(program, asUser(office.traveler), (expense, ctx) => expense.listEntries(ctx, on(report)));
    await assert.rejects(
      run(program, asCompany(office), (expense, ctx) =>
        expense.removeException(ctx, {
          access: COMPANY,
          reportId: report.id,
          entryId: entry?.id ?? '',
          exceptionCode: 'NORECEPT',
        }),
      ),
      { code: 'expense.exception.not-found' },
    );
    await submit(report);
    assert.equal((await readReport(program, office, report.id)).hasExceptions, true);
  });

  it('stop a submission where the company made the missing receipt a blocking one', async () => {
    const strict = await openOffice(program);
    await run(program, strict.company, (expense, ctx) =>
      expense.defineExceptions(ctx, [
        { code: 'NORECEPT', message: 'A receipt, please.', severity: 'ERROR', visibility: 'ALL', isBlocking: true },
      ]),
    );
    await assert.rejects(submitted(program, strict, [lunch(strict, { transactionAmount: decimal(90) })]), {
      code: 'expense.submit.entry-blocked',
    });
  });

  it('are shown to whom they are meant for', async () => {
    const { traveler, manager, processor } = office;
    await run(program, office.company, (expense, ctx) =>
      expense.defineExceptions(ctx, [
        { code: 'AUDITOR', message: 'For processors.', severity: 'WARNING', visibility: 'PROCESSOR', isBlocking: false },
        { code: 'ALLSEE', message: 'For all.', severity: 'WARNING', visibility: 'ALL', isBlocking: false },
      ]),
    );
    const report = await submitted(program, office);
    for (const code of ['AUDITOR', 'APIWARN', 'ALLSEE']) await add(report, code);
    const codes = async (caller: Parameters<typeof run>[1], access: (typeof traveling)['access'] | typeof COMPANY) =>
      (await run(program, caller, (expense, ctx) => expense.listExceptions(ctx, { access, reportId: report.id }))).map(
        (exception) => exception.code,
      );
    const traveling = on(report);
    assert.deepEqual(await codes(asUser(traveler), traveling.access), ['ALLSEE']);
    assert.deepEqual(await codes(asUser(manager), inContext('MANAGER', manager)), ['APIWARN', 'ALLSEE']);
    assert.deepEqual(await codes(asCompany(office), COMPANY), ['AUDITOR', 'APIWARN', 'ALLSEE']);
    await run(program, asUser(manager), (expense, ctx) =>
      expense.approveReport(ctx, { access: inContext('MANAGER', manager), reportId: report.id }),
    );
    assert.deepEqual(await codes(asUser(processor), inContext('MANAGER', processor)), ['AUDITOR', 'APIWARN', 'ALLSEE']);
  });

  it('raise no flag before those who are not shown them', async () => {
    const { traveler, manager, processor, admin } = office;
    await run(program, office.company, (expense, ctx) =>
      expense.defineExceptions(ctx, [
        { code: 'PROCONLY', message: 'For processors.', severity: 'ERROR', visibility: 'PROCESSOR', isBlocking: true },
      ]),
    );
    const report = await submitted(program, office);
    const [{ id: entryId } = { id: '' }] = await run(program, asUser(traveler), (expense, ctx) =>
      expense.listEntries(ctx, on(report)),
    );
    const one = { limit: 1 };
    const flags = async (caller: Parameters<typeof run>[1], access: Access, ownerId?: string) =>
      run(program, caller, async (expense, ctx) => {
        const at = { access, reportId: report.id };
        const shown = [await expense.getReport(ctx, at), await expense.getEntry(ctx, { ...at, entryId })];
        const who = ownerId === undefined ? {} : { ownerId };
        const lists = [
          (await expense.searchReports(ctx, ownerId === undefined ? {} : { ownerIds: [ownerId] }, one)).items,
          (await expense.searchEntries(ctx, who, one)).items,
          (await expense.searchEntries(ctx, { reportId: report.id }, one)).items,
        ].flat();
        const listed = await expense.listExceptions(ctx, { ...at, includeEntries: true });
        const said = [...shown, ...lists].map((each) => [each.hasExceptions, each.hasBlockingExceptions].join());
        assert.equal(new Set(said).size, 1, said.join(' '));
        assert.equal(said[0], [listed.length > 0, listed.some(({ isBlocking }) => isBlocking)].join());
        return said[0];
      });
    const any: Access = { kind: 'any' };
    await add(report, 'PROCONLY', entryId);
    assert.equal(await flags(asUser(traveler), any, traveler.id), 'false,false');
    assert.equal(await flags(asUser(admin), any), 'true,true');
    assert.equal(await flags(asCompany(office), COMPANY), 'true,true');
    const toApprove = () =>
      run(program, asUser(manager), async (expense, ctx) => {
        const access = inContext('MANAGER', manager);
        const found = await expense.reportsToApprove(ctx, { access, includeDelegate: false });
        const filtered = await expense.searchReports(ctx, { approverId: manager.id }, one);
        const entry = await expense.getEntry(ctx, { access, reportId: report.id, entryId });
        const [first, second] = [found.find(({ id }) => id === report.id), filtered.items[0]];
        return [first, second, entry].map((each) => [each?.hasExceptions, each?.hasBlockingExceptions].join());
      });
    assert.deepEqual(await toApprove(), ['false,false', 'false,false', 'false,false']);
    await add(report, 'APIWARN', entryId);
    assert.deepEqual(await toApprove(), ['true,false', 'true,false', 'true,false']);
    const own = await run(program, asUser(traveler), (expense, ctx) =>
      expense.listOwnReports(ctx, { access: inContext('TRAVELER', traveler), page: 0, size: 1 }),
    );
    assert.deepEqual([own.items[0]?.id, own.items[0]?.hasExceptions], [report.id, false]);
    const processing = await run(program, asUser(processor), (expense, ctx) =>
      expense.getReport(ctx, { access: inContext('PROCESSOR', processor), reportId: report.id }),
    );
    assert.equal(processing.hasBlockingExceptions, true);
  });
});
