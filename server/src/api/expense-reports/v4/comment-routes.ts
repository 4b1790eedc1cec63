import Type from 'typebox';
import type { ContextType, Expense, OnReportOrEntry } from '../../../modules/expense/index.ts';
import { route, type Route } from '../../../platform/http/facade.ts';
import { expenseIdOf, READ, reportIdOf, systemPlace, userPlace, WRITE, type Place } from './access.ts';
import { commentInputSchema, commentSchema, commentToWire } from './comment-wire.ts';
import { createdSchema } from './report-schemas.ts';
import { closed, pathParams, type Params } from './values.ts';

const DOC = 'api-reference/expense/expense-report/v4.comments.markdown';

/** A stack of comments: a report's or an expense's, reached by a user or by a company token. */
interface Stack {
  readonly path: string;
  readonly name: string;
  readonly reading: Place;
  readonly writing: Place;
  readonly adding: Place;
  readonly on: (place: Place, params: Params) => OnReportOrEntry;
}

const OWNER: ContextType[] = ['TRAVELER', 'PROXY'];
const ANY: ContextType[] = ['TRAVELER', 'MANAGER', 'PROXY'];

/** A report's comments at a place, or an expense's: those of an expense are the owner's affair. */
function stack(level: 'Report' | 'Expense', owner: Place, readers: Place): Stack {
  const entry = (params: Params) => (level === 'Expense' ? { entryId: expenseIdOf(params) } : {});
  return {
    path: `${owner.prefix}/reports/{reportId}${level === 'Expense' ? '/expenses/{expenseId}' : ''}/comments`,
    name: `${level}Comment${owner.suffix}`,
    reading: readers,
    adding: readers,
    writing: owner,
    on: (place, params) => ({ access: place.access(params), reportId: reportIdOf(params), ...entry(params) }),
  };
}

const stacks = (): Stack[] => [
  stack('Report', userPlace(OWNER), userPlace(ANY)),
  stack('Report', systemPlace, systemPlace),
  stack('Expense', userPlace(OWNER), userPlace(OWNER)),
  stack('Expense', systemPlace, systemPlace),
];

export const commentRoutes = (expense: Expense): Route[] =>
  stacks().flatMap((stack) => [
    reading(expense, stack),
    adding(expense, stack),
    rewriting(expense, stack),
    deleting(expense, stack),
  ]);

const reading = (expense: Expense, { path, name, reading: place, on }: Stack): Route =>
  route({
    operation: `list${name}`,
    method: 'GET',
    path,
    summary: 'Lists comments, newest first',
    doc: DOC,
    scopes: READ,
    principals: place.principals,
    schema: {
      params: pathParams(path),
      query: Type.Object({ includeAllComments: Type.Boolean({ default: false }) }, closed),
      responses: { 200: Type.Array(commentSchema) },
    },
    handler: async ({ ctx, params, query }) => {
      const comments = await expense.listComments(ctx, { ...on(place, params), includeEntries: query.includeAllComments });
      return { body: comments.map(commentToWire) };
    },
  });

const adding = (expense: Expense, { path, name, adding: place, on }: Stack): Route =>
  route({
    operation: `add${name}`,
    method: 'POST',
    path,
    summary: 'Adds a comment',
    doc: DOC,
    scopes: WRITE,
    principals: place.principals,
    schema: { params: pathParams(path), body: commentInputSchema, responses: { 201: createdSchema } },
    handler: async ({ ctx, params, body, site, url }) => {
      await expense.addComment(ctx, { ...on(place, params), text: body.comment });
      return { body: { uri: calledAddress(site.origin, url) } };
    },
  });

const rewriting = (expense: Expense, { path, name, writing: place, on }: Stack): Route =>
  route({
    operation: `rewrite${name}`,
    method: 'PUT',
    path,
    summary: 'Rewrites the latest comment',
    doc: DOC,
    scopes: WRITE,
    principals: place.principals,
    schema: { params: pathParams(path), body: commentInputSchema, responses: { 200: createdSchema } },
    handler: async ({ ctx, params, body, site, url }) => {
      await expense.rewriteComment(ctx, { ...on(place, params), text: body.comment });
      return { body: { uri: calledAddress(site.origin, url) } };
    },
  });

const deleting = (expense: Expense, { path, name, writing: place, on }: Stack): Route =>
  route({
    operation: `delete${name}`,
    method: 'DELETE',
    path,
    summary: 'Removes the latest comment',
    doc: DOC,
    scopes: WRITE,
    principals: place.principals,
    schema: { params: pathParams(path), responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await expense.deleteComment(ctx, on(place, params));
      return {};
    },
  });

/** Comments have no ids of their own: the uri is that of the stack, which is the one that was called. */
const calledAddress = (origin: string, url: string): string => origin + (url.split('?')[0] ?? '');
