import type { ReportInProgress } from './report.ts';
import type { Person, Survey } from './survey.ts';

/** The people of a file as they are to be imported: those who are named stand before those who name them. */
export interface Roster {
  /** People who name each other in a circle stand in one group and are imported together. */
  readonly groups: readonly (readonly Person[])[];
  /** By employee number, the old and the new one alike. */
  find(employeeNumber: string): Person | undefined;
}

/** Joins what concerns one person, and lets go of people whom a line has broken. */
export function rosterOf(survey: Survey, report: ReportInProgress): Roster {
  const { people, renamed } = survey;
  joinRenamed(survey);
  refuseSharedLogins(people, report);
  for (const person of people.values()) {
    if (person.broken === undefined) continue;
    rejectAll(person, report);
    people.delete(person.employeeNumber);
  }
  const before = new Map([...renamed].map(([from, { to }]) => [to, from]));
  const find = (employeeNumber: string): Person | undefined =>
    people.get(employeeNumber) ?? people.get(before.get(employeeNumber) ?? '');
  return { groups: groupsOf([...people.values()], find), find };
}

/** Every line of a person who falls as a whole, but those that were rejected already. */
export function rejectAll(person: Person, report: ReportInProgress): void {
  report.rejectPerson();
  for (const { number, recordType } of person.lines)
    report.reject({
      line: number,
      recordType,
      employeeId: person.employeeNumber,
      rule: 'together',
      message: `Another record of the employee was rejected: line ${person.broken}.`,
    });
}

/** Who gets another employee number is one person under both; a chain of changes would leave open who is meant. */
function joinRenamed({ people, renamed }: Survey): void {
  const targets = new Map<string, number>();
  for (const [from, { to, line }] of renamed) {
    const person = people.get(from);
    if (!person) continue;
    const twice = targets.get(to);
    targets.set(to, line);
    if (renamed.has(to) && to !== from) person.broken ??= renamed.get(to)?.line ?? line;
    else if (twice !== undefined) person.broken ??= twice;
    const same = to === from ? undefined : people.get(to);
    if (!same || renamed.has(to)) continue;
    person.lines.push(...same.lines);
    for (const name of same.names) person.names.add(name);
    for (const login of same.logins) person.logins.add(login);
    if (same.broken !== undefined) person.broken ??= same.broken;
    people.delete(to);
  }
}

function refuseSharedLogins(people: ReadonlyMap<string, Person>, report: ReportInProgress): void {
  const owners = new Map<string, Person>();
  for (const person of people.values())
    for (const login of person.logins) {
      const owner = owners.get(login);
      if (!owner) owners.set(login, person);
      else if (person.broken === undefined) {
        const line = person.lines.shift();
        person.broken = owner.lines[0]?.number ?? 0;
        if (line)
          report.reject({
            line: line.number,
            recordType: line.recordType,
            employeeId: person.employeeNumber,
            field: 'Login ID',
            rule: 'conflict',
            message: `The employee ${owner.employeeNumber} of this file has the login ${login}.`,
          });
      }
    }
}

/** Tarjan's strongly connected components, which come out with the named before those who name them. */
function groupsOf(people: readonly Person[], find: Roster['find']): Person[][] {
  const groups: Person[][] = [];
  const index = new Map<Person, number>();
  const low = new Map<Person, number>();
  const open: Person[] = [];
  const isOpen = new Set<Person>();
  const enter = (person: Person) => {
    index.set(person, index.size);
    low.set(person, index.size - 1);
    open.push(person);
    isOpen.add(person);
    const named = [...person.names].map(find).filter((one) => one !== undefined && one !== person) as Person[];
    return { person, named: named.values() };
  };
  const sink = (person: Person, to: number): void => void low.set(person, Math.min(low.get(person) ?? to, to));
  for (const first of people) {
    if (index.has(first)) continue;
    const path = [enter(first)];
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const { value: next, done } = at.named.next();
      if (!done) {
        if (!index.has(next)) path.push(enter(next));
        else if (isOpen.has(next)) sink(at.person, index.get(next) ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) sink(parent.person, low.get(at.person) ?? 0);
      if (low.get(at.person) !== index.get(at.person)) continue;
      const group = open.splice(open.lastIndexOf(at.person));
      for (const member of group) isOpen.delete(member);
      groups.push(group);
    }
  }
  return groups;
}
