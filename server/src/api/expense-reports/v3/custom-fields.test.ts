import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client, type Json } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { opaqueId } from '../../../platform/ids/index.ts';

const ROOT = '/api/v3.0/expense';

describe('custom fields in v3', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let paymentTypeId: string;
  let items: { apollo: string; hermes: string };
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
    const [first] = await program.unitOfWork.read(cast.home, (ctx) => program.modules.expense.listPaymentTypes(ctx));
    paymentTypeId = opaqueId('g', 'payment-type', first?.id ?? '');
    items = await program.unitOfWork.write(cast.home, async (ctx) => {
      const { lists, expense } = program.modules;
      const list = await lists.createList(ctx, { name: 'Projects', levelCount: 1 });
      const added = await lists.addItems(ctx, {
        listId: list.id,
        items: [
          { shortCode: 'APO', value: 'Apollo' },
          { shortCode: 'HER', value: 'Hermes' },
        ],
      });
      const fields = [{ fieldId: 'Custom1', label: 'Project', dataType: 'List', listId: list.id, listLevel: 1 } as const];
      for (const kind of ['report', 'entry'] as const) {
        const { id } = await expense.configuration.createForm(ctx, { kind, name: `Project ${kind}`, fields });
        await expense.configuration.useForm(ctx, { policyId: cast.policyId, formId: id });
      }
      const idOf = (code: string) => opaqueId('g', 'list-item', added.find(({ shortCode }) => shortCode === code)?.id ?? '');
      return { apollo: idOf('APO'), hermes: idOf('HER') };
    });
  });
  after(() => program.close());

  const get = async (path: string): Promise<Json> => (await call('GET', `${ROOT}/${path}`, { as })).json;
  const made = async (kind: 'reports' | 'entries', body: object): Promise<string> => {
    const reply = await call('POST', `${ROOT}/${kind}`, { as, body });
    assert.equal(reply.status, 200, reply.text);
    return `${kind}/${encodeURIComponent(reply.json.ID)}`;
  };
  const put = async (path: string, body: object): Promise<Json> => {
    const reply = await call('PUT', `${ROOT}/${path}`, { as, body });
    assert.equal(reply.status, 200, reply.text);
    return get(path);
  };
  const apollo = () => ({ Type: 'List', Value: 'Apollo', Code: 'APO', ListItemID: items.apollo });
  const report = () => made('reports', { Name: 'Trip', Custom1: 'APO', Custom2: 'plain', OrgUnit1: 'west' });
  const lunch = async () =>
    made('entries', {
      ReportID: (await report()).split('/')[1],
      ExpenseTypeCode: 'LUNCH',
      PaymentTypeID: paymentTypeId,
      TransactionDate: '2026-02-20',
      TransactionAmount: 12,
      TransactionCurrencyCode: 'USD',
      Custom1: { ListItemID: items.apollo },
      Custom2: { Type: 'Text', Value: '007' },
    });

  it('are taken as they are read: a whole resource goes back, in JSON and in XML', async () => {
    /** All but when it was changed last. */
    const held = async (path: string): Promise<Json> => ({ ...(await get(path)), LastModified: null, LastModifiedDate: null });
    for (const path of [await report(), await lunch()]) {
      const before = await held(path);
      assert.deepEqual(before.Custom1, apollo());
      await put(path, await get(path));
      assert.deepEqual(await held(path), before, path);
      const xml = await call('GET', `${ROOT}/${path}`, { as, accept: 'application/xml' });
      assert.match(xml.text, /<Custom1><Type>List<\/Type>/);
      const sent = await call('PUT', `${ROOT}/${path}`, { as, xml: xml.text });
      assert.equal(sent.status, 200, sent.text);
      assert.deepEqual(await held(path), before, path);
    }
  });

  it('name an item of a list by its id, else by its code, and are cleared', async () => {
    const path = await report();
    assert.equal((await put(path, { Custom1: { ListItemID: items.hermes } })).Custom1.Value, 'Hermes');
    assert.equal((await put(path, { Custom1: { Value: 'whatever', Code: 'APO' } })).Custom1.Value, 'Apollo');
    assert.equal((await put(path, { Custom1: 'HER' })).Custom1.Value, 'Hermes');
    assert.equal((await put(path, { Custom2: { Value: 'x' } })).Custom2.Value, 'x');
    assert.equal((await put(path, { Custom2: { Value: null } })).Custom2, null);
    const xml = await call('PUT', `${ROOT}/${path}`, { as, xml: '<Report><OrgUnit1/><Custom3>007</Custom3></Report>' });
    assert.equal(xml.status, 200, xml.text);
    const { OrgUnit1, Custom3 } = await get(path);
    assert.deepEqual([OrgUnit1, Custom3.Value], [null, '007']);
  });

  it('refuse what is no item and no field', async () => {
    const path = await report();
    for (const Custom1 of [{ ListItemID: 'nonsense' }, { Code: 'ZEUS' }, { Label: 'x' }, { Value: 'x'.repeat(49) }, 7]) {
      const { status, text } = await call('PUT', `${ROOT}/${path}`, { as, body: { Custom1 } });
      assert.equal(status, 400, text);
    }
    assert.deepEqual((await get(path)).Custom1, apollo());
  });
});
