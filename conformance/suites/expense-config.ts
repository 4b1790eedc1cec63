import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';
import { assertProblem, Desk } from '../desk.ts';

/** What people may spend under: expense configuration, and the group configurations that it replaces. */
export function expenseConfig(client: () => Client): void {
  const desk = new Desk(client);
  const user = (path: string, key = 'traveler') => `/expenseconfig/v4/users/${client().user(key).id}${path}`;
  const groups = () => `/expenseconfig/v4/companies/${client().target.sandbox.company.id}/groupconfigs`;
  const read = async (path: string, by = 'traveler'): Promise<Json> => {
    const reply = await desk.call('GET', path, { by });
    assert.equal(reply.status, 200, `${path} ${reply.text}`);
    return reply.json;
  };

  describe('expense configuration', () => {
    it('lists policies, the default first, and the types of each', async () => {
      const policies = await read(user('/policies'));
      assert.equal(policies[0]?.['isDefault']?.valueOf(), true);
      const types = await read(user(`/policies/${String(policies[0]?.['policyId'])}/expensetypes`));
      const lunch = types.find((type) => String(type['expenseTypeId']) === 'LUNCH');
      const parent = types.find((type) => String(type['expenseTypeId']) === String(lunch?.['parentExpenseTypeId']));
      assert.deepEqual([lunch?.['isCategory']?.valueOf(), parent?.['isCategory']?.valueOf()], [false, true]);
    });

    it('lists payment types, with and without a user', async () => {
      const own = await read(user('/paymenttypes'));
      assert.deepEqual(await read('/expenseconfig/v4/paymenttypes'), own);
      assert.ok((await read('/expenseconfig/v4/expensetypes', 'company')).length > 0);
      assert.ok((await read(user('/context/TRAVELER/expensetypes'))).length > 0);
    });

    it('lists attendee types that can be chosen', async () => {
      const types = await read(user('/attendeetypes'));
      assert.ok(types.some((type) => String(type['attendeeTypeCode']) === 'BUSGUEST'));
      assert.deepEqual(await read(user('/context/TRAVELER/attendeetypes')), types);
      assertProblem(await desk.call('GET', user('/attendeetypes', 'manager')), 403);
    });

    it('reads the groups of a user and of the company', async () => {
      const group = await read(user('/groupconfigs'));
      const all = await read(groups(), 'company');
      assert.ok(all.some((each) => String(each['hierarchyNodeId']) === String(group['hierarchyNodeId'])));
      const one = await read(
        `${groups()}/${String(group['hierarchyNodeId'])}?applicableConfigs=attendeeTypes,paymentTypes,policies`,
        'company',
      );
      for (const name of ['policies', 'paymentTypes', 'attendeeTypes']) assert.deepEqual(one[name], group[name]);
    });

    it('refuses what is not the caller’s, or not there', async () => {
      assertProblem(await desk.call('GET', user('/policies', 'manager')), 403);
      assertProblem(await desk.call('GET', groups()), 403);
      assertProblem(await desk.call('GET', user('/context/BOSS/policies')), 400);
      assertProblem(await desk.call('GET', `${groups()}/${'0'.repeat(32)}`, { by: 'company' }), 404);
    });
  });

  describe('form fields', () => {
    it('of a report and of an expense, for users and for the company', async () => {
      const id = await desk.newReport('Conformance form fields');
      const expense = await desk.addExpense(id, 12);
      const fields = await read(`${desk.short(id)}/formFields`);
      assert.ok(fields.some((field) => String(field['fieldId']) === 'Name' && String(field['fieldAccess']) === 'RW'));
      assert.deepEqual(await read(`${desk.short(id)}/formFields`, 'company'), fields);
      const path = `${desk.short(id)}/expenses/${expense}/formFields`;
      assert.ok((await read(path)).some((field) => String(field['fieldId']) === 'TransactionDate'));
      assert.ok((await read(`${path}?expenseTypeId=LUNCH`, 'company')).length > 0);
      assertProblem(await desk.call('GET', `${path}?expenseTypeId=NOPE`), 400);
      assertProblem(await desk.call('GET', `${desk.short('0'.repeat(20))}/formFields`), 404);
      assertProblem(await client().call('GET', path), 401);
    });
  });

  describe('v3 expense group configurations', () => {
    const list = '/api/v3.0/expense/expensegroupconfigurations';
    it('reads the caller’s group in JSON and XML, and all of them in pages', async () => {
      const own = await read(list);
      const uri = String(own['Items']?.[0]?.['URI']);
      assert.deepEqual(await read(uri), own['Items']?.[0]);
      const xml = await client().call('GET', uri, { token: await client().as('traveler'), accept: 'application/xml' });
      assert.match(xml.text, /<ExpenseGroupConfiguration[ >].*<Policies><Policy>/s);
      const first = await read(`${list}?user=ALL&limit=1`, 'company');
      const second = await read(String(first['NextPage']), 'company');
      assert.notEqual(String(second['Items']?.[0]?.['ID']), String(first['Items']?.[0]?.['ID']));
    });
    it('refuses an unknown user and a page above ten', async () => {
      assert.match((await desk.call('GET', `${list}?user=nobody@nowhere.example`, { by: 'company' })).text, /Invalid User/);
      assert.equal((await desk.call('GET', `${list}?limit=11`)).status, 400);
      assert.equal((await desk.call('GET', `${list}/gWnothing$`)).status, 404);
    });
  });
}
