import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { counts, ImportDesk, record, rejections, someone } from '../../../../test/harness/employee-files.ts';
import { auditOf, eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';

describe('importing a file of employees', () => {
  let desk: ImportDesk;
  before(async () => {
    desk = await ImportDesk.open();
  });
  after(() => desk.close());

  it('makes people of every kind of record, whatever their order', async () => {
    await desk.found();
    const lines = [
      '100,0,SSO,UPDATE,EN,N,N',
      record('550', {
        'Employee ID': 'c',
        'Delegate ID': 'b',
        'Product Code': 'expense',
        'Can Prepare Reports': 'Y',
        'Can Use Business Intelligence': 'y',
        'Can Temporarily Approve Reports': 'Y',
        'Temporary Approval Delegation From Date': '20260401',
        'Temporary Approval Delegation To Date': '2026-04-30',
      }),
      someone('c', {
        'Employee ID of the expense report approver': 'b',
        'Country Sub Code': 'US-WA',
        'Organizational Unit 1': 'R&D, "North"',
        'Custom 21': 'x',
        'Employee Custom 22': 'y',
        'Locale Code': 'en_US',
        'Reimbursement Type': 'ADPPAYR',
        'ADP Employee ID': '77',
        'ADP Company Code': 'ABC',
        'ADP Deduction Code': 'D1',
        'Is Non Employee': 'N',
        'Expense Audit Required': 'ALWAYS',
        'Send email when the report status changes': 'N',
        Password: 'secret',
      }),
      record('350', {
        'Employee ID': 'c',
        'Nick Name': 'Cee',
        Gender: 'F',
        'Date of Birth': '19840229',
        'Job Title': 'Clerk',
        'Work Phone': '+1 425 5550100',
        'Work Phone Extension': '12',
        'Cell Phone': '+1 425 5550101',
        'Home City': 'Rome',
        'Home Country': 'IT',
        'Email 2': 'c2@file.example',
        'GDS Profile Name': 'C/FAY',
      }),
      record('360', { 'Employee ID': 'c', 'Invoice User Role': 'Y', 'Default Shipping Address': 'Dock 5' }),
      record('370', { 'Employee ID': 'c', 'Statement Report User': 'Y' }),
      record('400', { 'Employee ID': 'c', 'Role Code': 'EXP_PROCESSOR' }),
      record('310', {
        'Employee ID': 'b',
        'Login ID': 'b@file.example',
        'First Name': 'Bea',
        'Last Name': 'Boss',
        'Expense Approver': 'Y',
        'Expense User': 'Y',
        'Locate and Alert': 'Y',
      }),
    ];
    const report = await desk.import(lines);
    assert.deepEqual(report.rejected, []);
    assert.deepEqual(
      [counts(report), report.lines, report.ignored],
      [{ created: 2, updated: 0, unchanged: 0, rejectedPeople: 0 }, 8, { '305 Password': 1 }],
    );
    const c = await desk.user('c');
    const b = await desk.user('b');
    assert.ok(c && b);
    assert.ok(b.entitlements.includes('Locate'));
    assert.deepEqual(
      [c.userName, c.title, c.nickName, c.gender, c.dateOfBirth],
      ['c@file.example', 'Clerk', 'Cee', 'Female', '1984-02-29'],
    );
    assert.deepEqual(
      c.emails.map(({ type, value }) => [type, value]),
      [
        ['work', 'c@file.example'],
        ['work2', 'c2@file.example'],
      ],
    );
    assert.deepEqual(
      c.phoneNumbers.map(({ type, value }) => [type, value]),
      [
        ['work', '+1 425 5550100 x12'],
        ['mobile', '+1 425 5550101'],
      ],
    );
    assert.deepEqual(c.addresses, [
      { type: 'home', locality: 'Rome', country: 'IT' },
      { type: 'shipping', streetAddress: 'Dock 5' },
    ]);
    assert.deepEqual([...c.entitlements].sort(), ['Expense', 'Invoice']);
    assert.equal(c.travel?.travelCrsName, 'C/FAY');
    const { spend } = c;
    assert.deepEqual(
      [spend?.locale, spend?.country, spend?.stateProvince, spend?.reimbursementCurrency, spend?.reimbursementType],
      ['en-US', 'US', 'WA', 'USD', 'ADP_PAYROLL'],
    );
    assert.deepEqual(Object.fromEntries(Object.entries(spend?.customData ?? {}).map(([slot, { value }]) => [slot, value])), {
      orgUnit1: 'R&D, "North"',
      custom21: 'x',
      custom22: 'y',
    });
    assert.deepEqual(spend?.payroll, { employeeFileNumber: '77', companyCode: 'ABC', deductionCode: 'D1' });
    const { identity } = desk.program.modules;
    assert.equal(await desk.read((ctx) => identity.approverOf(ctx, c.id, 'report')), b.id);
    assert.deepEqual(
      (await desk.read((ctx) => identity.roleAssignmentsOf(ctx, c.id))).map(({ code }) => code),
      ['EXP_PROCESSOR', 'STATEMENT_USER'],
    );
    const [delegation] = await desk.read((ctx) => identity.delegatesOf(ctx, c.id));
    assert.deepEqual(
      [delegation?.delegateId, delegation?.temporaryFrom, delegation?.temporaryTo],
      [b.id, '2026-04-01', '2026-04-30'],
    );
    assert.deepEqual([...(delegation?.permissions ?? [])].sort(), ['canApproveTemporary', 'canPrepare', 'canUseBi']);

    const before = [(await eventsOf(desk.program, desk.home)).length, (await auditOf(desk.program, desk.home)).length];
    assert.deepEqual(counts(await desk.import(lines)), { created: 0, updated: 0, unchanged: 2, rejectedPeople: 0 });
    assert.deepEqual(
      [(await eventsOf(desk.program, desk.home)).length, (await auditOf(desk.program, desk.home)).length],
      before,
      'the same file says nothing new',
    );
  });

  it('says in a dry run what would happen, and leaves everything as it is', async () => {
    await desk.found();
    await desk.import([someone('old')]);
    const before = [await eventsOf(desk.program, desk.home), await auditOf(desk.program, desk.home)];
    const lines = [
      someone('n', { 'Employee ID of the expense report approver': 'boss' }),
      someone('boss', { Approver: 'Y' }),
      someone('old', { 'Last Name': 'Changed' }),
      someone('bad', { 'Employee ID of the expense report approver': 'old' }),
    ];
    const dry = await desk.import(lines, { dryRun: true });
    assert.deepEqual(counts(dry), { created: 2, updated: 1, unchanged: 0, rejectedPeople: 1 });
    assert.deepEqual([await eventsOf(desk.program, desk.home), await auditOf(desk.program, desk.home)], before);
    assert.equal(await desk.user('n'), undefined);
    assert.deepEqual({ ...(await desk.import(lines)), dryRun: true }, dry, 'what happened is what was said');
  });

  it('keeps what is blank, empties it where the file replaces, and warns of existing people where it says so', async () => {
    await desk.found();
    await desk.import([
      someone('r', {
        'Ledger Code': 'L1',
        'Custom 1': 'one',
        'Middle Name': 'Em',
        'Employee ID of the expense report approver': '',
      }),
    ]);
    await desk.import([someone('r', { 'Last Name': 'Second' })]);
    assert.deepEqual([(await desk.user('r'))?.name.familyName, (await desk.user('r'))?.spend?.ledgerCode], ['Second', 'L1']);
    assert.deepEqual(counts(await desk.import(['100,0,SSO,REPLACE,EN,N,N', someone('r', { 'Custom 1': 'one' })])), {
      created: 0,
      updated: 1,
      unchanged: 0,
      rejectedPeople: 0,
    });
    const emptied = await desk.user('r');
    assert.deepEqual(
      [emptied?.spend?.ledgerCode, emptied?.spend?.customData['custom1']?.value, emptied?.name, emptied?.spend?.country],
      [undefined, 'one', { givenName: 'Fay', familyName: 'File' }, 'US'],
    );
    const warned = await desk.import(['100,0,SSO,WARN,EN,N,N', someone('r', { 'Last Name': 'Third' }), someone('fresh')]);
    assert.deepEqual(
      [counts(warned), rejections(warned)],
      [{ created: 1, updated: 0, unchanged: 0, rejectedPeople: 1 }, [[2, 'Employee ID', 'conflict']]],
    );
    assert.equal((await desk.user('r'))?.name.familyName, 'File');
  });

  it('changes numbers and logins, and does so once', async () => {
    await desk.found();
    await desk.import([someone('a1')]);
    const { id } = (await desk.user('a1')) ?? {};
    const lines = [
      record('305', { 'Employee ID': 'a2', 'Last Name': 'Moved' }),
      record('320', { 'Current Employee ID': 'a1', 'New Employee ID': 'a2', 'New Login ID': 'a2@file.example' }),
    ];
    assert.deepEqual(counts(await desk.import(lines)), { created: 0, updated: 1, unchanged: 0, rejectedPeople: 0 });
    const moved = await desk.user('a2');
    assert.deepEqual([moved?.id, moved?.userName, moved?.name.familyName], [id, 'a2@file.example', 'Moved']);
    assert.equal(await desk.user('a1'), undefined);
    assert.deepEqual(counts(await desk.import(lines)), { created: 0, updated: 0, unchanged: 1, rejectedPeople: 0 });
    const chain = await desk.import([
      record('320', { 'Current Employee ID': 'a2', 'New Employee ID': 'a3' }),
      record('320', { 'Current Employee ID': 'a3', 'New Employee ID': 'a4' }),
      record('320', { 'Current Employee ID': 'ghost', 'New Employee ID': 'a5' }),
    ]);
    assert.equal(chain.rejected.find(({ line }) => line === 3)?.message, 'Nobody has the employee ID ghost.');
    assert.equal(chain.updated, 0);
    assert.ok(await desk.user('a2'));
  });

  it('imports each person whole or not at all, and those who name each other together', async () => {
    await desk.found();
    const report = await desk.import([
      someone('x', { 'Employee ID of the expense report approver': 'y', Approver: 'Y' }),
      someone('y', { 'Employee ID of the expense report approver': 'x', Approver: 'Y' }),
      someone('half'),
      record('400', { 'Employee ID': 'half', 'Role Code': 'NO_SUCH_ROLE' }),
      someone('broken'),
      record('350', { 'Employee ID': 'broken', 'Date of Birth': '31/12/1980' }),
      someone('depends', { 'Employee ID of the expense report approver': 'half' }),
      someone('twin', { 'Login ID': 'X@file.example' }),
    ]);
    assert.deepEqual(counts(report), { created: 2, updated: 0, unchanged: 0, rejectedPeople: 4 });
    assert.deepEqual(rejections(report), [
      [3, undefined, 'together'],
      [4, 'Role Code', 'not-assignable'],
      [5, undefined, 'together'],
      [6, 'Date of Birth', 'date'],
      [7, 'Employee ID of the expense report approver', 'unknown'],
      [8, 'Login ID', 'conflict'],
    ]);
    for (const gone of ['half', 'broken', 'depends', 'twin']) assert.equal(await desk.user(gone), undefined, gone);
    const x = await desk.user('x');
    const y = await desk.user('y');
    assert.equal(await desk.read((ctx) => desk.program.modules.identity.approverOf(ctx, y?.id ?? '', 'report')), x?.id);
    assert.equal(await desk.read((ctx) => desk.program.modules.identity.approverOf(ctx, x?.id ?? '', 'report')), y?.id);
  });

  it('reads other delimiters, and refuses files that are none', async () => {
    await desk.found();
    const semicolons = someone('semi').replaceAll(',', ';');
    assert.equal((await desk.import([semicolons], { delimiter: ';' })).created, 1);
    await assert.rejects(desk.import(['100,0,SSO,OVERWRITE,EN,N,N', someone('never')]), {
      code: 'employee-import.file.unreadable',
    });
    assert.equal(await desk.user('never'), undefined);
    for (const path of [join(desk.folder, 'none'), desk.folder])
      await assert.rejects(desk.program.modules.employeeImport.importFile(desk.program.unitOfWork, desk.home, { path }), {
        code: 'employee-import.file.unreadable',
      });
  });

  it("touches no other company's people", async () => {
    const other = await foundCompany(desk.program);
    const stranger = await hire(desk.program, other, {
      employeeNumber: 's-1',
      roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }],
    });
    await desk.found();
    const report = await desk.import([
      someone('mine', { 'Employee ID of the expense report approver': 's-1' }),
      someone('taken', { 'Login ID': stranger.userName }),
      record('305', { 'Employee ID': 's-1', 'Last Name': 'Stolen' }),
    ]);
    assert.deepEqual(
      rejections(report).map(([line, , rule]) => [line, rule]),
      [
        [1, 'unknown'],
        [2, 'taken'],
        [3, 'required'],
      ],
    );
    const kept = await desk.program.unitOfWork.read(other, (ctx) => desk.program.modules.identity.getUser(ctx, stranger.id));
    assert.equal(kept.name.familyName, 'Brown');
  });
});
