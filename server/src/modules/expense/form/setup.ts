import type { Context } from '../../../platform/context.ts';
import type { CompanyGroups } from '../configuration/group.ts';
import { groupPolicyRows, groupRows } from '../configuration/group-queries.ts';
import { kindsUnder } from '../configuration/kind-queries.ts';
import type { PolicyKinds } from '../configuration/kind.ts';
import { ruleRows } from '../audit/audit-queries.ts';
import { rulesUnder, type AuditRule } from '../audit/rule.ts';
import type { Form, FormKind } from './form.ts';
import { formsUnder, type UsedForm } from './form-queries.ts';

/** What holds under a policy, and by which version of it. */
export interface PolicySetup {
  /** Undefined where the company has no form of the kind. */
  form(kind: FormKind, expenseTypeId?: string): Form | undefined;
  /** Those at work. */
  readonly rules: readonly AuditRule[];
  /** What can be spent on, and how it can be paid. */
  readonly kinds: PolicyKinds;
  /** The company's, whatever the policy: they say who may have which. */
  readonly groups: CompanyGroups;
}

/** A policy by its id, and by the version of all that holds under it: rows that are read anyway bring both. */
export interface PolicyVersion {
  readonly policyId: string;
  readonly setupVersion: string;
}

export interface Setups {
  of(ctx: Context, policy: PolicyVersion): Promise<PolicySetup>;
}

/** Policies that a process remembers at once. */
const KEPT = 500;

/**
 * What holds under policies, remembered until the policy's version says that it is another. A version is never used twice, so what a
 * transaction read and then took back is never shown to another.
 */
export function createSetups(): Setups {
  const known = new Map<string, { version: string; setup: PolicySetup }>();
  return {
    async of(ctx, { policyId, setupVersion }) {
      const key = `${ctx.companyId}:${policyId}`;
      const found = known.get(key);
      if (found?.version === setupVersion) return found.setup;
      const setup = setupFrom({
        used: await formsUnder(ctx, policyId),
        rules: rulesUnder(await ruleRows(ctx), policyId),
        kinds: await kindsUnder(ctx, policyId),
        groups: { groups: await groupRows(ctx), policies: await groupPolicyRows(ctx) },
      });
      known.delete(key);
      known.set(key, { version: setupVersion, setup });
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      return setup;
    },
  };
}

/** The form of the type itself, then that of the policy, then the company's. */
function setupFrom(found: Pick<PolicySetup, 'rules' | 'kinds' | 'groups'> & { readonly used: readonly UsedForm[] }): PolicySetup {
  const { used, rules, kinds, groups } = found;
  const find = (kind: FormKind, fits: (each: UsedForm) => boolean) =>
    used.find((each) => each.form.kind === kind && fits(each))?.form;
  return {
    rules,
    kinds,
    groups,
    form: (kind, expenseTypeId) =>
      (expenseTypeId === undefined ? undefined : find(kind, (each) => each.expenseTypeId === expenseTypeId)) ??
      find(kind, (each) => !each.isDefault && each.expenseTypeId === null) ??
      find(kind, (each) => each.isDefault),
  };
}
