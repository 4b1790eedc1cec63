/**
 * Where a table program would find a formula: at the head of a cell, which half of the world's settings let a semicolon begin, whatever quotes
 * stand around it.
 */
const FORMULAS = /(?<=^|[;\t\r\n])(?=[=+\-@\t\r])/g;

/** One record, RFC 4180. What would be run as a formula is led by an apostrophe: what a cell says came from people. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(text: string): string {
  const safe = text.replace(FORMULAS, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
