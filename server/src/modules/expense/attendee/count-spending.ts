import type { Context } from '../../../platform/context.ts';
import { decimal, toSql, type Decimal } from '../../../platform/money/money.ts';
import type { Spending } from '../../attendee/index.ts';
import type { ExpenseDeps } from '../deps.ts';
import { PAR, postedAmount } from '../entry/conversion.ts';
import { AttendeeTotalsWrong, InvalidAttendeeType } from '../errors.ts';
import { spendingOf, writeCounted, wrongTotals, type SpendingRow, type wrongTotalsQuery } from './association-queries.ts';

type Deps = Pick<ExpenseDeps, 'attendees' | 'exchangeRates'>;

/**
 * What a report's expenses spend on their attendees enters the yearly totals with its submission:
 * docs/decisions/0090-yearly-totals-of-attendees.md. To be called in its transaction, with the report locked.
 * @throws InvalidAttendeeType where an attendee is of a type that is no longer in use
 */
export async function countAttendees(ctx: Context, deps: Deps, reportId: string): Promise<void> {
  const rows = await spendingOf(ctx, reportId);
  const [first] = rows;
  if (!first) return;
  const ids = [...new Set(rows.map((row) => row.attendee_id))];
  const known = await deps.attendees.findForExpense(ctx, first.owner_id, ids);
  const invalid = rows.filter((row) => known.get(row.attendee_id)?.isTypeValid !== true).map((row) => row.entry_id);
  if (invalid.length > 0) throw new InvalidAttendeeType([...new Set(invalid)]);
  const counted: { row: SpendingRow; amount: Decimal }[] = [];
  for (const row of rows) {
    const currency = known.get(row.attendee_id)?.currencyCode;
    if (currency === undefined || row.is_personal || row.counted_amount !== null) continue;
    counted.push({ row, amount: await inCurrency(ctx, deps, row, currency) });
  }
  await deps.attendees.addSpending(
    ctx,
    summed(counted.map(({ row, amount }) => ({ attendeeId: row.attendee_id, year: yearOf(row), amount }))),
  );
  await writeCounted(
    ctx,
    counted.map(({ row, amount }) => ({ id: row.id, amount: toSql(amount), year: yearOf(row) })),
  );
}

/**
 * Takes out what was counted, when the report or some of its entries go back to the owner; exactly that, whatever the rates are by now.
 */
export async function uncountAttendees(
  ctx: Context,
  deps: Pick<Deps, 'attendees'>,
  reportId: string,
  entryIds?: readonly string[],
): Promise<void> {
  const isMeant = ({ entry_id, parent_id }: SpendingRow): boolean =>
    entryIds === undefined || entryIds.includes(entry_id) || (parent_id !== null && entryIds.includes(parent_id));
  const rows = (await spendingOf(ctx, reportId)).filter((row) => row.counted_amount !== null && isMeant(row));
  await deps.attendees.addSpending(
    ctx,
    summed(
      rows.map((row) => ({
        attendeeId: row.attendee_id,
        year: row.counted_year ?? yearOf(row),
        amount: decimal(decimal(row.counted_amount ?? 0).negated()),
      })),
    ),
  );
  await writeCounted(
    ctx,
    rows.map(({ id }) => ({ id, amount: null, year: null })),
  );
}

/** @throws AttendeeTotalsWrong where an expense's attendees do not account for all of it */
export async function refuseWrongTotals(ctx: Context, query: ReturnType<typeof wrongTotalsQuery>): Promise<void> {
  const entryIds = await wrongTotals(ctx, query);
  if (entryIds.length > 0) throw new AttendeeTotalsWrong(entryIds);
}

const yearOf = (row: SpendingRow): number => Number(row.transaction_date.slice(0, 4));

/** One statement writes each total once. */
function summed(spending: readonly Spending[]): Spending[] {
  const sums = new Map<string, Spending>();
  for (const one of spending) {
    const key = `${one.attendeeId} ${one.year}`;
    const before = sums.get(key);
    sums.set(key, before ? { ...one, amount: decimal(before.amount.plus(one.amount)) } : one);
  }
  return [...sums.values()];
}

/** An attendee's part in the attendee's currency: by the entry's own rate into that of the report, from there by the company's of the day. */
async function inCurrency(ctx: Context, deps: Deps, row: SpendingRow, currency: string): Promise<Decimal> {
  const amount = decimal(row.transaction_amount);
  if (currency === row.transaction_currency) return amount;
  const own = { value: decimal(row.exchange_rate), operation: row.rate_operation };
  const inReport = postedAmount(amount, own, row.currency_code);
  if (currency === row.currency_code) return inReport;
  const rate = await deps.exchangeRates.rateOn(ctx, { from: row.currency_code, to: currency, date: row.transaction_date });
  return postedAmount(inReport, rate ?? PAR, currency);
}
