import { CsvError, parse } from 'csv-parse/sync';

/** Why a line cannot be taken: the column it concerns where there is one, the rule it breaks, in words. */
export interface Reason {
  readonly field?: string;
  readonly rule: string;
  readonly message: string;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The fields of a line, or why it has none. Quotes close on the line on which they open. */
export function fieldsOf(bytes: Buffer, delimiter: string): string[] | Reason {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { rule: 'encoding', message: 'The line is not UTF-8.' };
  }
  if (text.includes('\0')) return { rule: 'encoding', message: 'The line is not UTF-8 text.' };
  try {
    const [fields] = parse(text.replace(/\r$/, ''), { delimiter, relax_column_count: true, trim: true });
    return fields ?? [];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rule: 'syntax', message: 'The quotes of the line do not close, or stand within a field.' };
  }
}
