import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';
import type { ExchangeContent } from './exchange.ts';

const deflate = promisify<Buffer, object, Buffer>(deflateRaw);
const inflate = promisify<Buffer, Buffer>(inflateRaw);
const FAST = { level: constants.Z_BEST_SPEED };

/** The work is done on the thread pool, beside the requests. */
export const pack = async (contents: readonly ExchangeContent[]): Promise<string> =>
  (await deflate(Buffer.from(JSON.stringify(contents)), FAST)).toString('base64');

export const unpack = async (packed: string): Promise<ExchangeContent[]> =>
  JSON.parse((await inflate(Buffer.from(packed, 'base64'))).toString('utf8')) as ExchangeContent[];
