import { buffer } from 'node:stream/consumers';
import { BlobNotFound, type Blobs } from '../../platform/blobs/blobs.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import type { Identity } from '../identity/index.ts';
import { assertMayHandle } from './access.ts';
import { ReceiptChanged, ReceiptNotFound } from './errors.ts';
import { joinAside } from './join-aside.ts';
import { isGood, linkTo, type ReceiptLink } from './link.ts';
import { deleteReceipt, findReceipt, findReceiptsOf, insertReceipt, replaceContent } from './receipt-queries.ts';
import { blobKey, kindOf, type MediaType, type Receipt } from './receipt.ts';

export * from './errors.ts';
export { boundDecoding } from './bound-decoding.ts';
export { embedImage } from './join.ts';
export { MOST_BYTES } from './receipt.ts';
export type { ReceiptLink } from './link.ts';
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

/** Whose image it is said to be; that of another user is not found. */
export interface OnReceipt {
  readonly ownerId: string;
  readonly id: string;
}

/** Images and PDFs of receipts, told apart by their content. */
export interface Receipts {
  /**
   * Puts bytes into the store, before the transaction that makes a receipt of them. @throws ReceiptRefused for what is empty, larger than 50 MB, or
   * neither PNG, JPEG, TIFF nor PDF.
   */
  keep(input: { readonly companyId: string; readonly bytes: Uint8Array; readonly fileName?: string }): Promise<KeptReceipt>;
  /** Lets go of what became nobody's receipt. */
  letGo(kept: { readonly companyId: string; readonly id: string }): Promise<void>;
  add(ctx: Context, input: { readonly kept: KeptReceipt; readonly ownerId: string }): Promise<Receipt>;
  /** @throws ReceiptNotFound also for a receipt of another company. */
  receipt(ctx: Context, id: string): Promise<Receipt>;
  /** The same for whoever is about to attach it: it stays until the unit of work has ended. */
  hold(ctx: Context, id: string): Promise<Receipt>;
  /** The bytes of receipts of the company, to be read outside a transaction. @throws ReceiptNotFound */
  content(receipt: { readonly companyId: string; readonly contentId: string }): Promise<Uint8Array>;

  /** @throws ReceiptAccessDenied for whoever handles neither their own nor everybody's */
  assertMayHandle(ctx: Context, ownerId: string): Promise<void>;
  /** The images of one user, oldest first. `next` is the cursor of the page after. @throws ReceiptAccessDenied */
  listReceipts(
    ctx: Context,
    input: { readonly ownerId: string; readonly limit: number; readonly after?: string },
  ): Promise<{ readonly items: readonly Receipt[]; readonly next: string | undefined }>;
  /** @throws ReceiptAccessDenied, ReceiptNotFound */
  getReceipt(ctx: Context, on: OnReceipt): Promise<Receipt>;
  /** Makes one PDF of an image and what comes after it; it stays the same image. @throws ReceiptRefused, ReceiptChanged, and as `getReceipt` */
  appendTo(work: UnitOfWork, caller: Caller, input: OnReceipt & { readonly bytes: Uint8Array }): Promise<void>;
  /** @throws ReceiptInUse while it stands on an entry, a report or a quick expense, ReceiptChanged, and as `getReceipt` */
  deleteReceipt(work: UnitOfWork, caller: Caller, on: OnReceipt): Promise<void>;
  /** By which anybody reads the image for 15 minutes. */
  linkTo(ctx: Context, receipt: Receipt): ReceiptLink;
  /** @throws ReceiptNotFound for a link that is none or has ended, and for an image that is gone */
  follow(work: UnitOfWork, caller: Caller, link: ReceiptLink): Promise<{ readonly receipt: Receipt; readonly bytes: Uint8Array }>;
}

interface ReceiptDeps {
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly masterKey: string;
  readonly identity: Pick<Identity, 'rolesOf'>;
}

const LONGEST_NAME = 255;

