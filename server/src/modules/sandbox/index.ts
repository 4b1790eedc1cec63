import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import type { Clock } from '../../platform/clock/clock.ts';
import { createDemo, type Making } from './create-demo.ts';
import { createOwn, type OwnCompany, type OwnSandbox } from './create-own.ts';
import { fingerprintOf, type Credentials } from './credentials.ts';
import type { SandboxDeps } from './deps.ts';
import { selectRecord, upsertRecord } from './sandbox-queries.ts';
import { FOREIGN_KEY, givePasswords } from './seed-people.ts';
import type { SandboxRecord } from './tables.ts';

export type { SandboxControls, Snapshot } from './controls.ts';
export * from './errors.ts';
export type { Making } from './create-demo.ts';
export type { OwnCompany, OwnSandbox } from './create-own.ts';
export type { SnapshotOfAnotherVersion } from '../../platform/db/snapshot.ts';
export type { Credentials } from './credentials.ts';

export interface DemoUser {
  readonly key: string;
  readonly login: string;
  readonly id: string;
  readonly roles: readonly string[];
}

/** The demo company without its secrets. */
export interface Demo {
  readonly company: { readonly id: string; readonly name: string; readonly domain: string; readonly requestToken: string };
  readonly app: { readonly clientId: string; readonly redirectUri: string };
  readonly users: readonly (DemoUser & { readonly requestToken: string })[];
  /** A company whose home is another data centre, for whoever tests redirection and isolation. */
  readonly elsewhere: {
    readonly company: { readonly id: string; readonly name: string; readonly domain: string; readonly dataCenter: string };
    readonly user: DemoUser;
  };
}

/** In the order in which people are told about them. */
const KEYS: readonly string[] = ['traveler', 'manager', 'processor', 'admin', 'developer', FOREIGN_KEY];

/** The demo company of a sandbox: it is made through the doors of the other modules and found again by what it noted down. */
export function createSandboxModule(deps: SandboxDeps) {
  async function recordOf(ctx: Context): Promise<SandboxRecord> {
    const record = await selectRecord(ctx.tx);
    if (!record) throw new Error('The installation has no sandbox');
    return record;
  }

  async function usersOf(ctx: Context, users: SandboxRecord['users']): Promise<DemoUser[]> {
    const found: DemoUser[] = [];
    for (const key of KEYS) {
      const userId = users[key];
      if (userId === undefined) continue;
      const user = await deps.identity.getUser(ctx, userId);
      const roles = (await deps.identity.roleAssignmentsOf(ctx, userId)).map(({ code }) => code);
      found.push({ key, login: user.userName, id: user.id, roles });
    }
    return found;
  }

  /** A fresh request token for the demo app: what a connect page would hand over. */
  const requestToken = async (ctx: Context, appId: string, principalKind: 'user' | 'company', principalId: string) =>
    (await deps.oauth.createRequestToken(ctx, { principalKind, principalId, appId })).token;

  const own = ({ users }: SandboxRecord) => Object.fromEntries(Object.entries(users).filter(([key]) => key !== FOREIGN_KEY));
  const inCompany = (caller: Caller, companyId: string): Caller => ({ ...caller, companyId });

  /** Reads about both companies, each in a unit of work of its own. */
  async function describe(work: UnitOfWork, caller: Caller): Promise<Demo> {
    const record = await work.read(caller, recordOf);
    const { companyId, foreignCompanyId, appId } = record;
    const demo = await work.write(inCompany(caller, companyId), async (ctx) => {
      const company = await deps.company.getCompany(ctx);
      const app = await deps.oauth.getApp(ctx, appId);
      const users: Demo['users'][number][] = [];
      for (const user of await usersOf(ctx, own(record)))
        users.push({ ...user, requestToken: await requestToken(ctx, appId, 'user', user.id) });
      const token = await requestToken(ctx, appId, 'company', companyId);
      return {
        company: { id: company.id, name: company.name, domain: company.domain, requestToken: token },
        app: { clientId: app.id, redirectUri: app.redirectUris[0] ?? '' },
        users,
      };
    });
    const elsewhere = await work.read(inCompany(caller, foreignCompanyId), async (ctx) => {
      const { id, name, domain, dataCenter } = await deps.company.getCompany(ctx);
      const [user] = await usersOf(ctx, { [FOREIGN_KEY]: record.users[FOREIGN_KEY] ?? '' });
      if (!user) throw new Error('The company elsewhere has nobody');
      return { company: { id, name, domain, dataCenter }, user };
    });
    return { ...demo, elsewhere };
  }

  return {
    /** Ids of the demo company, its app and its users; undefined where there is none. */
    find: (ctx: Context): Promise<Pick<SandboxRecord, 'companyId' | 'appId' | 'users'> | undefined> => selectRecord(ctx.tx),
    /** Answers the secrets, which nothing else will tell again; undefined when another process was faster. */
    create: (making: Making): Promise<Credentials | undefined> => createDemo(deps, making),
    /** A company of its own for somebody: see the function. */
    createOwn: (making: Making, wish: OwnCompany): Promise<OwnSandbox> => createOwn(deps, making, wish),
    /** Whether these are the secrets in force. */
    recognizes: async (ctx: Context, credentials: Credentials): Promise<boolean> =>
      (await selectRecord(ctx.tx))?.fingerprint === fingerprintOf(credentials),
    /** Takes secrets that were given by other means as those in force. */
    adopt: async (ctx: Context, credentials: Credentials): Promise<void> =>
      upsertRecord(ctx.tx, { ...(await recordOf(ctx)), fingerprint: fingerprintOf(credentials) }),
    /** New secrets for an installation that has lost its own. */
    renewCredentials: async (work: UnitOfWork, caller: Caller): Promise<Credentials> => {
      const record = await work.read(caller, recordOf);
      const wishes = Object.entries(record.users).map(([key, userId]) => ({
        key,
        userId,
        caller: inCompany(caller, key === FOREIGN_KEY ? record.foreignCompanyId : record.companyId),
      }));
      const passwords = await givePasswords(deps, work, wishes);
      return work.write(inCompany(caller, record.companyId), async (ctx) => {
        const { secret: clientSecret } = await deps.oauth.rotateSecret(ctx, record.appId);
        await upsertRecord(ctx.tx, { ...record, fingerprint: fingerprintOf({ clientSecret, passwords }) });
        return { clientSecret, passwords };
      });
    },
    /** With fresh request tokens of the company and its users. */
    describe,
    /** Those whom sandbox.json names. */
    users: async (work: UnitOfWork, caller: Caller): Promise<DemoUser[]> => {
      const record = await work.read(caller, recordOf);
      return work.read(inCompany(caller, record.companyId), (ctx) => usersOf(ctx, own(record)));
    },
    /** An access token of a demo user for the demo app; undefined for a key that is nobody's. */
    mint: async (
      request: { work: UnitOfWork; caller: Caller; clock: Clock },
      wish: { key: string; origin: string },
    ): Promise<string | undefined> => {
      const record = await request.work.read(request.caller, recordOf);
      const principalId = own(record)[wish.key];
      if (principalId === undefined) return undefined;
      const place = { dataCenter: 'us', geolocationOf: () => wish.origin };
      const tokens = await deps.oauth.tokensFor(request, { appId: record.appId, principalId, place });
      return tokens.accessToken;
    },
  };
}

export type SandboxModule = ReturnType<typeof createSandboxModule>;
