import Type, { type Static } from 'typebox';
import type { Entry, ReportException } from '../../../modules/expense/index.ts';
import { documentXml, statusFields, wireAmount, wireDay } from '../../dialects/xml-v1/values.ts';
import { NAMESPACE } from './ids.ts';

export type Action = 'Approve' | 'Send Back to Employee' | 'Recall to Employee';
const actions: Action[] = ['Approve', 'Send Back to Employee', 'Recall to Employee'];

/** api-reference/expense/expense-report/post-report-workflow-action */
export const actionSchema = Type.Object(
  {
    Action: Type.Unsafe<Action>({ type: 'string', enum: actions }),
    Comment: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false, xml: { name: 'WorkflowAction' } },
);
export const actionStatusSchema = Type.Object(statusFields, { xml: documentXml(NAMESPACE) });

const text = Type.String();
const exceptionSchema = Type.Object({
  CrnCode: text,
  EventCode: text,
  ExceptionCode: text,
  ExceptionErrorCode: text,
  ExceptionVisibility: text,
  ExpKey: text,
  ExpName: text,
  IsCleared: Type.Boolean(),
  SeverityLevel: text,
  TransactionAmount: text,
  TransactionDate: text,
  Type: text,
});

/** api-reference/expense/expense-report/post-report-submission */
export const submitResultSchema = Type.Object(
  {
    ...statusFields,
    ReportExceptions: Type.Optional(Type.Array(exceptionSchema, { xml: { item: 'ReportException' } })),
  },
  { xml: documentXml(NAMESPACE) },
);

/** What a submission met; nothing where it met nothing. */
export function exceptionsToWire(
  exceptions: readonly ReportException[],
  entries: readonly Entry[],
): Pick<Static<typeof submitResultSchema>, 'ReportExceptions'> {
  if (exceptions.length === 0) return {};
  return {
    ReportExceptions: exceptions.map((exception) => {
      const entry = entries.find(({ id }) => id === exception.entryId);
      return {
        CrnCode: entry?.transaction.currencyCode ?? '',
        EventCode: '',
        ExceptionCode: exception.code,
        ExceptionErrorCode: exception.severity,
        ExceptionVisibility: exception.visibility,
        ExpKey: entry?.expenseType.id ?? '',
        ExpName: entry?.expenseType.name ?? '',
        IsCleared: false,
        SeverityLevel: '',
        TransactionAmount: entry ? wireAmount(entry.transaction.amount) : '',
        TransactionDate: entry ? wireDay(entry.transactionDate) : '',
        Type: '',
      };
    }),
  };
}
