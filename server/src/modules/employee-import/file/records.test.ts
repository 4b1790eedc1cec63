import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { counts, ImportDesk, record, rejections, someone, type Cells } from '../../../../test/harness/employee-files.ts';

describe('the records of a file of employees', () => {
  let desk: ImportDesk;
  before(async () => {
    desk = await ImportDesk.open();
  });
  after(() => desk.close());

  it('rejects lines that it cannot take, each with its reason, and imports the rest', async () => {
    await desk.found();
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
    const report = await desk.import(Buffer.concat([Buffer.from('\ufeff'), Buffer.from(`${lines.join('\n')}\n`), latin]));
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
    assert.ok(await desk.user('fine'));
    const utf16 = await desk.import(Buffer.from(someone('wide'), 'utf16le'));
    assert.deepEqual([utf16.created, utf16.rejected[0]?.rule], [0, 'encoding']);
  });

  it('brings limits of approvers, once', async () => {
    await desk.found();
    const limit = (type: string, cells: Cells) =>
      record(type, { 'Employee ID': 'l', 'Approval Type': 'report', 'Approval Limit Currency Code': 'USD', ...cells });
    const lines = [
      limit('700', { 'Approval Limit': '1000.00', 'Exception Approval Authority': 'Y' }),
      limit('710', { 'Approval Limit': '50', Level: '2' }),
      someone('l', { Approver: 'Y' }),
    ];
    const report = await desk.import(lines);
    assert.deepEqual([counts(report), report.rejected], [{ created: 1, updated: 0, unchanged: 0, rejectedPeople: 0 }, []]);
    const { id } = (await desk.user('l')) ?? {};
    const limits = async () =>
      (await desk.read((ctx) => desk.program.modules.identity.spendingOf(ctx, id ?? ''))).approverLimits.map((one) => [
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
    assert.equal((await desk.import(lines)).unchanged, 1);
    assert.equal(
      (await desk.import([limit('700', { 'Approval Limit': '2000', 'Exception Approval Authority': 'Y' })])).updated,
      1,
    );
    assert.deepEqual(
      (await limits()).map(([, , amount]) => amount),
      ['2000', '50'],
    );
    const refused = await desk.import([
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
});
