import { deriveFrom, sameText } from '../../platform/crypto/company-secret.ts';

/** What an address of an image says, so that whoever holds it may look for a while and needs no token. */
export interface ReceiptLink {
  readonly companyId: string;
  readonly id: string;
  /** Unix time in milliseconds. */
  readonly until: number;
  readonly signature: string;
}

/** 15 minutes: api-reference/image/v1.image; the page of the third generation only calls the address temporary. */
const LIFETIME = 15 * 60 * 1000;

const signatureOf = (masterKey: string, { companyId, id, until }: Omit<ReceiptLink, 'signature'>): string =>
  deriveFrom(masterKey, `receipt image ${companyId} ${id} ${until}`);

export function linkTo(masterKey: string, on: { readonly companyId: string; readonly id: string }, now: Date): ReceiptLink {
  const link = { ...on, until: now.getTime() + LIFETIME };
  return { ...link, signature: signatureOf(masterKey, link) };
}

export const isGood = (masterKey: string, link: ReceiptLink, now: Date): boolean =>
  sameText(link.signature, signatureOf(masterKey, link)) && now.getTime() < link.until;
