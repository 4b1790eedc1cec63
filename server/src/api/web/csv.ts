/** What a table program would take for a formula at the head of a cell. */
const FORMULA = /^[=+\-@\t\r]/;

/** One record, RFC 4180. A cell that would be run as a formula is led by an apostrophe: what it says came from people. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
