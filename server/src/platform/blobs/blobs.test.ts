import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { BlobNotFound, BlobTooLarge, createBlobs, localBlobs, type Blobs } from './blobs.ts';

const KEY = 'company/0195a000-0000-7000-8000-000000000001/receipt/one.pdf';

describe('blobs in a local folder', () => {
  let folder: string;
  let blobs: Blobs;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdiem-blobs-'));
    blobs = createBlobs({ store: localBlobs(join(folder, 'blobs')), limit: 100_000 });
  });
  after(() => rm(folder, { recursive: true }));

  it('gives back what was put, with its size and hash', async () => {
    const content = Buffer.from('x'.repeat(70_000) + 'end');
    const hash = createHash('sha256').update(content).digest('hex');
    assert.deepEqual(await blobs.put(KEY, Readable.from([content.subarray(0, 9), content.subarray(9)])), { size: 70_003, hash });
    assert.deepEqual(await buffer(await blobs.get(KEY)), content);
    assert.deepEqual(await blobs.stat(KEY), { size: 70_003 });
    assert.equal((await stat(join(folder, 'blobs', KEY))).mode & 0o077, 0);
    await blobs.remove(KEY);
    await blobs.remove(KEY);
    assert.equal(await blobs.stat(KEY), undefined);
    await assert.rejects(blobs.get(KEY), BlobNotFound);
  });

  it('keeps the old content and no remains when a new one is too large or breaks off', async () => {
    await blobs.put(KEY, Buffer.from('old'));
    await assert.rejects(blobs.put(KEY, Buffer.alloc(100_001)), BlobTooLarge);
    await assert.rejects(blobs.put(KEY, Buffer.from('12345'), { limit: 4 }), BlobTooLarge);
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('the line broke');
      })(),
    );
    await assert.rejects(blobs.put(KEY, broken), /the line broke/);
    assert.equal(String(await buffer(await blobs.get(KEY))), 'old');
    assert.deepEqual(await readdir(join(folder, 'blobs/installation/incoming')), []);
  });

  it('accepts no key that leaves its place', async () => {
    for (const key of [
      '../x',
      'company/../../x',
      'company/nobody/x',
      'installation',
      'installation/../x',
      'installation/.hidden',
    ])
      await assert.rejects(blobs.put(key, Buffer.from('x')), TypeError);
  });
});
