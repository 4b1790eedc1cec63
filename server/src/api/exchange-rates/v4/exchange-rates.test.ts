import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { decimal } from '../../../platform/money/money.ts';

const RATES = '/exchangerate/v4/rates';
const SCOPE = ['expense.exchangerate.writeonly'];

describe('exchange rates through v4', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
  });
  after(() => program.close());

  const set = (from: string, to: string, rate: number, start_date = '2026-02-01') => ({
    from_crn_code: from,
    to_crn_code: to,
    start_date,
    rate,
  });
  const said = (one: object, statusCode: number, statusMessage: string) => ({ ...one, statusMessage, statusCode });
  const upload = (sets: unknown, as = cast.asCompany(SCOPE)) => call('POST', RATES, { as, body: { currency_sets: sets } });

  it('200: adds rates and echoes them', async () => {
    const sets = [set('GBP', 'USD', 1.3), set('CHF', 'USD', 1.12345678901234)];
    const reply = await upload(sets);
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(reply.json, {
      overallStatus: 'Success',
      message: 'Requests completed successfully',
      currencySets: sets.map((one) => said(one, 200, 'success')),
    });
    assert.ok(reply.headers['concur-correlationid']);
  });

  it('200: keeps what is good of a set, and says which is not', async () => {
    const bad = [
      set('INVALID', 'EUR', 1.2),
      set('USD', 'USD', 1),
      set('USD', 'CAD', 0),
      set('USD', 'CAD', -1),
      set('USD', 'CAD', 1e-15),
      set('USD', 'CAD', 1e99),
      set('USD', 'CAD', 1, '2026-02-30'),
      set('USD', 'CAD', 1, '01/02/2026'),
    ];
    const reply = await upload([...bad, set('NOK', 'USD', 0.1)]);
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.json.overallStatus, 'Partial Success');
    assert.equal(reply.json.message, 'Requests completed with errors');
    const failed = bad.map((one) => said(one, 400, 'Invalid request received'));
    assert.deepEqual(reply.json.currencySets, [...failed, said(set('NOK', 'USD', 0.1), 200, 'success')]);
    const found = await program.unitOfWork.read(cast.home, (ctx) =>
      program.modules.exchangeRates.rateOn(ctx, { from: 'NOK', to: 'USD', date: '2026-03-01' }),
    );
    assert.ok(found?.value.eq('0.1'));
    assert.equal((await upload([bad[0]])).json.overallStatus, 'Partial Success');
  });

  it('400: refuses what is no upload', async () => {
    for (const sets of [
      undefined,
      [],
      {},
      [{ from_crn_code: 'USD', to_crn_code: 'EUR', rate: 1 }],
      [{ ...set('USD', 'EUR', 1), x: 1 }],
    ]) {
      const reply = await upload(sets);
      assert.equal(reply.status, 400, JSON.stringify(sets));
      assert.equal(reply.json.httpStatus, '400 Bad Request');
      assert.ok(reply.json.validationErrors.length > 0);
    }
    assert.equal(
      (await upload([{ ...set('USD', 'EUR', 1), rate: '1' }])).json.validationErrors[0].source,
      'currency_sets.0.rate',
    );
  });

  it('401, 403: is for company tokens with the scope', async () => {
    assert.equal((await call('POST', RATES, { body: {} })).status, 401);
    assert.equal((await upload([set('USD', 'EUR', 1)], cast.as(cast.admin, SCOPE))).status, 403);
    assert.equal((await upload([set('USD', 'EUR', 1)], cast.asCompany([]))).status, 403);
  });

  it('406: answers nothing but JSON', async () => {
    assert.equal((await call('POST', RATES, { as: cast.asCompany(SCOPE), accept: 'text/html', body: {} })).status, 406);
  });

  it('413: takes a hundred rates, not one more', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, day) =>
        set('USD', 'SEK', 10, new Date(Date.UTC(2025, 0, day + 1)).toISOString().slice(0, 10)),
      );
    assert.equal((await upload(many(100))).json.overallStatus, 'Success');
    const reply = await upload(many(101));
    assert.equal(reply.status, 413);
    assert.equal(reply.json.httpStatus, '413 Payload Too Large');
  });

  it('expense 26: a foreign entry posts at the rate of its day, inverted and marked up where the company says so', async () => {
    const { exchangeRates } = program.modules;
    await upload([set('PLN', 'USD', 0.25), set('PLN', 'USD', 0.5, '2026-02-20'), set('USD', 'JPY', 160)]);
    const report = await call('POST', `/api/v3.0/expense/reports`, { as: cast.as(cast.traveler), body: { Name: 'Rates' } });
    assert.equal(report.status, 200, report.text);
    const paymentTypeId = await cashOf();
    const posted = async (currency: string, day: string, amount = 100) => {
      const body = {
        ReportID: report.json.ID,
        ExpenseTypeCode: 'LUNCH',
        TransactionDate: day,
        TransactionAmount: amount,
        TransactionCurrencyCode: currency,
        PaymentTypeID: paymentTypeId,
      };
      const made = await call('POST', '/api/v3.0/expense/entries', { as: cast.as(cast.traveler), body });
      assert.equal(made.status, 200, made.text);
      const read = await call('GET', `/api/v3.0/expense/entries/${encodeURIComponent(made.json.ID)}`, {
        as: cast.as(cast.traveler),
      });
      return [read.json.ExchangeRate, read.json.PostedAmount];
    };
    assert.deepEqual(await posted('PLN', '2026-02-10'), [0.25, 25]);
    assert.deepEqual(await posted('PLN', '2026-02-25'), [0.5, 50]);
    assert.equal((await posted('JPY', '2026-02-10', 16_000))[1], 100);
    assert.deepEqual(await posted('CZK', '2026-02-10'), [1, 100]);
    const setting = await program.unitOfWork.read(cast.home, (ctx) => exchangeRates.setting(ctx));
    await program.unitOfWork.write(cast.home, (ctx) =>
      exchangeRates.changeSetting(ctx, { ...setting, markupPercent: decimal(10), allowsInversion: false }),
    );
    assert.deepEqual(await posted('PLN', '2026-02-10'), [0.275, 27.5]);
    assert.deepEqual(await posted('JPY', '2026-02-10', 16_000), [1, 16_000]);
  });

  async function cashOf(): Promise<string> {
    const made = await call('POST', `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`, {
      as: cast.as(cast.traveler),
      body: { name: 'Seed', policyId: cast.policyId },
    });
    const added = await call('POST', `${made.json.uri}/expenses`, {
      as: cast.as(cast.traveler),
      body: {
        expenseType: { id: 'LUNCH' },
        transactionDate: '2026-02-01',
        transactionAmount: { value: 1, currencyCode: 'USD' },
        paymentType: { id: 'CASH' },
      },
    });
    assert.equal(added.status, 201, added.text);
    const list = await call('GET', '/api/v3.0/expense/entries', { as: cast.as(cast.traveler) });
    return list.json.Items[0].PaymentTypeID;
  }
});
