import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';
import { assertProblem, Desk } from '../desk.ts';

/** Taxes that expenses include, and what a validator outside makes of them. */
export function v4Taxes(client: () => Client): void {
  const desk = new Desk(client);
  const german = { location: { name: 'Berlin', countryCode: 'DE' }, receiptType: { id: 'T' } };
  const taxesOf = async (path: string) => {
    const reply = await desk.call('GET', `${path}/taxes`, { by: 'company' });
    assert.equal(reply.status, 200, reply.text);
    return reply.json['expenseTaxes'] as unknown as Json[];
  };

  describe('v4 taxes', () => {
    it('are inside the amount, and read by a company token', async () => {
      const id = await desk.newReport('Conformance taxes');
      const expense = await desk.addExpense(id, 107, german);
      const path = `${desk.short(id)}/expenses/${expense}`;
      const [tax, ...more] = await taxesOf(path);
      assert.deepEqual([tax?.['taxTransactionAmount'], tax?.['taxLabel'], more], [7, 'VAT', []]);
      const { json } = await desk.call('GET', `${desk.own(id)}/expenses/${expense}`);
      assert.equal(json['expenseTaxSummary']?.['netTaxAmount']?.['value']?.valueOf(), 100);
      assertProblem(await desk.call('GET', `${path}/taxes`), 401);
      assertProblem(await desk.call('GET', `${desk.short(id)}/expenses/${'0'.repeat(32)}/taxes`, { by: 'company' }), 404);
    });

    it('are corrected in external validation alone', async () => {
      const list = await desk.call('GET', `${desk.own()}?size=100`);
      const waiting = (list.json['content'] as unknown as Json[]).find((one) => String(one['approvalStatusId']) === 'A_EXTV');
      assert.ok(waiting, 'a report of the sandbox waits for an external system');
      const id = await desk.newReport('Conformance tax validation', { policyId: String(waiting['policyId']) });
      const path = `${desk.short(id)}/expenses/${await desk.addExpense(id, 107, german)}`;
      const [tax] = await taxesOf(path);
      const patch = (body: unknown, by = 'company') =>
        desk.call('PATCH', `${path}/tax/${String(tax?.['taxAuthorityId'])}`, { by, body });
      assertProblem(await patch({ taxTransactionAmount: 5 }), 400);
      assert.equal((await desk.submit(id)).status, 204);
      assert.equal((await desk.act('manager', id, 'approve')).status, 204);
      const changed = await patch({ taxTransactionAmount: 5, reclaimTransactionAmount: 4, taxCode: 'TC7', reclaimCode: 'RC7' });
      assert.equal(changed.status, 204, changed.text);
      const [now] = await taxesOf(path);
      assert.deepEqual([now?.['taxTransactionAmount'], now?.['taxCode']], [5, 'TC7']);
      assertProblem(await patch({ taxTransactionAmount: 1000 }), 400);
      assertProblem(await patch({ taxCode: 'x' }, 'traveler'), 401);
    });
  });
}
