import { open, type FileHandle } from 'node:fs/promises';
import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import { DomainError } from '../../../platform/errors.ts';
import { applyPerson, applyRest, type Applied } from '../employee/apply-employee.ts';
import { mergeChanges, type EmployeeChange, type Outcome } from '../employee/employee-change.ts';
import type { EmployeeImportDeps } from '../deps.ts';
import { EmployeeRefused, ImportFileUnreadable } from '../errors.ts';
import { changeOfLine } from './change-of-line.ts';
import { fieldsOf } from './parse-line.ts';
import { readLine } from './read-lines.ts';
import { reasonOf } from './reason-of.ts';
import { ReportInProgress, type ImportReport } from './report.ts';
import { rejectAll, rosterOf, type Roster } from './roster.ts';
import { survey, type Handling, type Person, type Reading } from './survey.ts';

export interface FileToImport {
  readonly path: string;
  /** One character; a comma unless said otherwise. */
  readonly delimiter?: string;
  /** Changes nothing, and says what would happen. */
  readonly dryRun?: boolean;
}

interface Import {
  readonly deps: EmployeeImportDeps;
  readonly work: UnitOfWork;
  readonly caller: Caller;
  readonly reading: Reading;
  readonly handling: Handling;
  readonly roster: Roster;
  readonly dryRun: boolean;
  readonly report: ReportInProgress;
  /** Who has been refused. */
  readonly fallen: Set<Person>;
}

/**
 * Imports a file of employees, each in a transaction of its own with everything that the file says of it, or not at all. The same file again
 * changes nothing more, so an import that was cut off is run again.
 * @throws ImportFileUnreadable
 */
export async function importFile(
  deps: EmployeeImportDeps,
  work: UnitOfWork,
  caller: Caller,
  { path, delimiter = ',', dryRun = false }: FileToImport,
): Promise<ImportReport> {
  const report = new ReportInProgress();
  const file = await openFile(path);
  try {
    const reading = { path, file, delimiter };
    const surveyed = await survey(reading, report);
    const roster = rosterOf(surveyed, report);
    const { handling } = surveyed;
    const whole = { deps, work, caller, reading, handling, roster, dryRun, report, fallen: new Set<Person>() };
    for (const group of roster.groups) await importGroup(whole, group);
    return report.end(dryRun);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (error) {
    const { code = '' } = error as { code?: string };
    throw new ImportFileUnreadable(path, code === 'ENOENT' ? 'there is no such file' : code);
  }
  throw new ImportFileUnreadable(path, 'it is no file');
}

type Change = { readonly person: Person; readonly change: EmployeeChange };

/** Somebody of a group was refused: the group is tried again without. */
class Refused extends Error {
  readonly person: Person;
  readonly reason: DomainError;
  constructor(person: Person, reason: DomainError) {
    super(reason.message);
    this.person = person;
    this.reason = reason;
  }
}

/** Ends a dry run's unit of work without a trace. */
class Undone extends Error {
  readonly outcomes: readonly Outcome[];
  constructor(outcomes: readonly Outcome[]) {
    super('a dry run');
    this.outcomes = outcomes;
  }
}

/** Whoever is refused falls alone; those who name it are refused in their turn. */
async function importGroup(whole: Import, group: readonly Person[]): Promise<void> {
  for (let left = group; left.length > 0;) {
    try {
      for (const outcome of await importTogether(whole, left)) whole.report.countPerson(outcome);
      return;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { person, reason } = error;
      refuse(whole, person, reason);
      left = left.filter((one) => one !== person);
    }
  }
}

function refuse({ report, fallen }: Import, person: Person, error: DomainError): void {
  fallen.add(person);
  const { line, reason } = reasonOf(person, error);
  const { number, recordType } = line;
  person.broken = number;
  report.reject({ line: number, recordType, employeeId: person.employeeNumber, ...reason });
  rejectAll({ ...person, lines: person.lines.filter((one) => one !== line) }, report);
}

async function importTogether(whole: Import, people: readonly Person[]): Promise<readonly Outcome[]> {
  const { work, caller, dryRun } = whole;
  const changes = await changesOf(whole, people);
  const earlier = dryRun ? await changesOf(whole, namedBefore(whole, people)) : [];
  try {
    return await work.write(caller, async (ctx) => {
      for (const { change } of earlier) await applyPerson(whole.deps, ctx, change);
      const outcomes = await applyAll(whole, ctx, changes);
      if (dryRun) throw new Undone(outcomes);
      return outcomes;
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcomes;
    throw error;
  }
}

/** A dry run has not kept those whom the file names and brings: they are made for the moment. */
function namedBefore({ roster, fallen }: Import, people: readonly Person[]): Person[] {
  const named = people.flatMap((person) => [...person.names].map((number) => roster.find(number)));
  return [...new Set(named)].filter((one) => one !== undefined && !people.includes(one) && !fallen.has(one)) as Person[];
}

async function applyAll(whole: Import, ctx: Context, changes: readonly Change[]): Promise<Outcome[]> {
  const applied: { person: Person; step: Applied }[] = [];
  for (const { person, change } of changes)
    applied.push({ person, step: await blaming(person, () => applyPerson(whole.deps, ctx, change)) });
  const outcomes: Outcome[] = [];
  for (const { person, step } of applied)
    outcomes.push(await blaming(person, async () => kept(whole, await applyRest(whole.deps, ctx, step), person)));
  return outcomes;
}

/** A file that only warns of existing employees leaves them as they are. */
function kept({ handling }: Import, outcome: Outcome, { employeeNumber }: Person): Outcome {
  if (handling === 'WARN' && outcome !== 'created')
    throw new EmployeeRefused('conflict', ['employeeNumber'], `The employee ${employeeNumber} exists, and the file says WARN.`);
  return outcome;
}

async function blaming<T>(person: Person, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw error instanceof DomainError ? new Refused(person, error) : error;
  }
}

/** What the file says of these people, read again. */
async function changesOf({ reading, handling }: Import, people: readonly Person[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const person of people) {
    let whole: EmployeeChange | undefined;
    for (const line of person.lines) {
      const fields = fieldsOf(await readLine(reading.file, line), reading.delimiter);
      const { change } = changeOfLine(Array.isArray(fields) ? fields : [], { replaces: handling === 'REPLACE' });
      if (!change) throw new ImportFileUnreadable(reading.path, 'it changed while it was being imported');
      whole = whole ? mergeChanges(whole, change) : change;
    }
    if (whole) changes.push({ person, change: { ...whole, employeeNumber: person.employeeNumber } });
  }
  return changes;
}
