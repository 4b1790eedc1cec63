import type { DomainError } from '../../../platform/errors.ts';
import { UserInvalid } from '../../identity/index.ts';
import { EmployeeRefused } from '../errors.ts';
import type { Column } from './columns.ts';
import { LAYOUTS } from './layouts.ts';
import type { Reason } from './parse-line.ts';
import type { Person, RecordLine } from './survey.ts';

/** Words of the domain in those of the columns. */
const WORDS: Readonly<Record<string, string>> = {
  userName: 'login',
  phoneNumbers: 'phones',
  customData: 'custom',
  biManagerId: 'biManager',
  newEmployeeNumber: 'employeeNumber',
  delegates: 'delegate',
  approverLimits: 'limit',
  approvalLimit: 'amount',
  approvalGroup: 'segments',
};

const wordsOf = (path: string): Set<string> =>
  new Set(
    path
      .split(/[.[\]\s]+/)
      .filter((word) => word !== '' && !/^\d+$/.test(word))
      .map((word) => WORDS[word] ?? word),
  );

/** How much of where a column's value stands a path names: all of it before a part, more of it before less. */
function nearness({ path }: Column, words: ReadonlySet<string>): number {
  const named = path.filter((name) => words.has(name)).length;
  return named === 0 ? 0 : named / path.length + named / 100;
}

interface Blame {
  readonly line: RecordLine;
  readonly reason: Reason;
}

/** The line of a person that a refusal concerns most likely, and its column; the first line where none is nearer. */
export function reasonOf(person: Person, error: DomainError): Blame {
  const words = wordsOf(pathOf(error));
  let best: { line: RecordLine; column: Column; near: number } | undefined;
  for (const line of person.lines)
    for (const column of LAYOUTS.get(line.recordType) ?? []) {
      const near = nearness(column, words);
      if (near > (best?.near ?? 0)) best = { line, column, near };
    }
  const [first] = person.lines;
  const line = best?.line ?? first;
  if (!line) throw new TypeError('a person without lines cannot be refused');
  return { line, reason: { ...(best ? { field: best.column.label } : {}), rule: ruleOf(error), message: error.message } };
}

function pathOf(error: DomainError): string {
  if (error instanceof UserInvalid) return error.issues[0]?.path ?? '';
  if (error instanceof EmployeeRefused) return error.fields[0] ?? '';
  const { source, role } = error.facts;
  // A role stands in a column of its own, or in the one column of a record that names it.
  return [source, role, ...(role ? ['role'] : [])].filter((word) => typeof word === 'string').join('.');
}

const ruleOf = (error: DomainError): string => {
  if (error instanceof UserInvalid) return error.issues[0]?.rule ?? 'invalid';
  return error instanceof EmployeeRefused ? error.rule : (error.code.split('.').at(-1) ?? error.code);
};
