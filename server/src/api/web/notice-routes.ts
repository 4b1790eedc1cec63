import Type from 'typebox';
import type { Report } from '../../modules/expense/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { StoredMail } from '../../platform/mail/mailbox.ts';
import { fromHere } from '../from-here.ts';
import type { WebDeps } from './deps.ts';
import { mayMoveSandbox, mayReadCompanyMail } from './sandbox-policy.ts';
import { signedRoute } from './signed-route.ts';

const text = Type.String();
const moment = Type.String({ format: 'date-time' });
const Reports = Type.Object({
  reports: Type.Array(
    Type.Object({
      id: text,
      name: text,
      owner: text,
      /** Decimal, in the report's currency. */
      amount: text,
      currency: text,
      /** Of its last submission. */
      submittedAt: Type.Union([moment, Type.Null()]),
      comment: Type.Union([text, Type.Null()]),
    }),
  ),
  /** There are others than these. */
  more: Type.Boolean(),
});
const Notices = Type.Object({
  toApprove: Reports,
  sentBack: Reports,
  /** The newest mails that the sandbox kept; null for whoever may not read them. */
  mails: Type.Union([Type.Array(Type.Object({ id: text, sentAt: moment, to: Type.Array(text), subject: text })), Type.Null()]),
});

const AT_MOST = 10;
const NEWEST_MAILS = 5;

const reportToWire = ({ id, name, owner, totals, currencyCode, submittedAt, lastComment }: Report) => ({
  id,
  name,
  owner: `${owner.firstName} ${owner.lastName}`,
  amount: totals.claimed.toFixed(),
  currency: currencyCode,
  submittedAt: submittedAt?.toISOString() ?? null,
  comment: lastComment,
});

async function newestMails(deps: WebDeps, ctx: Context, isHere: boolean): Promise<StoredMail[] | null> {
  const page = { limit: NEWEST_MAILS };
  if (isHere && (await mayMoveSandbox(deps, ctx))) return deps.mailbox.list(ctx, page);
  return (await mayReadCompanyMail(deps, ctx)) ? deps.mailbox.listOwn(ctx, page) : null;
}

/** What waits for whoever is signed in. */
export const noticeRoutes = (deps: WebDeps): Route[] => {
  const some = async (ctx: Context, filters: Parameters<WebDeps['expense']['searchReports']>[1]) => {
    const { items, next } = await deps.expense.searchReports(ctx, filters, { limit: AT_MOST });
    return { reports: items.map(reportToWire), more: next !== undefined };
  };
  return [
    signedRoute(deps, {
      operation: 'getNotices',
      method: 'GET',
      path: '/notices',
      summary: 'Reports that wait for the own approval, own reports sent back, and new mail of the sandbox',
      schema: { responses: { 200: Notices } },
      handler: async ({ ctx, session, ...call }) => {
        const { userId } = session;
        const mails = await newestMails(deps, ctx, fromHere(call));
        return {
          body: {
            toApprove: await some(ctx, { approverId: userId }),
            sentBack: await some(ctx, { ownerIds: [userId], approvalStatuses: ['A_RESU'] }),
            mails:
              mails?.map(({ id, sentAt, to, subject }) => ({ id, sentAt: sentAt.toISOString(), to: [...to], subject })) ?? null,
          },
        };
      },
    }),
  ];
};
