import type { Readable } from 'node:stream';
import type { Program } from '../context.ts';
import type { Credentials, DemoUser, Snapshot } from '../modules/sandbox/index.ts';
import { BlobNotFound } from '../platform/blobs/blobs.ts';
import type { Caller } from '../platform/context.ts';
import { SnapshotOfAnotherVersion } from '../platform/db/snapshot.ts';
import { newId } from '../platform/ids/index.ts';
import { silently, type Step } from './progress.ts';
import { StartRefused } from './refusal.ts';
import { readSandboxFile, writeSandboxFile, type SandboxFile, type SandboxUser } from './sandbox-file.ts';
import { assertNotInitial, INITIAL, snapshotFiles } from './snapshots.ts';

/** The demo company of an installation, its snapshots and the file that describes it. */
export interface SandboxKeeper {
  /** Makes the demo company where there is none, and writes sandbox.json with fresh request tokens. */
  ensure(options: { step: Step; reset?: boolean; baseUrl?: string }): Promise<SandboxFile>;
  /** Origin of the program that serves the sandbox, if one does. */
  baseUrl(): string | undefined;
  /** Takes up a secret that was changed by other means. */
  adopt(change: { readonly clientSecret: string }): Promise<SandboxFile>;
  /** As written last. */
  file(): SandboxFile;
  /** Everything as it was when the demo company was made; logins and passwords stay. */
  reset(): Promise<SandboxFile>;
  snapshot(name: string): Promise<{ readonly bytes: number }>;
  /** Those that were taken by name, by name. */
  snapshots(): Promise<Snapshot[]>;
  /** Removing what was never taken is fine. */
  removeSnapshot(name: string): Promise<void>;
  /** Throws `StartRefused` for a name that was never taken. */
  restore(name: string): Promise<SandboxFile>;
}

export function sandboxKeeper(parts: { program: Program; clock: { reread(): Promise<void> } }): SandboxKeeper {
  const { program } = parts;
  const { dataDir } = program.config;
  const { modules, unitOfWork: work } = program;
  const snapshots = snapshotFiles(program.database, program.blobs);
  const caller: Caller = { actor: { kind: 'system' }, correlationId: newId(program.clock) };
  let written: SandboxFile | undefined;
  /** Known while this process serves; else the file of the one that does has it. */
  let origin: string | undefined;

  async function create(step: Step): Promise<Credentials | undefined> {
    const credentials = await step('Making the demo company', () => program.seeding((making) => modules.sandbox.create(making)));
    await step('Keeping its first state for resets', () => snapshots.take(INITIAL));
    return credentials;
  }

  /** The secrets in sandbox.json, if they still are those of the database; else new ones. */
  async function credentialsFor(made: Credentials | undefined): Promise<Credentials> {
    const known = made ?? credentialsIn(await readSandboxFile(dataDir));
    if (known && (await work.read(caller, (ctx) => modules.sandbox.recognizes(ctx, known)))) return known;
    return modules.sandbox.renewCredentials(work, caller);
  }

  async function publish(made?: Credentials): Promise<SandboxFile> {
    const baseUrl = origin ?? (await readSandboxFile(dataDir))?.baseUrl ?? `http://127.0.0.1:${program.config.port}`;
    const credentials = await credentialsFor(made);
    const demo = await modules.sandbox.describe(work, caller);
    const file: SandboxFile = {
      baseUrl,
      dataCenters: Object.fromEntries(program.sites.all.map(({ code, server }) => [code, server])),
      company: demo.company,
      app: { ...demo.app, clientSecret: credentials.clientSecret },
      users: demo.users.map((user) => ({ ...withPassword(user, credentials), requestToken: user.requestToken })),
      elsewhere: { company: demo.elsewhere.company, user: withPassword(demo.elsewhere.user, credentials) },
    };
    await writeSandboxFile(dataDir, file);
    written = file;
    return file;
  }

  async function restoreFrom(content: Readable): Promise<SandboxFile> {
    await snapshots.restore(content);
    await parts.clock.reread();
    return publish();
  }

  const present = async (): Promise<boolean> => (await work.read(caller, (ctx) => modules.sandbox.find(ctx))) !== undefined;

  return {
    async ensure({ step, reset, baseUrl }) {
      origin = baseUrl;
      if (!(await present())) return publish(await create(step));
      if (reset) return step('Resetting the sandbox', () => this.reset());
      return publish();
    },
    baseUrl: () => origin,
    async adopt({ clientSecret }) {
      const passwords = credentialsIn(await readSandboxFile(dataDir))?.passwords;
      if (!passwords) return publish();
      await work.write(caller, (ctx) => modules.sandbox.adopt(ctx, { clientSecret, passwords }));
      return publish({ clientSecret, passwords });
    },
    file: () => {
      if (!written) throw new StartRefused('The sandbox has not been made yet.');
      return written;
    },
    async reset() {
      if (!(await present())) throw new StartRefused('There is no sandbox in this database: "perdiem sandbox create" makes one.');
      try {
        return await restoreFrom(await snapshots.open(INITIAL));
      } catch (error) {
        // Kept by another version of the program, or by another machine: then it is made anew.
        if (!(error instanceof SnapshotOfAnotherVersion || error instanceof BlobNotFound)) throw error;
        await snapshots.empty();
        await parts.clock.reread();
        return publish(await create(silently));
      }
    },
    async snapshot(name) {
      assertNotInitial(name);
      return snapshots.take(name);
    },
    snapshots: () => snapshots.list(),
    async removeSnapshot(name) {
      assertNotInitial(name);
      await snapshots.remove(name);
    },
    async restore(name) {
      if (!(await snapshots.has(name))) throw new StartRefused(`There is no snapshot "${name}".`);
      return restoreFrom(await snapshots.open(name));
    },
  };
}

const withPassword = ({ key, login, id, roles }: DemoUser, credentials: Credentials): SandboxUser => ({
  key,
  login,
  password: credentials.passwords[key] ?? '',
  id,
  roles,
});

const credentialsIn = (file: SandboxFile | undefined): Credentials | undefined =>
  file && {
    clientSecret: file.app.clientSecret,
    passwords: Object.fromEntries([...file.users, file.elsewhere.user].map(({ key, password }) => [key, password])),
  };
