import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Reply } from '../client.ts';

const PATH = '/api/v3.0/expense/receiptimages';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function refused(reply: Reply, status: number): void {
  assert.equal(reply.status, status, reply.text);
  for (const name of ['Message', 'Server-Time', 'Id']) assert.equal(typeof reply.json['Error']?.[name], 'string', reply.text);
}

/** Images of receipts: what is uploaded, appended, read by an address that needs no token, and deleted. */
export function receiptImages(client: () => Client): void {
  const call = async (method: string, path: string, by = 'traveler') =>
    client().call(method, path, { token: await client().as(by) });
  const send = async (method: string, path: string, bytes: Uint8Array, by = 'traveler') =>
    client().call(method, path, { token: await client().as(by), file: { content: bytes, type: 'image/png' } });
  const uploaded = async (): Promise<string> => {
    const made = await send('POST', PATH, PNG);
    assert.equal(made.status, 200, made.text);
    return `${PATH}/${encodeURIComponent(String(made.json['ID']))}`;
  };

  describe('v3 receipt images', () => {
    it('are uploaded, listed and read by a temporary address', async () => {
      const path = await uploaded();
      const one = await call('GET', path);
      assert.equal(one.status, 200, one.text);
      const content = await fetch(String(one.json['URI']));
      assert.equal(content.headers.get('content-type'), 'image/png');
      assert.ok(Buffer.from(await content.arrayBuffer()).equals(PNG));
      const list = await call('GET', `${PATH}?limit=1`);
      assert.equal(list.status, 200, list.text);
      const [first] = list.json['Items'] as unknown as { ID: string; URI: string }[];
      assert.match(first?.ID ?? '', /^gW[A-Za-z0-9_-]+\$$/);
      refused(await send('POST', PATH, Buffer.from('no image')), 400);
      refused(await call('GET', path, 'manager'), 404);
    });

    it('become one PDF with what is appended', async () => {
      const path = await uploaded();
      const appended = await send('PUT', path, PNG);
      assert.deepEqual([appended.status, appended.text], [200, '']);
      const one = await call('GET', path);
      const content = await fetch(String(one.json['URI']));
      assert.equal(content.headers.get('content-type'), 'application/pdf');
      assert.equal((await content.text()).slice(0, 5), '%PDF-');
      refused(await send('PUT', path, Buffer.from('no image')), 400);
    });

    it('are deleted', async () => {
      const path = await uploaded();
      const gone = await call('DELETE', path);
      assert.deepEqual([gone.status, gone.text], [200, '']);
      refused(await call('GET', path), 404);
      refused(await call('DELETE', path), 404);
    });
  });
}
