import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, elements, type Client, type Reply } from '../client.ts';

type Row = Readonly<Record<string, string | null>>;

/** The queue of a supplier in three versions, and the directory of suppliers. */
export function connectionRequests(client: () => Client): void {
  const path = (version: string, id = '') => `/api/${version}/common/connectionrequests${id && `/${id}`}`;
  const token = async (): Promise<string> => (await client().token({ grant_type: 'client_credentials' })).access_token;
  const itemsOf = (reply: Reply): Row[] => {
    assert.equal(reply.status, 200, reply.text);
    return reply.json['Items'] as unknown as Row[];
  };
  /** Everything that waits is answered, so that a test sees its own alone. */
  const emptied = async (by: string): Promise<void> => {
    for (;;) {
      const items = itemsOf(await client().call('GET', `${path('v3.2')}?limit=10`, { token: by }));
      if (items.length === 0) return;
      for (const { ID } of items) await client().call('PUT', path('v3.2', ID ?? ''), { token: by, body: { status: 'CRSUC' } });
    }
  };
  const ask = async (by: string, version: string, key = 'traveler'): Promise<string> => {
    const url = `${path(version)}?user=${encodeURIComponent(client().user(key).login)}`;
    const made = await client().call('POST', url, { token: by });
    assert.equal(made.status, 200, made.text);
    assert.equal(String(made.json['URI']), `${client().target.baseUrl}${path(version, String(made.json['ID']))}`);
    return String(made.json['ID']);
  };

  describe('connection requests', () => {
    it('are made, polled, redeemed and answered', async () => {
      const by = await token();
      await emptied(by);
      const id = await ask(by, 'v3.2');
      const again = `${path('v3.2')}?user=${encodeURIComponent(client().user('traveler').login)}`;
      assert.equal((await client().call('POST', again, { token: by })).status, 409);
      const [item] = itemsOf(await client().call('GET', path('v3.2'), { token: by }));
      assert.deepEqual([item?.['ID'], item?.['status'], item?.['userId']], [id, 'Pending', client().user('traveler').id]);
      const tokens = await client().token({
        grant_type: 'password',
        credtype: 'authtoken',
        username: item?.['userId'] ?? '',
        password: item?.['requestToken'] ?? '',
      });
      const me = await client().call('GET', '/profile/v1/me', { token: tokens.access_token });
      assert.equal(String(me.json['id']), client().user('traveler').id);
      const one = await client().call('GET', path('v3.2', id), { token: by });
      assert.deepEqual([one.status, String(one.json['ID'])], [200, id]);
      const put = (status: string) => client().call('PUT', path('v3.2', id), { token: by, body: { status } });
      assert.equal((await put('Connected')).status, 400);
      assert.equal((await put('CRSUC')).status, 204);
      assert.equal((await put('CRSUC')).status, 404);
      assert.deepEqual(itemsOf(await client().call('GET', path('v3.2'), { token: by })), []);
    });

    it('are paged by NextPage, in XML where nothing is said', async () => {
      const by = await token();
      await emptied(by);
      for (const key of ['traveler', 'manager', 'admin']) await ask(by, 'v3.2', key);
      const first = await client().call('GET', `${path('v3.2')}/?limit=2`, { token: by, accept: '*/*' });
      assert.match(first.headers.get('content-type') ?? '', /^application\/xml/);
      assert.equal(elements(first.text, 'requestToken').length, 2);
      const next = (element(first.text, 'NextPage') ?? '').replaceAll('&amp;', '&');
      assert.match(next, /\?limit=2&offset=2$/);
      const second = await client().call('GET', next, { token: by });
      assert.deepEqual([itemsOf(second).length, second.json['NextPage']], [1, null]);
      assert.equal((await client().call('GET', `${path('v3.2')}?limit=11`, { token: by })).status, 400);
      await emptied(by);
    });

    it('are answered in the retired versions too', async () => {
      const by = await token();
      await emptied(by);
      for (const version of ['v3.0', 'v3.1']) {
        const id = await ask(by, version, 'processor');
        const [item] = itemsOf(await client().call('GET', path(version), { token: by }));
        assert.deepEqual([item?.['ID'], item?.['Status']], [id, 'Pending']);
        assert.equal('EmailAddresses' in (item ?? {}), version === 'v3.1');
        const one = await client().call('GET', path(version, id), { token: by });
        assert.deepEqual([one.status, String(one.json['Status'])], [200, 'Processing']);
        const put = await client().call('PUT', path(version, id), { token: by, body: { Status: 'CRSUC' } });
        assert.deepEqual([put.status, put.text], [200, '']);
        const connected = itemsOf(await client().call('GET', `${path(version)}?status=Connected&limit=10`, { token: by }));
        assert.ok(connected.length > 0 && connected.every(({ Status }) => Status === 'Connected'));
      }
      const id = await ask(by, 'v3.0', 'developer');
      assert.equal((await client().call('DELETE', path('v3.0', id), { token: by })).status, 200);
      assert.equal((await client().call('GET', path('v3.0', id), { token: by })).status, 404);
    });

    it('are the business of the app alone', async () => {
      const user = await client().as('traveler');
      for (const by of [user, await client().asCompany()])
        assert.equal((await client().call('GET', path('v3.2'), { token: by })).status, 403);
      assert.equal((await client().call('GET', path('v3.2'))).status, 401);
      const nobody = encodeURIComponent('nobody@nowhere.example');
      assert.equal((await client().call('POST', `${path('v3.2')}?user=${nobody}`, { token: await token() })).status, 400);
    });
  });

  describe('suppliers', () => {
    const SUPPLIERS = '/api/v3.0/common/suppliers';
    it('are searched in brief and read whole', async () => {
      const by = await client().as('traveler');
      const all = itemsOf(await client().call('GET', SUPPLIERS, { token: by }));
      assert.ok(all.length >= 3);
      const [airline, ...others] = itemsOf(await client().call('GET', `${SUPPLIERS}?mcCode=3058`, { token: by }));
      assert.deepEqual([airline?.['BusinessName'], others.length], ['Skylark Airways', 0]);
      assert.equal('MccCode' in (airline ?? {}), false);
      const whole = await client().call('GET', `${SUPPLIERS}/${airline?.['ID']}`, { token: by });
      assert.deepEqual([whole.status, String(whole.json['MccCode'])], [200, '3058']);
      const loose = itemsOf(await client().call('GET', `${SUPPLIERS}?mcCode=3058&country=US&relevance=50`, { token: by }));
      assert.equal(loose.length, 2);
      assert.equal((await client().call('GET', `${SUPPLIERS}/nonsense`, { token: by })).status, 404);
      assert.equal((await client().call('GET', `${SUPPLIERS}?relevance=x`, { token: by })).status, 400);
    });
  });
}
