import { inThread, ThreadFailed } from '../../platform/process/in-thread.ts';
import { ReceiptRefused } from './errors.ts';
import type { Piece } from './join.ts';

/** What the thread answers. */
export type Joined = { readonly bytes: Uint8Array } | { readonly refused: string };

const THREAD = new URL('./join-thread.ts', import.meta.url);
const SECONDS = 30;

/** The same as `joinAsPdf`, beside the program: what a PDF makes of its readers is up to whoever sent it. @throws ReceiptRefused */
export async function joinAside(pieces: readonly Piece[]): Promise<Uint8Array> {
  const joined = await inThread<Joined>(THREAD, pieces, { seconds: SECONDS }).catch((error: unknown): Joined => {
    if (error instanceof ThreadFailed) return { refused: 'The images cannot be joined: that took too long.' };
    throw error;
  });
  if ('refused' in joined) throw new ReceiptRefused(joined.refused);
  return joined.bytes;
}
