import { fileTypeFromBuffer } from 'file-type';
import { ReceiptRefused } from './errors.ts';

/** Kinds that the page of quick expenses names; told by the content, whatever its name says. */
const KINDS = ['image/png', 'image/jpeg', 'image/tiff', 'application/pdf'] as const;
export type MediaType = (typeof KINDS)[number];

export interface Receipt {
  readonly id: string;
  readonly ownerId: string;
  /** Where its bytes lie. */
  readonly contentId: string;
  readonly mediaType: MediaType;
  /** Bytes. */
  readonly size: number;
  readonly fileName: string | null;
  readonly createdAt: Date;
}

/** Bytes of the largest receipt: api-reference/expense/quick-expense/v4.quick-expense. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** @throws ReceiptRefused for nothing, too much, and what is no image or PDF of a known kind. */
export async function kindOf(bytes: Uint8Array): Promise<MediaType> {
  if (bytes.length === 0) throw new ReceiptRefused('The receipt is empty.');
  if (bytes.length > MOST_BYTES) throw new ReceiptRefused(`The receipt is larger than ${MOST_BYTES} bytes.`);
  const mime: string | undefined = (await fileTypeFromBuffer(bytes))?.mime;
  const kind = KINDS.find((one) => one === mime);
  if (!kind) throw new ReceiptRefused('The receipt is neither PNG, JPEG, TIFF nor PDF.');
  return kind;
}

export const blobKey = (companyId: string, id: string): string => `company/${companyId}/receipt/${id}`;
