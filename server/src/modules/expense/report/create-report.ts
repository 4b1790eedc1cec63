import type { Context } from '../../../platform/context.ts';
import { answerOnce } from '../../../platform/db/idempotency.ts';
import { newId, newReportId } from '../../../platform/ids/index.ts';
import { checkContext, type Standing } from '../access.ts';
import { authorOf } from '../comment/authorship.ts';
import { insertComments } from '../comment/comment-queries.ts';
import { policyIn } from '../configuration/group.ts';
import type { PolicyRow } from '../configuration/configuration-queries.ts';
import { mergeCustom, slotsOf } from '../custom-values.ts';
import type { ExpenseDeps } from '../deps.ts';
import { insertAllocations } from '../allocation/allocation-queries.ts';
import { addTaxes } from '../tax/entry-taxes.ts';
import { insertEntries, type NewEntryRow } from '../entry/entry-queries.ts';
import { isJourney } from '../entry/journey.ts';
import { repriceJourneys } from '../entry/reprice-journeys.ts';
import { CreationInProgress, UnknownReference } from '../errors.ts';
import { fillCustom } from '../form/fill-custom.ts';
import { emitReport } from '../events.ts';
import { assess } from '../audit/assess.ts';
import type { NewReport } from '../inputs.ts';
import {
  checkCountry,
  checkDay,
  checkName,
  checkSpan,
  checkSubdivision,
  checkText,
  MAX_COMMENT,
  MAX_PURPOSE,
} from '../values.ts';
import { insertNumbered } from './insert-report.ts';
import { newEntries } from './new-entries.ts';
import { refreshAndAssess } from './refresh-report.ts';
import { foldEntries, type EntryFold } from './report-folds.ts';
import { standingOfCreator } from './report-owner.ts';
import { findReport, findStart, foldedColumns, lockReport, receiptRuleOf, type Owner } from './report-queries.ts';
import { NEW_REPORT } from './report.ts';

/** An index holds no key of any length, and no caller needs a longer one. */
const MAX_KEY = 255;

/** Makes a report, with entries if it is given any. @throws CreationInProgress, UnknownReference, ValueRefused, AccessDenied, WrongContext. */
export async function createReport(ctx: Context, deps: ExpenseDeps, input: NewReport): Promise<{ id: string }> {
  checkContext(ctx, input.access, 'create-report');
  const standing = await standingOfCreator(ctx, deps, input);
  const start = await startOf(ctx, deps, { ownerId: standing.ownerId, policyId: input.policyId });
  const making = { input, standing, ...start };
  if (input.idempotencyKey === undefined) return { id: await make(ctx, deps, making) };
  checkText('idempotency-id', input.idempotencyKey, MAX_KEY);
  const answered = await answerOnce(
    ctx,
    {
      operation: 'expense.create-report',
      key: `${standing.ownerId}:${input.idempotencyKey}`,
      // The report may have been deleted since.
      holds: async ({ reportId }: { reportId: string }) => (await findReport(ctx, reportId)) !== undefined,
    },
    async () => ({ reportId: await make(ctx, deps, making) }),
  );
  if (answered === 'busy') throw new CreationInProgress();
  return { id: answered.answer.reportId };
}

/** What the report starts from: the policy that is named, as far as the owner's group has it, or else the group's default. */
async function startOf(
  ctx: Context,
  deps: ExpenseDeps,
  named: { ownerId: string; policyId: string | undefined },
): Promise<NonNullable<Awaited<ReturnType<typeof findStart>>>> {
  const start = await findStart(ctx, named);
  if (!start) throw new UnknownReference('userId', named.ownerId);
  if (!start.policy) return start;
  const { id, setup_version: setupVersion } = start.policy;
  const { groups } = await deps.setups.of(ctx, { policyId: id, setupVersion });
  const policyId = policyIn(groups, start.nodes, named.policyId) ?? id;
  return policyId === start.policy.id ? start : ((await findStart(ctx, { ...named, policyId })) ?? start);
}

interface Making {
  readonly input: NewReport;
  readonly standing: Standing;
  readonly owner: Owner;
  /** Undefined where the caller names one that there is not. */
  readonly policy: PolicyRow | undefined;
}

