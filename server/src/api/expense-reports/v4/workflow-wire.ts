import Type, { type Static } from 'typebox';
import type { ApprovableCostObject, ExpectedStep } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { hex32, parseHex32 } from '../../../platform/ids/index.ts';
import { amount, amountSchema, closed, present } from './values.ts';

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

/** No page lists it; two error texts of the published file tell of it. */
export const approveQuery = Type.Object({ forwardToUserId: Type.Optional(Type.String()) }, closed);

/** The table says claimedAmount of an expense, the sample postedAmount: clients of the one find the other too. */
export const costObjectSchema = Type.Object({
  name: Type.String(),
  approvedAmount: amountSchema,
  claimedAmount: amountSchema,
  approverId: Type.String(),
  expenses: Type.Array(
    Type.Object({ id: Type.String(), approvedAmount: amountSchema, postedAmount: amountSchema, claimedAmount: amountSchema }),
  ),
  isOwnedByCaller: Type.Boolean(),
  isFullyApproved: Type.Boolean(),
  isApprovableAsUser: Type.Boolean(),
  isApprovableAsDelegate: Type.Boolean(),
});

export function costObjectToWire(object: ApprovableCostObject): Static<typeof costObjectSchema> {
  const { currencyCode } = object;
  return {
    name: object.name,
    approvedAmount: amount(object.approved, currencyCode),
    claimedAmount: amount(object.claimed, currencyCode),
    approverId: object.approverId,
    expenses: object.expenses.map(({ entryId, approved, posted }) => ({
      id: hex32(entryId),
      approvedAmount: amount(approved, currencyCode),
      postedAmount: amount(posted, currencyCode),
      claimedAmount: amount(posted, currencyCode),
    })),
    isOwnedByCaller: object.isOwnedByCaller,
    isFullyApproved: object.isFullyApproved,
    isApprovableAsUser: object.isApprovableAsUser,
    isApprovableAsDelegate: object.isApprovableAsDelegate,
  };
}

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
