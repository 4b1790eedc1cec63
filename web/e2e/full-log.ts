import { sql } from 'kysely';
import type { Running } from '../../server/src/main.ts';

/** Every so many lines one failed. */
export const RARE = 25_000;

/** So many lines as the log writes them, made where they lie. */
export async function fillLog({ program }: Running, companyId: string, appId: string, lines: number): Promise<void> {
  await sql`insert into exchange
    select ${companyId}::uuid, ('01900000-' || lpad(to_hex(n / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${appId}::uuid,
      now() - n * interval '1 second', 1500, 'GET', '/expensereports/v4/users/' || n || '/context/TRAVELER/reports', '', 'expense-reports.v4.listReports',
      case when n % ${RARE}::int = 0 then 503 else 200 end, 'c' || n, 'app', ${appId}::uuid, true, null, null, ${appId}::uuid, 0
    from generate_series(1, ${lines}::int) n`.execute(program.database.root);
}
