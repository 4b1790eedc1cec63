import type { Context } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids/index.ts';
import { findPolicy } from '../configuration/configuration-queries.ts';
import { UnknownReference, ValueRefused } from '../errors.ts';
import { expressionProblem, valueProblem } from './check-value.ts';
import type { FieldAccess, Form, FormField, FormKind, FormRole } from './form.ts';
import { formRow, insertForm, insertPolicyForm, touchSetups } from './form-queries.ts';

/** Left out: a line of text that everybody may read and write, nothing required, nothing copied. */
export type NewFormField = Pick<FormField, 'fieldId' | 'label'> &
  Partial<Omit<FormField, 'id' | 'fieldId' | 'label' | 'access'>> & {
    readonly access?: Partial<Readonly<Record<FormRole, FieldAccess>>>;
  };

export interface NewForm {
  readonly kind: FormKind;
  readonly name: string;
  /** In this order, unless they have sequences. */
  readonly fields?: readonly NewFormField[];
  /** The company's form of its kind, where a policy names none. */
  readonly isDefault?: boolean;
}

/** @throws ValueRefused for fields that contradict themselves or each other. */
export async function createForm(ctx: Context, input: NewForm): Promise<{ id: string }> {
  const fields = (input.fields ?? []).map((field, index) => wholeField(newId(ctx.clock), field, index + 1));
  checkFields(fields);
  const form: Form = { id: newId(ctx.clock), kind: input.kind, name: input.name, fields };
  await insertForm(ctx, { ...form, isDefault: input.isDefault ?? false });
  await touchSetups(ctx);
  ctx.record({ subjectKind: 'expense-form', subjectId: form.id, action: 'created', details: { name: form.name } });
  return { id: form.id };
}

function wholeField(id: string, given: NewFormField, sequence: number): FormField {
  return {
    id,
    controlType: 'Edit',
    dataType: 'String',
    maxLength: null,
    isRequired: false,
    requiredForAutoSave: false,
    defaultValue: null,
    isCopyDownSource: false,
    copyDownAction: 'None',
    listId: null,
    listLevel: null,
    parentFieldId: null,
    sequence,
    hasLineSeparator: false,
    tooltip: null,
    validationExpression: null,
    validationMessage: null,
    ...given,
    access: { traveler: 'RW', approver: 'RO', processor: 'RW', ...given.access },
  };
}

function checkFields(fields: readonly FormField[]): void {
  const ids = new Set<string>();
  for (const field of fields) {
    const refuse = (problem: string): never => {
      throw new ValueRefused(field.fieldId, problem);
    };
    if (ids.has(field.fieldId)) refuse('is on the form twice.');
    ids.add(field.fieldId);
    const isList = field.dataType === 'List' || field.dataType === 'ConnectedList';
    if (isList !== (field.listId !== null)) refuse('needs a list if it is filled from one, and none otherwise.');
    if (field.parentFieldId !== null && !fields.some(({ fieldId }) => fieldId === field.parentFieldId))
      refuse('stands under a field that the form does not have.');
    const expression = field.validationExpression === null ? undefined : expressionProblem(field.validationExpression);
    if (expression) refuse(`has an expression that ${expression}`);
    if (field.defaultValue !== null && !isList && valueProblem(field, field.defaultValue)) refuse('refuses its own default.');
  }
}

/** Has a policy use a form: for one expense type, or for all without one of their own. @throws UnknownReference. */
export async function useForm(
  ctx: Context,
  input: { readonly policyId: string; readonly formId: string; readonly expenseTypeId?: string },
): Promise<void> {
  const form = await formRow(ctx, input.formId);
  if (!form) throw new UnknownReference('formId', input.formId);
  if (!(await findPolicy(ctx, input.policyId))) throw new UnknownReference('policyId', input.policyId);
  await insertPolicyForm(ctx, { ...input, expenseTypeId: input.expenseTypeId, kind: form.kind });
  await touchSetups(ctx);
  ctx.record({ subjectKind: 'policy', subjectId: input.policyId, action: 'form-used', details: { formId: form.id } });
}
