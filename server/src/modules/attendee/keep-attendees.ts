import type { Context } from '../../platform/context.ts';
import { invariant } from '../../platform/errors.ts';
import { newId, parseUuid } from '../../platform/ids/index.ts';
import { normalizeCurrency } from '../../platform/money/money.ts';
import { changed, DEFAULT_CURRENCY, differences } from './attendee.ts';
import { assertMayKeep, assertMayShare, assertVisible, viewerOf, type Viewer } from './attendee-policy.ts';
import {
  findDuplicate,
  hasTotals,
  insertAttendee,
  insertVersion,
  lockAttendee,
  setYear,
  updateAttendee,
  type DuplicateSearch,
  type HeldAttendee,
} from './attendee-queries.ts';
import type { AttendeeDeps } from './deps.ts';
import { duplicateRule } from './duplicate-rule.ts';
import { AttendeeNotFound, AttendeeReferenceUnknown, AttendeeValueRefused, DuplicateAttendee } from './errors.ts';
import { isListField, mergeSlots } from './form.ts';
import type { AttendeeChanges, InPlaceOf, NewAttendee, TypeReference } from './inputs.ts';
import { holdType } from './type-queries.ts';
import type { AttendeeFields, AttendeeType, CustomValues } from './types.ts';

/**
 * An attendee of a private type is its creator's, or the user's in whose place it is made; of a public type everybody's.
 * @throws AttendeeReferenceUnknown, AttendeeValueRefused, AttendeeTypeProtected, AttendeeAccessDenied, AttendeeUserNotFound, DuplicateAttendee
 */
export async function createAttendee(
  ctx: Context,
  deps: AttendeeDeps,
  input: NewAttendee & InPlaceOf & { readonly type: TypeReference },
): Promise<{ id: string }> {
  const viewer = await viewerOf(ctx, deps, input.userId);
  const type = await chosenType(ctx, input.type);
  assertMayKeep(viewer, type);
  if (input.isShared) assertMayShare(viewer);
  const isShared = type.isPublic || input.isShared === true;
  const ownerId = isShared ? null : viewer.userId;
  if (!isShared && ownerId === null)
    throw new AttendeeValueRefused('userId', `is required: an attendee of the type ${type.code} belongs to somebody.`);
  const fields = changed(undefined, input, await customOf(ctx, deps, type, {}, input.custom));
  await refuseDuplicate(ctx, { type, ownerId }, fields);
  const id = newId(ctx.clock);
  const currencyCode = currencyOf(input.currencyCode ?? DEFAULT_CURRENCY);
  await insertAttendee(ctx, { id, typeId: type.id, ownerId, employeeId: null, currencyCode, fields });
  await startTotal(ctx, id, input);
  ctx.record({ subjectKind: 'attendee', subjectId: id, action: 'created', details: { typeCode: type.code, ownerId } });
  return { id };
}

/**
 * Every change of what an attendee says makes another version; the older ones stay, for the expenses that name them.
 * @throws AttendeeNotFound, and as createAttendee
 */
export async function changeAttendee(
  ctx: Context,
  deps: AttendeeDeps,
  input: InPlaceOf & { readonly attendeeId: string; readonly changes: AttendeeChanges },
): Promise<void> {
  const { changes } = input;
  const { before, type, viewer } = await attendeeForChange(ctx, deps, input);
  const isFreed = changes.isShared === true && before.ownerId !== null;
  if (isFreed) assertMayShare(viewer);
  const ownerId = isFreed ? null : before.ownerId;
  const after = changed(before, changes, await customOf(ctx, deps, type, before.custom, changes.custom));
  const fields = differences(before, after);
  if (fields.length > 0 || isFreed) await refuseDuplicate(ctx, { type, ownerId, except: before.id }, after);
  if (isFreed) await updateAttendee(ctx, before.id, { owner_id: null });
  if (fields.length > 0) {
    await insertVersion(ctx, before.id, before.version + 1, after);
    await updateAttendee(ctx, before.id, { version: before.version + 1 });
  }
  const moved = await changeCurrency(ctx, before, changes.currencyCode);
  await startTotal(ctx, before.id, changes);
  const all = [...fields, ...moved, ...(isFreed ? ['owner'] : []), ...(changes.totalThisYear ? ['totalThisYear'] : [])];
  if (all.length > 0) ctx.record({ subjectKind: 'attendee', subjectId: before.id, action: 'updated', details: { fields: all } });
}

