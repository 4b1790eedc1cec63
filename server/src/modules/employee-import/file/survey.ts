import type { FileHandle } from 'node:fs/promises';
import { ImportFileUnreadable } from '../errors.ts';
import { changeOfLine } from './change-of-line.ts';
import { fieldsOf, type Reason } from './parse-line.ts';
import { readLines, type Line } from './read-lines.ts';
import type { ReportInProgress } from './report.ts';

/** What the file's record of type 100 says of existing employees: blanks leave or empty what is there, or they are left alone. */
export type Handling = 'UPDATE' | 'REPLACE' | 'WARN';

export interface RecordLine extends Line {
  readonly recordType: string;
}

/** An employee of the file, and where its records stand: what they say is read again when its turn comes. */
export interface Person {
  readonly employeeNumber: string;
  readonly lines: RecordLine[];
  /** Employee numbers of those whom it names. */
  readonly names: Set<string>;
  readonly logins: Set<string>;
  /** The line for which all others of the person fall. */
  broken?: number;
}

export interface Survey {
  readonly handling: Handling;
  readonly people: Map<string, Person>;
  /** Current -> new employee number, and the line that says so. */
  readonly renamed: Map<string, { readonly to: string; readonly line: number }>;
}

export interface Reading {
  readonly path: string;
  readonly file: FileHandle;
  readonly delimiter: string;
}

/**
 * Reads the whole file once: rejects what no employee can be made of, and remembers of the rest where it stands. Memory grows with the
 * number of lines, not with what they say.
 * @throws ImportFileUnreadable for settings that cannot be followed
 */
export async function survey(reading: Reading, report: ReportInProgress): Promise<Survey> {
  const people = new Map<string, Person>();
  const renamed: Survey['renamed'] = new Map();
  let handling: Handling = 'UPDATE';
  let records = 0;
  for await (const { bytes, ...line } of readLines(reading.file)) {
    const fields = bytes ? fieldsOf(bytes, reading.delimiter) : { rule: 'length', message: 'The line is longer than 64 KB.' };
    if (!Array.isArray(fields)) {
      report.countLine('', []);
      report.reject({ line: line.number, ...fields });
      continue;
    }
    if (fields.every((field) => field === '')) continue;
    records += 1;
    const [recordType = ''] = fields;
    if (recordType === '100' && records === 1) {
      report.countLine(recordType, []);
      handling = handlingOf(reading.path, fields);
      continue;
    }
    const { employeeNumber, change, names, ignored, reasons } = changeOfLine(fields, { replaces: handling === 'REPLACE' });
    report.countLine(recordType, ignored);
    for (const reason of orMisplaced(recordType, reasons))
      report.reject({ line: line.number, recordType, ...(employeeNumber ? { employeeId: employeeNumber } : {}), ...reason });
    if (employeeNumber === undefined) continue;
    const person = personOf(people, employeeNumber);
    if (!change) {
      person.broken ??= line.number;
      continue;
    }
    person.lines.push({ ...line, recordType });
    for (const name of names) person.names.add(name);
    for (const login of [change.login, change.newLogin]) if (login) person.logins.add(login.toLowerCase());
    if (change.newEmployeeNumber) renamed.set(employeeNumber, { to: change.newEmployeeNumber, line: line.number });
  }
  return { handling, people, renamed };
}

const orMisplaced = (recordType: string, reasons: readonly Reason[]): readonly Reason[] =>
  recordType === '100' ? [{ rule: 'record-type', message: 'Settings stand on the first line only.' }] : reasons;

function handlingOf(path: string, fields: readonly string[]): Handling {
  const handling = (fields[3] ?? '').toUpperCase() || 'UPDATE';
  if (handling === 'UPDATE' || handling === 'REPLACE' || handling === 'WARN') return handling;
  throw new ImportFileUnreadable(path, 'its settings must say UPDATE, REPLACE or WARN in column 4');
}

function personOf(people: Map<string, Person>, employeeNumber: string): Person {
  const known = people.get(employeeNumber);
  if (known) return known;
  const person: Person = { employeeNumber, lines: [], names: new Set(), logins: new Set() };
  people.set(employeeNumber, person);
  return person;
}
