import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { ExpenseDeps } from '../deps.ts';
import { UnknownReference, ValueRefused } from '../errors.ts';
import { formRow, touchSetups } from '../form/form-queries.ts';
import { listPaymentTypeRows, listPolicyRows } from './configuration-queries.ts';
import type { CashAdvanceSettings, ExpenseGroup } from './group.ts';
import {
  groupRows,
  insertGroup,
  replaceGroupAttendeeTypes,
  replaceGroupPaymentTypes,
  replaceGroupPolicies,
} from './group-queries.ts';

export interface NewGroup {
  /** The long code of a node of the hierarchy of expense; empty for the Global group. */
  readonly code: string;
  /** As the node is called, unless said. */
  readonly name?: string;
  readonly allowUserDigitalTaxInvoice?: boolean;
  readonly allowUserRegisterPersonalCard?: boolean;
  readonly attendeeListFormId?: string;
  readonly cashAdvance?: CashAdvanceSettings;
  /** Left out leaves those that the group has. */
  readonly policies?: readonly { readonly policyId: string; readonly isDefault?: boolean; readonly isInheritable?: boolean }[];
  /** None of its own means those of the group above. */
  readonly paymentTypes?: readonly { readonly paymentTypeId: string; readonly isDefault?: boolean }[];
  /** The same of attendee types, by their ids. */
  readonly attendeeTypeIds?: readonly string[];
}

type Deps = Pick<ExpenseDeps, 'hierarchy' | 'attendees'>;

/** Says what holds at a node, in place of what held before. @throws UnknownReference, ValueRefused. */
export async function defineGroup(ctx: Context, deps: Deps, input: NewGroup): Promise<ExpenseGroup> {
  const group = await groupFrom(ctx, deps, input);
  await insertGroup(ctx, group);
  if (input.policies) await offer(ctx, group.id, input.policies);
  if (input.paymentTypes) await pay(ctx, group.id, input.paymentTypes);
  if (input.attendeeTypeIds) await invite(ctx, deps, group.id, input.attendeeTypeIds);
  await touchSetups(ctx);
  ctx.record({ subjectKind: 'expense-group', subjectId: group.id, action: 'defined', details: { code: group.code } });
  return group;
}

async function groupFrom(ctx: Context, deps: Deps, input: NewGroup): Promise<ExpenseGroup> {
  const existing = (await groupRows(ctx)).find(({ code }) => code === input.code);
  const node =
    input.code === '' ? { id: existing?.id ?? newId(ctx.clock), name: 'Global' } : await deps.hierarchy.nodeAt(ctx, input.code);
  if (!node) throw new UnknownReference('hierarchyNodeId', input.code);
  return {
    id: existing?.id ?? node.id,
    code: input.code,
    name: input.name ?? existing?.name ?? node.name,
    allowUserDigitalTaxInvoice: input.allowUserDigitalTaxInvoice ?? existing?.allowUserDigitalTaxInvoice ?? false,
    allowUserRegisterPersonalCard: input.allowUserRegisterPersonalCard ?? existing?.allowUserRegisterPersonalCard ?? false,
    attendeeListForm: await attendeeListForm(ctx, input.attendeeListFormId, existing),
    cashAdvance: input.cashAdvance ?? existing?.cashAdvance ?? null,
  };
}

async function attendeeListForm(
  ctx: Context,
  formId: string | undefined,
  existing: ExpenseGroup | undefined,
): Promise<ExpenseGroup['attendeeListForm']> {
  if (formId === undefined) return existing?.attendeeListForm ?? null;
  const form = await formRow(ctx, formId);
  if (form?.kind !== 'attendee-list') throw new UnknownReference('formId', formId);
  return { id: form.id, name: form.name };
}

async function offer(ctx: Context, groupId: string, policies: NonNullable<NewGroup['policies']>): Promise<void> {
  const known = new Set((await listPolicyRows(ctx)).map(({ id }) => id));
  const unknown = policies.find(({ policyId }) => !known.has(policyId));
  if (unknown) throw new UnknownReference('policyId', unknown.policyId);
  onlyOne(policies, 'policies');
  await replaceGroupPolicies(
    ctx,
    groupId,
    policies.map(({ policyId, isDefault = false, isInheritable = true }) => ({ policyId, isDefault, isInheritable })),
  );
}

async function pay(ctx: Context, groupId: string, types: NonNullable<NewGroup['paymentTypes']>): Promise<void> {
  const known = new Set((await listPaymentTypeRows(ctx)).map(({ id }) => id));
  const unknown = types.find(({ paymentTypeId }) => !known.has(paymentTypeId));
  if (unknown) throw new UnknownReference('paymentType', unknown.paymentTypeId);
  onlyOne(types, 'paymentTypes');
  await replaceGroupPaymentTypes(
    ctx,
    groupId,
    types.map(({ paymentTypeId, isDefault = false }) => ({ paymentTypeId, isDefault })),
  );
}

async function invite(ctx: Context, deps: Deps, groupId: string, typeIds: readonly string[]): Promise<void> {
  const known = new Set((await deps.attendees.listTypes(ctx)).filter((type) => !type.isDeleted).map(({ id }) => id));
  const unknown = typeIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw new UnknownReference('attendeeType', unknown);
  await replaceGroupAttendeeTypes(ctx, groupId, typeIds);
}

function onlyOne(offered: readonly { readonly isDefault?: boolean }[], field: string): void {
  if (offered.filter(({ isDefault }) => isDefault).length > 1) throw new ValueRefused(field, 'have more than one default.');
}
