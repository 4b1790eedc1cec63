import Type from 'typebox';
import { RouteNotFound } from '../../platform/http/refusals.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { StoredMail } from '../../platform/mail/mailbox.ts';
import { fromHere } from '../from-here.ts';
import type { WebDeps } from './deps.ts';
import { assertMovesSandbox, assertReadsCompanyMail } from './sandbox-policy.ts';
import { Mail } from './schemas.ts';
import { signedRoute } from './signed-route.ts';

const ON_A_PAGE = 50;

const schema = {
  query: Type.Object({ after: Type.Optional(Type.String()), to: Type.Optional(Type.String({ maxLength: 300 })) }),
  responses: { 200: Type.Object({ mails: Type.Array(Mail), next: Type.Union([Type.String(), Type.Null()]) }) },
};

const toWire = ({ id, sentAt, to, subject, text }: StoredMail) => ({
  id,
  sentAt: sentAt.toISOString(),
  to: [...to],
  subject,
  text,
});

const pageOf = (mails: readonly StoredMail[]) => ({
  body: { mails: mails.map(toWire), next: (mails.length === ON_A_PAGE ? mails.at(-1)?.id : undefined) ?? null },
});

/** All mail of the installation holds links that sign in, whoever they are for: it is shown to whoever sits at this machine, as on the mailbox page. */
export const mailRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'listMail',
    method: 'GET',
    path: '/sandbox/mail',
    summary: 'Mails that the sandbox kept, newest first',
    schema,
    handler: async ({ ctx, query, ...call }) => {
      await assertMovesSandbox(deps, ctx, call.url);
      if (!fromHere(call)) throw new RouteNotFound('GET', call.url);
      return pageOf(await deps.mailbox.list(ctx, { ...query, limit: ON_A_PAGE }));
    },
  }),
];

/** The mail of one company, wherever its administrators sit. */
export const companyMailRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'listCompanyMail',
    method: 'GET',
    path: '/company/mail',
    summary: 'Mails that were sent in the name of the own company, newest first',
    schema,
    handler: async ({ ctx, query, url }) => {
      await assertReadsCompanyMail(deps, ctx, url);
      return pageOf(await deps.mailbox.listOwn(ctx, { ...query, limit: ON_A_PAGE }));
    },
  }),
];
