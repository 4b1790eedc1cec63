import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** An address that this program will not call on somebody's word. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const ITSELF = new BlockList();
ITSELF.addSubnet('127.0.0.0', 8, 'ipv4');
ITSELF.addAddress('::1', 'ipv6');

/** Networks in which a cloud keeps what it tells its own machines, and addresses that are none. Offices' own networks are not among them. */
const NEVER = new BlockList();
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('0.0.0.0', 8, 'ipv4');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addSubnet('fd00:ec2::', 32, 'ipv6');
NEVER.addAddress('::', 'ipv6');

const within = (list: BlockList, address: string): boolean => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Checks an address that an administrator typed, or that a partner's answer named, before it is called: encrypted, and not this machine, unless
 * `loopback` allows for partners on it. @throws AddressRefused
 */
export async function assertOutward(address: string, { loopback }: { loopback: boolean }): Promise<void> {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') throw new AddressRefused('is no address of a server');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [host] : (await lookup(host, { all: true }).catch(() => [])).map((one) => one.address);
  if (found.length === 0) throw new AddressRefused('is of a host that nobody knows');
  if (found.some((one) => within(NEVER, one.replace(/^::ffff:(?=\d+\.)/i, ''))))
    throw new AddressRefused('is of a closed network');
  const isHere = found.some((one) => within(ITSELF, one.replace(/^::ffff:(?=\d+\.)/i, '')));
  if (isHere && !loopback) throw new AddressRefused('is of this very machine');
  if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) throw new AddressRefused('must begin with https://');
}
