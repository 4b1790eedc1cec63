import { buffer } from 'node:stream/consumers';
import type { Blobs } from '../../platform/blobs/blobs.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import { ReceiptNotFound } from './errors.ts';
import { findReceipts, insertReceipt } from './receipt-queries.ts';
import { blobKey, kindOf, type MediaType, type Receipt } from './receipt.ts';

export * from './errors.ts';
export { MOST_BYTES } from './receipt.ts';
export type { MediaType, Receipt } from './receipt.ts';

/** Bytes that lie in the store, and are nobody's receipt yet. */
export interface KeptReceipt {
  readonly id: string;
  readonly companyId: string;
  readonly mediaType: MediaType;
  readonly size: number;
  readonly hash: string;
  readonly fileName: string | null;
}

/** Images and PDFs of receipts, told apart by their content. */
export interface Receipts {
  /**
   * Puts bytes into the store, before the transaction that makes a receipt of them. @throws ReceiptRefused for what is empty, larger than 50 MB, or
   * neither PNG, JPEG, TIFF nor PDF.
   */
  keep(input: { readonly companyId: string; readonly bytes: Uint8Array; readonly fileName?: string }): Promise<KeptReceipt>;
  /** Lets go of what became nobody's receipt. */
  letGo(kept: KeptReceipt): Promise<void>;
  add(ctx: Context, input: { readonly kept: KeptReceipt; readonly ownerId: string }): Promise<Receipt>;
  /** @throws ReceiptNotFound also for a receipt of another company. */
  receipt(ctx: Context, id: string): Promise<Receipt>;
  /** The bytes of receipts of the company, to be read outside a transaction. */
  content(receipt: { readonly companyId: string; readonly id: string }): Promise<Uint8Array>;
}

const LONGEST_NAME = 255;

export function createReceipts({ blobs, clock }: { readonly blobs: Blobs; readonly clock: Clock }): Receipts {
  return {
    async keep({ companyId, bytes, fileName }) {
      const mediaType = await kindOf(bytes);
      const id = newId(clock);
      const { size, hash } = await blobs.put(blobKey(companyId, id), bytes, { limit: bytes.length });
      return { id, companyId, mediaType, size, hash, fileName: fileName?.slice(0, LONGEST_NAME) || null };
    },
    letGo: ({ companyId, id }) => blobs.remove(blobKey(companyId, id)),
    async add(ctx, { kept, ownerId }) {
      const { id, mediaType, size, hash, fileName } = kept;
      const createdAt = ctx.clock.now();
      const row = { id, owner_id: ownerId, media_type: mediaType, byte_count: size, sha256: hash, file_name: fileName };
      await insertReceipt(ctx, { ...row, created_at: createdAt });
      ctx.record({ subjectKind: 'receipt', subjectId: id, action: 'added', details: { ownerId, mediaType, size } });
      return { id, ownerId, mediaType, size, fileName, createdAt };
    },
    async receipt(ctx, id) {
      const [found] = await findReceipts(ctx, [id]);
      if (!found) throw new ReceiptNotFound();
      return found;
    },
    content: async ({ companyId, id }) => buffer(await blobs.get(blobKey(companyId, id))),
  };
}
