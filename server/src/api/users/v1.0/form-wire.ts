import Type, { type Static } from 'typebox';
import type { UserFormField } from '../../../modules/identity/index.ts';
import { documentXml } from '../../dialects/xml-v1/values.ts';
import { NAMESPACE } from './names.ts';

const optional = Type.Optional(Type.String());
const field = Type.Object({
  Id: Type.String(),
  Label: Type.String(),
  ControlType: Type.String(),
  DataType: Type.String(),
  MaxLength: Type.String(),
  Required: Type.Boolean(),
  Cols: Type.String(),
  Access: Type.String(),
  Width: Type.String(),
  Custom: Type.Boolean(),
  ParentFormTypeCode: optional,
  ParentFieldId: optional,
  IsCopyDownSourceForOtherForms: optional,
  ListName: optional,
  HierLevel: optional,
  Sequence: Type.String(),
});
type Field = Static<typeof field>;

export const formFieldsSchema = Type.Object(
  { FormField: Type.Array(field, { xml: { wrapped: false } }) },
  { xml: documentXml(NAMESPACE) },
);

/** id, label, control, data type, length, whether a new user needs it. */
const FIXED: readonly (readonly [string, string, string, string, string, boolean])[] = [
  ['FirstName', 'Employee First Name', 'edit', 'VARCHAR', '32', true],
  ['LastName', 'Employee Last Name', 'edit', 'VARCHAR', '32', true],
  ['Mi', 'Middle Initial', 'edit', 'CHAR', '1', false],
  ['EmpId', 'Employee ID', 'edit', 'VARCHAR', '48', true],
  ['LoginId', 'Logon ID', 'edit', 'VARCHAR', '128', true],
  ['EmailAddress', 'Email Address', 'edit', 'VARCHAR', '255', false],
  ['LocaleName', 'Locale', 'edit', 'VARCHAR', '5', false],
  ['CtryCode', 'Country', 'picklist', 'CHAR', '2', false],
  ['CtrySubCode', 'State/Province', 'picklist', 'CHAR', '6', false],
  ['LedgerKey', 'Ledger', 'picklist', 'VARCHAR', '20', true],
  ['CrnKey', 'Reimbursement Currency', 'picklist', 'CHAR', '3', false],
  ['CashAdvanceAccountCode', 'Cash Advance Account Code', 'edit', 'VARCHAR', '20', false],
  ['Active', 'Active', 'checkbox', 'BOOLEANCHAR', '1', false],
];

/** Widths in characters and pixels are those of the published sample: the form has none of its own. */
const shape = { Cols: '32', Width: '32' };
const wireName = (slot: string): string => slot.charAt(0).toUpperCase() + slot.slice(1);

const fixedField = ([Id, Label, ControlType, DataType, MaxLength, Required]: (typeof FIXED)[number], at: number): Field => ({
  Id,
  Label,
  ControlType,
  DataType,
  MaxLength,
  Required,
  ...shape,
  Access: 'RW',
  Custom: false,
  Sequence: String(at + 1),
});

const customField = (one: UserFormField, at: number, listNames: ReadonlyMap<string, string>): Field => ({
  Id: wireName(one.slot),
  Label: one.label,
  ControlType: one.controlType,
  DataType: one.dataType,
  MaxLength: one.maxLength === undefined ? '' : String(one.maxLength),
  Required: one.required,
  ...shape,
  Access: one.access,
  Custom: true,
  ParentFormTypeCode: one.parentSlot === undefined ? '' : 'EMPINFO',
  ParentFieldId: one.parentSlot === undefined ? '' : wireName(one.parentSlot),
  IsCopyDownSourceForOtherForms: '',
  ...(listNames.has(one.listId ?? '') ? { ListName: listNames.get(one.listId ?? '') ?? '' } : {}),
  HierLevel: one.hierLevel === undefined ? '' : String(one.hierLevel),
  Sequence: String(FIXED.length + at + 1),
});

/** What every company's form has, then the company's own fields. `listNames` is by the lists' ids. */
export const formToWire = (
  fields: readonly UserFormField[],
  listNames: ReadonlyMap<string, string>,
): Static<typeof formFieldsSchema> => ({
  FormField: [...FIXED.map(fixedField), ...fields.map((field, at) => customField(field, at, listNames))],
});
