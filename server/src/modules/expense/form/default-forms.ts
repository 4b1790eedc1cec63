import type { NewForm, NewFormField } from './create-form.ts';

const text = (fieldId: string, label: string, maxLength: number, more: Partial<NewFormField> = {}): NewFormField => ({
  fieldId,
  label,
  maxLength,
  ...more,
});
const day = (fieldId: string, label: string, more: Partial<NewFormField> = {}): NewFormField => ({
  fieldId,
  label,
  dataType: 'Date',
  ...more,
});
const needed = { isRequired: true, requiredForAutoSave: true } as const;
const readOnly = { access: { traveler: 'RO', approver: 'RO', processor: 'RO' } } as const;
const COMMENT = text('Comment', 'Comment', 2000, { controlType: 'TextArea', access: { approver: 'RW' } });

const spending: readonly NewFormField[] = [
  text('ExpName', 'Expense Type', 64, needed),
  day('TransactionDate', 'Transaction Date', needed),
  { fieldId: 'TransactionAmount', label: 'Amount', dataType: 'Money', ...needed },
  text('TransactionCurrencyName', 'Currency', 3, needed),
];

/** What a new company fills in. Custom fields are its own affair. */
export const DEFAULT_FORMS: readonly NewForm[] = [
  {
    kind: 'report',
    name: 'Default Report Header',
    isDefault: true,
    fields: [
      text('Name', 'Report Name', 255, { ...needed, isCopyDownSource: true }),
      text('ReportId', 'Report ID', 32, { ...readOnly, isRequired: true }),
      day('UserDefinedDate', 'Report Date'),
      day('StartDate', 'Start Date'),
      day('EndDate', 'End Date'),
      text('Purpose', 'Business Purpose', 500, { isCopyDownSource: true }),
      text('CountryCode', 'Country', 2),
      COMMENT,
    ],
  },
  {
    kind: 'entry',
    name: 'Default Expense Entry',
    isDefault: true,
    fields: [
      ...spending,
      text('PaymentType', 'Payment Type', 64, needed),
      text('VendorDescription', 'Vendor', 64),
      text('LocName', 'City of Purchase', 255),
      text('Description', 'Business Purpose', 64, { copyDownAction: 'ConfiguredCopyDown' }),
      { fieldId: 'IsPersonal', label: 'Personal Expense', controlType: 'CheckBox', dataType: 'Boolean' },
      COMMENT,
    ],
  },
  {
    kind: 'itemization',
    name: 'Default Itemization',
    isDefault: true,
    fields: [
      ...spending,
      text('VendorDescription', 'Vendor', 64, { copyDownAction: 'ParentExpense' }),
      text('LocName', 'City of Purchase', 255, { copyDownAction: 'ParentExpense' }),
      text('Description', 'Business Purpose', 64, { copyDownAction: 'ParentExpense' }),
    ],
  },
  {
    kind: 'allocation',
    name: 'Default Allocation',
    isDefault: true,
    fields: [{ fieldId: 'Percentage', label: 'Percentage', dataType: 'Numeric', ...needed }],
  },
];
