import { createHash } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { UserNotFound, type UserFormField } from '../../../modules/identity/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { FORM_FIELDS } from '../../dialects/scim/spend/urns.ts';
import { LIST_RESPONSE } from '../../dialects/scim/urns.ts';
import { refusal } from '../../dialects/scim/wire-schemas.ts';
import type { SpendUsersDeps } from '../answers.ts';
import { refusals, SHARED } from '../user-routes.ts';

const text = Type.String();
const field = Type.Object({
  schemas: Type.Array(text),
  id: text,
  name: text,
  label: text,
  controlType: text,
  dataType: text,
  maxLength: Type.Optional(Type.Integer()),
  isRequired: Type.Boolean(),
  access: text,
  isCustom: Type.Boolean(),
  sequence: Type.Integer(),
  hierLevel: Type.Optional(Type.Integer()),
  parentFieldId: Type.Optional(text),
  isCopyDownSourceForOtherForms: Type.Optional(Type.Boolean()),
  list: Type.Optional(Type.Object({ syncGuid: text, href: text })),
});
type Field = Static<typeof field>;

/** name, label, length, whether a spending user needs it: what every company's form has before its own fields. */
const FIXED: readonly (readonly [string, string, number, boolean])[] = [
  ['FirstName', 'First Name', 32, true],
  ['LastName', 'Last Name', 32, true],
  ['EmpId', 'Employee ID', 48, false],
  ['LoginId', 'Login ID', 128, true],
  ['EmailAddress', 'Email Address', 255, true],
  ['LocaleName', 'Locale', 6, true],
  ['CtryCode', 'Country/Region', 2, true],
  ['CtrySubCode', 'State/Province', 6, false],
  ['LedgerName', 'Ledger', 20, false],
  ['CrnCode', 'Reimbursement Currency', 3, true],
  ['CashAdvanceAccountCode', 'Cash Advance Account Code', 20, false],
];
const LIST_CODE = 48;

interface Form {
  readonly companyId: string;
  readonly origin: string;
}

/** The same field of the same company always has the same id. */
function fieldId({ companyId }: Form, name: string): string {
  const hex = createHash('sha256').update(`${companyId}/${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)]
    .join('-')
    .toUpperCase();
}

const wireName = (slot: string): string => slot.charAt(0).toUpperCase() + slot.slice(1);

const fixedField = (form: Form, [name, label, maxLength, isRequired]: (typeof FIXED)[number], at: number): Field => ({
  schemas: [FORM_FIELDS],
  id: fieldId(form, name),
  name,
  label,
  controlType: 'EDIT',
  dataType: 'String',
  maxLength,
  isRequired,
  access: 'RW',
  isCustom: false,
  sequence: at + 1,
});

const customField = (form: Form, one: UserFormField, at: number): Field => ({
  schemas: [FORM_FIELDS],
  id: fieldId(form, wireName(one.slot)),
  name: wireName(one.slot),
  label: one.label,
  controlType: one.controlType.toUpperCase(),
  dataType: one.dataType,
  maxLength: one.maxLength ?? LIST_CODE,
  isRequired: one.required,
  access: one.access,
  isCustom: true,
  sequence: FIXED.length + at + 1,
  ...(one.hierLevel === undefined ? {} : { hierLevel: one.hierLevel }),
  ...(one.parentSlot === undefined ? {} : { parentFieldId: fieldId(form, wireName(one.parentSlot)) }),
  // No other form copies from the one of employees.
  isCopyDownSourceForOtherForms: false,
  ...(one.listId === undefined
    ? {}
    : { list: { syncGuid: one.listId.toUpperCase(), href: `${form.origin}/list/v4/lists/${one.listId}` } }),
});

export const formRoute = (identity: SpendUsersDeps): Route =>
  route({
    ...SHARED,
    operation: 'listFormFields',
    method: 'GET',
    path: '/FormFields',
    summary: 'The fields of the employee form',
    doc: 'api-reference/user-provisioning/spend/v4.1.spend-form-fields.md',
    schema: {
      query: Type.Object({ userId: Type.Optional(Type.String({ description: 'A spending user; all have the one form' })) }),
      responses: {
        200: Type.Object({ schemas: Type.Array(text), totalResults: Type.Integer(), Resources: Type.Array(field) }),
        ...refusals,
        404: refusal,
      },
    },
    handler: async ({ ctx, site, query: { userId } }) => {
      if (userId !== undefined && !(await identity.spendingOf(ctx, userId)).spend) throw new UserNotFound(userId);
      const form = { companyId: ctx.companyId, origin: site.origin };
      const own = await identity.formFields(ctx);
      const resources = [
        ...FIXED.map((one, at) => fixedField(form, one, at)),
        ...own.map((one, at) => customField(form, one, at)),
      ];
      return { body: { schemas: [LIST_RESPONSE], totalResults: resources.length, Resources: resources } };
    },
  });
