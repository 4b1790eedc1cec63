import { dashed } from './uuid-text.ts';

const REPORT_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f][048c]0{10}$/;
const KEY = /^[0-9A-F]{20}$/;

/**
 * The 20 upper-case hex digits by which every API knows a report: 48 bits of time, 12 of rand_a, 20 of rand_b.
 * @throws RangeError for a UUID that newReportId did not make, since its key would not lead back to it.
 */
export function reportKey(uuid: string): string {
  if (!REPORT_UUID.test(uuid)) throw new RangeError(`${uuid} is not the id of a report`);
  const rand20 = ((Number.parseInt(uuid.slice(19, 23), 16) & 0x3fff) << 6) | (Number.parseInt(uuid.slice(24, 26), 16) >>> 2);
  return (uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(15, 18) + rand20.toString(16).padStart(5, '0')).toUpperCase();
}

/** The UUID of the report with this key; undefined for anything but 20 upper-case hex digits. */
export function parseReportKey(key: string): string | undefined {
  if (!KEY.test(key)) return undefined;
  const lower = key.toLowerCase();
  const rand20 = Number.parseInt(lower.slice(15), 16);
  const group4 = (0x8000 | (rand20 >>> 6)).toString(16);
  const group5 = ((rand20 & 0x3f) << 2).toString(16).padStart(2, '0').padEnd(12, '0');
  return dashed(`${lower.slice(0, 12)}7${lower.slice(12, 15)}${group4}${group5}`);
}
