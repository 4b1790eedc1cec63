import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AttendeeChanges, Attendees } from '../../src/modules/attendee/index.ts';
import type { Context } from '../../src/platform/context.ts';
import { decimal, toWire } from '../../src/platform/money/money.ts';
import { asCompany, asUser, inContext, lunch, newReport, openOffice, run, type Office } from '../harness/expense.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';

describe('attendees at once, on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let office: Office;
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({ database: await postgres.freshDatabase() });
    office = await openOffice(program);
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  const attending = <T>(work: (attendees: Attendees, ctx: Context) => Promise<T>, caller = asUser(office.traveler)): Promise<T> =>
    program.unitOfWork.write(caller, (ctx) => work(program.modules.attendees, ctx));
  const outcomes = async (attempts: readonly Promise<unknown>[]): Promise<string[]> =>
    (await Promise.allSettled(attempts))
      .map((one) => (one.status === 'fulfilled' ? 'done' : String((one.reason as { code?: string }).code)))
      .sort();
  const add = (given: AttendeeChanges & { lastName: string }, typeCode = 'BUSGUEST') =>
    attending((attendees, ctx) => attendees.createAttendee(ctx, { ...given, type: { typeCode } }));
  const twin = 'attendee.duplicate';

  it('expense 17: makes one of those that would be duplicates of each other', async () => {
    for (let round = 0; round < 5; round++) {
      const attempts = Array.from({ length: 4 }, () => add({ lastName: `Twin ${round}`, company: 'Acme' }));
      assert.deepEqual(await outcomes(attempts), [twin, twin, twin, 'done']);
    }
    const apart = Array.from({ length: 4 }, (_, number) => add({ lastName: `Apart ${number}` }));
    assert.deepEqual(await outcomes(apart), ['done', 'done', 'done', 'done']);
  });

  it('expense 17: lets one of several be renamed to the same name', async () => {
    const made = await Promise.all(Array.from({ length: 3 }, (_, number) => add({ lastName: `Before ${number}` })));
    const renamed = made.map(({ id }) =>
      attending((attendees, ctx) => attendees.changeAttendee(ctx, { attendeeId: id, changes: { lastName: 'After' } })),
    );
    assert.deepEqual(await outcomes(renamed), [twin, twin, 'done']);
  });

  it('numbers the versions of changes made to one attendee at once', async () => {
    const { id: attendeeId } = await add({ lastName: 'Versions' });
    const changes: AttendeeChanges[] = [{ firstName: 'A' }, { title: 'B' }, { company: 'C' }, { suffix: 'D' }];
    await Promise.all(
      changes.map((each) => attending((attendees, ctx) => attendees.changeAttendee(ctx, { attendeeId, changes: each }))),
    );
    const one = await attending((attendees, ctx) => attendees.getAttendee(ctx, { attendeeId }));
    assert.deepEqual([one.firstName, one.title, one.company, one.suffix, one.version], ['A', 'B', 'C', 'D', 5]);
  });

  it('makes the attendee that an employee is once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 4 }, () =>
        attending((attendees, ctx) => attendees.employeeAttendee(ctx, office.traveler.id), asCompany(office)),
      ),
    );
    assert.equal(new Set(ids).size, 1);
  });

  it('expense 16: loses nothing of yearly totals when reports are submitted at once', async () => {
    const guests = await Promise.all(Array.from({ length: 3 }, (_, number) => add({ lastName: `Total ${number}` })));
    const ids = guests.map(({ id }) => id);
    const reports = await Promise.all(
      Array.from({ length: 4 }, () => newReport(program, office, [lunch(office, { transactionAmount: decimal(30) })])),
    );
    const caller = asUser(office.traveler);
    const own = (reportId: string) => ({ access: inContext('TRAVELER', office.traveler), reportId });
    await Promise.all(
      reports.map(async ({ id }, index) => {
        const [entry] = await run(program, caller, (expense, ctx) => expense.listEntries(ctx, own(id)));
        // In another order each, so that whoever locked row by row would meet the others crosswise.
        const turned = [...ids.slice(index % 3), ...ids.slice(0, index % 3)];
        await run(program, caller, (expense, ctx) =>
          expense.replaceAttendees(ctx, {
            ...own(id),
            entryId: entry?.id ?? '',
            attendees: turned.map((attendeeId) => ({ attendeeId })),
          }),
        );
      }),
    );
    const totals = async () =>
      Promise.all(
        ids.map(async (attendeeId) =>
          toWire((await attending((attendees, ctx) => attendees.getAttendee(ctx, { attendeeId }))).totalThisYear),
        ),
      );
    const submit = (reportId: string) => run(program, caller, (expense, ctx) => expense.submitReport(ctx, own(reportId)));
    assert.deepEqual(await outcomes(reports.map(({ id }) => submit(id))), ['done', 'done', 'done', 'done']);
    assert.deepEqual(await totals(), [40, 40, 40]);
    await Promise.all(reports.map(({ id }) => run(program, caller, (expense, ctx) => expense.recallReport(ctx, own(id)))));
    assert.deepEqual(await totals(), [0, 0, 0]);
    const [first] = reports;
    const twice = await outcomes(Array.from({ length: 3 }, () => submit(first?.id ?? '')));
    assert.equal(twice.filter((one) => one === 'done').length, 1);
    assert.deepEqual(await totals(), [10, 10, 10]);
  });
});
