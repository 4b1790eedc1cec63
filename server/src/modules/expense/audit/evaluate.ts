import { factsOf, type Audited } from './facts.ts';
import { holds, type AuditEvent, type AuditRule } from './rule.ts';

/** An exception that should stand: at an entry, or with null at the report. */
export interface Finding {
  readonly entryId: string | null;
  readonly code: string;
}

/** What the rules find, each once. At a submit the rules for saving count too. */
export function evaluate(rules: readonly AuditRule[], event: AuditEvent, audited: Audited): Finding[] {
  const facts = factsOf(audited);
  const asked = rules.filter((rule) => rule.event === 'entry-saved' || rule.event === event);
  const found: Finding[] = asked
    .filter((rule) => rule.scope === 'report' && holds(rule.condition, facts.report))
    .map(({ exceptionCode }) => ({ entryId: null, code: exceptionCode }));
  const ofEntries = asked.filter(({ scope }) => scope === 'entry');
  for (const entry of audited.entries) {
    const own = facts.entry(entry);
    for (const rule of ofEntries) if (holds(rule.condition, own)) found.push({ entryId: entry.id, code: rule.exceptionCode });
  }
  return found;
}

/** What is to be raised and what to be cleared, so that exactly `wanted` stands. */
export function differences(standing: readonly Finding[], wanted: readonly Finding[]): { raise: Finding[]; clear: Finding[] } {
  const key = ({ entryId, code }: Finding): string => `${entryId ?? ''} ${code}`;
  const [now, then] = [new Set(standing.map(key)), new Set(wanted.map(key))];
  return { raise: wanted.filter((each) => !now.has(key(each))), clear: standing.filter((each) => !then.has(key(each))) };
}
