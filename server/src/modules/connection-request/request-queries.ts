import { sql, type RawBuilder, type Selectable } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { ConnectionRequest, Situation } from './request.ts';
import type { Sight } from './request-policy.ts';
import type { ConnectionRequestTable, ConnectionRequestTables } from './tables.ts';

const db = (tx: Tx) => tables<ConnectionRequestTables>(tx);
type Row = Selectable<ConnectionRequestTable>;

const toRequest = (row: Row): ConnectionRequest => ({
  companyId: row.company_id,
  id: row.id,
  userId: row.user_id,
  supplierId: row.supplier_id,
  loyaltyNumber: row.loyalty_number ?? undefined,
  state: row.state,
  availableAt: row.available_at,
  handedOutAt: row.handed_out_at ?? undefined,
  outcome: row.outcome ?? undefined,
  userErrors: row.user_errors,
  retries: row.retries,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const progressColumns = (request: ConnectionRequest) => ({
  state: request.state,
  available_at: request.availableAt,
  handed_out_at: request.handedOutAt ?? null,
  outcome: request.outcome ?? null,
  user_errors: request.userErrors,
  retries: request.retries,
  updated_at: request.updatedAt,
});

/** False when the user has an open one for the supplier. */
export async function insertRequest(tx: Tx, request: ConnectionRequest): Promise<boolean> {
  const result = await db(tx)
    .insertInto('connection_request')
    .values({
      company_id: request.companyId,
      id: request.id,
      user_id: request.userId,
      supplier_id: request.supplierId,
      loyalty_number: request.loyaltyNumber ?? null,
      created_at: request.createdAt,
      ...progressColumns(request),
    })
    // The only key that a fresh id can meet is that of the open ones.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

const available = (now: Date) => sql`r.state = 'pending' and r.available_at <= ${now}`;
const parked = (now: Date) => sql`r.state = 'pending' and r.available_at > ${now}`;

/** The same as situationOf, as conditions. */
const IN_SITUATION: Readonly<Record<Situation, (now: Date) => RawBuilder<unknown>>> = {
  pending: (now) => sql`${available(now)} and r.handed_out_at is null`,
  processing: (now) => sql`${available(now)} and r.handed_out_at is not null`,
  connected: () => sql`r.state = 'connected'`,
  failed: (now) => sql`(r.state = 'failed' or (${parked(now)} and r.outcome like 'CREU%'))`,
  retry: (now) => sql`${parked(now)} and r.outcome not like 'CREU%'`,
};

const seen = (sight: Sight) =>
  sql`r.supplier_id = ${sight.supplierId} ${sight.companyId === undefined ? sql`` : sql`and r.company_id = ${sight.companyId}`}`;

/**
 * A stretch of a supplier's queue, over all companies: what is available now unless a situation is asked for. Whoever can be given no tokens
 * does not wait in it.
 */
export async function selectQueue(
  tx: Tx,
  sight: Sight,
  page: { situation: Situation | undefined; now: Date; offset: number; limit: number },
): Promise<ConnectionRequest[]> {
  const wanted = page.situation ? IN_SITUATION[page.situation](page.now) : available(page.now);
  const { rows } = await sql<Row>`
    select r.* from connection_request r
    join principal_standing p on p.principal_id = r.user_id and p.active
    where ${seen(sight)} and ${wanted}
    order by r.available_at, r.id offset ${page.offset} limit ${page.limit}`.execute(tx);
  return rows.map(toRequest);
}

export async function selectSeenRequest(tx: Tx, sight: Sight, id: string): Promise<ConnectionRequest | undefined> {
  const { rows } = await sql<Row>`
    select r.* from connection_request r
    join principal_standing p on p.principal_id = r.user_id and p.active
    where ${seen(sight)} and r.id = ${id}`.execute(tx);
  const [row] = rows;
  return row && toRequest(row);
}

/** Locked until the transaction ends. */
export async function lockRequest(tx: Tx, companyId: string, id: string): Promise<ConnectionRequest | undefined> {
  const row = await db(tx)
    .selectFrom('connection_request')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toRequest(row);
}

export async function updateProgress(tx: Tx, request: ConnectionRequest): Promise<void> {
  await db(tx)
    .updateTable('connection_request')
    .set(progressColumns(request))
    .where('company_id', '=', request.companyId)
    .where('id', '=', request.id)
    .execute();
}

/** Notes that requests in the queue were handed over; an answer that came in between stands. */
export async function markHandedOut(tx: Tx, companyId: string, ids: readonly string[], now: Date): Promise<void> {
  await db(tx)
    .updateTable('connection_request')
    .set({ handed_out_at: now })
    .where('company_id', '=', companyId)
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .where('available_at', '<=', now)
    .where('handed_out_at', 'is', null)
    .execute();
}

export async function deleteRequest(tx: Tx, companyId: string, id: string): Promise<boolean> {
  const result = await db(tx)
    .deleteFrom('connection_request')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
