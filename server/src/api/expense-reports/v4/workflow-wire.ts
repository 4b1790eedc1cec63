import Type, { type Static } from 'typebox';
import type { ExpectedStep } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseHex32 } from '../../../platform/ids/index.ts';
import { closed, present } from './values.ts';

const comment = Type.Optional(Type.String({ maxLength: 2000 }));

/** The page names a step by code and sequence, the published file (company path) by its instance: all three are read. */
const expected = {
  expectedStepCode: Type.Optional(Type.String()),
  expectedStepSequence: Type.Optional(Type.String({ pattern: '^[0-9]{1,4}$' })),
  expectedWorkflowStepInstanceId: Type.Optional(Type.String()),
};

export const approveSchema = Type.Object(
  {
    comment,
    // Says why expenses are rejected; no expense can be as yet, so there is never anything to explain.
    expenseRejectedComment: comment,
    statusId: Type.Optional(Type.String({ maxLength: 6 })),
    ...expected,
  },
  closed,
);
export const sendBackSchema = Type.Object({ comment, ...expected }, closed);
export const recallSchema = Type.Object({}, closed);
/** The page says no body; clients send an empty object. */
export const submitSchema = Type.Object({}, closed);

type Expected = Pick<
  Static<typeof sendBackSchema>,
  'expectedStepCode' | 'expectedStepSequence' | 'expectedWorkflowStepInstanceId'
>;

export const expectedFromWire = (body: Expected): ExpectedStep =>
  present({
    expectedStepCode: body.expectedStepCode,
    expectedStepSequence: body.expectedStepSequence === undefined ? undefined : Number(body.expectedStepSequence),
    expectedStepId: body.expectedWorkflowStepInstanceId === undefined ? undefined : stepIdOf(body.expectedWorkflowStepInstanceId),
  });

function stepIdOf(text: string): string {
  const id = parseHex32(text);
  if (!id) {
    throw new InvalidInput('body', [
      { path: 'expectedWorkflowStepInstanceId', rule: 'format', message: 'is not the id of a workflow step' },
    ]);
  }
  return id;
}
