import Type, { type Static } from 'typebox';
import type { Comment } from '../../../modules/expense/index.ts';
import { hex32 } from '../../../platform/ids/index.ts';
import { closed, employee, employeeSchema, nullable, text } from './values.ts';

export const commentInputSchema = Type.Object({ comment: Type.String({ maxLength: 2000 }) }, closed);

/** api-reference/expense/expense-report/v4.comments: a company token's comment has no author. */
export const commentSchema = Type.Object({
  comment: Type.String(),
  author: nullable(employeeSchema),
  createdForEmployee: nullable(employeeSchema),
  createdForEmployeeId: text,
  creationDate: Type.String({ format: 'date-time' }),
  expenseId: text,
  isAuditorComment: Type.Boolean(),
  isLatest: Type.Boolean(),
  stepInstanceId: text,
});

export function commentToWire(comment: Comment): Static<typeof commentSchema> {
  const createdFor = comment.onBehalfOf ?? comment.author;
  return {
    comment: comment.text,
    author: comment.author && employee(comment.author),
    createdForEmployee: createdFor && employee(createdFor),
    createdForEmployeeId: createdFor?.id ?? null,
    creationDate: comment.createdAt.toISOString(),
    expenseId: comment.entryId && hex32(comment.entryId),
    isAuditorComment: false,
    isLatest: comment.isLatest,
    stepInstanceId: comment.stepId && hex32(comment.stepId),
  };
}
