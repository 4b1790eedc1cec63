import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client, type Json } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { opaqueId, parseOpaqueId } from '../../platform/ids/index.ts';

const V3 = '/api/v3.0/expense';

describe('what follows from the setup of a company and of the owner', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    await program.unitOfWork.write(cast.home, async (ctx) => {
      for (const [user, ledgerCode] of [
        [cast.traveler, 'DEFAULT'],
        [cast.manager, 'OTHER'],
      ] as const)
        await program.modules.identity.changeSpending(ctx, { userId: user.id, spend: { ledgerCode } });
    });
  });
  after(() => program.close());

  const make = (given: object = {}, token = as) => call('POST', `${V3}/reports`, { as: token, body: { Name: 'Fair', ...given } });
  const paymentTypeId = async () => {
    const [type] = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    return opaqueId('g', 'payment-type', type?.id ?? '');
  };
  const inV4 = async (user: { id: string }, token: string, id: string) => {
    const uri = `/expensereports/v4/users/${user.id}/context/TRAVELER/reports`;
    const one = (await call('GET', `${uri}/${id}`, { as: token })).json;
    const [listed] = (await call('GET', uri, { as: token })).json.content;
    assert.deepEqual([listed.ledger, listed.ledgerId], [one.ledger, one.ledgerId]);
    return one;
  };

  it('is the ledger, in every generation', async () => {
    const { ID } = (await make()).json;
    const shown = await inV4(cast.traveler, as, ID);
    assert.equal(shown.ledger, 'DEFAULT');
    assert.match(shown.ledgerId, /^[0-9A-F]{32}$/);
    assert.equal((await call('GET', `${V3}/reports/${ID}`, { as })).json.LedgerName, 'DEFAULT');
    for (const address of [
      `/api/expense/expensereport/v2.0/report/${ID}`,
      `/api/expense/expensereport/v1.1/reportfulldetails/${ID}`,
    ])
      assert.equal(
        element((await call('GET', address, { as, accept: 'application/xml' })).text, 'LedgerName'),
        'DEFAULT',
        address,
      );
    const token = cast.as(cast.manager);
    const other = await inV4(cast.manager, token, (await make({}, token)).json.ID);
    assert.equal(other.ledger, 'OTHER');
    assert.notEqual(other.ledgerId, shown.ledgerId);
    const none = cast.as(cast.colleague);
    const without = await inV4(cast.colleague, none, (await make({}, none)).json.ID);
    assert.deepEqual([without.ledger, without.ledgerId], [null, null]);
  });

  it('and is not to be chosen', async () => {
    const before = (await call('GET', `${V3}/reports`, { as })).json.Items.length;
    const refused = await make({ LedgerName: 'OTHER' });
    assert.equal(refused.status, 400, refused.text);
    assert.match(refused.json.Error.Message, /LedgerName: is the ledger of the owner/);
    assert.equal((await call('GET', `${V3}/reports`, { as })).json.Items.length, before);
    assert.equal((await make({ LedgerName: 'x'.repeat(21) })).status, 400);
    const made = await make({ LedgerName: 'DEFAULT' });
    assert.equal(made.status, 200, made.text);
    const put = (body: object) => call('PUT', `${V3}/reports/${made.json.ID}`, { as, body });
    assert.equal((await put({ Name: 'Changed', LedgerName: 'OTHER' })).status, 400);
    const read = (await call('GET', `${V3}/reports/${made.json.ID}`, { as })).json;
    assert.equal(read.Name, 'Fair');
    assert.equal((await put({ LedgerName: read.LedgerName, Name: 'Changed' })).status, 200);
    assert.equal((await put({ LedgerName: null })).status, 200);
  });

  it('is the form of an entry', async () => {
    const { ID: ReportID } = (await make()).json;
    const { expense } = program.modules;
    const formId = await program.unitOfWork.write(cast.home, async (ctx) => {
      const form = await expense.configuration.createForm(ctx, { kind: 'entry', name: 'Taxis' });
      await expense.configuration.useForm(ctx, { formId: form.id, policyId: cast.policyId, expenseTypeId: 'TAXIX' });
      return form.id;
    });
    const entry = {
      ReportID,
      ExpenseTypeCode: 'TAXIX',
      PaymentTypeID: await paymentTypeId(),
      TransactionDate: '2026-02-20',
      TransactionAmount: 3,
      TransactionCurrencyCode: 'USD',
    };
    const made = await call('POST', `${V3}/entries`, { as, body: entry });
    assert.equal(made.status, 200, made.text);
    const one = (await call('GET', made.json.URI, { as })).json.FormID;
    assert.equal(parseOpaqueId('g', 'form', one), formId);
    assert.equal((await call('GET', `${V3}/entries?reportID=${ReportID}`, { as })).json.Items[0].FormID, one);
    const v2 = await call('GET', `/api/expense/expensereport/v2.0/report/${ReportID}`, { as, accept: 'application/xml' });
    assert.equal(parseOpaqueId('n', 'form', element(v2.text, 'FormID') ?? ''), formId);
  });

  it('is the type of a custom field', async () => {
    const types = { Custom3: 'Money', Custom4: 'Boolean', Custom5: 'Date', Custom6: 'Integer', Custom7: 'Numeric' } as const;
    const values = { Custom3: '1.50', Custom4: 'true', Custom5: '2026-02-20', Custom6: '7', Custom7: '0.5', Custom8: 'other' };
    const names = {
      Custom3: 'Amount',
      Custom4: 'Boolean',
      Custom5: 'Date',
      Custom6: 'Integer',
      Custom7: 'Number',
      Custom8: 'Text',
    };
    const fields = Object.entries(types).map(([fieldId, dataType]) => ({ fieldId, label: fieldId, dataType }));
    const { expense } = program.modules;
    await program.unitOfWork.write(cast.home, async (ctx) => {
      for (const kind of ['report', 'entry', 'itemization'] as const) {
        const { id } = await expense.configuration.createForm(ctx, { kind, name: `Typed ${kind}`, fields });
        await expense.configuration.useForm(ctx, { formId: id, policyId: cast.policyId });
      }
    });
    const typesOf = (shown: Json) => Object.fromEntries(Object.keys(names).map((name) => [name, shown[name].Type]));
    const get = async (address: string): Promise<Json> => (await call('GET', address, { as })).json;
    const { ID: ReportID } = (await make(values)).json;
    assert.deepEqual(typesOf(await get(`${V3}/reports/${ReportID}`)), names);
    const spent = { TransactionDate: '2026-02-20', TransactionAmount: 3, ...values };
    const entry = {
      ...spent,
      ReportID,
      ExpenseTypeCode: 'LODNG',
      PaymentTypeID: await paymentTypeId(),
      TransactionCurrencyCode: 'USD',
    };
    const made = await call('POST', `${V3}/entries`, { as, body: entry });
    assert.deepEqual(typesOf(await get(made.json.URI)), names, made.text);
    const part = await call('POST', `${V3}/itemizations`, {
      as,
      body: { ...spent, EntryID: made.json.ID, ExpenseTypeCode: 'ROOMR' },
    });
    assert.deepEqual(typesOf(await get(part.json.URI)), names, part.text);
    const v2 = await call('GET', `/api/expense/expensereport/v2.0/report/${ReportID}`, { as, accept: 'application/xml' });
    assert.match(v2.text, /<Custom3><Type>Amount<\/Type><Value>1\.50</);
  });
});
