import assert from 'node:assert/strict';
import { it } from 'node:test';
import { assertOutward } from './outward.ts';

it('lets nobody have this program call itself, a cloud’s own network or an unencrypted address', async () => {
  const refused = (address: string, loopback = false) =>
    assert.rejects(assertOutward(address, { loopback }), { name: 'AddressRefused' }, address);
  for (const address of [
    'nothing',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost:8080/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest',
    'https://[fe80::1]/',
    'https://0.0.0.0/',
    'http://10.1.2.3/',
    'https://user:secret@10.1.2.3/',
    'ftp://10.1.2.3/',
  ])
    await refused(address);
  await refused('https://169.254.169.254/', true);
  await refused('http://10.1.2.3/', true);
  await assertOutward('https://10.1.2.3/realm', { loopback: false });
  await assertOutward('http://127.0.0.1:9000/', { loopback: true });
});
