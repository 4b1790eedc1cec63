import type { Context } from '../../platform/context.ts';
import { NO_SHOWS } from './attendee-type.ts';
import { selectChoosable } from './attendee-queries.ts';

/** An attendee as far as an expense that names it is concerned. */
export interface Chosen {
  readonly id: string;
  /** The newest; every number from 1 to it exists. */
  readonly version: number;
  readonly currencyCode: string;
  readonly isDeleted: boolean;
  readonly isNoShows: boolean;
  /** Whether it may stand for more than one. */
  readonly allowsCountEditing: boolean;
  /** Its type can still be chosen. */
  readonly isTypeValid: boolean;
}

export async function findForExpense(
  ctx: Context,
  ownerId: string,
  attendeeIds: readonly string[],
): Promise<ReadonlyMap<string, Chosen>> {
  const rows = attendeeIds.length === 0 ? [] : await selectChoosable(ctx, ownerId, attendeeIds);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        version: row.version,
        currencyCode: row.currency_code,
        isDeleted: row.is_deleted,
        isNoShows: row.code === NO_SHOWS,
        allowsCountEditing: row.allows_count_editing,
        isTypeValid: row.is_active && !row.is_type_deleted,
      },
    ]),
  );
}
