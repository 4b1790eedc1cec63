import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';
import { assertProblem, recentDay } from '../desk.ts';

/** A company's own exchange rates in v4. */
export function exchangeRates(client: () => Client): void {
  const upload = async (body: unknown, by: 'company' | 'traveler' = 'company', headers?: Record<string, string>) =>
    client().call('POST', '/exchangerate/v4/rates', {
      token: by === 'company' ? await client().asCompany() : await client().as(by),
      body,
      ...(headers ? { headers } : {}),
    });
  const set = { from_crn_code: 'ISK', to_crn_code: 'USD', start_date: recentDay(30), rate: 0.0075 };

  describe('exchange rates', () => {
    it('are added one by one, and each says what became of it', async () => {
      const whole = await upload({ currency_sets: [set] });
      assert.equal(whole.status, 200, whole.text);
      assert.equal(String(whole.json['overallStatus']), 'Success');
      const part = await upload({ currency_sets: [{ ...set, from_crn_code: 'INVALID' }, set] });
      assert.equal(part.status, 200, part.text);
      assert.equal(String(part.json['overallStatus']), 'Partial Success');
      const statuses = (part.json['currencySets'] as Json).map((one) => one['statusCode']?.valueOf());
      assert.deepEqual(statuses, [400, 200]);
    });

    it('are refused as a whole where they are too many, malformed, or not a company’s', async () => {
      assertProblem(await upload({ currency_sets: Array.from({ length: 101 }, () => set) }), 413);
      assertProblem(await upload({}), 400, 'field.required');
      assertProblem(await upload({ currency_sets: [set] }, 'traveler'), 403);
      assertProblem(await client().call('POST', '/exchangerate/v4/rates', { body: { currency_sets: [set] } }), 401);
      assertProblem(await upload({ currency_sets: [set] }, 'company', { accept: 'text/html' }), 406);
    });
  });
}
