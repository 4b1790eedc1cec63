import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable, Transform } from 'node:stream';
import { FileStorage, type StorageAdapter } from '@flystorage/file-storage';
import { LocalStorageAdapter } from '@flystorage/local-fs';
import { systemClock } from '../clock/clock.ts';
import { DomainError } from '../errors.ts';
import { newId } from '../ids/ids.ts';

export class BlobTooLarge extends DomainError<'platform.blob.too-large'> {
  readonly code = 'platform.blob.too-large';
  constructor(limit: number) {
    super(`The content is larger than ${limit} bytes.`, { limit });
  }
}

export class BlobNotFound extends DomainError<'platform.blob.not-found'> {
  readonly code = 'platform.blob.not-found';
  constructor(key: string) {
    super('The content is not there.', { key });
  }
}

export interface StoredBlob {
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hex. */
  readonly hash: string;
}

/** Content too large for a row: receipts, snapshots, extracts. Keys are `company/<id>/...` or `installation/...`. */
export interface Blobs {
  /** Stores the whole stream or nothing; an existing key is replaced at once. Throws `BlobTooLarge`. */
  put(key: string, content: Readable | Uint8Array, options?: { readonly limit?: number }): Promise<StoredBlob>;
  /** Throws `BlobNotFound`. */
  get(key: string): Promise<Readable>;
  stat(key: string): Promise<{ readonly size: number } | undefined>;
  /** What lies in a folder, by name. */
  list(folder: string): Promise<{ readonly name: string; readonly size: number; readonly storedAt: Date }[]>;
  /** Removing what is not there is fine. */
  remove(key: string): Promise<void>;
}

const KEY = /^(?:company\/[0-9a-f-]{36}|installation)(?:\/[A-Za-z0-9_][A-Za-z0-9._-]{0,199}){1,8}$/;

/** A local folder, only its owner may read. Any other @flystorage adapter (S3, Azure, Google) stands in its place. */
export const localBlobs = (folder: string): StorageAdapter =>
  new LocalStorageAdapter(folder, { rootDirectoryVisibility: 'private' });

/** `limit` is in bytes, for content whose caller sets none. */
export function createBlobs(options: { store: StorageAdapter; limit: number }): Blobs {
  const storage = new FileStorage(options.store, undefined, {
    visibility: { useVisibility: true, visibility: 'private', directoryVisibility: 'private' },
  });
  const checked = (key: string): string => {
    if (!KEY.test(key)) throw new TypeError(`Not a key of a blob: ${key}`);
    return key;
  };
  return {
    async put(key, content, { limit = options.limit } = {}) {
      checked(key);
      // Written aside and moved, so that nobody reads half of it and a failed write leaves what was there.
      const aside = `installation/incoming/${newId(systemClock)}`;
      const meter = measure(limit);
      const source = content instanceof Readable ? content : Readable.from([content], { objectMode: false });
      // Both ends are let finish before anything is removed: the writer may still be opening its file.
      const ends = await Promise.allSettled([pipeline(source, meter.stream), storage.write(aside, meter.stream)]);
      const broken = ends.find((end) => end.status === 'rejected');
      if (broken) {
        await storage.deleteFile(aside).catch(() => {});
        throw meter.exceeded() ? new BlobTooLarge(limit) : (broken.reason as Error);
      }
      await storage.moveFile(aside, key);
      return meter.result();
    },
    async get(key) {
      if (!(await storage.fileExists(checked(key)))) throw new BlobNotFound(key);
      return storage.read(key);
    },
    async stat(key) {
      if (!(await storage.fileExists(checked(key)))) return undefined;
      return { size: await storage.fileSize(key) };
    },
    async list(folder) {
      const found: { name: string; size: number; storedAt: Date }[] = [];
      for await (const { path, type } of storage.list(checked(folder))) {
        if (type !== 'file') continue;
        const [size, stored] = [await storage.fileSize(path), await storage.lastModified(path)];
        found.push({ name: path.slice(path.lastIndexOf('/') + 1), size, storedAt: new Date(stored) });
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async remove(key) {
      await storage.deleteFile(checked(key));
    },
  };
}

function measure(limit: number): { stream: Transform; exceeded(): boolean; result(): StoredBlob } {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.byteLength;
      if (size > limit) return done(new Error('too large'));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, exceeded: () => size > limit, result: () => ({ size, hash: hash.digest('hex') }) };
}
