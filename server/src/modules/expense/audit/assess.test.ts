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
  type Office,
} from '../../../../test/harness/expense.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal } from '../../../platform/money/money.ts';
import {
  EntryBlocked,
  ReportBlocked,
  UnknownReference,
  ValueRefused,
  type EntryFields,
  type Expense,
  type NewRule,
} from '../index.ts';

describe('rules over reports', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
  });
  after(() => program.close());

  const define = (rule: Omit<NewRule, 'name'>, isBlocking = false) =>
    program.unitOfWork.write(office.company, async (ctx) => {
      const { expense } = program.modules;
      const definition = {
        code: rule.exceptionCode,
        message: rule.exceptionCode,
        severity: 'WARNING',
        visibility: 'ALL',
      } as const;
      await expense.defineExceptions(ctx, [{ ...definition, isBlocking }]);
      await expense.configuration.defineRule(ctx, { name: rule.exceptionCode, ...rule });
    });
  const own = () => inContext('TRAVELER', office.traveler);
  const asTraveler = <T>(work: (expense: Expense, ctx: Parameters<Parameters<typeof run>[2]>[1]) => Promise<T>) =>
    run(program, asUser(office.traveler), work);
  const add = (reportId: string, fields: Partial<EntryFields> = {}) =>
    asTraveler((expense, ctx) => expense.addEntry(ctx, { ...lunch(office, fields), access: own(), reportId }));
  const exceptions = async (reportId: string) =>
    (
      await run(program, asCompany(office), (expense, ctx) =>
        expense.listExceptions(ctx, { access: { kind: 'any' }, reportId, includeEntries: true }),
      )
    ).map(({ code, entryId }) => `${code} ${entryId === null ? 'report' : 'entry'}`);
  const submit = (reportId: string) => asTraveler((expense, ctx) => expense.submitReport(ctx, { access: own(), reportId }));

  it('raise and clear as data changes, of other entries too', async () => {
    await define({
      event: 'entry-saved',
      scope: 'entry',
      condition: { field: 'entry.isDuplicate', operator: 'equals', value: true },
      exceptionCode: 'DUPLENT',
    });
    const report = await newReport(program, office);
    assert.deepEqual(await exceptions(report.id), []);
    const { id: entryId } = await add(report.id);
    assert.deepEqual(await exceptions(report.id), ['DUPLENT entry', 'DUPLENT entry']);
    const update = (changes: Partial<EntryFields>) =>
      asTraveler((expense, ctx) => expense.updateEntry(ctx, { access: own(), reportId: report.id, entryId, changes }));
    await update({ transactionAmount: decimal(13) });
    assert.deepEqual(await exceptions(report.id), []);
    await update({ transactionAmount: decimal(12) });
    await asTraveler((expense, ctx) => expense.deleteEntry(ctx, { access: own(), reportId: report.id, entryId }));
    assert.deepEqual(await exceptions(report.id), []);
    // Both at once, with their report.
    const twins = await newReport(program, office, [lunch(office), lunch(office)]);
    assert.equal((await exceptions(twins.id)).length, 2);
  });

  it('of the report stand at it, and go with its last entry', async () => {
    await define({
      event: 'entry-saved',
      scope: 'report',
      condition: {
        all: [
          { field: 'report.cashTotal', operator: 'above', value: '100' },
          { field: 'report.businessPurpose', operator: 'isEmpty' },
        ],
      },
      exceptionCode: 'CASHLIM',
    });
    const report = await newReport(program, office, [lunch(office, { transactionAmount: decimal('100.01'), isPersonal: false })]);
    assert.ok((await exceptions(report.id)).includes('CASHLIM report'));
    const header = (businessPurpose: string | null) =>
      asTraveler((expense, ctx) =>
        expense.updateReport(ctx, { access: own(), reportId: report.id, changes: { businessPurpose } }),
      );
    await header('Trade fair');
    assert.ok(!(await exceptions(report.id)).includes('CASHLIM report'));
    await header(null);
    assert.ok((await exceptions(report.id)).includes('CASHLIM report'));
    const [entry] = await asTraveler((expense, ctx) => expense.listEntries(ctx, { access: own(), reportId: report.id }));
    await asTraveler((expense, ctx) =>
      expense.deleteEntry(ctx, { access: own(), reportId: report.id, entryId: entry?.id ?? '' }),
    );
    assert.deepEqual(await exceptions(report.id), []);
  });

  it('expense 15: ours block a submit until the data changes, and no API removes them', async () => {
    await define(
      {
        event: 'entry-saved',
        scope: 'entry',
        condition: { field: 'entry.ageInDays', operator: 'below', value: 0 },
        exceptionCode: 'FUTURE',
      },
      true,
    );
    const report = await newReport(program, office, []);
    const { id: entryId } = await add(report.id, { transactionDate: '2026-03-03', transactionAmount: decimal(7) });
    await assert.rejects(submit(report.id), EntryBlocked);
    assert.equal((await readReport(program, office, report.id)).approvalStatus, 'A_NOTF');
    await assert.rejects(
      run(program, asCompany(office), (expense, ctx) =>
        expense.removeException(ctx, { access: { kind: 'company' }, reportId: report.id, entryId, exceptionCode: 'FUTURE' }),
      ),
      /No exception with this code/,
    );
    program.clock.advance(86_400_000);
    assert.equal(await submit(report.id), 'submitted');
    assert.deepEqual(await exceptions(report.id), []);
  });

  it('of a submit look at other reports, and at who travels', async () => {
    await define(
      {
        event: 'report-submitted',
        scope: 'report',
        condition: { field: 'traveler.login', operator: 'equals', value: office.traveler.userName },
        exceptionCode: 'WATCHED',
      },
      true,
    );
    const report = await newReport(program, office, [lunch(office, { transactionAmount: decimal('3.33') })]);
    assert.deepEqual(await exceptions(report.id), []);
    await assert.rejects(submit(report.id), ReportBlocked);
    await define({ event: 'report-submitted', scope: 'report', condition: { any: [] }, exceptionCode: 'WATCHED' });
    await define({
      event: 'report-submitted',
      scope: 'entry',
      condition: { field: 'entry.isDuplicateElsewhere', operator: 'equals', value: true },
      exceptionCode: 'DUPLOTHR',
    });
    const again = await newReport(program, office, [lunch(office, { transactionAmount: decimal('3.33') })]);
    await submit(again.id);
    assert.deepEqual(await exceptions(again.id), ['DUPLOTHR entry']);
  });

  it('of one policy hold there alone', async () => {
    const strict = await program.unitOfWork.write(office.company, (ctx) =>
      program.modules.expense.createPolicy(ctx, { name: 'Strict' }),
    );
    await define({
      event: 'entry-saved',
      scope: 'entry',
      condition: { field: 'entry.vendor', operator: 'isEmpty' },
      exceptionCode: 'NOVENDOR',
      policyId: strict.id,
    });
    const plain = await newReport(program, office);
    const { id } = await asTraveler((expense, ctx) =>
      expense.createReport(ctx, {
        access: own(),
        name: 'Strict',
        policyId: strict.id,
        entries: [lunch(office, { transactionAmount: decimal(2) })],
      }),
    );
    assert.ok(!(await exceptions(plain.id)).includes('NOVENDOR entry'));
    assert.ok((await exceptions(id)).includes('NOVENDOR entry'));
  });

  it('of allocations stand at the allocation, and go with it', async () => {
    await define({
      event: 'entry-saved',
      scope: 'allocation',
      condition: {
        all: [
          { field: 'allocation.isHidden', operator: 'equals', value: false },
          { field: 'allocation.amount', operator: 'above', value: '9' },
          { field: 'allocation.custom1', operator: 'isEmpty' },
        ],
      },
      exceptionCode: 'NOPROJ',
    });
    const report = await newReport(program, office, []);
    const { id: entryId } = await add(report.id, { transactionAmount: decimal(20), transactionDate: '2026-02-20' });
    const at = { access: own(), reportId: report.id };
    const allocate = (...percentages: number[]) =>
      asTraveler((expense, ctx) =>
        expense.setAllocations(ctx, {
          ...at,
          entryIds: [entryId],
          allocations: percentages.map((percentage) => ({ percentage: decimal(percentage) })),
        }),
      );
    const places = async () =>
      (await asTraveler((expense, ctx) => expense.listExceptions(ctx, { ...at, includeEntries: true })))
        .filter(({ code }) => code === 'NOPROJ')
        .map(({ allocationId }) => allocationId);
    const shares = () => asTraveler((expense, ctx) => expense.listAllocations(ctx, { ...at, entryId }));
    assert.deepEqual(await places(), []);
    await allocate(60, 40);
    const [first] = await shares();
    assert.deepEqual(await places(), [first?.id]);
    await asTraveler((expense, ctx) =>
      expense.changeAllocation(ctx, { ...at, allocationId: first?.id ?? '', custom: { custom1: { value: 'P-1' } } }),
    );
    assert.deepEqual(await places(), []);
    await allocate(50, 50);
    assert.equal((await places()).length, 2);
    await allocate();
    assert.deepEqual(await places(), []);
  });

  it('of attendees stand at their expense, once', async () => {
    await define({
      event: 'entry-saved',
      scope: 'attendee',
      condition: {
        all: [
          { field: 'attendee.type', operator: 'equals', value: 'SPOUSE' },
          { field: 'attendee.amountPerHead', operator: 'above', value: '5' },
        ],
      },
      exceptionCode: 'DEARGST',
    });
    await define({
      event: 'entry-saved',
      scope: 'entry',
      condition: {
        all: [
          { field: 'entry.expenseType', operator: 'equals', value: 'BUSML' },
          { field: 'entry.attendeeCount', operator: 'below', value: 2 },
        ],
      },
      exceptionCode: 'ALONE',
    });
    const attendees = await run(program, asUser(office.traveler), async (_expense, ctx) => {
      const people = [];
      for (const lastName of ['Ames', 'Bell'])
        people.push(await program.modules.attendees.createAttendee(ctx, { type: { typeCode: 'SPOUSE' }, lastName }));
      return people;
    });
    const report = await newReport(program, office, []);
    const { id: entryId } = await add(report.id, { expenseTypeId: 'BUSML', transactionAmount: decimal(11) });
    const invite = (count: number) =>
      asTraveler((expense, ctx) =>
        expense.replaceAttendees(ctx, {
          access: own(),
          reportId: report.id,
          entryId,
          attendees: attendees.slice(0, count).map(({ id }) => ({ attendeeId: id })),
        }),
      );
    const found = async () => (await exceptions(report.id)).filter((each) => /DEARGST|ALONE/.test(each)).sort();
    assert.deepEqual(await found(), ['ALONE entry']);
    await invite(2);
    assert.deepEqual(await found(), ['DEARGST entry']);
    await asTraveler((expense, ctx) =>
      expense.updateEntry(ctx, { access: own(), reportId: report.id, entryId, changes: { transactionAmount: decimal(10) } }),
    );
    assert.deepEqual(await found(), []);
    await invite(1);
    assert.deepEqual(await found(), ['ALONE entry', 'DEARGST entry']);
  });

  it('name known fields, exceptions and operators', async () => {
    const rule = { name: 'x', event: 'entry-saved', scope: 'entry', exceptionCode: 'DUPLENT' } as const;
    const refuse = (given: Partial<NewRule>, error: typeof UnknownReference | typeof ValueRefused) =>
      assert.rejects(
        program.unitOfWork.write(office.company, (ctx) =>
          program.modules.expense.configuration.defineRule(ctx, { ...rule, condition: { all: [] }, ...given }),
        ),
        error,
      );
    await refuse({ exceptionCode: 'NOSUCH' }, UnknownReference);
    await refuse({ policyId: office.company.companyId }, UnknownReference);
    await refuse({ condition: { field: 'entry.colour', operator: 'isEmpty' } }, ValueRefused);
    await refuse({ condition: { not: { field: 'entry.city', operator: 'in', value: 'Paris' } } }, ValueRefused);
    await refuse({ condition: { field: 'entry.city', operator: 'equals' } }, ValueRefused);
  });
});
