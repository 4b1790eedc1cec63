import { sql, type Selectable } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { Operation, OperationState } from './operation.ts';
import type { OperationCounts, ProvisionRequest } from './request.ts';
import type { ProvisioningTables, ProvisionOperationTable, ProvisionRequestTable } from './tables.ts';

const db = (tx: Tx) => tables<ProvisioningTables>(tx);

export interface RequestKey {
  readonly companyId: string;
  readonly requestId: string;
}

/** In whose name a request works. */
export interface Principal {
  readonly appId: string;
  readonly scopes: readonly string[];
  readonly language: string;
}

export async function insertRequest(
  tx: Tx,
  companyId: string,
  given: { readonly request: ProvisionRequest; readonly principal: Principal; readonly operations: readonly Operation[] },
): Promise<void> {
  const { request, principal, operations } = given;
  await db(tx)
    .insertInto('provision_request')
    .values({
      company_id: companyId,
      id: request.id,
      kind: request.kind,
      fail_on_errors: request.failOnErrors ?? null,
      app_id: principal.appId,
      scopes: sql`${JSON.stringify(principal.scopes)}::jsonb`,
      correlation_id: request.correlationId,
      language: principal.language,
      created_at: request.createdAt,
      updated_at: request.updatedAt,
      deadline_at: request.deadlineAt,
      expires_at: request.expiresAt,
      completed_at: null,
      success: null,
    })
    .execute();
  // One parameter whatever the number of operations: the statement is prepared once.
  await sql`insert into provision_operation
      (company_id, request_id, position, bulk_id, method, user_id, parts, document, stage, state, code, outcomes)
    select ${companyId}::uuid, ${request.id}::uuid, x.* from jsonb_to_recordset(${JSON.stringify(operations.map(toRow))}::jsonb)
      as x(position int, bulk_id text, method text, user_id uuid, parts jsonb, document jsonb, stage int, state text, code int, outcomes jsonb)`.execute(
    tx,
  );
}

export async function updateOperations(
  tx: Tx,
  { companyId, requestId }: RequestKey,
  operations: readonly Operation[],
): Promise<void> {
  if (operations.length === 0) return;
  const rows = operations.map(({ position, userId, stage, state, code, outcomes }) => ({
    position,
    user_id: userId ?? null,
    stage,
    state,
    code: code ?? null,
    outcomes,
  }));
  await sql`update provision_operation o set user_id = x.user_id, stage = x.stage, state = x.state, code = x.code, outcomes = x.outcomes,
      document = case when x.state = 'pending' then o.document end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(position int, user_id uuid, stage int, state text, code int, outcomes jsonb)
    where o.company_id = ${companyId} and o.request_id = ${requestId} and o.position = x.position`.execute(tx);
}

