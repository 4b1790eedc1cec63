import type { Request } from '../platform/http/facade.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_HOST = /^(127\.\d+\.\d+\.\d+|\[::1\]|([a-z0-9-]+\.)*localhost)(:\d+)?$/i;

/**
 * Whether a call comes from a program or page of this machine. The host and the origin count too: a page from elsewhere may
 * reach a loopback address by a name of its own (DNS rebinding) or by a cross-site request.
 */
export function fromHere({ address, headers, site }: Pick<Request, 'address' | 'headers' | 'site'>): boolean {
  const origin = headers['origin'];
  return (
    LOOPBACK.test(address) &&
    LOCAL_HOST.test(new URL(site.origin).host) &&
    headers['x-forwarded-for'] === undefined &&
    (origin === undefined || origin === site.origin)
  );
}
