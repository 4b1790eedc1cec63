import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { asUser, inContext, lunch, newReport, openOffice, run, type Office } from '../../../test/harness/expense.ts';
import { pdf, PNG } from '../../../test/harness/receipts.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40)]);

describe('a report on paper', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram({ jobs: true });
    office = await openOffice(program);
  });
  after(() => program.close());

  const keep = async (bytes: Uint8Array, fileName: string) => {
    const { receipts } = program.modules;
    const kept = await receipts.keep({ companyId: office.traveler.companyId, bytes, fileName });
    await program.unitOfWork.write(office.company, (ctx) => receipts.add(ctx, { kept, ownerId: office.traveler.id }));
    return kept.id;
  };
  const traveler = () => asUser(office.traveler);

  it('holds its entries, and its receipts as pages or as files', async () => {
    const ids = [await keep(PNG, 'a.png'), await keep(await pdf(3), 'b.pdf'), await keep(JPEG, 'broken.jpg')];
    const entries = ids.map((receiptImageId) => lunch(office, { receiptImageId, vendorName: '寿司 Bar' }));
    const report = await newReport(program, office, [...entries, lunch(office, { hasMissingReceiptDeclaration: true })]);
    const on = { access: inContext('TRAVELER', office.traveler), reportId: report.id };
    const receiptImageId = await keep(await pdf(2), 'all.pdf');
    await run(program, traveler(), (expense, ctx) => expense.updateReport(ctx, { ...on, changes: { receiptImageId } }));
    const { reportPrints } = program.modules;
    const find = () => program.unitOfWork.read(traveler(), (ctx) => reportPrints.print(ctx, on));
    await assert.rejects(find(), { code: 'report-print.not-ready' });
    await program.unitOfWork.write(traveler(), (ctx) => reportPrints.orderPrint(ctx, on));
    await assert.rejects(find(), { code: 'report-print.not-ready' });
    const drained = await program.jobs.drain();
    assert.deepEqual(drained.failed, []);
    const bytes = await reportPrints.content(await find());
    const document = await PDFDocument.load(bytes);
    assert.equal(document.getPageCount(), 1 + 2 + 1 + 3 + 1);
    assert.match(document.getTitle() ?? '', /February/);
    assert.ok(Buffer.from(bytes).length > 1000);
  });

  it('is for those who may read it, and breaks over no report that is gone', async () => {
    const report = await newReport(program, office);
    const { reportPrints } = program.modules;
    const on = { access: { kind: 'any' }, reportId: report.id } as const;
    await assert.rejects(
      program.unitOfWork.write(asUser(office.colleague), (ctx) => reportPrints.orderPrint(ctx, on)),
      { code: 'expense.access.denied' },
    );
    await program.unitOfWork.write(traveler(), (ctx) => reportPrints.orderPrint(ctx, on));
    await run(program, traveler(), (expense, ctx) => expense.deleteReport(ctx, on));
    assert.deepEqual((await program.jobs.drain()).failed, []);
  });
});
