import { answersWith } from '../../platform/process/in-thread.ts';
import { boundDecoding } from './bound-decoding.ts';
import { ReceiptRefused } from './errors.ts';
import type { Joined } from './join-aside.ts';
import { joinAsPdf, type Piece } from './join.ts';

boundDecoding();

await answersWith(async (pieces: readonly Piece[]): Promise<Joined> => {
  try {
    return { bytes: await joinAsPdf(pieces) };
  } catch (error) {
    if (error instanceof ReceiptRefused) return { refused: error.message };
    throw error;
  }
});
