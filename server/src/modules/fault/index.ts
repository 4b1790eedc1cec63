import type { Context, UnitOfWork } from '../../platform/context.ts';
import type { FindFault } from '../../platform/http/fault.ts';
import { newId, parseUuid } from '../../platform/ids/index.ts';
import { AppNotFound, type OAuth } from '../oauth/index.ts';
import type { SandboxModule } from '../sandbox/index.ts';
import { FaultRuleNotFound, TooManyFaultRules } from './errors.ts';
import { deleteRule, insertRule, selectRule, selectRules, updateRule } from './fault-queries.ts';
import { Faults } from './find-fault.ts';
import { assertRule, type FaultRule, type FaultRuleDraft } from './rule.ts';

export * from './errors.ts';
export type { FaultRule, FaultRuleDraft } from './rule.ts';

export interface FaultDeps {
  readonly oauth: Pick<OAuth, 'assertManagesApps' | 'managedApp'>;
  readonly sandbox: Pick<SandboxModule, 'find'>;
}

const MOST = 100;

/** What goes wrong on purpose in a sandbox, for an app and its routes. For those who manage the company's apps. */
export function createFaults(deps: FaultDeps) {
  const faults = new Faults();

  /** An app of the own company, or the demo app for the company that it was made with. @throws RoleMissing AppNotFound */
  async function assertOwnApp(ctx: Context, appId: string): Promise<string> {
    await deps.oauth.assertManagesApps(ctx);
    const demo = await deps.sandbox.find(ctx);
    const id = parseUuid(appId);
    if (id === undefined) throw new AppNotFound(appId);
    if (demo?.appId === id && demo.companyId === ctx.companyId) return id;
    return (await deps.oauth.managedApp(ctx, id)).id;
  }

  async function found(ctx: Context, ruleId: string): Promise<FaultRule> {
    await deps.oauth.assertManagesApps(ctx);
    const id = parseUuid(ruleId);
    const rule = id && (await selectRule(ctx, id));
    if (!rule) throw new FaultRuleNotFound(ruleId);
    return rule;
  }

  return {
    /** In the order in which they were made. @throws RoleMissing */
    async list(ctx: Context): Promise<FaultRule[]> {
      await deps.oauth.assertManagesApps(ctx);
      return selectRules(ctx);
    },
    /** @throws RoleMissing AppNotFound FaultRuleInvalid TooManyFaultRules */
    async add(ctx: Context, draft: FaultRuleDraft): Promise<FaultRule> {
      const appId = await assertOwnApp(ctx, draft.appId);
      assertRule(draft);
      if ((await selectRules(ctx)).length >= MOST) throw new TooManyFaultRules(MOST);
      const rule = await insertRule(ctx, newId(ctx.clock), { ...draft, appId });
      ctx.record({ subjectKind: 'fault', subjectId: rule.id, action: 'created', details: { ...draft } });
      faults.forget();
      return rule;
    },
    /** What is left out stays. @throws RoleMissing FaultRuleNotFound AppNotFound FaultRuleInvalid */
    async change(ctx: Context, ruleId: string, patch: Partial<FaultRuleDraft>): Promise<FaultRule> {
      const before = await found(ctx, ruleId);
      const draft: FaultRuleDraft = { ...before, ...patch };
      const appId = await assertOwnApp(ctx, draft.appId);
      assertRule(draft);
      const rule = await updateRule(ctx, before.id, { ...draft, appId });
      ctx.record({ subjectKind: 'fault', subjectId: rule.id, action: 'updated', details: { ...patch } });
      faults.forget();
      return rule;
    },
    /** @throws RoleMissing FaultRuleNotFound */
    async remove(ctx: Context, ruleId: string): Promise<void> {
      const { id } = await found(ctx, ruleId);
      await deleteRule(ctx, id);
      ctx.record({ subjectKind: 'fault', subjectId: id, action: 'deleted' });
      faults.forget();
    },
    /** What the HTTP server asks before it works on a call. */
    finder: (work: UnitOfWork): FindFault => faults.finder(work),
  };
}

export type FaultModule = ReturnType<typeof createFaults>;
