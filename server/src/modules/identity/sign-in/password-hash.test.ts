import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import { hashPassword, verifyPassword } from './password-hash.ts';

test('a password is kept as a salted PHC string of argon2id and recognised however it is composed', async () => {
  const stored = await hashPassword('pass café');
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.notEqual(stored, await hashPassword('pass café'));
  assert.equal(await verifyPassword(stored, 'pass cafe\u0301'), true);
  assert.equal(await verifyPassword(stored, 'pass cafe'), false);
  assert.equal(await verifyPassword(stored, ''), false);
});

test('the cost that a hash was made at is read from it', async () => {
  const nonce = Buffer.from('somesaltsomesalt');
  const cost = { parallelism: 1, tagLength: 32, memory: 64, passes: 1 };
  const tag = argon2Sync('argon2id', { message: 'password', nonce, ...cost });
  const stored = `$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$${tag.toString('base64').replace(/=+$/, '')}`;
  assert.equal(await verifyPassword(stored, 'password'), true);
  assert.equal(await verifyPassword(stored, 'passwore'), false);
});

test('without a hash the work is done and the answer is no; a broken hash is a fault', async () => {
  assert.equal(await verifyPassword(undefined, 'anything'), false);
  await assert.rejects(verifyPassword('plain', 'plain'), /no PHC string/);
});
