import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asCompany, asUser, openOffice, type Office } from '../../../test/harness/expense.ts';
import { auditOf } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller, Context } from '../../platform/context.ts';
import { decimal, toWire } from '../../platform/money/money.ts';
import type { AttendeeChanges, Attendees, NewAttendee } from './index.ts';

describe('attendees', () => {
  let program: TestProgram;
  let office: Office;
  let traveler: Caller;
  let colleague: Caller;
  let admin: Caller;
  let company: Caller;
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    traveler = asUser(office.traveler);
    colleague = asUser(office.colleague);
    admin = asUser(office.admin);
    company = asCompany(office);
  });
  after(() => program.close());

  const run = <T>(caller: Caller, work: (attendees: Attendees, ctx: Context) => Promise<T>): Promise<T> =>
    program.unitOfWork.write(caller, (ctx) => work(program.modules.attendees, ctx));
  const add = async (caller: Caller, given: NewAttendee, typeCode = 'BUSGUEST', userId?: string): Promise<string> => {
    const place = userId === undefined ? {} : { userId };
    return (await run(caller, (attendees, ctx) => attendees.createAttendee(ctx, { ...given, ...place, type: { typeCode } }))).id;
  };
  const change = (caller: Caller, attendeeId: string, changes: AttendeeChanges) =>
    run(caller, (attendees, ctx) => attendees.changeAttendee(ctx, { attendeeId, changes }));
  const read = (caller: Caller, attendeeId: string, version?: number) =>
    run(caller, (attendees, ctx) => attendees.getAttendee(ctx, { attendeeId, ...(version === undefined ? {} : { version }) }));
  const typeIdOf = (code: string) =>
    run(company, async (attendees, ctx) => (await attendees.listTypes(ctx)).find((type) => type.code === code)?.id ?? '');
  const changeType = async (code: string, changes: Parameters<Attendees['changeType']>[1]['changes']) => {
    const typeId = await typeIdOf(code);
    await run(company, (attendees, ctx) => attendees.changeType(ctx, { typeId, changes }));
  };
  const names = (caller: Caller, userId?: string) =>
    run(caller, async (attendees, ctx) => {
      const place = userId === undefined ? {} : { userId };
      return (await attendees.searchAttendees(ctx, place, { limit: 100 })).items.map(({ lastName }) => lastName);
    });

  it('expense 17: are private to their owner or shared, as their type says', async () => {
    const own = await add(traveler, { lastName: 'Private', firstName: 'Pia' });
    const shared = await add(traveler, { lastName: 'Shared', externalId: 'S-1' }, 'EMPLOYEE');
    assert.deepEqual((await read(traveler, own)).owner?.id, office.traveler.id);
    assert.equal((await read(colleague, shared)).owner, null);
    await assert.rejects(read(colleague, own), { code: 'attendee.not-found' });
    await assert.rejects(change(colleague, own, { lastName: 'Mine' }), { code: 'attendee.not-found' });
    assert.ok(!(await names(colleague)).includes('Private'));
    for (const caller of [traveler, admin, company]) {
      assert.equal((await read(caller, own)).lastName, 'Private');
      const seen = await names(caller);
      assert.ok(seen.includes('Private') && seen.includes('Shared'), seen.join());
    }
    assert.ok((await names(admin, office.traveler.id)).includes('Private'));
    assert.ok(!(await names(admin, office.colleague.id)).includes('Private'), 'an administrator in a colleague’s place');
    const inPlace = (caller: Caller, userId: string) =>
      run(caller, (attendees, ctx) => attendees.getAttendee(ctx, { attendeeId: own, userId }));
    await assert.rejects(inPlace(colleague, office.traveler.id), { code: 'attendee.access.denied' });
    await assert.rejects(inPlace(admin, '00000000-0000-7000-8000-000000000001'), { code: 'attendee.user.not-found' });
    await assert.rejects(inPlace(company, office.colleague.id), { code: 'attendee.not-found' });
    assert.equal((await inPlace(company, office.traveler.id)).id, own);
    await assert.rejects(add(company, { lastName: 'Whose' }), { code: 'attendee.value.refused' });
    const made = await add(company, { lastName: 'Theirs' }, 'SPOUSE', office.colleague.id);
    assert.equal((await read(colleague, made)).owner?.id, office.colleague.id);
  });

  it('expense 17: are no duplicates of each other, by the rule of their type', async () => {
    const guest = { lastName: 'Double', firstName: 'Dora', company: 'Acme', title: 'CFO' };
    const first = await add(traveler, guest);
    const twin = { code: 'attendee.duplicate' };
    await assert.rejects(add(traveler, guest), twin);
    await assert.rejects(add(traveler, { ...guest, lastName: ' DOUBLE ', externalId: 'other' }), twin);
    await add(traveler, { ...guest, title: 'CEO' });
    await add(colleague, guest);
    await add(traveler, guest, 'SPOUSE');
    const near = await add(traveler, { ...guest, title: 'COO' });
    await assert.rejects(change(traveler, near, { title: 'cfo' }), twin);
    await change(traveler, near, { suffix: 'Jr.' });
    await assert.rejects(
      add(admin, { ...guest, externalId: 'H-1' }, 'EMPLOYEE').then(() =>
        add(company, { ...guest, externalId: 'h-1' }, 'EMPLOYEE'),
      ),
      twin,
    );
    await run(traveler, (attendees, ctx) => attendees.deleteAttendee(ctx, { attendeeId: first }));
    await add(traveler, guest);

    await changeType('HCP', { duplicateSearchFields: ['firstName', 'lastName', 'custom7'] });
    await changeType('GOVOFF', { duplicateSearchFields: ['custom7', 'lastName', 'firstName'] });
    const doctor = { lastName: 'Across', custom: { custom7: 'Heart' } };
    await add(company, doctor, 'HCP');
    await add(company, doctor, 'GOVOFF');
    await changeType('GOVOFF', { searchesAcrossTypes: true });
    await add(company, { ...doctor, custom: { custom7: 'Lung' } }, 'HCP');
    await assert.rejects(add(company, { ...doctor, custom: { custom7: 'lung' } }, 'GOVOFF'), twin);
    await changeType('HCP', { duplicateSearchFields: [] });
    await add(company, doctor, 'HCP');
  });

  it('expense 17: of the types NOSHOWS and SYSEMP are the system’s, and so are those types', async () => {
    const kept = { code: 'attendee.type.protected' };
    for (const type of ['NOSHOWS', 'SYSEMP'])
      for (const caller of [traveler, company]) await assert.rejects(add(caller, { lastName: 'X' }, type), kept);
    const employee = () => run(traveler, (attendees, ctx) => attendees.employeeAttendee(ctx, office.traveler.id));
    const id = await employee();
    assert.equal(await employee(), id);
    assert.deepEqual([(await read(colleague, id)).lastName, (await read(colleague, id)).type.code], ['Brown', 'SYSEMP']);
    await assert.rejects(change(company, id, { lastName: 'Y' }), kept);
    await assert.rejects(
      run(company, (attendees, ctx) => attendees.employeeAttendee(ctx, office.company.companyId)),
      {
        code: 'attendee.user.not-found',
      },
    );
    const noShows = await run(company, (attendees, ctx) => attendees.noShows(ctx));
    await assert.rejects(
      run(company, (attendees, ctx) => attendees.deleteAttendee(ctx, { attendeeId: noShows })),
      kept,
    );
    await assert.rejects(changeType('NOSHOWS', { name: 'Absent' }), kept);
    await assert.rejects(changeType('BUSGUEST', { code: 'GUEST' }), kept);
    const typeId = await typeIdOf('BUSGUEST');
    await assert.rejects(
      run(company, (attendees, ctx) => attendees.deleteType(ctx, { typeId })),
      kept,
    );
  });

  it('of centrally kept types are added and changed by administrators alone', async () => {
    const denied = { code: 'attendee.access.denied' };
    await assert.rejects(add(traveler, { lastName: 'Doctor', externalId: 'D' }, 'HCP'), denied);
    const id = await add(admin, { lastName: 'Doctor', externalId: 'D' }, 'HCP');
    await assert.rejects(change(traveler, id, { firstName: 'Dan' }), denied);
    await change(company, id, { firstName: 'Dan' });
    const settings = { code: 'MINE', name: 'Mine' };
    await assert.rejects(
      run(traveler, (attendees, ctx) => attendees.createType(ctx, settings)),
      denied,
    );
    await run(admin, (attendees, ctx) => attendees.createType(ctx, settings));
    await assert.rejects(
      run(admin, (attendees, ctx) => attendees.createType(ctx, { code: 'mine', name: 'Other' })),
      {
        code: 'attendee.type.taken',
      },
    );
    await assert.rejects(
      run(admin, (attendees, ctx) => attendees.createType(ctx, { code: 'OTHER', name: 'MINE' })),
      {
        code: 'attendee.type.taken',
      },
    );
    for (const wrong of [{ code: 'A B' }, { name: '' }, { duplicateSearchFields: ['colour'] }, { yearlyLimit: decimal(-1) }])
      await assert.rejects(
        run(admin, (attendees, ctx) => attendees.createType(ctx, { code: 'FINE', name: 'Fine', ...wrong })),
        { code: 'attendee.value.refused' },
        JSON.stringify(wrong),
      );
    await assert.rejects(
      run(admin, (attendees, ctx) => attendees.createType(ctx, { code: 'F', name: 'F', formId: 'none' })),
      {
        code: 'attendee.reference.unknown',
      },
    );
    const typeId = await typeIdOf('MINE');
    await run(admin, (attendees, ctx) => attendees.deleteType(ctx, { typeId }));
    await assert.rejects(add(traveler, { lastName: 'Late' }, 'MINE'), { code: 'attendee.reference.unknown' });
    await assert.rejects(
      run(admin, (attendees, ctx) => attendees.deleteType(ctx, { typeId })),
      { code: 'attendee.type.not-found' },
    );
    assert.ok((await auditOf(program, office.company)).includes('attendee-type deleted'));
  });

  it('of a private type are shared by administrators, for good', async () => {
    const guest = { lastName: 'Common', company: 'Acme' };
    const denied = { code: 'attendee.access.denied' };
    await assert.rejects(add(traveler, { ...guest, isShared: true }), denied);
    const own = await add(traveler, guest);
    const made = await add(company, { ...guest, isShared: true });
    assert.equal((await read(colleague, made)).owner, null);
    await assert.rejects(change(traveler, own, { isShared: true }), denied);
    await assert.rejects(change(admin, own, { isShared: true }), { code: 'attendee.duplicate' });
    await change(admin, own, { isShared: true, title: 'CEO' });
    assert.equal((await read(colleague, own)).title, 'CEO');
    await change(traveler, own, { firstName: 'Still' });
    assert.equal((await read(colleague, own)).owner, null);
  });

  it('keep every version of what is said of them', async () => {
    const id = await add(traveler, { lastName: 'First', company: 'Old', custom: { custom8: 'Rome' } });
    await change(traveler, id, { lastName: 'Second', company: null, custom: { custom8: 'Oslo' } });
    await change(traveler, id, { lastName: 'Second', title: '' });
    const now = await read(traveler, id);
    assert.deepEqual([now.version, now.lastName, now.company, now.custom[0]?.value], [2, 'Second', null, 'Oslo']);
    const then = await read(traveler, id, 1);
    assert.deepEqual([then.version, then.lastName, then.company, then.custom[0]?.value], [1, 'First', 'Old', 'Rome']);
    await assert.rejects(read(traveler, id, 3), { code: 'attendee.not-found' });
    await assert.rejects(change(traveler, id, { lastName: ' ' }), { code: 'attendee.value.refused' });
    await assert.rejects(change(traveler, id, { middleInitial: 'AB' }), { code: 'attendee.value.refused' });
    await run(traveler, (attendees, ctx) => attendees.deleteAttendee(ctx, { attendeeId: id }));
    await assert.rejects(read(traveler, id), { code: 'attendee.not-found' });
    const gone = await run(traveler, (attendees, ctx) => attendees.getAttendee(ctx, { attendeeId: id, includeDeleted: true }));
    assert.ok(gone.isDeleted);
    await assert.rejects(change(traveler, id, { lastName: 'Third' }), { code: 'attendee.not-found' });
  });

  it('hold the custom fields of their form, each by its type', async () => {
    const formId = await run(company, async (attendees, ctx) => {
      const list = await program.modules.lists.createList(ctx, { name: 'Regions' });
      await program.modules.lists.addItems(ctx, { listId: list.id, items: [{ shortCode: 'N', value: 'North' }] });
      const field = (slot: string, type: 'Boolean' | 'Integer' | 'Number' | 'Date' | 'Text') => ({ slot, label: slot, type });
      const form = await attendees.createForm(ctx, {
        name: 'All kinds',
        fields: [
          { slot: 'custom25', label: 'Region', type: 'List', listId: list.id },
          field('custom1', 'Boolean'),
          field('custom2', 'Integer'),
          field('custom3', 'Number'),
          field('custom4', 'Date'),
          field('custom21', 'Text'),
        ],
      });
      await attendees.createType(ctx, { code: 'KINDS', name: 'All kinds', formId: form.id });
      return form.id;
    });
    const custom = {
      custom25: 'n',
      custom1: 'true',
      custom2: '-7',
      custom3: '1.50',
      custom4: '2026-02-28',
      custom21: 'x',
      custom9: 'z',
    };
    const id = await add(traveler, { lastName: 'Kinds', custom }, 'KINDS');
    const { custom: values } = await read(traveler, id);
    assert.deepEqual(
      values.map(({ slot, type, value, code }) => [slot, type, value, code]),
      [
        ['custom25', 'List', 'North', 'N'],
        ['custom1', 'Boolean', 'Y', undefined],
        ['custom2', 'Integer', '-7', undefined],
        ['custom3', 'Number', '1.5', undefined],
        ['custom4', 'Date', '2026-02-28', undefined],
        ['custom21', 'Text', 'x', undefined],
      ],
    );
    await change(traveler, id, { custom: { custom25: values[0]?.listItemId ?? '', custom1: null, custom4: '' } });
    assert.deepEqual(
      (await read(traveler, id)).custom.map(({ slot }) => slot),
      ['custom25', 'custom2', 'custom3', 'custom21'],
    );
    const wrong = { custom1: 'maybe', custom2: '1.5', custom3: 'much', custom4: '2026-02-30', custom21: 'x'.repeat(49) };
    for (const [slot, value] of Object.entries(wrong))
      await assert.rejects(change(traveler, id, { custom: { [slot]: value } }), { code: 'attendee.value.refused' }, slot);
    await assert.rejects(change(traveler, id, { custom: { custom25: 'S' } }), { code: 'attendee.reference.unknown' });
    for (const fields of [
      [{ slot: 'custom26', label: '', type: 'Text' as const }],
      [1, 2].map(() => ({ slot: 'custom1', label: '', type: 'Text' as const })),
    ])
      await assert.rejects(
        run(company, (attendees, ctx) => attendees.createForm(ctx, { name: 'Bad', fields })),
        {
          code: 'attendee.value.refused',
        },
      );
    const forms = await run(company, (attendees, ctx) => attendees.listForms(ctx));
    assert.ok(forms.some((form) => form.id === formId && form.fields.length === 6));
  });

  it('total what is spent on them in a year, against the limit of their type', async () => {
    await changeType('SPOUSE', { yearlyLimit: decimal(100) });
    const attendeeId = await add(traveler, { lastName: 'Totals', currencyCode: 'EUR', totalThisYear: decimal('60') }, 'SPOUSE');
    const totals = async () => {
      const one = await read(traveler, attendeeId);
      const years = [one.totalThisYear, one.totalLastYear].map(toWire);
      return [...years, one.hasExceptionsThisYear, one.hasExceptionsLastYear, one.version];
    };
    assert.deepEqual(await totals(), [60, 0, false, false, 1]);
    const spend = (year: number, amount: string) =>
      run(traveler, (attendees, ctx) => attendees.addSpending(ctx, [{ attendeeId, year, amount: decimal(amount) }]));
    await spend(2026, '40.01');
    await spend(2025, '100');
    await spend(2024, '1000');
    assert.deepEqual(await totals(), [100.01, 100, true, false, 1]);
    await spend(2026, '-0.01');
    assert.deepEqual(await totals(), [100, 100, false, false, 1]);
    await assert.rejects(change(traveler, attendeeId, { currencyCode: 'USD' }), { code: 'attendee.value.refused' });
    await assert.rejects(change(traveler, attendeeId, { currencyCode: 'XXQ' }), { code: 'attendee.reference.unknown' });
    const fresh = await add(traveler, { lastName: 'Fresh' }, 'SPOUSE');
    assert.equal((await read(traveler, fresh)).currencyCode, 'USD');
    await change(traveler, fresh, { currencyCode: 'eur' });
    assert.equal((await read(traveler, fresh)).currencyCode, 'EUR');
  });

  it('are listed newest first, page by page, none twice and none left out', async () => {
    const user = asUser(office.manager);
    const made: string[] = [];
    for (let index = 0; index < 5; index++) {
      made.push(await add(user, { lastName: `P${index}`, externalId: `P-${index}` }, index % 2 ? 'BUSGUEST' : 'EMPLOYEE'));
      await add(traveler, { lastName: `P${index}`, externalId: `P-${index}` });
    }
    const externalIds = made.map((_, index) => `P-${index}`);
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await run(user, (attendees, ctx) =>
        attendees.searchAttendees(ctx, { externalIds }, { limit: 2, ...(after === undefined ? {} : { after }) }),
      );
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
      if (after === undefined) break;
    }
    assert.deepEqual(seen, made.toReversed());
    const found = async (search: Parameters<Attendees['searchAttendees']>[1]) =>
      run(user, async (attendees, ctx) => (await attendees.searchAttendees(ctx, search, { limit: 50 })).items.length);
    assert.equal(await found({ externalIds, typeCode: 'busguest' }), 2);
    assert.equal(await found({ externalIds, typeId: await typeIdOf('EMPLOYEE') }), 3);
    assert.equal(await found({ typeCode: 'NOSUCH' }), 0);
    assert.equal(await found({ externalIds: ['P-0', 'nobody'] }), 1);
  });
});
