import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32 } from '../../../platform/ids/index.ts';

const TAX = ['expense.report.tax.readwrite'];

describe('taxes of expenses through v4', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  /** Its reports go straight to external validation. */
  let policyId: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    policyId = await program.unitOfWork.write(cast.home, async (ctx) => {
      const { expense, workflow } = program.modules;
      const { id: workflowDefinitionId } = await workflow.createDefinition(ctx, {
        name: 'Validated outside',
        steps: [{ role: 'EXTERNAL_SYSTEM', approvalStatus: 'A_EXTV', stepCode: 'EXTVAL' }],
      });
      return hex32((await expense.createPolicy(ctx, { name: 'Taxed', workflowDefinitionId })).id);
    });
  });
  after(() => program.close());

  const own = () => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown) =>
    call(method, url, { as: cast.as(cast.traveler), ...(body === undefined ? {} : { body }) });
  const taxed = async (given: object = {}) => {
    const report = await send('POST', own(), { name: 'Taxes', policyId });
    assert.equal(report.status, 201, report.text);
    const uri = String(report.json.uri);
    const made = await send('POST', `${uri}/expenses`, {
      expenseType: { id: 'OFCSP' },
      transactionDate: '2026-02-20',
      transactionAmount: { value: 119, currencyCode: 'EUR' },
      paymentType: { id: 'CASH' },
      location: { name: 'Berlin', countryCode: 'DE' },
      receiptType: { id: 'T' },
      ...given,
    });
    assert.equal(made.status, 201, made.text);
    const expense = String(made.json.uri);
    const short = `/expensereports/v4/reports/${uri.split('/').at(-1)}/expenses/${expense.split('/').at(-1)}`;
    const submit = () => send('PATCH', uri.replace('/context/TRAVELER', '') + '/submit', {});
    return { uri, expense, short, submit };
  };
  const asCompany = (scopes: readonly string[] = TAX) => cast.asCompany(scopes);
  const taxes = async (short: string, as = asCompany()) => call('GET', `${short}/taxes`, { as });
  const patch = (short: string, authority: string, body: unknown, as = asCompany()) =>
    call('PATCH', `${short}/tax/${authority}`, { as, body });

  it('200: an expense shows the tax that it includes, what comes back, and both in the currency of its report', async () => {
    const { short, expense } = await taxed();
    const reply = await taxes(short, asCompany(['expense.report.read']));
    assert.equal(reply.status, 200, reply.text);
    const [tax, ...more] = reply.json.expenseTaxes;
    assert.deepEqual(more, []);
    const { taxAuthorityId, taxRateTypeId, taxReclaimConfigurationId, ...rest } = tax;
    for (const id of [taxAuthorityId, taxRateTypeId, taxReclaimConfigurationId]) assert.match(id, /^[0-9A-F]{32}$/);
    assert.deepEqual(rest, {
      customData: [],
      reclaimCode: 'R100',
      reclaimTransactionAmount: 19,
      taxAuthorityName: 'Germany VAT',
      taxCode: 'DE-STA',
      taxLabel: 'VAT',
      taxFormId: null,
      taxRateTypeName: 'Standard',
      taxTransactionAmount: 19,
      taxPostedAmount: 23.75,
      taxReclaimPostedAmount: 23.75,
    });
    const { expenseTaxSummary: summary } = (await send('GET', expense)).json;
    const values = Object.fromEntries(
      Object.entries(summary as Record<string, { value: number }>).map(([name, sum]) => [name, sum.value]),
    );
    assert.deepEqual(values, {
      totalTaxPostedAmount: 23.75,
      totalTaxAdjustedAmount: 23.75,
      totalReclaimPostedAmount: 23.75,
      totalReclaimAdjustedAmount: 23.75,
      netTaxAmount: 125,
      netAdjustedTaxAmount: 125,
      netReclaimAmount: 125,
      netReclaimAdjustedAmount: 125,
      vatTaxTotal: 23.75,
    });
  });

  it('200: two authorities tax one expense in Quebec, none one in the United States', async () => {
    const amount = { transactionAmount: { value: 114.98, currencyCode: 'CAD' } };
    const quebec = await taxed({ ...amount, location: { countryCode: 'CA', countrySubDivisionCode: 'CA-QC' } });
    const lines = (await taxes(quebec.short)).json.expenseTaxes;
    assert.deepEqual(
      lines.map((one: { taxLabel: string; taxTransactionAmount: number }) => [one.taxLabel, one.taxTransactionAmount]),
      [
        ['GST', 5],
        ['QST', 9.98],
      ],
    );
    const home = await taxed({ location: { countryCode: 'US' } });
    assert.deepEqual((await taxes(home.short)).json, { expenseTaxes: [] });
    const summary = (await send('GET', home.expense)).json.expenseTaxSummary;
    assert.deepEqual([summary.totalTaxPostedAmount.value, summary.netTaxAmount.value, summary.vatTaxTotal], [0, 148.75, null]);
  });

  it('200: taxes follow what the owner changes, and come back with a tax receipt for business alone', async () => {
    const { short, expense } = await taxed();
    const now = async () => {
      const [tax] = (await taxes(short)).json.expenseTaxes;
      return tax && [tax.taxTransactionAmount, tax.reclaimTransactionAmount];
    };
    const change = async (body: object) => assert.equal((await send('PATCH', expense, body)).status, 204);
    await change({ receiptType: { id: 'R' } });
    assert.deepEqual(await now(), [19, 0]);
    await change({ receiptType: { id: 'T' }, transactionAmount: { value: 238, currencyCode: 'EUR' } });
    assert.deepEqual(await now(), [38, 38]);
    await change({ isPersonalExpense: true });
    assert.deepEqual(await now(), [38, 0]);
    await change({ isPersonalExpense: false, expenseType: { id: 'LODNG' } });
    assert.deepEqual(await now(), [15.57, 15.57]);
    await change({ location: null });
    assert.equal(await now(), undefined);
    const entries = await call('GET', '/api/v3.0/expense/entries', { as: cast.as(cast.traveler) });
    assert.equal(entries.json.Items[0].HasVAT, false);
  });

  it('200: v3 tells and finds what includes a tax', async () => {
    const as = cast.as(cast.traveler);
    const { uri } = await taxed();
    const plain = await taxed({ location: null });
    const ids = async (family: 'reports' | 'entries', query: string): Promise<Set<string>> => {
      const { json } = await call('GET', `/api/v3.0/expense/${family}?limit=100&${query}`, { as });
      return new Set(json.Items.map((one: { ID: string; ReportID?: string }) => one.ReportID ?? one.ID));
    };
    const [with_, without] = [uri, plain.uri].map((one) => one.split('/').at(-1) ?? '');
    assert.ok(with_ && without);
    for (const family of ['reports', 'entries'] as const) {
      const found = await ids(family, 'hasVAT=true');
      assert.deepEqual([found.has(with_), found.has(without)], [true, false], family);
      const others = await ids(family, 'hasVAT=false');
      assert.deepEqual([others.has(with_), others.has(without)], [false, true], family);
    }
    const { json } = await call('GET', `/api/v3.0/expense/entries?reportID=${with_}`, { as });
    assert.equal(json.Items[0].HasVAT, true);
  });

  it('expense 20: 204: a validator outside corrects a tax in external validation, with the tax scope alone', async () => {
    const { short, expense, submit } = await taxed();
    const [{ taxAuthorityId }] = (await taxes(short)).json.expenseTaxes;
    const body = {
      customData: [{ id: 'custom1', value: 'check' }],
      reclaimTransactionAmount: 12,
      taxTransactionAmount: 18.5,
      reclaimCode: 'RC7',
      taxCode: 'TC7',
    };
    const early = await patch(short, taxAuthorityId, body);
    assert.equal(early.status, 400);
    assert.equal(early.json.validationErrors[0].id, 'report.notInExternalValidation');
    assert.equal((await submit()).status, 204);
    const lacking = await patch(short, taxAuthorityId, body, asCompany(['expense.report.readwrite']));
    assert.equal(lacking.status, 403);
    assert.match(lacking.json.errorMessage, /expense\.report\.tax\.readwrite/);
    assert.equal((await patch(short, taxAuthorityId, body)).status, 204);
    const read = async () => (await taxes(short)).json.expenseTaxes[0];
    const { customData, ...tax } = await read();
    assert.deepEqual(
      [
        tax.taxTransactionAmount,
        tax.reclaimTransactionAmount,
        tax.taxPostedAmount,
        tax.taxReclaimPostedAmount,
        tax.taxCode,
        tax.reclaimCode,
      ],
      [18.5, 12, 23.13, 15, 'TC7', 'RC7'],
    );
    assert.deepEqual(customData, [{ id: 'custom1', value: 'check', isValid: true, listItemUrl: null }]);
    assert.equal(
      (await patch(short, taxAuthorityId, { taxCode: null, customData: [{ id: 'custom2', value: 'x' }] })).status,
      204,
    );
    const again = await read();
    assert.deepEqual(
      [again.taxCode, again.reclaimCode, again.taxTransactionAmount, again.customData.length],
      [null, 'RC7', 18.5, 2],
    );
    const { expenseTaxSummary } = (await send('GET', expense)).json;
    assert.equal(expenseTaxSummary.totalTaxPostedAmount.value, 23.13);
    for (const wrong of [
      { taxTransactionAmount: 119.01 },
      { taxTransactionAmount: -1 },
      { reclaimTransactionAmount: 18.51 },
      { taxCode: 'x'.repeat(21) },
      { taxLabel: 'VAT' },
      { taxTransactionAmount: '1' },
    ])
      assert.equal((await patch(short, taxAuthorityId, wrong)).status, 400, JSON.stringify(wrong));
    const approve = await call('PATCH', short.replace(/\/expenses.*/, '/approve'), {
      as: cast.asCompany(),
      body: { comment: 'Valid', expectedStepCode: 'EXTVAL' },
    });
    assert.equal(approve.status, 204, approve.text);
    assert.equal((await patch(short, taxAuthorityId, body)).status, 400);
  });

  it('stay as a validator left them while the owner saves the same amount', async () => {
    const { short, expense, submit } = await taxed();
    const [{ taxAuthorityId }] = (await taxes(short)).json.expenseTaxes;
    assert.equal((await submit()).status, 204);
    assert.equal((await patch(short, taxAuthorityId, { taxTransactionAmount: 18.5, reclaimTransactionAmount: 12 })).status, 204);
    const back = await call('PATCH', short.replace(/\/expenses.*/, '/sendBack'), {
      as: cast.asCompany(),
      body: { comment: 'Name' },
    });
    assert.equal(back.status, 204, back.text);
    const now = async () => (await taxes(short)).json.expenseTaxes[0].taxTransactionAmount;
    const save = (value: number) =>
      send('PATCH', expense, { transactionAmount: { value, currencyCode: 'EUR' }, transactionDate: '2026-02-20' });
    assert.equal((await save(119)).status, 204);
    assert.equal(await now(), 18.5);
    assert.equal((await save(238)).status, 204);
    assert.equal(await now(), 38);
  });

  it('401, 404: for company tokens, of what there is', async () => {
    const { short, submit } = await taxed();
    await submit();
    assert.equal((await call('GET', `${short}/taxes`)).status, 401);
    assert.equal((await taxes(short, cast.as(cast.traveler, TAX))).status, 401);
    assert.equal((await taxes(short, asCompany([]))).status, 403);
    assert.equal((await patch(short, '0'.repeat(32), {}, cast.as(cast.traveler, TAX))).status, 401);
    for (const authority of ['0'.repeat(32), 'none']) assert.equal((await patch(short, authority, { taxCode: 'x' })).status, 404);
    const elsewhere = await castOf(program);
    assert.equal((await taxes(short, elsewhere.asCompany(TAX))).status, 404);
    const none = short.replace(/[^/]+$/, '0'.repeat(32));
    assert.equal((await taxes(none)).status, 404);
    assert.equal((await patch(none, '0'.repeat(32), { taxCode: 'x' })).status, 404);
  });
});
