import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { openEmbedded, openServer, type Database } from '../platform/db/database.ts';
import { DATABASE_FOLDER } from './data-folder.ts';
import { layCluster, preparedDump } from './prepared-cluster.ts';
import { codeOf, StartRefused } from './refusal.ts';

/** Opens the database of a configuration; what stands in the way is said in one line, without the password. */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  options: { inMemory?: boolean } = {},
): Promise<Database> {
  if (config.databaseUrl !== undefined) return openAtServer(config.databaseUrl);
  const dataDir = join(config.dataDir, DATABASE_FOLDER);
  try {
    if (options.inMemory) {
      const from = await preparedDump();
      return await openEmbedded(from ? { from } : {});
    }
    if (!existsSync(dataDir)) await layCluster(dataDir);
    return await openEmbedded({ dataDir });
  } catch (error) {
    throw new StartRefused(`The embedded database in ${dataDir} cannot be opened: ${firstLine(error)}`, { cause: error });
  }
}

async function openAtServer(databaseUrl: string): Promise<Database> {
  const url = URL.parse(databaseUrl);
  if (!url) throw new StartRefused('The database URL is not one: it reads postgres://user:password@host:5432/database.');
  try {
    return await openServer({ url: databaseUrl });
  } catch (error) {
    throw new StartRefused(serverRefusal(error, url), { cause: error });
  }
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'ENOENT',
]);

function serverRefusal(error: unknown, url: URL): string {
  const code = codeOf(error);
  const place = url.host || 'the local socket';
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  if (code === '3D000')
    return `The PostgreSQL server at ${place} has no database "${database}": create it, or change the database URL.`;
  if (code === '28P01' || code === '28000')
    return `The PostgreSQL server at ${place} does not let the user "${user}" in: check the name and password in the database URL.`;
  if (code === '53300') return `The PostgreSQL server at ${place} has no connection left.`;
  if ((code && UNREACHABLE.has(code)) || /timeout/i.test(String(error)))
    return `No PostgreSQL server answers at ${place}: check the database URL.`;
  return `The database at ${place} cannot be opened: ${firstLine(error)}`;
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