export function createReceipts(deps: ReceiptDeps): Receipts {
  const { blobs, clock, identity } = deps;
  const store = storeOf({ blobs, clock });
  const receipts: Receipts = {
    ...store,
    assertMayHandle: (ctx, ownerId) => assertMayHandle(ctx, identity, ownerId),
    async listReceipts(ctx, { ownerId, limit, ...from }) {
      await assertMayHandle(ctx, identity, ownerId);
      const found = await findReceiptsOf(ctx, { ownerId, ...from, limit: limit + 1 });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    async getReceipt(ctx, { ownerId, id }) {
      await assertMayHandle(ctx, identity, ownerId);
      const found = await store.receipt(ctx, id);
      if (found.ownerId !== ownerId) throw new ReceiptNotFound();
      return found;
    },
    appendTo: (work, caller, input) => appendTo(receipts, work, caller, input),
    async deleteReceipt(work, caller, on) {
      const gone = await work.write(caller, async (ctx) => {
        const receipt = await receipts.getReceipt(ctx, on);
        await deleteReceipt(ctx, receipt);
        ctx.record({ subjectKind: 'receipt', subjectId: receipt.id, action: 'deleted', details: { ownerId: receipt.ownerId } });
        return { companyId: ctx.companyId, id: receipt.contentId };
      });
      await store.letGo(gone);
    },
    linkTo: (ctx, { id }) => linkTo(deps.masterKey, { companyId: ctx.companyId, id }, ctx.clock.now()),
    async follow(work, caller, link) {
      if (!isGood(deps.masterKey, link, clock.now())) throw new ReceiptNotFound();
      const { companyId, id } = link;
      const system: Caller = { ...caller, actor: { kind: 'system', companyId }, companyId };
      const receipt = await work.read(system, (ctx) => store.receipt(ctx, id));
      return { receipt, bytes: await store.content({ companyId, contentId: receipt.contentId }) };
    },
  };
  return receipts;
}

type Store = Pick<Receipts, 'keep' | 'letGo' | 'add' | 'receipt' | 'hold' | 'content'>;

const storeOf = ({ blobs, clock }: Pick<ReceiptDeps, 'blobs' | 'clock'>): Store => ({
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
    await insertReceipt(ctx, { ...row, content_id: id, created_at: createdAt });
    ctx.record({ subjectKind: 'receipt', subjectId: id, action: 'added', details: { ownerId, mediaType, size } });
    return { id, ownerId, contentId: id, mediaType, size, fileName, createdAt };
  },
  async receipt(ctx, id) {
    const found = await findReceipt(ctx, id);
    if (!found) throw new ReceiptNotFound();
    return found;
  },
  async hold(ctx, id) {
    const found = await findReceipt(ctx, id, { held: true });
    if (!found) throw new ReceiptNotFound();
    return found;
  },
  async content({ companyId, contentId }) {
    const content = await blobs.get(blobKey(companyId, contentId)).catch((error: unknown) => {
      // Appended to or deleted since its row was read.
      throw error instanceof BlobNotFound ? new ReceiptNotFound() : error;
    });
    return buffer(content);
  },
});

/** The pages are drawn outside the transactions: who appends at the same time is told to do it again. */
async function appendTo(
  receipts: Receipts,
  work: UnitOfWork,
  caller: Caller,
  { bytes, ...on }: OnReceipt & { readonly bytes: Uint8Array },
): Promise<void> {
  const { receipt, companyId } = await work.read(caller, async (ctx) => ({
    receipt: await receipts.getReceipt(ctx, on),
    companyId: ctx.companyId,
  }));
  const more = { bytes, mediaType: await kindOf(bytes) };
  const before = { bytes: await receipts.content({ companyId, contentId: receipt.contentId }), mediaType: receipt.mediaType };
  const kept = await receipts.keep({ companyId, bytes: await joinAside([before, more]) });
  const { id: contentId, mediaType, size, hash } = kept;
  try {
    await work.write(caller, async (ctx) => {
      const now = await receipts.getReceipt(ctx, on);
      const content = { content_id: contentId, media_type: mediaType, byte_count: size, sha256: hash };
      if (now.contentId !== receipt.contentId || !(await replaceContent(ctx, now, content))) throw new ReceiptChanged();
      ctx.record({ subjectKind: 'receipt', subjectId: receipt.id, action: 'appended', details: { mediaType, size } });
    });
  } catch (refused) {
    await receipts.letGo(kept);
    throw refused;
  }
  await receipts.letGo({ companyId, id: receipt.contentId });
}
