import { ConfigurationNotFound, UnknownReference } from '../errors.ts';
import type { PaymentType } from '../inputs.ts';

/** Rules of cash advances in a group; there are none where a group has none. */
export interface CashAdvanceSettings {
  /** Null: no workflow. */
  readonly workflowId: string | null;
  readonly name: string | null;
  readonly allowUserCarryBalance: boolean;
  readonly allowUserLinkMultiple: boolean;
  readonly allowUserUpdateExchangeRate: boolean;
}

/** An expense group: settings held at a node of the hierarchy of expense. api-reference/expense/expense-config/v4.expense.config. */
export interface ExpenseGroup {
  /** The node's id: an item of the hierarchy's list; of its own for the Global group. */
  readonly id: string;
  /** The node's long code; empty for the Global group, which stands above all. */
  readonly code: string;
  readonly name: string;
  readonly allowUserDigitalTaxInvoice: boolean;
  readonly allowUserRegisterPersonalCard: boolean;
  readonly attendeeListForm: { readonly id: string; readonly name: string } | null;
  readonly cashAdvance: CashAdvanceSettings | null;
}

/** A policy as a group offers it. */
export interface GroupPolicy {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly isInheritable: boolean;
}
export type GroupPaymentType = PaymentType;
export interface GroupAttendeeType {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** A group with what it offers, its own and what comes from above. */
export interface GroupConfiguration {
  readonly group: ExpenseGroup;
  readonly policies: readonly GroupPolicy[];
  readonly paymentTypes: readonly GroupPaymentType[];
  readonly attendeeTypes: readonly GroupAttendeeType[];
}

/** Every group of a company, with the policies that stand at each. */
export interface CompanyGroups {
  readonly groups: readonly ExpenseGroup[];
  readonly policies: readonly HeldAtGroup<GroupPolicy>[];
}

/** What stands at each group itself. */
export interface HeldAtGroup<T> {
  readonly groupId: string;
  readonly held: T;
}

/** A node lies below another when its code goes on after a hyphen; everything lies below Global. */
const isBelowOrAt = (code: string, above: string): boolean => above === '' || code === above || code.startsWith(`${above}-`);

/** The group itself and those above it, the nearest first. */
export const chainOf = (groups: readonly ExpenseGroup[], code: string): ExpenseGroup[] =>
  groups.filter((group) => isBelowOrAt(code, group.code)).sort((a, b) => b.code.length - a.code.length);

/**
 * The group's own policies, then those that groups above let it inherit, each once; the default is the nearest one. A policy that is the
 * default of a group above and no longer here is shown as none.
 */
export function policiesOf(chain: readonly ExpenseGroup[], links: readonly HeldAtGroup<GroupPolicy>[]): GroupPolicy[] {
  const found = new Map<string, GroupPolicy>();
  let hasDefault = false;
  for (const [distance, group] of chain.entries()) {
    const here = links.filter(({ groupId, held }) => groupId === group.id && (distance === 0 || held.isInheritable));
    for (const { held } of here)
      if (!found.has(held.id)) found.set(held.id, { ...held, isDefault: held.isDefault && !hasDefault });
    hasDefault ||= here.some(({ held }) => held.isDefault);
  }
  return [...found.values()].sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** Those of the nearest group that has any; where none has, all of the company's. */
export function nearest<T>(chain: readonly ExpenseGroup[], links: readonly HeldAtGroup<T>[], all: readonly T[]): T[] {
  for (const group of chain) {
    const here = links.filter(({ groupId }) => groupId === group.id);
    if (here.length > 0) return here.map(({ held }) => held);
  }
  return [...all];
}

/** The deepest group among those that these nodes lead to; the Global one leads everybody to it. */
export const findGroup = (groups: readonly ExpenseGroup[], nodes: readonly string[]): ExpenseGroup | undefined =>
  groups
    .filter(({ id, code }) => code === '' || nodes.includes(id))
    .sort((a, b) => b.code.length - a.code.length)
    .at(0);

/** The same. @throws ConfigurationNotFound where not even the Global one is there. */
export function groupAmong(groups: readonly ExpenseGroup[], nodes: readonly string[]): ExpenseGroup {
  const group = findGroup(groups, nodes);
  if (!group) throw new ConfigurationNotFound('userId');
  return group;
}

/**
 * The policy of a new report of somebody at these nodes: the named one, or the group's default. A company without groups below the Global one
 * lets everybody have every policy. @throws UnknownReference for one that the group does not have.
 */
export function policyIn(company: CompanyGroups, nodes: readonly string[], policyId: string | undefined): string | undefined {
  if (company.groups.every(({ code }) => code === '')) return policyId;
  const chain = chainOf(company.groups, groupAmong(company.groups, nodes).code);
  const policies = policiesOf(chain, company.policies);
  if (policyId === undefined) return policies.find(({ isDefault }) => isDefault)?.id;
  if (!policies.some(({ id }) => id === policyId)) throw new UnknownReference('policyId', policyId);
  return policyId;
}
