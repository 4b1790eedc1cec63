import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { Identity } from '../identity/index.ts';
import { assertReadsTrail, mayReadTrail } from './audit-policy.ts';
import { selectEntries, type AuditEntry, type AuditFilter } from './audit-queries.ts';

export type { AuditEntry, AuditFilter, Doer } from './audit-queries.ts';

/** Rows that an export reads at a time: few enough to be gone from memory soon. */
const AT_A_TIME = 500;

interface AuditDeps {
  readonly identity: Pick<Identity, 'rolesOf'>;
}

/** The audit trail of a company, for its administrators. It is written by every use case: see platform/events/audit.ts. */
export function createAudit(deps: AuditDeps) {
  return {
    mayReadTrail: (ctx: Context) => mayReadTrail(deps, ctx),

    /** The latest first; `next` leads on. @throws RoleMissing */
    readTrail: async (
      ctx: Context,
      filter: AuditFilter,
      page: { readonly before?: string | undefined; readonly limit: number },
    ): Promise<{ entries: AuditEntry[]; next: string | undefined }> => {
      await assertReadsTrail(deps, ctx);
      const before = page.before === undefined ? undefined : parseUuid(page.before);
      const found = await selectEntries(ctx.tx, ctx.companyId, filter, { before, limit: page.limit + 1 });
      const entries = found.slice(0, page.limit);
      return { entries, next: found.length > page.limit ? entries.at(-1)?.id : undefined };
    },

    /** All of it, some at a time, each in a unit of work of its own: an export holds no transaction open. @throws RoleMissing at the first */
    exportTrail: async function* (work: UnitOfWork, caller: Caller, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
      let before: string | undefined;
      for (;;) {
        const entries = await work.read(caller, async (ctx) => {
          await assertReadsTrail(deps, ctx);
          return selectEntries(ctx.tx, ctx.companyId, filter, { before, limit: AT_A_TIME });
        });
        yield entries;
        before = entries.at(-1)?.id;
        if (entries.length < AT_A_TIME) return;
      }
    },
  };
}

export type Audit = ReturnType<typeof createAudit>;
