import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { visitorWith } from '../../../test/harness/app-center.ts';
import { foundCompany } from '../../../test/harness/people.ts';
import { pdf } from '../../../test/harness/receipts.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { WebVisitor } from '../../../test/harness/web-visitor.ts';
import { decimal } from '../../platform/money/money.ts';
import { reportKey } from '../../platform/ids/index.ts';

type Visitor = WebVisitor & { readonly userId: string };

describe('a report on paper, from the web application', () => {
  let program: TestProgram;
  let owner: Visitor;
  let colleague: Visitor;
  let stranger: Visitor;
  let url: string;
  before(async () => {
    program = await testProgram({ jobs: true, config: { limits: { perApp: 1e9, perAddress: 1e9 } } });
    const company = await foundCompany(program);
    [owner, colleague] = [await visitorWith(program, company, ['EXP_USER']), await visitorWith(program, company, ['EXP_USER'])];
    stranger = await visitorWith(program, await foundCompany(program), ['SHD_WEB_SERVICES_ADMIN']);
    const { expense, identity, receipts } = program.modules;
    const kept = await receipts.keep({ companyId: company.companyId, bytes: await pdf(2), fileName: 'receipt.pdf' });
    const id = await program.unitOfWork.write(company, async (ctx) => {
      await expense.createDefaults(ctx, { currencyCode: 'USD' });
      await identity.changeSpending(ctx, {
        userId: owner.userId,
        spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' },
      });
      await receipts.add(ctx, { kept, ownerId: owner.userId });
      const access = { kind: 'user', context: 'TRAVELER', userId: owner.userId } as const;
      const entry = {
        expenseTypeId: 'TAXIX',
        transactionDate: '2026-03-01',
        transactionAmount: decimal(20),
        transactionCurrency: 'USD',
      };
      return (await expense.createReport(ctx, { access, name: 'Fair', entries: [{ ...entry, receiptImageId: kept.id }] })).id;
    });
    url = `/expense/reports/${reportKey(id)}/print`;
  });
  after(() => program.close());

  it('404 until it is printed, then the PDF with its receipts for whoever may read the report', async () => {
    assert.equal((await owner.call('GET', `${url}.pdf`)).statusCode, 404);
    const ordered = await owner.call('POST', url);
    assert.equal(ordered.statusCode, 202, ordered.body);
    assert.deepEqual((await program.jobs.drain()).failed, []);
    const answer = await owner.call('GET', `${url}.pdf`);
    assert.equal(answer.statusCode, 200, answer.body.slice(0, 300));
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.match(String(answer.headers['content-disposition']), /^attachment; filename="report-[0-9A-F]{20}\.pdf"$/);
    assert.equal((await PDFDocument.load(answer.rawPayload)).getPageCount(), 1 + 2);
  });

  it('403 for a colleague, 404 for a stranger and for no report, 401 for nobody', async () => {
    for (const [visitor, status] of [
      [colleague, 403],
      [stranger, 404],
    ] as const) {
      assert.equal((await visitor.call('POST', url)).statusCode, status);
      assert.equal((await visitor.call('GET', `${url}.pdf`)).statusCode, status);
    }
    assert.equal((await owner.call('POST', '/expense/reports/nothing/print')).statusCode, 404);
    await owner.call('DELETE', '/session');
    assert.equal((await owner.call('GET', `${url}.pdf`)).statusCode, 401);
  });
});