/** Out of every list; expenses that name it keep it. @throws as changeAttendee */
export async function deleteAttendee(
  ctx: Context,
  deps: AttendeeDeps,
  input: InPlaceOf & { readonly attendeeId: string },
): Promise<void> {
  const { before } = await attendeeForChange(ctx, deps, input);
  await updateAttendee(ctx, before.id, { is_deleted: true });
  ctx.record({ subjectKind: 'attendee', subjectId: before.id, action: 'deleted' });
}

async function attendeeForChange(
  ctx: Context,
  deps: AttendeeDeps,
  input: InPlaceOf & { readonly attendeeId: string },
): Promise<{ before: HeldAttendee; type: AttendeeType; viewer: Viewer }> {
  const viewer = await viewerOf(ctx, deps, input.userId);
  const id = parseUuid(input.attendeeId);
  const before = id && (await lockAttendee(ctx, id));
  if (!before || before.isDeleted) throw new AttendeeNotFound();
  assertVisible(viewer, before.ownerId);
  const type = await holdType(ctx, { id: before.typeId });
  invariant(type, 'Every attendee has a type');
  assertMayKeep(viewer, type);
  return { before, type, viewer };
}

async function chosenType(ctx: Context, named: TypeReference): Promise<AttendeeType> {
  const [field, value] = 'typeId' in named ? ['attendeeTypeId', named.typeId] : ['attendeeTypeCode', named.typeCode];
  const type = await holdType(ctx, 'typeId' in named ? { id: named.typeId } : { code: named.typeCode });
  if (!type || type.isDeleted || !type.isActive) throw new AttendeeReferenceUnknown(field ?? '', value ?? '');
  return type;
}

async function customOf(
  ctx: Context,
  deps: AttendeeDeps,
  type: AttendeeType,
  before: CustomValues,
  changes: AttendeeChanges['custom'],
): Promise<CustomValues> {
  if (!changes) return before;
  const lists = type.form.fields
    .filter((field) => isListField(field) && changes[field.slot])
    .flatMap(({ listId }) => (listId === undefined ? [] : [listId]));
  const items = new Map<string, Awaited<ReturnType<AttendeeDeps['lists']['itemsOf']>>>();
  for (const listId of new Set(lists)) items.set(listId, await deps.lists.itemsOf(ctx, { listId }));
  return mergeSlots(before, changes, { fields: type.form.fields, itemsOf: (listId) => items.get(listId) ?? [] });
}

async function refuseDuplicate(ctx: Context, of: Omit<DuplicateSearch, 'rule'>, fields: AttendeeFields): Promise<void> {
  const rule = duplicateRule(of.type, fields);
  const found = rule && (await findDuplicate(ctx, { ...of, rule }));
  if (found) throw new DuplicateAttendee(found, of.type.duplicateSearchFields);
}

function currencyOf(code: string): string {
  const currency = normalizeCurrency(code);
  if (!currency) throw new AttendeeReferenceUnknown('currencyCode', code);
  return currency;
}

/** What is counted already was counted in the old currency, so it stays. Answers the names of what changed. */
async function changeCurrency(ctx: Context, { id, currencyCode }: HeldAttendee, code: string | undefined): Promise<string[]> {
  const currency = code === undefined ? currencyCode : currencyOf(code);
  if (currency === currencyCode) return [];
  if (await hasTotals(ctx, id)) throw new AttendeeValueRefused('currencyCode', 'cannot change once amounts are counted in it.');
  await updateAttendee(ctx, id, { currency_code: currency });
  return ['currencyCode'];
}

async function startTotal(ctx: Context, attendeeId: string, { totalThisYear }: AttendeeChanges): Promise<void> {
  if (totalThisYear === undefined) return;
  await setYear(ctx, { attendeeId, year: ctx.clock.now().getUTCFullYear(), amount: totalThisYear });
}