/** Of several journeys that come at once, each was paid as if it were the only one. */
async function repriceTogether(ctx: Context, deps: ExpenseDeps, reportId: string, folds: readonly EntryFold[]): Promise<void> {
  if (folds.filter(({ type_code }) => isJourney(type_code)).length < 2) return;
  const row = await lockReport(ctx, reportId);
  if (row && (await repriceJourneys(ctx, deps, row))) await refreshAndAssess(ctx, deps, row);
}

/** Answers its id. */
async function make(ctx: Context, deps: ExpenseDeps, making: Making): Promise<string> {
  const { input, standing, owner, policy } = making;
  if (!policy) throw new UnknownReference('policyId', input.policyId ?? 'default');
  const id = newReportId(ctx.clock);
  const setup = await deps.setups.of(ctx, { policyId: policy.id, setupVersion: policy.setup_version });
  const slots = await fillCustom(ctx, deps.lists, { form: setup.form('report'), changes: input.custom });
  const header = mergeCustom({}, slots, slotsOf.report);
  const ground = {
    reportId: id,
    ownerId: owner.id,
    policyId: policy.id,
    currency: owner.reimbursementCurrency,
    receiptRule: receiptRuleOf(policy),
    setupVersion: policy.setup_version,
    header,
  };
  const entries = await newEntries(ctx, deps, ground, input.entries ?? []);
  const columns = reportColumns(ctx, making, policy);
  const inserted = await insertNumbered(ctx, {
    ...columns,
    custom: JSON.stringify(header),
    id,
    ...foldedColumns(foldEntries(entries.folds)),
  });
  await insertEntries(ctx, entries.rows);
  await insertAllocations(ctx, entries.allocations);
  await addTaxes(ctx, deps, making.owner.reimbursementCurrency, entries.wholes);
  if (entries.folds.length > 0)
    await assess(ctx, deps, {
      report: { ...columns, id, custom: header, setup_version: policy.setup_version },
      entries: entries.folds,
      event: 'entry-saved',
    });
  await repriceTogether(ctx, deps, id, entries.folds);
  await insertComments(ctx, commentsOf(ctx, making, entries.wholes, id));
  ctx.record({
    subjectKind: 'report',
    subjectId: id,
    action: 'created',
    details: { name: input.name, entries: entries.wholes.length },
  });
  emitReport(ctx, 'reportCreated', inserted, standing);
  return id;
}

function reportColumns(ctx: Context, { input, owner }: Making, policy: PolicyRow) {
  const now = ctx.clock.now();
  const [startDate, endDate] = [checkDay('startDate', input.startDate ?? null), checkDay('endDate', input.endDate ?? null)];
  checkSpan(startDate, endDate);
  const countryCode = checkCountry('countryCode', input.countryCode ?? owner.countryCode);
  return {
    name: checkName(input.name),
    owner_id: owner.id,
    submitter_id: null,
    policy_id: policy.id,
    business_purpose: checkText('businessPurpose', input.businessPurpose ?? null, MAX_PURPOSE),
    report_date: checkDay('reportDate', input.reportDate ?? null) ?? now.toISOString().slice(0, 10),
    start_date: startDate,
    end_date: endDate,
    country_code: countryCode,
    country_subdivision_code: checkSubdivision('countrySubDivisionCode', input.countrySubdivisionCode ?? null, countryCode),
    currency_code: owner.reimbursementCurrency,
    approval_status: NEW_REPORT.approvalStatus,
    payment_status: NEW_REPORT.paymentStatus,
    created_at: now,
    modified_at: now,
  };
}

function commentsOf(ctx: Context, { input, standing }: Making, rows: readonly NewEntryRow[], reportId: string) {
  const said: { entryId: string | null; text: string | undefined }[] = [
    { entryId: null, text: input.comment },
    ...(input.entries ?? []).map((entry, index) => ({ entryId: rows[index]?.id ?? null, text: entry.comment })),
  ];
  return said.flatMap(({ entryId, text }) =>
    text
      ? [
          {
            id: newId(ctx.clock),
            report_id: reportId,
            entry_id: entryId,
            text: checkText('comment', text, MAX_COMMENT) ?? '',
            ...authorOf(ctx, standing),
            step_id: null,
          },
        ]
      : [],
  );
}
