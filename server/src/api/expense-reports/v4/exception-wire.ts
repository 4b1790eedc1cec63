import Type, { type Static } from 'typebox';
import type { ReportException } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { closed, oneOf, text } from './values.ts';

const visibility = oneOf('ALL', 'APPROVER_PROCESSOR', 'PROCESSOR');

/** api-reference/expense/expense-report/v4.exceptions */
export const exceptionSchema = Type.Object({
  exceptionCode: Type.String(),
  exceptionVisibility: visibility,
  isBlocking: Type.Boolean(),
  message: Type.String(),
  expenseId: text,
  parentExpenseId: text,
  allocationId: text,
});

// The published file caps the code at 8 characters; the page's own samples are longer.
export const exceptionInputSchema = Type.Object(
  { exceptionCode: Type.String({ minLength: 1, maxLength: 40 }), exceptionVisibility: visibility },
  closed,
);

export const exceptionToWire = (exception: ReportException): Static<typeof exceptionSchema> => ({
  exceptionCode: exception.code,
  exceptionVisibility: exception.visibility,
  isBlocking: exception.isBlocking,
  message: exception.message,
  expenseId: exception.entryId && hex32(exception.entryId),
  parentExpenseId: exception.parentEntryId && hex32(exception.parentEntryId),
  allocationId: exception.allocationId && hex32(exception.allocationId),
});
