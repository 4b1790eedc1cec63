import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';
import { assertProblem, Desk, recentDay } from '../desk.ts';

const amountsOf = (expense: Json): Record<string, number> =>
  Object.fromEntries(
    ['transactionAmount', 'postedAmount', 'claimedAmount', 'approvedAmount'].map((name) => [
      name,
      Number(expense[name]?.['value']),
    ]),
  );

/** Expenses of a report in v4, in the currency of the report and in others. */
export function v4Expenses(client: () => Client): void {
  const desk = new Desk(client);
  const listed = async (id: string, query = ''): Promise<Json[]> => {
    const list = await desk.call('GET', `${desk.own(id)}/expenses${query}`);
    assert.equal(list.status, 200, list.text);
    return list.json as unknown as Json[];
  };
  const one = async (id: string, expense: string): Promise<Json> => {
    const reply = await desk.call('GET', `${desk.own(id)}/expenses/${expense}`);
    assert.equal(reply.status, 200, reply.text);
    return reply.json;
  };

  describe('v4 expenses', () => {
    it('are added, listed and read as objects, and make the totals', async () => {
      const id = await desk.newReport('Conformance expenses');
      const day = recentDay(12);
      const taxi = await desk.addExpense(id, 20.5, {
        transactionDate: day,
        businessPurpose: 'To the fair',
        comment: 'By night',
        location: { name: 'Seattle', countrySubDivisionCode: 'US-WA', countryCode: 'US' },
        customData: [{ id: 'custom3', value: 'x' }],
        receiptType: { id: 'R' },
      });
      const card = await desk.addExpense(id, 40, { paymentType: { id: 'CBCP' }, expenseType: { id: 'TRAIN' } });
      const lunch = await desk.addExpense(id, 9.5, { isPersonalExpense: true, expenseType: { id: 'LUNCH' } });
      assert.deepEqual((await listed(id)).map((each) => String(each['expenseId'])).sort(), [taxi, card, lunch].sort());
      assert.equal((await listed(id, '?includeItemizations=true')).length, 3);
      const read = await one(id, taxi);
      assert.match(taxi, /^[0-9A-F]{32}$/);
      assert.deepEqual(read['expenseType'] as unknown, { id: 'TAXIX', name: 'Taxi', code: 'OTHER', isDeleted: false });
      assert.equal(String(read['paymentType']?.['id']), 'CASH');
      assert.equal(String(read['transactionDate']), day);
      assert.deepEqual(read['transactionAmount'] as unknown, { value: 20.5, currencyCode: 'USD' });
      assert.deepEqual(read['exchangeRate'] as unknown, { value: 1, operation: 'MULTIPLY' });
      assert.equal(String(read['vendor']?.['description']), 'City cabs');
      assert.equal(String(read['location']?.['city']), 'Seattle');
      assert.equal(String(read['receiptType']?.['id']), 'R');
      assert.equal(String(read['customData']?.[0]?.['id']), 'custom3');
      assert.equal(read['canDelete']?.valueOf(), true);
      const report = await desk.read(id);
      const value = (name: string) => Number(report[name]?.['value']);
      assert.deepEqual([value('reportTotal'), value('personalAmount'), value('claimedAmount')], [70, 9.5, 60.5]);
      assert.deepEqual([value('amountDueEmployee'), value('amountDueCompanyCard')], [20.5, 40]);
    });

    it('in a foreign currency are posted at the company’s rate of the day, or at the one that was sent', async () => {
      const id = await desk.newReport('Conformance currencies');
      const euro = await one(id, await desk.addExpense(id, 100, { transactionAmount: { value: 100, currencyCode: 'EUR' } }));
      const rate = euro['exchangeRate'];
      const posted = rate?.['operation']?.valueOf() === 'DIVIDE' ? 100 / Number(rate['value']) : 100 * Number(rate?.['value']);
      assert.ok(Number(rate?.['value']) !== 1, 'there is a rate of euros');
      assert.ok(Math.abs(Number(euro['postedAmount']?.['value']) - posted) < 0.005, JSON.stringify(euro['postedAmount']));
      assert.equal(String(euro['postedAmount']?.['currencyCode']), 'USD');
      assert.equal(String(euro['taxRateLocation']), 'FOREIGN');
      const own = await one(
        id,
        await desk.addExpense(id, 10, {
          transactionAmount: { value: 10, currencyCode: 'gbp' },
          exchangeRate: { value: 2, operation: 'MULTIPLY' },
        }),
      );
      assert.deepEqual(amountsOf(own), { transactionAmount: 10, postedAmount: 20, claimedAmount: 20, approvedAmount: 20 });
      assert.equal(String(own['transactionAmount']?.['currencyCode']), 'GBP');
      const divided = await desk.addExpense(id, 10, {
        transactionAmount: { value: 10, currencyCode: 'GBP' },
        exchangeRate: { value: 4, operation: 'DIVIDE' },
      });
      assert.equal(amountsOf(await one(id, divided))['postedAmount'], 2.5);
      const total = Number((await desk.read(id))['reportTotal']?.['value']);
      assert.ok(Math.abs(total - posted - 22.5) < 0.01, `${total}`);
    });

    it('change by merge patch and go, and the totals with them', async () => {
      const id = await desk.newReport('Conformance changes');
      const expense = await desk.addExpense(id, 20, { businessPurpose: 'First' });
      const path = `${desk.own(id)}/expenses/${expense}`;
      const patch = (body: unknown) => desk.call('PATCH', path, { body });
      assert.equal((await patch({ transactionAmount: { value: 33.33, currencyCode: 'USD' }, vendor: null })).status, 204);
      const changed = await one(id, expense);
      assert.deepEqual([String(changed['businessPurpose']), changed['vendor'] as unknown], ['First', null]);
      assert.equal(Number((await desk.read(id))['reportTotal']?.['value']), 33.33);
      assert.equal(
        (await patch({ expenseType: { id: 'PARKG' }, transactionDate: recentDay(2), businessPurpose: null })).status,
        204,
      );
      assert.equal(String((await one(id, expense))['expenseType']?.['name']), 'Parking');
      assertProblem(await patch({ expenseType: { id: 'NOSUC' } }), 400);
      assertProblem(await patch({ transactionAmount: { value: 1, currencyCode: 'XXQ' } }), 400);
      assertProblem(await patch({ paymentType: { id: 'GOLD' } }), 400);
      assertProblem(await patch({ mileage: {} }), 400);
      assert.equal((await desk.call('DELETE', path)).status, 204);
      assertProblem(await desk.call('DELETE', path), 404);
      const [two, three] = [await desk.addExpense(id, 1), await desk.addExpense(id, 2)];
      assert.equal((await desk.call('DELETE', `${desk.short(id)}/expenses/${two}`)).status, 204);
      assert.equal((await desk.call('DELETE', `${desk.short(id)}/expenses/${three}`, { by: 'company' })).status, 204);
      assert.deepEqual(await listed(id), []);
      assert.equal(Number((await desk.read(id))['reportTotal']?.['value']), 0);
    });

    it('are refused with the member that is wrong', async () => {
      const id = await desk.newReport('Conformance wrong expenses');
      const add = (more: Record<string, unknown>) =>
        desk.call('POST', `${desk.own(id)}/expenses`, {
          body: {
            expenseType: { id: 'TAXIX' },
            transactionDate: recentDay(1),
            transactionAmount: { value: 1, currencyCode: 'USD' },
            ...more,
          },
        });
      assertProblem(await add({ transactionAmount: undefined }), 400, 'field.required');
      assertProblem(await add({ transactionDate: '2026-02-30' }), 400);
      assertProblem(await add({ expenseType: { id: 'NOSUC' } }), 400);
      assertProblem(await add({ businessPurpose: 'x'.repeat(65) }), 400);
      assertProblem(await add({ colour: 'blue' }), 400);
      assertProblem(await add({ transactionDate: '0000-01-01' }), 400);
      assertProblem(await add({ exchangeRate: { value: 1e30 } }), 400);
      assertProblem(await add({ location: { name: 'Nowhere', countryCode: 'XX' } }), 400);
      assertProblem(await add({ transactionAmount: { value: '1', currencyCode: 'USD' } }), 400);
      assertProblem(await desk.call('GET', `${desk.own(id)}/expenses/${'0'.repeat(32)}`), 404);
      assertProblem(await desk.call('GET', `${desk.own(id)}/expenses/x`), 400);
      assertProblem(await desk.call('GET', `${desk.own('0'.repeat(20))}/expenses`), 404);
      assertProblem(await desk.call('GET', `${desk.path('manager', 'MANAGER')}/reports/${id}/expenses`, { by: 'manager' }), 403);
      assert.deepEqual(await listed(id), []);
    });

    it('of a submitted report change by a company token only, and in few members', async () => {
      const id = await desk.submitted('Conformance late expenses');
      const [expense = {} as Json] = await listed(id);
      assert.equal(expense['canDelete']?.valueOf(), false);
      const name = String(expense['expenseId']);
      const long = `${desk.own(id)}/expenses`;
      assertProblem(await desk.call('PATCH', `${long}/${name}`, { body: { businessPurpose: 'x' } }), 400, 'report.submitted');
      assertProblem(await desk.call('DELETE', `${long}/${name}`), 400);
      const path = `${desk.short(id)}/expenses/${name}`;
      const patch = (body: unknown, by = 'company') => desk.call('PATCH', path, { by, body });
      assert.equal(
        (await patch({ expenseSource: 'OTHER', businessPurpose: 'Late', customData: [{ id: 'custom1', value: 'c' }] })).status,
        204,
      );
      const changed = await one(id, name);
      assert.equal(String(changed['businessPurpose']), 'Late');
      assertProblem(await patch({ businessPurpose: 'x' }), 400, 'field.required');
      assertProblem(await patch({ expenseSource: 'OTHER', transactionAmount: { value: 1, currencyCode: 'USD' } }), 400);
      assertProblem(await patch({ expenseSource: 'OTHER' }, 'traveler'), 401);
      assertProblem(await desk.call('DELETE', path, { by: 'company' }), 400);
      assert.equal(
        (await desk.call('GET', `${desk.path('manager', 'MANAGER')}/reports/${id}/expenses/${name}`, { by: 'manager' })).status,
        200,
      );
    });
  });
}
