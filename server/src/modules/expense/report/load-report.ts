import type { Context } from '../../../platform/context.ts';
import { checkContext, standingFor, type Standing } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { ReportNotFound } from '../errors.ts';
import type { OnReport } from '../inputs.ts';
import { findHeld, findReport, lockReport, type HeldRow, type NamedReportRow } from './report-queries.ts';
import { heldOf, stateOf } from './report-view.ts';
import { stateRefusal, type ReportAction } from './report.ts';
import type { Operation } from './report-policy.ts';

export interface Loaded<Row = HeldRow> {
  readonly row: Row;
  readonly standing: Standing;
}
type Deps = Pick<ExpenseDeps, 'people' | 'workflow'>;

/** The report as it is, for a caller who may do `operation`. `first` may refuse for a reason that goes before any missing right. */
export async function loadReport(
  ctx: Context,
  deps: Deps,
  input: OnReport,
  operation: Operation,
  first: (row: HeldRow) => void = () => {},
): Promise<Loaded> {
  checkContext(ctx, input.access, operation);
  const row = await findHeld(ctx, input.reportId);
  if (row) first(row);
  return withStanding(ctx, deps, { input, operation, row });
}

/** All that a reader is shown. */
export async function loadWholeReport(ctx: Context, deps: Deps, input: OnReport): Promise<Loaded<NamedReportRow>> {
  const operation = 'read-report';
  checkContext(ctx, input.access, operation);
  const row = await findReport(ctx, input.reportId);
  return withStanding(ctx, deps, { input, operation, row });
}

/** The same, locked for a change; refused where its state does not allow `action`. */
export async function loadForChange(
  ctx: Context,
  deps: Deps,
  input: OnReport,
  on: { operation: Operation; action: ReportAction },
  read = lockReport,
): Promise<Loaded> {
  checkContext(ctx, input.access, on.operation);
  const loaded = await withStanding(ctx, deps, {
    input,
    operation: on.operation,
    row: await read(ctx, input.reportId),
  });
  const refusal = stateRefusal(stateOf(loaded.row), on.action);
  if (refusal) throw refusal;
  return loaded;
}

async function withStanding<Row extends Parameters<typeof heldOf>[0]>(
  ctx: Context,
  deps: Deps,
  found: { input: OnReport; operation: Operation; row: Row | undefined },
): Promise<Loaded<Row>> {
  const { input, operation, row } = found;
  if (!row) throw new ReportNotFound();
  return { row, standing: await standingFor(ctx, deps, { access: input.access, report: heldOf(row), operation }) };
}
