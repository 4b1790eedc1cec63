import type { CustomValues } from '../types.ts';

/** What a form describes: the header of a report, an entry, an itemization, an allocation, an attendee, or a list of attendees. */
export const FORM_KINDS = ['report', 'entry', 'itemization', 'allocation', 'attendee', 'attendee-list'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const DATA_TYPES = ['String', 'Integer', 'Numeric', 'Money', 'Date', 'Boolean', 'List', 'ConnectedList'] as const;
export type DataType = (typeof DATA_TYPES)[number];

/** Hidden, read only, read and write. */
export type FieldAccess = 'HD' | 'RO' | 'RW';
export type FormRole = 'traveler' | 'approver' | 'processor';

/** From where a field of an itemization, or of an entry, takes its value where none is given. */
export type CopyDownAction = 'ConfiguredCopyDown' | 'None' | 'ParentExpense';

/** api-reference/expense/expense-report/v4.reports#form-field-schema */
export interface FormField {
  readonly id: string;
  /** What the field holds: Name, TransactionDate, Custom1, OrgUnit6 ... */
  readonly fieldId: string;
  readonly label: string;
  readonly controlType: string;
  readonly dataType: DataType;
  readonly maxLength: number | null;
  readonly isRequired: boolean;
  readonly requiredForAutoSave: boolean;
  readonly access: Readonly<Record<FormRole, FieldAccess>>;
  readonly defaultValue: string | null;
  /** Of a report's field: entries with the same field and ConfiguredCopyDown take it over. */
  readonly isCopyDownSource: boolean;
  readonly copyDownAction: CopyDownAction;
  readonly listId: string | null;
  /** From 1; of a connected list alone. */
  readonly listLevel: number | null;
  /** The field that holds the item above. */
  readonly parentFieldId: string | null;
  readonly sequence: number;
  readonly hasLineSeparator: boolean;
  readonly tooltip: string | null;
  /** A regular expression that the whole value must match. */
  readonly validationExpression: string | null;
  readonly validationMessage: string | null;
}

export interface Form {
  readonly id: string;
  readonly kind: FormKind;
  readonly name: string;
  /** In their sequence. */
  readonly fields: readonly FormField[];
}

/** custom1 of Custom1, orgUnit6 of OrgUnit6; undefined for a field that is none of these slots. */
export const slotOf = (fieldId: string): string | undefined =>
  /^(?:Custom|OrgUnit)\d+$/.test(fieldId) ? fieldId.charAt(0).toLowerCase() + fieldId.slice(1) : undefined;

/** The fields that fill custom slots, by slot. */
export const customFieldsOf = (form: Form | undefined): ReadonlyMap<string, FormField> =>
  new Map(
    (form?.fields ?? []).flatMap((field): [string, FormField][] => {
      const slot = slotOf(field.fieldId);
      return slot === undefined ? [] : [[slot, field]];
    }),
  );

/** What the slots hold that are on a form. */
export type CustomTypes = Readonly<Partial<Record<string, DataType>>>;

/** Forms are read seldom and things under them often. */
const typesOf = new WeakMap<Form, CustomTypes>();

export function customTypesOf(form: Form | undefined): CustomTypes {
  if (!form) return {};
  const known = typesOf.get(form);
  if (known) return known;
  const types = Object.fromEntries([...customFieldsOf(form)].map(([slot, { dataType }]) => [slot, dataType]));
  typesOf.set(form, types);
  return types;
}

/** A described thing: its own fields by field id, and its slots. */
export interface Described {
  readonly values: Readonly<Record<string, unknown>>;
  readonly custom: CustomValues;
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Field ids that the form requires and the thing lacks. A field that this thing does not know is not asked for. */
export function missingFields(form: Form | undefined, described: Described): string[] {
  return (form?.fields ?? [])
    .filter((field) => field.isRequired && field.access.traveler !== 'HD')
    .filter(({ fieldId }) => {
      const slot = slotOf(fieldId);
      if (slot !== undefined) return isEmpty(described.custom[slot]?.value);
      return fieldId in described.values && isEmpty(described.values[fieldId]);
    })
    .map(({ fieldId }) => fieldId);
}

/** What the caller may do with a field; who owns a report no longer changes it once it is submitted. */
export function accessTo(field: FormField, role: FormRole, isEditable: boolean): FieldAccess {
  const access = field.access[role];
  return access === 'RW' && role === 'traveler' && !isEditable ? 'RO' : access;
}