export const touchRequest = async (tx: Tx, { companyId, requestId }: RequestKey, now: Date): Promise<void> =>
  void (await db(tx)
    .updateTable('provision_request')
    .set({ updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', requestId)
    .execute());

/** Whether all of it succeeded, as its operations say. */
export async function completeRequest(tx: Tx, { companyId, requestId }: RequestKey, now: Date): Promise<boolean> {
  const { rows } = await sql<{ success: boolean }>`update provision_request r
    set completed_at = ${now}::timestamptz, updated_at = ${now}::timestamptz, success = not exists (
      select 1 from provision_operation o where o.company_id = r.company_id and o.request_id = r.id and o.state <> 'success')
    where r.company_id = ${companyId} and r.id = ${requestId} returning success`.execute(tx);
  return rows[0]?.success ?? false;
}

export async function selectRequest(
  tx: Tx,
  key: RequestKey,
  options: { lock?: boolean } = {},
): Promise<ProvisionRequest | undefined> {
  const query = db(tx)
    .selectFrom('provision_request')
    .selectAll()
    .where('company_id', '=', key.companyId)
    .where('id', '=', key.requestId);
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst();
  return row && fromRequestRow(row);
}

type CountedRow = Selectable<ProvisionRequestTable> & Record<'total' | 'succeeded' | 'failed' | 'pending', number>;

/** With the counts of the same moment. */
export async function selectCounted(
  tx: Tx,
  key: RequestKey,
): Promise<{ readonly request: ProvisionRequest; readonly counts: OperationCounts } | undefined> {
  const { rows } = await sql<CountedRow>`select r.*, o.* from provision_request r, lateral (
      select count(*) as total, count(*) filter (where state = 'success') as succeeded,
        count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'pending') as pending
      from provision_operation o where o.company_id = r.company_id and o.request_id = r.id) o
    where r.company_id = ${key.companyId} and r.id = ${key.requestId}`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const { total, succeeded, failed, pending } = row;
  return { request: fromRequestRow(row), counts: { total, success: succeeded, failed, pending } };
}

export async function selectPrincipal(tx: Tx, key: RequestKey): Promise<(Principal & { correlationId: string }) | undefined> {
  return db(tx)
    .selectFrom('provision_request')
    .select(['app_id as appId', 'scopes', 'language', 'correlation_id as correlationId'])
    .where('company_id', '=', key.companyId)
    .where('id', '=', key.requestId)
    .executeTakeFirst();
}

/** How many of its operations have failed. */
export async function countFailed(tx: Tx, { companyId, requestId }: RequestKey): Promise<number> {
  const { rows } = await sql<{ failed: number }>`select count(*) as failed from provision_operation
    where company_id = ${companyId} and request_id = ${requestId} and state = 'failed'`.execute(tx);
  return rows[0]?.failed ?? 0;
}

/** In the order they were given. */
export async function selectOperations(
  tx: Tx,
  { companyId, requestId }: RequestKey,
  where: { readonly state?: OperationState; readonly offset?: number; readonly limit?: number } = {},
): Promise<Operation[]> {
  let query = db(tx)
    .selectFrom('provision_operation')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('request_id', '=', requestId)
    .orderBy('position');
  if (where.state) query = query.where('state', '=', where.state);
  if (where.limit !== undefined) query = query.limit(where.limit);
  if (where.offset) query = query.offset(where.offset);
  return (await query.execute()).map(fromOperationRow);
}

/** Requests of any company that are past their time and not done. */
export const selectOverdue = (tx: Tx, now: Date, limit: number): Promise<RequestKey[]> =>
  db(tx)
    .selectFrom('provision_request')
    .select(['company_id as companyId', 'id as requestId'])
    .where('completed_at', 'is', null)
    .where('deadline_at', '<=', now)
    .limit(limit)
    .execute();

/** Deletes at most `limit` requests, of any company, whose time is over; answers how many. */
export async function deleteExpired(tx: Tx, now: Date, limit: number): Promise<number> {
  const { rows } = await sql`delete from provision_request where (company_id, id) in (
    select company_id, id from provision_request where expires_at <= ${now}::timestamptz limit ${limit}) returning 1`.execute(tx);
  return rows.length;
}

const toRow = (operation: Operation): Omit<ProvisionOperationTable, 'company_id' | 'request_id'> => ({
  position: operation.position,
  bulk_id: operation.bulkId ?? null,
  method: operation.method,
  user_id: operation.userId ?? null,
  parts: [...operation.parts],
  document: operation.document ?? null,
  stage: operation.stage,
  state: operation.state,
  code: operation.code ?? null,
  outcomes: [...operation.outcomes],
});

const fromOperationRow = (row: Selectable<ProvisionOperationTable>): Operation => ({
  position: row.position,
  bulkId: row.bulk_id ?? undefined,
  method: row.method,
  userId: row.user_id ?? undefined,
  parts: row.parts,
  document: row.document ?? undefined,
  stage: row.stage,
  state: row.state,
  code: row.code ?? undefined,
  outcomes: row.outcomes,
});

const fromRequestRow = (row: Selectable<ProvisionRequestTable>): ProvisionRequest => ({
  id: row.id,
  kind: row.kind,
  failOnErrors: row.fail_on_errors ?? undefined,
  correlationId: row.correlation_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deadlineAt: row.deadline_at,
  expiresAt: row.expires_at,
  completedAt: row.completed_at ?? undefined,
  success: row.success ?? undefined,
});
