import Type, { type Static } from 'typebox';
import type { Expense } from '../../../modules/expense/index.ts';
import type { Context } from '../../../platform/context.ts';
import { DomainError } from '../../../platform/errors.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseOpaqueId } from '../../../platform/ids/index.ts';
import { documentXml } from '../../dialects/xml-v1/values.ts';
import { NAMESPACE, reportIdOf } from './ids.ts';

const MOST = 1000;

const inputSchema = Type.Object(
  {
    Exception: Type.Array(
      Type.Object(
        {
          Index: Type.Integer(),
          ObjectType: Type.Optional(Type.Union([Type.String(), Type.Null()])),
          ObjectId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
          ExceptionCode: Type.String({ minLength: 1 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: MOST, xml: { wrapped: false } },
    ),
  },
  { additionalProperties: false, xml: { name: 'Exceptions' } },
);

/** api-reference/expense/expense-report/post-report-exceptions */
const resultSchema = Type.Object(
  {
    'exceptions-succeeded': Type.Integer(),
    'exceptions-failed': Type.Integer(),
    errors: Type.Array(Type.Object({ Index: Type.Integer(), message: Type.String() }), { xml: { item: 'error' } }),
    ExceptionDetails: Type.Array(Type.Object({ Index: Type.Integer(), Status: Type.String() }), {
      xml: { item: 'ExceptionInfo' },
    }),
  },
  { xml: documentXml(NAMESPACE) },
);

type Item = Static<typeof inputSchema>['Exception'][number];

/** The entry that an object names, nothing for the report itself; undefined for what cannot carry an exception. */
function targetOf({ ObjectType, ObjectId }: Item): { entryId?: string } | undefined {
  const type = (ObjectType || 'Report').toLowerCase();
  if (type === 'report') return {};
  const entryId = type === 'entry' ? parseOpaqueId('n', 'entry', ObjectId ?? '') : undefined;
  return entryId ? { entryId } : undefined;
}

async function add(ctx: Context, expense: Expense, reportId: string, item: Item): Promise<void> {
  const target = targetOf(item);
  if (!target) throw new InvalidInput('body', [{ path: 'ObjectId', rule: 'format', message: 'Invalid ObjectType or ObjectId' }]);
  const access = ctx.actor.kind === 'company' ? ({ kind: 'company' } as const) : ({ kind: 'any' } as const);
  await expense.addException(ctx, { access, reportId, ...target, exceptionCode: item.ExceptionCode });
}

/** The sentence that clients know, for the refusal they know. */
const messageOf = (error: DomainError): string =>
  error.code === 'expense.reference.unknown' ? 'Invalid Exception Code' : error.message;

export const exceptionRoutes = (expense: Expense): Route[] => [
  route({
    operation: 'addExceptions',
    method: 'POST',
    path: '/report/{reportKey}/Exceptions',
    summary: 'Adds configured exceptions to a report and its entries, each by itself',
    doc: 'api-reference/expense/expense-report/post-report-exceptions.markdown',
    scopes: ['EXPRPT'],
    principals: ['user', 'company'],
    xmlRoot: 'exception-result',
    effect: 'manual',
    schema: { params: Type.Object({ reportKey: Type.String() }), body: inputSchema, responses: { 200: resultSchema } },
    handler: async ({ work, caller, params, body }) => {
      const reportId = reportIdOf(params.reportKey);
      await work.read(caller, (ctx) => expense.getReport(ctx, { access: { kind: 'any' }, reportId }));
      const errors: Static<typeof resultSchema>['errors'] = [];
      for (const item of body.Exception) {
        const added = work.write(caller, (ctx) => add(ctx, expense, reportId, item));
        await added.catch((error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
          errors.push({ Index: item.Index, message: messageOf(error) });
        });
      }
      return { body: resultOf(body.Exception, errors) };
    },
  }),
];

function resultOf(items: readonly Item[], errors: Static<typeof resultSchema>['errors']): Static<typeof resultSchema> {
  const failed = new Set(errors.map(({ Index }) => Index));
  const done = items.filter(({ Index }) => !failed.has(Index));
  return {
    'exceptions-succeeded': done.length,
    'exceptions-failed': errors.length,
    errors,
    ExceptionDetails: done.map(({ Index }) => ({ Index, Status: 'Success' })),
  };
}
