import type { ExceptionPlace } from '../exception/exception-queries.ts';
import { factsOf, type Audited } from './facts.ts';
import { holds, type AuditEvent, type AuditRule, type Facts } from './rule.ts';

/** An exception that should stand: at the report, at an entry, or at an allocation of one. */
export interface Finding extends ExceptionPlace {
  readonly code: string;
}
const AT_REPORT: ExceptionPlace = { entryId: null, allocationId: null };

/** What the rules find, each once. At a submit the rules for saving count too. */
export function evaluate(rules: readonly AuditRule[], event: AuditEvent, audited: Audited): Finding[] {
  const facts = factsOf(audited);
  const asked = rules.filter((rule) => rule.event === 'entry-saved' || rule.event === event);
  const found: Finding[] = asked
    .filter((rule) => rule.scope === 'report' && holds(rule.condition, facts.report))
    .map(({ exceptionCode }) => ({ ...AT_REPORT, code: exceptionCode }));
  const look = (scope: AuditRule['scope'], own: Facts, place: ExceptionPlace): void => {
    for (const rule of asked)
      if (rule.scope === scope && holds(rule.condition, own)) found.push({ ...place, code: rule.exceptionCode });
  };
  for (const entry of audited.entries) look('entry', facts.entry(entry), { entryId: entry.id, allocationId: null });
  for (const each of audited.allocations ?? [])
    look('allocation', facts.allocation(each), { entryId: each.entryId, allocationId: each.id });
  for (const each of audited.attendees ?? [])
    look('attendee', facts.attendee(each), { entryId: each.listed_id, allocationId: null });
  return [...new Map(found.map((each) => [keyOf(each), each])).values()];
}

const keyOf = ({ entryId, allocationId, code }: Finding): string => `${entryId ?? ''} ${allocationId ?? ''} ${code}`;

/** What is to be raised and what to be cleared, so that exactly `wanted` stands. */
export function differences(standing: readonly Finding[], wanted: readonly Finding[]): { raise: Finding[]; clear: Finding[] } {
  const [now, then] = [new Set(standing.map(keyOf)), new Set(wanted.map(keyOf))];
  return { raise: wanted.filter((each) => !now.has(keyOf(each))), clear: standing.filter((each) => !then.has(keyOf(each))) };
}
