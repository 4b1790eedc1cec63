const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PLAIN = /^[0-9a-f]{32}$/i;

/** A dashed UUID in any case, as the lower-case form the database holds; undefined when the text is none. */
export function parseUuid(text: string): string | undefined {
  return DASHED.test(text) ? text.toLowerCase() : undefined;
}

/** The UUID as 32 upper-case hex digits without dashes. */
export function hex32(uuid: string): string {
  return uuid.replaceAll('-', '').toUpperCase();
}

/** The UUID behind 32 hex digits in any case; undefined when the text is none. */
export function parseHex32(text: string): string | undefined {
  return PLAIN.test(text) ? dashed(text.toLowerCase()) : undefined;
}

/** Dashes put into 32 lower-case hex digits. */
export function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
