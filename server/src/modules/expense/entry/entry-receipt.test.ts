import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decimal } from '../../../platform/money/money.ts';
import { castOf, clientOf, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { PNG } from '../../../../test/harness/receipts.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32 } from '../../../platform/ids/index.ts';

describe('the receipt of an entry', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
  });
  after(() => program.close());

  const receiptOf = async (ownerId: string, company = cast.home) => {
    const { receipts } = program.modules;
    const kept = await receipts.keep({ companyId: company.companyId, bytes: PNG });
    await program.unitOfWork.write(company, (ctx) => receipts.add(ctx, { kept, ownerId }));
    return hex32(kept.id);
  };
  const path = () => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown) =>
    call(method, url, { as: cast.as(cast.traveler), ...(body === undefined ? {} : { body }) });
  const dearExpense = async () => {
    const report = await send('POST', path(), { name: 'Receipts', policyId: cast.policyId });
    const made = await send('POST', `${report.json.uri}/expenses`, {
      expenseType: { id: 'LODNG' },
      transactionDate: '2026-02-20',
      transactionAmount: { value: 900, currencyCode: 'USD' },
      paymentType: { id: 'CASH' },
    });
    assert.equal(made.status, 201, made.text);
    return { report: String(report.json.uri), expense: String(made.json.uri) };
  };
  const facts = async (report: string) => {
    const { json } = await send('GET', report);
    return [json.imageStatus, json.isReceiptImageRequired, json.isReceiptImageAvailable];
  };
  const exceptions = async (expense: string) => (await send('GET', `${expense}/exceptions`)).json.length;

  it('makes the status of its report true, and the exception of its absence pass', async () => {
    const { report, expense } = await dearExpense();
    assert.deepEqual(await facts(report), ['NOT_RECEIVED', true, false]);
    assert.equal(await exceptions(expense), 1);
    const receiptImageId = await receiptOf(cast.traveler.id);
    const changed = await send('PATCH', expense, { receiptImageId });
    assert.equal(changed.status, 204, changed.text);
    const read = (await send('GET', expense)).json;
    assert.deepEqual([read.receiptImageId, read.imageCertificationStatus], [receiptImageId, 'NO_PROCESSING_REQUIRED']);
    assert.deepEqual(await facts(report), ['RECEIVED', true, true]);
    assert.equal(await exceptions(expense), 0);
    const declared = await send('PATCH', expense, { hasMissingReceiptDeclaration: true });
    assert.equal(declared.status, 400);
    assert.equal(declared.json.validationErrors[0].id, 'receiptImageId.declaredMissing');
    assert.equal((await send('PATCH', expense, { receiptImageId: null })).status, 204);
    assert.deepEqual(await facts(report), ['NOT_RECEIVED', true, false]);
    assert.equal(await exceptions(expense), 1);
  });

  it('may be declared missing, which no image replaces', async () => {
    const { report, expense } = await dearExpense();
    assert.equal((await send('PATCH', expense, { hasMissingReceiptDeclaration: true })).status, 204);
    assert.equal((await send('GET', expense)).json.hasMissingReceiptDeclaration, true);
    assert.deepEqual(await facts(report), ['RECEIVED', true, false]);
    assert.equal(await exceptions(expense), 0);
    assert.equal((await send('PATCH', expense, { receiptImageId: await receiptOf(cast.traveler.id) })).status, 400);
    assert.equal((await send('PATCH', expense, { hasMissingReceiptDeclaration: false })).status, 204);
    assert.equal(await exceptions(expense), 1);
  });

  it('is one of the owner’s own', async () => {
    const { expense } = await dearExpense();
    const elsewhere = await castOf(program);
    for (const id of [
      await receiptOf(cast.colleague.id),
      await receiptOf(elsewhere.traveler.id, elsewhere.home),
      '0'.repeat(32),
      'nothing',
    ]) {
      const reply = await send('PATCH', expense, { receiptImageId: id });
      assert.equal(reply.status, 400, id);
    }
  });

  it('of the whole report stands for all of them', async () => {
    const { report, expense } = await dearExpense();
    const { receipts, expense: door } = program.modules;
    const kept = await receipts.keep({ companyId: cast.home.companyId, bytes: PNG });
    await program.unitOfWork.write({ ...cast.home, actor: { kind: 'system' } }, async (ctx) => {
      await receipts.add(ctx, { kept, ownerId: cast.traveler.id });
      const page = await door.searchEntries(ctx, {}, { limit: 50 });
      const entry = page.items.find(({ id }) => expense.endsWith(hex32(id)));
      assert.ok(entry);
      assert.ok(entry.posted.amount.eq(decimal(900)));
      const on = { access: { kind: 'any' }, reportId: entry.reportId } as const;
      await door.updateReport(ctx, { ...on, changes: { receiptImageId: kept.id } });
    });
    assert.deepEqual(await facts(report), ['RECEIVED', true, true]);
  });
});
