import { sql } from 'kysely';
import { tables, type Tx } from '../../platform/db/tx.ts';
import type { TenantRef } from './principal.ts';
import type { OAuthTables } from './tables.ts';

const db = (tx: Tx) => tables<OAuthTables>(tx);

export interface Connection {
  readonly id: string;
  readonly appId: string;
  readonly principalKind: 'user' | 'company';
  readonly principalId: string;
  readonly createdAt: Date;
}

/** Whoever of the company asked for the request token by which it is connected, if one was asked for. */
const whoAsked = (appId: string, { companyId, id }: TenantRef) =>
  sql<
    string | null
  >`(select issued_by from request_token r where r.company_id = ${companyId} and r.principal_id = ${id} and r.app_id = ${appId})`;

/** Connects an app to a principal; false when it was already. */
export async function insertConnection(
  tx: Tx,
  connection: { id: string; appId: string; principal: TenantRef; now: Date },
): Promise<boolean> {
  const { id, appId, principal, now } = connection;
  const result = await db(tx)
    .insertInto('connection')
    .values({
      company_id: principal.companyId,
      id,
      app_id: appId,
      principal_kind: principal.kind,
      principal_id: principal.id,
      created_at: now,
      connected_by: principal.kind === 'company' ? whoAsked(appId, principal) : principal.id,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'principal_id', 'app_id']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function deleteConnection(tx: Tx, companyId: string, principalId: string, appId: string): Promise<boolean> {
  const result = await db(tx)
    .deleteFrom('connection')
    .where('company_id', '=', companyId)
    .where('principal_id', '=', principalId)
    .where('app_id', '=', appId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function isConnectedAnywhere(tx: Tx, companyId: string, appId: string): Promise<boolean> {
  const row = await db(tx)
    .selectFrom('connection')
    .select('id')
    .where('company_id', '=', companyId)
    .where('app_id', '=', appId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The connections of a company's principals, or of one of them. */
export async function selectConnections(tx: Tx, companyId: string, principalId?: string): Promise<Connection[]> {
  let query = db(tx)
    .selectFrom('connection')
    .select([
      'id',
      'app_id as appId',
      'principal_kind as principalKind',
      'principal_id as principalId',
      'created_at as createdAt',
    ])
    .where('company_id', '=', companyId);
  if (principalId !== undefined) query = query.where('principal_id', '=', principalId);
  return query.orderBy('id').execute();
}
