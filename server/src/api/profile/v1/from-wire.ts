import { InvalidInput } from '../../../platform/http/refusals.ts';

/** Which blocks of a user were asked for. */
export interface Blocks {
  readonly travel: boolean;
  readonly expense: boolean;
}

const KNOWN = ['compact', 'expense'];

/** `?schema=compact,expense` in any combination, order and case. @throws InvalidInput for another word */
export function blocksFromWire(schema: string | undefined): Blocks {
  const words = (schema ?? '')
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
  const unknown = words.filter((word) => !KNOWN.includes(word));
  if (unknown.length > 0) {
    const message = `knows ${KNOWN.join(' and ')}, not ${unknown.join(', ')}`;
    throw new InvalidInput('query', [{ path: 'schema', rule: 'enum', message }]);
  }
  return { travel: !words.includes('compact'), expense: words.includes('expense') };
}
