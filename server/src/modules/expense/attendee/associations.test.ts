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
  type Office,
} from '../../../../test/harness/expense.ts';
import { auditOf } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import { decimal, toWire } from '../../../platform/money/money.ts';
import type { AttendeeChanges, Attendees, NewAttendee } from '../../attendee/index.ts';
import type { EntryFields, NewAssociation, Report } from '../index.ts';

describe('who was at an expense', () => {
  let program: TestProgram;
  let office: Office;
  let traveler: Caller;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    traveler = asUser(office.traveler);
    await program.unitOfWork.write(office.company, (ctx) =>
      program.modules.exchangeRates.setRates(ctx, [
        { from: 'EUR', to: 'USD', startDate: '2025-01-01', rate: decimal('1.25') },
        { from: 'USD', to: 'GBP', startDate: '2025-01-01', rate: decimal('0.5') },
      ]),
    );
  });
  after(() => program.close());

  const attending = <T>(caller: Caller, work: (attendees: Attendees, ctx: Context) => Promise<T>): Promise<T> =>
    program.unitOfWork.write(caller, (ctx) => work(program.modules.attendees, ctx));
  let number = 0;
  const guest = async (given: Partial<NewAttendee> = {}, typeCode = 'BUSGUEST', caller = traveler): Promise<string> => {
    const input = { lastName: `Guest ${++number}`, ...given, type: { typeCode } };
    return (await attending(caller, (attendees, ctx) => attendees.createAttendee(ctx, input))).id;
  };
  const totalOf = async (attendeeId: string) =>
    toWire((await attending(traveler, (attendees, ctx) => attendees.getAttendee(ctx, { attendeeId }))).totalThisYear);
  const changeGuest = (attendeeId: string, changes: AttendeeChanges) =>
    attending(traveler, (attendees, ctx) => attendees.changeAttendee(ctx, { attendeeId, changes }));

  interface At {
    readonly report: Report;
    readonly entryId: string;
  }
  /** A report with one meal of 100 dollars, or as given. */
  const meal = async (given: Partial<EntryFields> = {}): Promise<At> => {
    const report = await newReport(program, office, [lunch(office, { transactionAmount: decimal(100), ...given })]);
    const [entry] = await run(program, traveler, (expense, ctx) => expense.listEntries(ctx, own(report)));
    return { report, entryId: entry?.id ?? '' };
  };
  const own = (report: Report) => ({ access: inContext('TRAVELER', office.traveler), reportId: report.id });
  const on = ({ report, entryId }: At) => ({ ...own(report), entryId });
  const replace = (at: At, attendees: readonly NewAssociation[], noShowCount = 0, caller = traveler) =>
    run(program, caller, (expense, ctx) => expense.replaceAttendees(ctx, { ...on(at), attendees, noShowCount }));
  const read = (at: At) => run(program, traveler, (expense, ctx) => expense.getAttendance(ctx, on(at)));
  const amounts = async (at: At) => (await read(at)).associations.map(({ transaction }) => toWire(transaction.amount));
  const entryOf = (at: At) => run(program, traveler, (expense, ctx) => expense.getEntry(ctx, on(at)));
  const submit = (at: At) => run(program, traveler, (expense, ctx) => expense.submitReport(ctx, own(at.report)));
  const act = (at: At, caller = office.manager) =>
    run(program, asUser(caller), (expense, ctx) =>
      expense.approveReport(ctx, { access: { kind: 'any' }, reportId: at.report.id }),
    );

  it('expense 16: is replaced as a whole, and the expense counts its heads', async () => {
    const at = await meal();
    const [a, b, c] = [await guest(), await guest(), await guest()];
    await replace(at, [
      { attendeeId: a },
      { attendeeId: b, associatedCount: 3, isTraveling: true, custom: { custom2: { value: 'x' } } },
    ]);
    const before = await read(at);
    assert.deepEqual(
      before.associations.map((one) => [one.attendeeId, one.associatedCount, one.isTraveling, one.custom['custom2']?.value]),
      [
        [a, 1, null, undefined],
        [b, 3, true, 'x'],
      ],
    );
    assert.deepEqual(await amounts(at), [25, 75]);
    assert.equal((await entryOf(at)).attendeeCount, 4);
    await replace(at, [{ attendeeId: c }, { attendeeId: b }], 2);
    const after = await read(at);
    assert.deepEqual(after.associations.map(({ attendeeId }) => attendeeId).toSorted(), [b, c].toSorted());
    assert.equal(after.noShowCount, 2);
    assert.equal(
      after.associations.find(({ attendeeId }) => attendeeId === b)?.id,
      before.associations.find(({ attendeeId }) => attendeeId === b)?.id,
      'who was there before keeps its association',
    );
    assert.deepEqual(await amounts(at), [25, 25], 'those who did not come cost as much as those who did');
    assert.equal((await entryOf(at)).attendeeCount, 2);
    await replace(at, []);
    assert.deepEqual([(await read(at)).associations, (await read(at)).noShowCount], [[], 0]);
    assert.equal((await entryOf(at)).attendeeCount, 0);
    assert.ok((await auditOf(program, office.company)).includes('entry attendees-changed'));
  });

  it('expense 16: pins versions, and later changes of an attendee reach no expense', async () => {
    const at = await meal();
    const attendeeId = await guest({ lastName: 'Pinned' });
    await replace(at, [{ attendeeId }]);
    await changeGuest(attendeeId, { lastName: 'Renamed' });
    assert.equal((await read(at)).associations[0]?.attendeeVersion, 1);
    await replace(at, [{ attendeeId, attendeeVersion: 1 }]);
    assert.equal((await read(at)).associations[0]?.attendeeVersion, 1);
    const pinned = await attending(traveler, (attendees, ctx) => attendees.getAttendee(ctx, { attendeeId, version: 1 }));
    assert.equal(pinned.lastName, 'Pinned');
    await replace(at, [{ attendeeId }]);
    assert.equal((await read(at)).associations[0]?.attendeeVersion, 2);
    await assert.rejects(replace(at, [{ attendeeId, attendeeVersion: 3 }]), { code: 'expense.value.refused' });
    await attending(traveler, (attendees, ctx) => attendees.deleteAttendee(ctx, { attendeeId }));
    await replace(at, [{ attendeeId }, { attendeeId: await guest() }]);
    await assert.rejects(replace(await meal(), [{ attendeeId }]), { code: 'expense.reference.unknown' });
  });

  it('shares the amount without losing a cent, and again when it changes', async () => {
    const at = await meal();
    const [a, b, c] = [await guest(), await guest(), await guest()];
    await replace(at, [{ attendeeId: a }, { attendeeId: b }, { attendeeId: c }]);
    assert.deepEqual(await amounts(at), [33.34, 33.33, 33.33]);
    await replace(at, [{ attendeeId: a, amount: decimal(60), isAmountEdited: true }, { attendeeId: b }, { attendeeId: c }]);
    assert.deepEqual(await amounts(at), [60, 20, 20]);
    const change = (value: number) =>
      run(program, traveler, (expense, ctx) =>
        expense.updateEntry(ctx, { ...on(at), changes: { transactionAmount: decimal(value) } }),
      );
    await change(100.01);
    assert.deepEqual(await amounts(at), [60, 20.01, 20]);
    await change(50);
    assert.deepEqual(await amounts(at), [60, 0, 0]);
    const approved = (await read(at)).associations.map(({ approved: { amount, currencyCode } }) => [
      toWire(amount),
      currencyCode,
    ]);
    assert.deepEqual(approved, [
      [50, 'USD'],
      [0, 'USD'],
      [0, 'USD'],
    ]);
    const foreign = await meal({ transactionCurrency: 'EUR', transactionAmount: decimal(30) });
    await replace(foreign, [{ attendeeId: a }, { attendeeId: b }, { attendeeId: c }]);
    const { associations } = await read(foreign);
    assert.deepEqual(
      associations.map((one) => [toWire(one.transaction.amount), one.transaction.currencyCode, toWire(one.approved.amount)]),
      [
        [10, 'EUR', 12.5],
        [10, 'EUR', 12.5],
        [10, 'EUR', 12.5],
      ],
    );
  });

  it('names the owner’s attendees and shared ones, each once, and as many as their type allows', async () => {
    const at = await meal();
    const theirs = await guest({}, 'BUSGUEST', asUser(office.colleague));
    const unknown = { code: 'expense.reference.unknown' };
    const refused = { code: 'expense.value.refused' };
    await assert.rejects(replace(at, [{ attendeeId: theirs }]), unknown);
    await assert.rejects(replace(at, [{ attendeeId: theirs }], 0, asCompany(office)), unknown);
    await assert.rejects(replace(at, [{ attendeeId: at.entryId }]), unknown);
    const [a, doctor] = [await guest(), await guest({ externalId: 'D-1' }, 'HCP', asUser(office.admin))];
    await assert.rejects(replace(at, [{ attendeeId: a }, { attendeeId: a }]), refused);
    await assert.rejects(replace(at, [{ attendeeId: doctor, associatedCount: 2 }]), refused);
    await assert.rejects(replace(at, [{ attendeeId: a, associatedCount: 0 }]), refused);
    await assert.rejects(replace(at, [{ attendeeId: a, amount: decimal('1000000000000000') }]), refused);
    await assert.rejects(replace(at, [{ attendeeId: a, custom: { custom6: { value: 'x' } } }]), refused);
    await replace(at, [{ attendeeId: a }, { attendeeId: doctor }]);
    await assert.rejects(replace(at, [], 0, asUser(office.colleague)), { code: 'expense.access.denied' });
    await submit(at);
    await assert.rejects(replace(at, []), { code: 'expense.report.not-editable' });
    assert.equal((await read(at)).associations.length, 2);
    await assert.rejects(replace({ ...(await meal()), entryId: at.entryId }, []), { code: 'expense.entry.not-found' });
  });

  it('expense 16: adds up to the expense before it is approved', async () => {
    const at = await meal();
    const [a, b] = [await guest(), await guest()];
    await replace(at, [
      { attendeeId: a, amount: decimal(23) },
      { attendeeId: b, amount: decimal(22) },
    ]);
    assert.deepEqual(await amounts(at), [23, 22]);
    await submit(at);
    await assert.rejects(act(at), {
      code: 'expense.approve.attendee-totals',
      facts: { source: 'attendees', entryIds: [at.entryId] },
    });
    await run(program, traveler, (expense, ctx) => expense.recallReport(ctx, own(at.report)));
    await replace(at, [
      { attendeeId: a, amount: decimal(78) },
      { attendeeId: b, amount: decimal(22) },
    ]);
    await submit(at);
    await act(at);
    await act(at, office.processor);
  });

  it('is of types that are in use when the report is submitted', async () => {
    const type = await attending(asUser(office.admin), (attendees, ctx) =>
      attendees.createType(ctx, { code: 'PASSING', name: 'Passing' }),
    );
    const at = await meal();
    await replace(at, [{ attendeeId: await guest({}, 'PASSING') }]);
    await attending(asUser(office.admin), (attendees, ctx) =>
      attendees.changeType(ctx, { typeId: type.id, changes: { isActive: false } }),
    );
    await assert.rejects(submit(at), { code: 'expense.submit.invalid-attendee-type' });
    assert.equal(
      (await run(program, traveler, (expense, ctx) => expense.getReport(ctx, own(at.report)))).approvalStatus,
      'A_NOTF',
    );
    await replace(at, []);
    await submit(at);
  });

  it('expense 16: moves yearly totals with the submission, and back', async () => {
    const [dollars, euros, pounds] = [await guest(), await guest({ currencyCode: 'EUR' }), await guest({ currencyCode: 'GBP' })];
    const totals = async () => [await totalOf(dollars), await totalOf(euros), await totalOf(pounds)];
    const at = await meal({ transactionCurrency: 'EUR', transactionAmount: decimal(90) });
    await replace(at, [{ attendeeId: dollars }, { attendeeId: euros }, { attendeeId: pounds }], 0);
    assert.deepEqual(await totals(), [0, 0, 0]);
    await submit(at);
    assert.deepEqual(await totals(), [37.5, 30, 18.75]);
    await act(at);
    assert.deepEqual(await totals(), [37.5, 30, 18.75]);
    await run(program, asUser(office.processor), (expense, ctx) =>
      expense.sendBackReport(ctx, { access: { kind: 'any' }, reportId: at.report.id, comment: 'Who?' }),
    );
    assert.deepEqual(await totals(), [0, 0, 0]);
    await replace(at, [{ attendeeId: euros }], 2);
    await submit(at);
    assert.deepEqual(await totals(), [0, 30, 0]);
    await run(program, traveler, (expense, ctx) => expense.recallReport(ctx, own(at.report)));
    assert.deepEqual(await totals(), [0, 0, 0]);
    const old = await meal({ transactionDate: '2025-12-31' });
    await replace(old, [{ attendeeId: dollars }]);
    await submit(old);
    const one = await attending(traveler, (attendees, ctx) => attendees.getAttendee(ctx, { attendeeId: dollars }));
    assert.deepEqual([one.totalThisYear, one.totalLastYear].map(toWire), [0, 100]);
    const private_ = await meal({ isPersonal: true });
    await replace(private_, [{ attendeeId: dollars }]);
    await submit(private_);
    assert.equal(await totalOf(dollars), 0);
  });

  it('expense 16: leaves yearly totals with an expense that an approver rejects, and does not hold up the others', async () => {
    const [kept, rejected] = [await guest(), await guest()];
    const at = await meal();
    const second = await run(program, traveler, (expense, ctx) =>
      expense.addEntry(ctx, { ...own(at.report), ...lunch(office, { transactionAmount: decimal(40) }) }),
    );
    await replace(at, [{ attendeeId: kept }]);
    await replace({ ...at, entryId: second.id }, [{ attendeeId: rejected, amount: decimal(39) }]);
    await submit(at);
    assert.deepEqual([await totalOf(kept), await totalOf(rejected)], [100, 39]);
    await assert.rejects(act(at), { code: 'expense.approve.attendee-totals' });
    await run(program, asCompany(office), (expense, ctx) =>
      expense.updateSubmittedEntry(ctx, {
        access: { kind: 'company' },
        reportId: at.report.id,
        entryId: second.id,
        changes: { isRejected: true },
      }),
    );
    await run(program, asUser(office.manager), (expense, ctx) =>
      expense.approveReport(ctx, { access: { kind: 'any' }, reportId: at.report.id, expenseRejectedComment: 'Private' }),
    );
    assert.deepEqual([await totalOf(kept), await totalOf(rejected)], [100, 0]);
    const { reportId } = await run(program, asCompany(office), (expense, ctx) =>
      expense.getEntry(ctx, { access: { kind: 'any' }, entryId: second.id }),
    );
    assert.notEqual(reportId, at.report.id);
    await run(program, traveler, (expense, ctx) =>
      expense.submitReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId }),
    );
    assert.deepEqual([await totalOf(kept), await totalOf(rejected)], [100, 39]);
  });

  it('changes one by one too', async () => {
    const at = await meal();
    const [a, b] = [await guest(), await guest()];
    const add = (attendee: NewAssociation) =>
      run(program, traveler, (expense, ctx) => expense.addAttendee(ctx, { ...on(at), attendee }));
    const first = await add({ attendeeId: a });
    const second = await add({ attendeeId: b });
    assert.deepEqual(await amounts(at), [50, 50]);
    await assert.rejects(add({ attendeeId: b }), { code: 'expense.value.refused' });
    const any = { access: { kind: 'any' } } as const;
    const change = (associationId: string, changes: { amount?: ReturnType<typeof decimal>; associatedCount?: number }) =>
      run(program, traveler, (expense, ctx) => expense.changeAssociation(ctx, { ...any, associationId, changes }));
    await change(first.id, { amount: decimal(10) });
    assert.deepEqual(await amounts(at), [10, 90]);
    await change(second.id, { associatedCount: 4 });
    assert.equal((await entryOf(at)).attendeeCount, 5);
    const remove = (caller: Caller) =>
      run(program, caller, (expense, ctx) => expense.removeAssociation(ctx, { ...any, associationId: first.id }));
    await assert.rejects(remove(asUser(office.colleague)), { code: 'expense.access.denied' });
    await remove(traveler);
    await assert.rejects(remove(traveler), { code: 'expense.association.not-found' });
    assert.deepEqual(await amounts(at), [100]);
    const list = (caller: Caller, filters: { ownerId?: string; entryId?: string }) =>
      run(program, caller, (expense, ctx) => expense.searchAssociations(ctx, filters, { limit: 1 }));
    const mine = await list(traveler, { ownerId: office.traveler.id });
    assert.deepEqual([mine.items.map(({ id }) => id), typeof mine.next], [[second.id], 'string']);
    assert.equal((await list(asUser(office.admin), { entryId: at.entryId })).items[0]?.id, second.id);
    await assert.rejects(list(asUser(office.colleague), { entryId: at.entryId }), { code: 'expense.access.denied' });
    await assert.rejects(list(asUser(office.colleague), {}), { code: 'expense.access.denied' });
  });
});
