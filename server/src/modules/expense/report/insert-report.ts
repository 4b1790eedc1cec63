import type { Context } from '../../../platform/context.ts';
import { invariant } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids/index.ts';
import { reportNumber } from './report-number.ts';
import { insertReport } from './report-queries.ts';

const TRIES = 8;

/** Gives a new report a number of its own. Two billion numbers make a second try rare, and an eighth impossible. */
export async function insertNumbered(ctx: Context, row: Omit<Parameters<typeof insertReport>[1], 'report_number'>) {
  let inserted: Awaited<ReturnType<typeof insertReport>>;
  for (let tries = 0; !inserted && tries < TRIES; tries += 1)
    inserted = await insertReport(ctx, { ...row, report_number: reportNumber(newId(ctx.clock)) });
  invariant(inserted, 'No report number is free');
  return inserted;
}
