import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { castOf, clientOf, type Cast, type Client } from '../../../test/harness/reports.ts';

const LARGEST = 999_999_999_999_999;

describe('amounts that are too large', () => {
  let program: TestProgram;
  let cast: Cast;
  let client: Client;
  let paymentId: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    client = clientOf(program);
    const [payment] = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    paymentId = payment?.shortId ?? '';
  });
  after(() => program.close());

  const base = () => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
  async function newReport(): Promise<string> {
    const made = await client('POST', base(), { as: cast.as(cast.traveler), body: { name: 'Big', policyId: cast.policyId } });
    assert.equal(made.status, 201, made.text);
    return String(made.json.uri).split('/').at(-1) ?? '';
  }
  const addLunch = (reportId: string, given: object) =>
    client('POST', `${base()}/${reportId}/expenses`, {
      as: cast.as(cast.traveler),
      body: {
        expenseType: { id: 'LUNCH' },
        transactionDate: '2026-02-27',
        transactionAmount: { value: LARGEST, currencyCode: 'USD' },
        paymentType: { id: paymentId },
        ...given,
      },
    });

  it('are refused where a rate makes them so', async () => {
    const reportId = await newReport();
    const foreign = { transactionAmount: { value: LARGEST, currencyCode: 'JPY' } };
    for (const rate of [1e10, 1e15, 1e16, 1e17, 1e20, 1e21, 1e300]) {
      const answer = await addLunch(reportId, { ...foreign, exchangeRate: { value: rate, operation: 'MULTIPLY' } });
      assert.equal(answer.status, 400, `${rate}: ${answer.text}`);
    }
    const tiny = await addLunch(reportId, { ...foreign, exchangeRate: { value: 1e-13, operation: 'DIVIDE' } });
    assert.equal(tiny.status, 400, tiny.text);
  });

  it('are refused where a report adds them up', async () => {
    const reportId = await newReport();
    assert.equal((await addLunch(reportId, {})).status, 201);
    const second = await addLunch(reportId, {});
    assert.equal(second.status, 400, second.text);
    const report = await client('GET', `${base()}/${reportId}`, { as: cast.as(cast.traveler) });
    assert.equal(report.json.claimedAmount.value, LARGEST);
  });

  it('are refused as what no JSON number is', async () => {
    const reportId = await newReport();
    for (const value of [1e15, 1e300, '12', null, 0.123456789]) {
      const answer = await addLunch(reportId, { transactionAmount: { value, currencyCode: 'USD' } });
      assert.equal(answer.status, 400, `${value}: ${answer.text}`);
    }
  });
});
