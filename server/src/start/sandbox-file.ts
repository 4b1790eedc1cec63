import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `<data>/sandbox.json` tells a program: everything it needs to call the sandbox. */
export interface SandboxFile {
  readonly baseUrl: string;
  /** Code of a data centre -> origin of its server. */
  readonly dataCenters: Readonly<Record<string, string>>;
  readonly company: { readonly id: string; readonly name: string; readonly domain: string; readonly requestToken: string };
  readonly app: { readonly clientId: string; readonly clientSecret: string; readonly redirectUri: string };
  readonly users: readonly (SandboxUser & { readonly requestToken: string })[];
  /** A company whose home is another data centre. */
  readonly elsewhere: {
    readonly company: { readonly id: string; readonly name: string; readonly domain: string; readonly dataCenter: string };
    readonly user: SandboxUser;
  };
}

export interface SandboxUser {
  readonly key: string;
  readonly login: string;
  readonly password: string;
  readonly id: string;
  readonly roles: readonly string[];
}

const fileOf = (dataDir: string): string => join(dataDir, 'sandbox.json');

/** The file as the last start left it; undefined when it is missing or was spoilt. */
export async function readSandboxFile(dataDir: string): Promise<SandboxFile | undefined> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as SandboxFile;
  } catch {
    return undefined;
  }
}

/** Written aside and moved: a program that waits for it never reads half. Only its owner may read it. */
export async function writeSandboxFile(dataDir: string, content: SandboxFile): Promise<void> {
  const aside = `${fileOf(dataDir)}.${process.pid}`;
  await writeFile(aside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(aside, fileOf(dataDir));
}
