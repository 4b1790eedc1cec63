import type { Context } from '../../platform/context.ts';
import { newId, parseUuid } from '../../platform/ids/index.ts';
import { isLonger } from '../../platform/text.ts';
import { assertConfigures } from './attendee-policy.ts';
import { assertType, isStandard } from './attendee-type.ts';
import { slotLength } from './attendee.ts';
import type { AttendeeDeps } from './deps.ts';
import { AttendeeReferenceUnknown, AttendeeTypeNotFound, AttendeeTypeProtected, AttendeeValueRefused } from './errors.ts';
import { isListField } from './form.ts';
import type { NewForm, NewType, TypeChanges } from './inputs.ts';
import { insertForm, insertType, lockType, selectForms, updateType } from './type-queries.ts';
import type { AttendeeForm, AttendeeType } from './types.ts';

const MAX_FORM_NAME = 64;

/** @throws AttendeeValueRefused, and ListNotFound for a field that is filled from no list */
export async function createForm(ctx: Context, deps: AttendeeDeps, input: NewForm): Promise<AttendeeForm> {
  await assertConfigures(ctx, deps);
  if (input.name.trim() === '' || isLonger(input.name, MAX_FORM_NAME))
    throw new AttendeeValueRefused('name', `is not 1 to ${MAX_FORM_NAME} characters.`);
  const slots = input.fields.map(({ slot }) => slot);
  const strange = slots.find((slot, index) => slotLength(slot) === undefined || slots.indexOf(slot) !== index);
  if (strange !== undefined) throw new AttendeeValueRefused('fields', `has ${strange} twice, or there is no such slot.`);
  for (const field of input.fields) if (isListField(field)) await deps.lists.getList(ctx, field.listId ?? '');
  const form = { id: newId(ctx.clock), name: input.name, fields: input.fields };
  await insertForm(ctx, form);
  ctx.record({ subjectKind: 'attendee-form', subjectId: form.id, action: 'created' });
  return form;
}

/** @throws AttendeeReferenceUnknown */
async function formOf(ctx: Context, formId: string | undefined): Promise<AttendeeForm> {
  const forms = await selectForms(ctx);
  const form = formId === undefined ? forms[0] : forms.find(({ id }) => id === parseUuid(formId));
  if (!form) throw new AttendeeReferenceUnknown('formId', formId ?? 'default');
  return form;
}

const PLAIN: Omit<AttendeeType, 'id' | 'code' | 'name' | 'form'> = {
  duplicateSearchFields: ['firstName', 'lastName', 'company'],
  searchesAcrossTypes: false,
  isPublic: false,
  isActive: true,
  isDeleted: false,
  isSystem: false,
  permitsAdds: true,
  allowsManualEntry: true,
  allowsCountEditing: true,
  searchPreference: 'DS',
  yearlyLimit: null,
};

/** A type; what the input does not say is as with business guests. `isSystem` is for the types that every company starts with. */
export async function createType(
  ctx: Context,
  deps: AttendeeDeps,
  input: NewType & { readonly isSystem?: boolean },
): Promise<AttendeeType> {
  await assertConfigures(ctx, deps);
  const { formId, ...settings } = input;
  const type = { ...PLAIN, ...settings, id: newId(ctx.clock), form: await formOf(ctx, formId) };
  assertType(type);
  await insertType(ctx, type);
  ctx.record({ subjectKind: 'attendee-type', subjectId: type.id, action: 'created', details: { typeCode: type.code } });
  return type;
}

/** @throws AttendeeTypeNotFound, AttendeeTypeProtected, AttendeeTypeTaken, AttendeeValueRefused, AttendeeAccessDenied */
export async function changeType(
  ctx: Context,
  deps: AttendeeDeps,
  input: { readonly typeId: string; readonly changes: TypeChanges },
): Promise<void> {
  const type = await typeForChange(ctx, deps, input.typeId);
  const { formId, ...settings } = input.changes;
  const form = formId === undefined ? type.form : await formOf(ctx, formId);
  const after = { ...type, ...settings, form };
  if (isStandard(type) && after.code !== type.code) throw new AttendeeTypeProtected(type.code);
  assertType(after);
  await updateType(ctx, after);
  const fields = Object.keys(input.changes);
  ctx.record({ subjectKind: 'attendee-type', subjectId: type.id, action: 'updated', details: { fields } });
}

/** Its attendees stay, and are chosen no more. @throws as changeType */
export async function deleteType(ctx: Context, deps: AttendeeDeps, input: { readonly typeId: string }): Promise<void> {
  const type = await typeForChange(ctx, deps, input.typeId);
  if (isStandard(type)) throw new AttendeeTypeProtected(type.code);
  await updateType(ctx, { ...type, isDeleted: true });
  ctx.record({ subjectKind: 'attendee-type', subjectId: type.id, action: 'deleted' });
}

async function typeForChange(ctx: Context, deps: AttendeeDeps, typeId: string): Promise<AttendeeType> {
  await assertConfigures(ctx, deps);
  const id = parseUuid(typeId);
  const type = id && (await lockType(ctx, id));
  if (!type || type.isDeleted) throw new AttendeeTypeNotFound();
  if (type.isSystem) throw new AttendeeTypeProtected(type.code);
  return type;
}
