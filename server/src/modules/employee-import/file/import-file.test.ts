import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { auditOf, eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import type { FileToImport, ImportReport } from '../index.ts';
import { LAYOUTS } from './layouts.ts';

type Home = Caller & { companyId: string };
type Cells = Readonly<Record<string, string>>;

/** A record with text in the columns of these labels. */
function record(type: string, cells: Cells): string {
  const layout = LAYOUTS.get(type) ?? [];
  const unknown = Object.keys(cells).filter((label) => !layout.some((column) => column.label === label));
  assert.deepEqual(unknown, []);
  return [type, ...layout.map(({ label }) => cells[label] ?? '')]
    .map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

const someone = (id: string, cells: Cells = {}): string =>
  record('305', {
    'Employee ID': id,
    'First Name': 'Fay',
    'Last Name': 'File',
    'Login ID': `${id}@file.example`,
    'Expense User': 'Y',
    ...cells,
  });

describe('importing a file of employees', () => {
  let program: TestProgram;
  let folder: string;
  let home: Home;
  let files = 0;
  before(async () => {
    program = await testProgram();
    folder = await mkdtemp(join(tmpdir(), 'perdiem-import-'));
  });
  after(async () => {
    await program.close();
    await rm(folder, { recursive: true, force: true });
  });

  const founded = async () => (home = await foundCompany(program));
  const imported = async (
    content: string | Buffer | readonly string[],
    options: Partial<FileToImport> = {},
    caller = home,
  ): Promise<ImportReport> => {
    const path = join(folder, `${(files += 1)}.csv`);
    await writeFile(path, Array.isArray(content) ? `${content.join('\r\n')}\r\n` : (content as string | Buffer));
    return program.modules.employeeImport.importFile(program.unitOfWork, caller, { path, ...options });
  };
  const read = <T>(work: (ctx: Context) => Promise<T>) => program.unitOfWork.read(home, work);
  const user = (number: string) => read((ctx) => program.modules.identity.findUserByEmployeeNumber(ctx, number));
  const counts = ({ created, updated, unchanged, rejectedPeople }: ImportReport) => ({
    created,
    updated,
    unchanged,
    rejectedPeople,
  });
  const rejections = ({ rejected }: ImportReport) => rejected.map(({ line, field, rule }) => [line, field, rule]);

  it('makes people of every kind of record, whatever their order', async () => {
    await founded();
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
    const report = await imported(lines);
    assert.deepEqual(report.rejected, []);
    assert.deepEqual(
      [counts(report), report.lines, report.ignored],
      [{ created: 2, updated: 0, unchanged: 0, rejectedPeople: 0 }, 8, { '305 Password': 1 }],
    );
    const c = await user('c');
    const b = await user('b');
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
    const { identity } = program.modules;
    assert.equal(await read((ctx) => identity.approverOf(ctx, c.id, 'report')), b.id);
    assert.deepEqual(
      (await read((ctx) => identity.roleAssignmentsOf(ctx, c.id))).map(({ code }) => code),
      ['EXP_PROCESSOR', 'STATEMENT_USER'],
    );
    const [delegation] = await read((ctx) => identity.delegatesOf(ctx, c.id));
    assert.deepEqual(
      [delegation?.delegateId, delegation?.temporaryFrom, delegation?.temporaryTo],
      [b.id, '2026-04-01', '2026-04-30'],
    );
    assert.deepEqual([...(delegation?.permissions ?? [])].sort(), ['canApproveTemporary', 'canPrepare', 'canUseBi']);

    const before = [(await eventsOf(program, home)).length, (await auditOf(program, home)).length];
    assert.deepEqual(counts(await imported(lines)), { created: 0, updated: 0, unchanged: 2, rejectedPeople: 0 });
    assert.deepEqual(
      [(await eventsOf(program, home)).length, (await auditOf(program, home)).length],
      before,
      'the same file says nothing new',
    );
  });

  it('says in a dry run what would happen, and leaves everything as it is', async () => {
    await founded();
    await imported([someone('old')]);
    const before = [await eventsOf(program, home), await auditOf(program, home)];
    const lines = [
      someone('n', { 'Employee ID of the expense report approver': 'boss' }),
      someone('boss', { Approver: 'Y' }),
      someone('old', { 'Last Name': 'Changed' }),
      someone('bad', { 'Employee ID of the expense report approver': 'old' }),
    ];
    const dry = await imported(lines, { dryRun: true });
    assert.deepEqual(counts(dry), { created: 2, updated: 1, unchanged: 0, rejectedPeople: 1 });
    assert.deepEqual([await eventsOf(program, home), await auditOf(program, home)], before);
    assert.equal(await user('n'), undefined);
    assert.deepEqual({ ...(await imported(lines)), dryRun: true }, dry, 'what happened is what was said');
  });

  it('keeps what is blank, empties it where the file replaces, and warns of existing people where it says so', async () => {
    await founded();
    await imported([
      someone('r', {
        'Ledger Code': 'L1',
        'Custom 1': 'one',
        'Middle Name': 'Em',
        'Employee ID of the expense report approver': '',
      }),
    ]);
    await imported([someone('r', { 'Last Name': 'Second' })]);
    assert.deepEqual([(await user('r'))?.name.familyName, (await user('r'))?.spend?.ledgerCode], ['Second', 'L1']);
    assert.deepEqual(counts(await imported(['100,0,SSO,REPLACE,EN,N,N', someone('r', { 'Custom 1': 'one' })])), {
      created: 0,
      updated: 1,
      unchanged: 0,
      rejectedPeople: 0,
    });
    const emptied = await user('r');
    assert.deepEqual(
      [emptied?.spend?.ledgerCode, emptied?.spend?.customData['custom1']?.value, emptied?.name, emptied?.spend?.country],
      [undefined, 'one', { givenName: 'Fay', familyName: 'File' }, 'US'],
    );
    const warned = await imported(['100,0,SSO,WARN,EN,N,N', someone('r', { 'Last Name': 'Third' }), someone('fresh')]);
    assert.deepEqual(
      [counts(warned), rejections(warned)],
      [{ created: 1, updated: 0, unchanged: 0, rejectedPeople: 1 }, [[2, 'Employee ID', 'conflict']]],
    );
    assert.equal((await user('r'))?.name.familyName, 'File');
  });

  it('changes numbers and logins, and does so once', async () => {
    await founded();
    await imported([someone('a1')]);
    const { id } = (await user('a1')) ?? {};
    const lines = [
      record('305', { 'Employee ID': 'a2', 'Last Name': 'Moved' }),
      record('320', { 'Current Employee ID': 'a1', 'New Employee ID': 'a2', 'New Login ID': 'a2@file.example' }),
    ];
    assert.deepEqual(counts(await imported(lines)), { created: 0, updated: 1, unchanged: 0, rejectedPeople: 0 });
    const moved = await user('a2');
    assert.deepEqual([moved?.id, moved?.userName, moved?.name.familyName], [id, 'a2@file.example', 'Moved']);
    assert.equal(await user('a1'), undefined);
    assert.deepEqual(counts(await imported(lines)), { created: 0, updated: 0, unchanged: 1, rejectedPeople: 0 });
    const chain = await imported([
      record('320', { 'Current Employee ID': 'a2', 'New Employee ID': 'a3' }),
      record('320', { 'Current Employee ID': 'a3', 'New Employee ID': 'a4' }),
      record('320', { 'Current Employee ID': 'ghost', 'New Employee ID': 'a5' }),
    ]);
    assert.equal(chain.rejected.find(({ line }) => line === 3)?.message, 'Nobody has the employee ID ghost.');
    assert.equal(chain.updated, 0);
    assert.ok(await user('a2'));
  });

  it('imports each person whole or not at all, and those who name each other together', async () => {
    await founded();
    const report = await imported([
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
    for (const gone of ['half', 'broken', 'depends', 'twin']) assert.equal(await user(gone), undefined, gone);
    const x = await user('x');
    const y = await user('y');
    assert.equal(await read((ctx) => program.modules.identity.approverOf(ctx, y?.id ?? '', 'report')), x?.id);
    assert.equal(await read((ctx) => program.modules.identity.approverOf(ctx, x?.id ?? '', 'report')), y?.id);
  });

  it('rejects lines that it cannot take, each with its reason, and imports the rest', async () => {
    await founded();
    const latin = Buffer.concat([Buffer.from(someone('latin').slice(0, 4)), Buffer.from([0xe9, 0x0a])]);
    const lines = [
      'nonsense,1,2',
      '305,too,short',
      `${someone('wide')},1,2`,
      '700,report,x,,,EU,,,,,,,,Y,100,USD',
      '760,whatever',
      '800,account',
      '305,"open,quote',
      record('350', { 'Employee ID': 'good', 'Travel Custom 3': 'Staff' }),
      record('400', { 'Employee ID': 'good' }),
      record('500', { 'Employee ID': 'good', 'Product Code': 'bookings' }),
      record('305', { 'First Name': 'No', 'Last Name': 'Number' }),
      record('305', { 'Employee ID': 'flagged', Active: 'maybe' }),
      '100,0,SSO,UPDATE,EN,N,N',
      'x'.repeat(70_000),
      '',
      someone('fine'),
    ];
    const report = await imported(Buffer.concat([Buffer.from('\ufeff'), Buffer.from(`${lines.join('\n')}\n`), latin]));
    assert.deepEqual(rejections(report), [
      [1, undefined, 'record-type'],
      [2, undefined, 'columns'],
      [3, undefined, 'columns'],
      [4, 'Segment', 'required'],
      [5, undefined, 'record-type'],
      [6, undefined, 'record-type'],
      [7, undefined, 'syntax'],
      [8, 'Travel Custom 3', 'not-supported'],
      [9, 'Role Code', 'required'],
      [10, 'Delegate ID', 'required'],
      [10, 'Product Code', 'required'],
      [11, 'Employee ID', 'required'],
      [12, 'Active', 'flag'],
      [13, undefined, 'record-type'],
      [14, undefined, 'length'],
      [17, undefined, 'encoding'],
    ]);
    assert.equal(report.created, 1);
    assert.ok(await user('fine'));
    const utf16 = await imported(Buffer.from(someone('wide'), 'utf16le'));
    assert.deepEqual([utf16.created, utf16.rejected[0]?.rule], [0, 'encoding']);
  });

  it('brings limits of approvers, once', async () => {
    await founded();
    const limit = (type: string, cells: Cells) =>
      record(type, { 'Employee ID': 'l', 'Approval Type': 'report', 'Approval Limit Currency Code': 'USD', ...cells });
    const lines = [
      limit('700', { 'Approval Limit': '1000.00', 'Exception Approval Authority': 'Y' }),
      limit('710', { 'Approval Limit': '50', Level: '2' }),
      someone('l', { Approver: 'Y' }),
    ];
    const report = await imported(lines);
    assert.deepEqual([counts(report), report.rejected], [{ created: 1, updated: 0, unchanged: 0, rejectedPeople: 0 }, []]);
    const { id } = (await user('l')) ?? {};
    const limits = async () =>
      (await read((ctx) => program.modules.identity.spendingOf(ctx, id ?? ''))).approverLimits.map((one) => [
        one.authority,
        one.approvalType,
        one.amount.toString(),
        one.exceptionAuthority,
        one.level,
      ]);
    assert.deepEqual(await limits(), [
      ['authorized', 'report', '1000', true, undefined],
      ['costObject', 'report', '50', false, 2],
    ]);
    assert.equal((await imported(lines)).unchanged, 1);
    assert.equal((await imported([limit('700', { 'Approval Limit': '2000', 'Exception Approval Authority': 'Y' })])).updated, 1);
    assert.deepEqual(
      (await limits()).map(([, , amount]) => amount),
      ['2000', '50'],
    );
    const refused = await imported([
      limit('720', { 'Approval Limit': '1', Level: '1', 'Approval Type': 'payment' }),
      limit('700', { 'Approval Limit': '-1' }),
    ]);
    assert.deepEqual(
      rejections(refused).map(([line, field]) => [line, field]),
      [
        [1, undefined],
        [2, 'Approval Limit'],
      ],
    );
  });

  it('reads other delimiters, and refuses files that are none', async () => {
    await founded();
    const semicolons = someone('semi').replaceAll(',', ';');
    assert.equal((await imported([semicolons], { delimiter: ';' })).created, 1);
    await assert.rejects(imported(['100,0,SSO,OVERWRITE,EN,N,N', someone('never')]), { code: 'employee-import.file.unreadable' });
    assert.equal(await user('never'), undefined);
    for (const path of [join(folder, 'none'), folder])
      await assert.rejects(program.modules.employeeImport.importFile(program.unitOfWork, home, { path }), {
        code: 'employee-import.file.unreadable',
      });
  });

  it("touches no other company's people", async () => {
    const other = await foundCompany(program);
    const stranger = await hire(program, other, {
      employeeNumber: 's-1',
      roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }],
    });
    await founded();
    const report = await imported([
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
    const kept = await program.unitOfWork.read(other, (ctx) => program.modules.identity.getUser(ctx, stranger.id));
    assert.equal(kept.name.familyName, 'Brown');
  });
});
