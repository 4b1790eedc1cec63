import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { reportNumber } from './report-number.ts';
import { insertReport } from './report-queries.ts';

const REGULAR = 'Regular';

/**
 * Gives a new report a number of its own. Two billion numbers make it rare that another report of the company has it; the unit of work is then
 * run again.
 */
export async function insertNumbered(
  ctx: Context,
  row: Omit<Parameters<typeof insertReport>[1], 'report_number' | 'report_type'>,
) {
  await insertReport(ctx, { ...row, report_type: REGULAR, report_number: reportNumber(newId(ctx.clock)) });
  return { id: row.id, report_type: REGULAR };
}
