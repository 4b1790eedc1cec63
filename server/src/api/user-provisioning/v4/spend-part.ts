import { isDeepStrictEqual } from 'node:util';
import type { Modules } from '../../../context.ts';
import type { Spending, SpendingChange } from '../../../modules/identity/index.ts';
import type { Operation, Part, Task } from '../../../modules/provisioning/index.ts';
import type { Context } from '../../../platform/context.ts';
import { ScopeMissing } from '../../../platform/http/refusals.ts';
import { applyPatch } from '../../dialects/scim/patch/apply-patch.ts';
import { isDocument, type Document } from '../../dialects/scim/schema/attribute.ts';
import { readDocument } from '../../dialects/scim/schema/read-document.ts';
import { spendSection, type SpendSections } from '../../dialects/scim/spend/from-spend-document.ts';
import { spendParts } from '../../dialects/scim/spend/spend-document.ts';
import { SPEND_USER_SCHEMAS } from '../../dialects/scim/spend/spend-schemas.ts';
import { PATCH_OP } from '../../dialects/scim/urns.ts';
import { PART_URNS, partOf, splitPatch } from './parts.ts';
import { scopesOf } from './scopes.ts';

type Identity = Modules['identity'];

const reading = { schemas: SPEND_USER_SCHEMAS, unknown: 'ignore' } as const;
const WRITE = 'spend.user.general.writeonly';

/** Applies parts of spending to users who have just been made, all of them or none. @throws as `changeSpendParts` */
export async function startSpendParts(identity: Identity, ctx: Context, tasks: readonly Task[]): Promise<void> {
  if (!scopesOf(ctx.actor).has(WRITE)) throw new ScopeMissing([WRITE]);
  await identity.startSpending(
    ctx,
    tasks.map(({ operation, parts }) => ({
      userId: operation.userId ?? '',
      ...sectionsOf(pick(operation.document, parts), parts),
    })),
  );
}

/** Applies parts of spending to the operation's user; answers those that changed. @throws ScopeMissing, InvalidInput and what changeSpending refuses */
export async function changeSpendParts(identity: Identity, ctx: Context, { operation, parts }: Task): Promise<readonly Part[]> {
  if (!scopesOf(ctx.actor).has(WRITE)) throw new ScopeMissing([WRITE]);
  const { userId = '', method } = operation;
  const before = await identity.spendingOf(ctx, userId);
  const sections = method === 'change' ? patched(before, operation, parts) : replaced(before, operation, parts);
  if (Object.keys(sections).length === 0) return [];
  const after = await identity.changeSpending(ctx, { userId, ...sections });
  const [was, is] = [spendParts(before, { origin: '' }), spendParts(after, { origin: '' })];
  return parts.filter((part) => !isDeepStrictEqual(was[PART_URNS[part]], is[PART_URNS[part]]));
}

/** What these parts of a document, which `readDocument` has checked, say. */
const sectionsOf = (document: Document, parts: readonly Part[]): SpendSections =>
  Object.assign({}, ...parts.map((part) => spendSection(PART_URNS[part], partIn(document, part)))) as SpendSections;

const partIn = (document: Document, part: Part): Document | undefined => {
  const found = document[PART_URNS[part]];
  return isDocument(found) ? found : undefined;
};

const pick = (document: unknown, parts: readonly Part[]): Document => {
  const members = isDocument(document) ? Object.entries(document) : [];
  return readDocument(Object.fromEntries(members.filter(([name]) => parts.includes(partOf(name)))), reading);
};

/** Emptied by a replacement of the spend user that does not name them: notes of spend/v4.spend-user-provisioning at PUT. */
const EMPTY: Readonly<Partial<Record<Part, Omit<SpendingChange, 'userId'>>>> = {
  role: { roles: [] },
  payroll: { payroll: null },
  approver: { approvers: [] },
  'approver-limit': { approverLimits: [] },
  delegate: { delegates: [] },
  'user-preference': { userPreference: null },
  'invoice-preference': { invoicePreference: null },
  'workflow-preference': { workflowPreference: null },
};

/** A replaced spend user replaces all of spending; without it each part that is named is replaced by itself. */
function replaced(before: Spending, operation: Operation, parts: readonly Part[]): SpendSections {
  const given = sectionsOf(pick(operation.document, parts), parts);
  if (!parts.includes('spend') || !before.spend) return given;
  const others = Object.entries(EMPTY).filter(([part]) => !operation.parts.includes(part as Part));
  return Object.assign({}, ...others.map(([, empty]) => empty), given) as SpendSections;
}

/** What a patch makes of these parts as they are; those that it leaves as they are, are left out. */
function patched(before: Spending, operation: Operation, parts: readonly Part[]): SpendSections {
  const known = Object.entries(spendParts(before, { origin: '' })).filter(([, part]) => Object.keys(part).length > 0);
  const was = readDocument(Object.fromEntries(known), reading);
  const operations = splitPatch(operation.document)
    .filter(({ part }) => parts.includes(part))
    .map((piece) => piece.operation);
  const is = applyPatch(was, { schemas: [PATCH_OP], Operations: operations }, reading);
  const changed = parts.filter((part) => !isDeepStrictEqual(partIn(is, part), partIn(was, part)));
  return sectionsOf(is, changed);
}
