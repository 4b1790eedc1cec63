import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from '../client.ts';
import { assertProblem, recentDay } from '../desk.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** What a user notes on the way, with and without the image of the receipt. */
export function quickExpenses(client: () => Client): void {
  const path = (context = 'TRAVELER', tail = '') =>
    `/quickexpense/v4/users/${client().user('traveler').id}/context/${context}/quickexpenses${tail}`;
  const lunch = () => ({
    expenseTypeId: 'LUNCH',
    transactionDate: recentDay(3),
    transactionAmount: { value: 18.2, currencyCode: 'USD' },
    paymentTypeId: 'CASHX',
    location: { city: 'Bellevue', countryCode: 'US' },
  });
  const send = async (body: unknown, by = 'traveler', at = path()) =>
    client().call('POST', at, { token: await client().as(by), body });
  const sendImage = async (bytes: Uint8Array, request: unknown, by = 'traveler') => {
    const form = new FormData();
    form.append('fileContent', new Blob([Uint8Array.from(bytes)], { type: 'image/png' }), 'receipt.png');
    form.append('quickExpenseRequest', JSON.stringify(request));
    return client().call('POST', path('TRAVELER', '/image'), { token: await client().as(by), form });
  };

  describe('quick expenses', () => {
    it('are added, and named by an address', async () => {
      const made = await send(lunch());
      assert.equal(made.status, 201, made.text);
      assert.match(String(made.json['quickExpenseIdUri']), /\/context\/TRAVELER\/quickexpenses\/[0-9A-F]{32}$/);
      assertProblem(await send({ ...lunch(), transactionDate: 'yesterday' }), 400);
      assertProblem(await send({ ...lunch(), expenseTypeId: undefined }), 400, 'field.required');
      assertProblem(await send(lunch(), 'manager'), 403);
      assertProblem(await send(lunch(), 'traveler', path('MANAGER')), 400);
    });

    it('come with the image of their receipt', async () => {
      const made = await sendImage(Buffer.from(PNG, 'base64'), lunch());
      assert.equal(made.status, 201, made.text);
      assert.match(String(made.json['quickExpenseIdUri']), /[0-9A-F]{32}$/);
      assertProblem(await sendImage(Buffer.from('no image'), lunch()), 400);
      assertProblem(await sendImage(Buffer.from(PNG, 'base64'), lunch(), 'manager'), 403);
    });
  });
}
