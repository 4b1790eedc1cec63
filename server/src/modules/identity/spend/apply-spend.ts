import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../platform/context.ts';
import type { Lists } from '../../lists/index.ts';
import { UserInvalid, type Issue } from '../errors.ts';
import { findReportingItem } from '../role/group-hierarchy.ts';
import { selectNamed } from '../user/person-queries.ts';
import type { PersonReference } from '../user/person-reference.ts';
import { resolveCustomData } from './custom-data.ts';
import { unlikeDefault, USER_PREFERENCES, WORKFLOW_PREFERENCES } from './preferences.ts';
import { newSpendProfile, type SpendChange, type SpendProfile, type UserFormField } from './spend-profile.ts';
import { spendIssues } from './spend-rules.ts';
import { selectReportsTo } from './spending-queries.ts';

export interface SpendDeps {
  readonly lists: Pick<Lists, 'findItems' | 'longCodeOf' | 'getList'>;
}

/**
 * The profile that a change makes of what is there, or a new one. Nothing is written.
 * @throws UserInvalid with everything that is wrong with it
 */
export async function applySpend(
  deps: SpendDeps,
  ctx: Context,
  user: {
    id: string;
    before: SpendProfile | undefined;
    /** The employee form where it has been read. */ form?: readonly UserFormField[];
  },
  change: SpendChange,
): Promise<SpendProfile> {
  const { before } = user;
  const issues: Issue[] = spendIssues(change, before);
  if (issues.length > 0) throw new UserInvalid(issues);
  const { biManager, biManagerId, customData, ...plain } = change;
  const merged: SpendProfile = { ...(before ?? newSpendProfile(plain as SpendProfile)), ...plain };

  const names = 'biManager' in change || 'biManagerId' in change;
  const manager = names ? await biManagerOf(ctx, user, biManager ?? (biManagerId ? { id: biManagerId } : undefined)) : {};
  if (manager.issue) issues.push(manager.issue);
  const given = customData ?? merged.customData;
  // Values that stand were right when they came; a form that changed since must not hold up other changes.
  const custom =
    before && isDeepStrictEqual(given, before.customData)
      ? { customData: given, issues: [] }
      : await resolveCustomData(deps.lists, ctx, given, user.form);
  issues.push(...custom.issues);
  const bi = change.biHierarchy && (await findReportingItem(deps.lists, ctx, change.biHierarchy.code));
  if (change.biHierarchy && !bi)
    issues.push({ path: 'spend.biHierarchy.code', rule: 'list', message: 'is no item of the reporting hierarchy' });
  const paidByAdp = merged.reimbursementType === 'ADP_PAYROLL';
  if (change.payroll && !paidByAdp)
    issues.push({ path: 'payroll', rule: 'reimbursement-type', message: 'goes with the reimbursement type ADP_PAYROLL only' });
  if (issues.length > 0) throw new UserInvalid(issues);
  return {
    ...merged,
    biManagerId: names ? manager.id : merged.biManagerId,
    ...(change.biHierarchy && bi ? { biHierarchy: { code: change.biHierarchy.code, itemId: bi.id } } : {}),
    customData: custom.customData,
    payroll: paidByAdp ? merged.payroll : undefined,
    userPreferences: unlikeDefault(USER_PREFERENCES, merged.userPreferences),
    workflowPreferences: unlikeDefault(WORKFLOW_PREFERENCES, merged.workflowPreferences),
  };
}

/** Who reports to himself, over however many, gets no manager: the pages say that the field is nulled then. */
async function biManagerOf(
  ctx: Context,
  { id, before }: { id: string; before: SpendProfile | undefined },
  reference: PersonReference | undefined,
): Promise<{ id?: string; issue?: Issue }> {
  if (!reference) return {};
  const manager = (await selectNamed(ctx.tx, ctx.companyId, [reference]))(reference);
  if (!manager) return { issue: { path: 'spend.biManager', rule: 'reference', message: 'names nobody of the company' } };
  // Nobody can report yet to somebody who has no profile.
  const circular =
    manager.id === id || (before && (await selectReportsTo(ctx.tx, { companyId: ctx.companyId, userId: manager.id }, id)));
  return circular ? {} : { id: manager.id };
}
