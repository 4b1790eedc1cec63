import type { Context } from '../../../platform/context.ts';
import { allocationRowsOn } from '../allocation/allocation-queries.ts';
import { toAllocations } from '../allocation/allocation-view.ts';
import { auditedAttendees } from '../attendee/association-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import { clearSystemExceptions, raiseExceptions } from '../exception/exception-queries.ts';
import { versionOf } from '../form/read-form-fields.ts';
import { anyAttendees, type EntryFold } from '../report/report-folds.ts';
import type { HeldRow } from '../report/report-queries.ts';
import { likesElsewhere } from './audit-queries.ts';
import { differences, evaluate, type Finding } from './evaluate.ts';
import type { AuditedAttendee } from './facts.ts';
import { fieldsOf, type AuditEvent, type AuditRule } from './rule.ts';

/** A report as rules need it; a new one has no more. */
export type AssessedReport = Parameters<typeof evaluate>[2]['report'] &
  Pick<HeldRow, 'id' | 'owner_id' | 'policy_id' | 'setup_version'>;

/**
 * Raises and clears our own exceptions, so that those stand which the policy's rules find in the data. To be called with the report locked, in
 * the transaction of the change, with the entries as they are now. No statement is sent where nothing changes and no rule looks further.
 */
export async function assess(
  ctx: Context,
  deps: ExpenseDeps,
  given: { readonly report: AssessedReport; readonly entries: readonly EntryFold[]; readonly event: AuditEvent },
): Promise<void> {
  const { report, entries, event } = given;
  const { rules } = await deps.setups.of(ctx, versionOf(report));
  const wanted = evaluate(rules, event, {
    report,
    entries,
    today: ctx.clock.now().toISOString().slice(0, 10),
    ...(await further(ctx, deps, { rules, report, entries, event })),
  });
  const { raise, clear } = differences(standing(entries), wanted);
  await raiseExceptions(
    ctx,
    report.id,
    raise.map((each) => ({ ...each, origin: 'system' })),
  );
  // A report without entries has no row that would say what stands at it.
  if (clear.length > 0 || entries.length === 0) await clearSystemExceptions(ctx, report.id, clear, entries.length === 0);
}

const standing = (entries: readonly EntryFold[]): Finding[] => [
  ...(entries[0]?.report_raised ?? []).map((code) => ({ entryId: null, allocationId: null, code })),
  ...entries.flatMap((entry) => entry.raised.map((each) => ({ ...each, entryId: entry.id }))),
];

async function attendeesOf(
  ctx: Context,
  deps: ExpenseDeps,
  reportId: string,
  entries: readonly EntryFold[],
): Promise<AuditedAttendee[]> {
  if (!anyAttendees(entries)) return [];
  const rows = await auditedAttendees(ctx, reportId);
  if (rows.length === 0) return [];
  const codes = new Map((await deps.attendees.listTypes(ctx)).map(({ id, code }) => [id, code]));
  return rows.map((row) => ({ ...row, typeCode: codes.get(row.type_id) }));
}

/** Facts that no row at hand has, as far as any rule looks at them. */
async function further(
  ctx: Context,
  deps: ExpenseDeps,
  given: { rules: readonly AuditRule[]; report: AssessedReport; entries: readonly EntryFold[]; event: AuditEvent },
) {
  const { rules, report, entries, event } = given;
  const fields = new Set(rules.flatMap(({ condition }) => fieldsOf(condition)));
  const isSubmit = event === 'report-submitted';
  const asks = (scope: AuditRule['scope']): boolean => rules.some((rule) => rule.scope === scope);
  const asksTraveler = [...fields].some((field) => field.startsWith('traveler.'));
  return {
    allocations: asks('allocation') ? toAllocations(await allocationRowsOn(ctx, report.id)) : undefined,
    attendees: asks('attendee') ? await attendeesOf(ctx, deps, report.id, entries) : undefined,
    traveler: asksTraveler ? (await deps.people.peopleOf(ctx, [report.owner_id])).get(report.owner_id) : undefined,
    likesElsewhere: isSubmit && fields.has('entry.isDuplicateElsewhere') ? await likesElsewhere(ctx, report.id) : undefined,
  };
}
