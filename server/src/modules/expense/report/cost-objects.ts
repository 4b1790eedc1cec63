import { add, ZERO, type Decimal } from '../../../platform/money/money.ts';
import type { CustomValues } from '../types.ts';

/** What of an entry is charged to a cost object. Amounts are in the report's currency. */
export interface CostShare {
  readonly entryId: string;
  readonly posted: Decimal;
  readonly approved: Decimal;
  /** Of the allocation. */
  readonly custom: CustomValues;
  /** What holds where it says nothing: of the entry, and then of its report. */
  readonly otherwise: CustomValues;
}
export interface ChargedCostObject {
  /** The values of its fields, joined by a dash. */
  readonly code: string;
  readonly name: string;
  readonly claimed: Decimal;
  readonly approved: Decimal;
  readonly expenses: readonly { readonly entryId: string; readonly posted: Decimal; readonly approved: Decimal }[];
}

/** Cost objects in the order in which entries name them. An entry without the first field is charged to none. */
export function costObjectsIn(shares: readonly CostShare[], fields: readonly string[]): ChargedCostObject[] {
  const objects = new Map<string, ChargedCostObject & { readonly expenses: Charge[] }>();
  for (const share of shares) {
    const segments = segmentsOf(share, fields);
    if (segments.length === 0) continue;
    const code = segments.map((segment) => segment.code ?? segment.value).join('-');
    const { entryId, posted, approved } = share;
    const before = objects.get(code);
    const expenses = before?.expenses ?? [];
    addShare(expenses, { entryId, posted, approved });
    objects.set(code, {
      code,
      name: segments.map(({ value }) => value).join('-'),
      claimed: add(before?.claimed ?? ZERO, posted),
      approved: add(before?.approved ?? ZERO, approved),
      expenses,
    });
  }
  return [...objects.values()];
}

type Charge = ChargedCostObject['expenses'][number];

/** Two shares of one entry that name the same are one. */
function addShare(expenses: Charge[], share: Charge): void {
  const last = expenses.at(-1);
  if (last?.entryId !== share.entryId) expenses.push(share);
  else
    expenses.splice(-1, 1, {
      entryId: share.entryId,
      posted: add(last.posted, share.posted),
      approved: add(last.approved, share.approved),
    });
}

/** The values up to the first field that has none. */
function segmentsOf({ custom, otherwise }: CostShare, fields: readonly string[]) {
  const values = fields.map((field) => custom[field] ?? otherwise[field]);
  const end = values.indexOf(undefined);
  return values.slice(0, end === -1 ? undefined : end).filter((value) => value !== undefined);
}
