import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Client, Json, Reply } from '../client.ts';
import { Desk, recentDay } from '../desk.ts';
import { bodyOf, expenseOperations, nameOf, NOBODY, NOTHING } from '../expense-contract.ts';
import type { Documented } from '../ledger.ts';

const isOfUser = ({ path }: Documented): boolean => path.includes('{userId}');
/** Reached with a user's token or a company's alike, and so left to the traveler. */
const EITHER =
  /formFields$|cashAdvances$|^DELETE .*\/reports\/\{reportId\}(\/expenses\/\{expenseId\})?$|\/v4\/attendees\/|^[A-Z]+ \/api\/v3/;
const byOf = (one: Documented): string => {
  if (/reportsToApprove|\/(approve|sendBack)$/.test(one.path) && isOfUser(one)) return 'manager';
  if (one.path.endsWith('/v4/attendees')) return 'admin';
  return isOfUser(one) || EITHER.test(nameOf(one)) ? 'traveler' : 'company';
};

/** What every operation of expense says to a call that is nobody's, that may not be, that names nothing and that is none. */
export function expenseRefusals(client: () => Client): void {
  const desk = new Desk(client);
  const all = expenseOperations();
  const documenting = (status: number): Documented[] => all.filter(({ statuses }) => statuses.includes(status));
  let known: Record<string, string>;

  /** Calls an operation as its documents have it, but for what `given` says. */
  async function attempt(
    one: Documented,
    given: { token?: string; ids?: Record<string, string>; body?: unknown; query?: string } = {},
  ): Promise<Reply> {
    const by = byOf(one);
    const ids: Record<string, string | undefined> = {
      ...known,
      ...(by === 'manager' ? { userId: client().user('manager').id, contextType: 'MANAGER' } : {}),
      ...given.ids,
    };
    const path = one.path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? NOTHING);
    const token = given.token ?? (by === 'company' ? await client().asCompany() : await client().as(by));
    const body = 'body' in given ? given.body : bodyOf(one);
    const query =
      nameOf(one).startsWith('DELETE') && path.endsWith('/cashAdvances') ? `?cashAdvanceIds=${NOBODY}` : (given.query ?? '');
    const form = new FormData();
    if (path.endsWith('/image')) form.append('quickExpenseRequest', '{}');
    return client().call(one.method, path + query, {
      ...(token === '' ? {} : { token }),
      ...(path.endsWith('/image') ? { form } : body === undefined ? {} : { body }),
    });
  }
  const says = (one: Documented, reply: Reply, status: number): void =>
    assert.equal(reply.status, status, `${nameOf(one)}: ${reply.status} ${reply.text.slice(0, 300)}`);

  describe('every operation of expense', () => {
    before(async () => {
      const reportId = await desk.newReport('Conformance refusals');
      const expenseId = await desk.addExpense(reportId, 5);
      const allocations = await desk.call('GET', `${desk.own(reportId)}/expenses/${expenseId}/allocations`);
      const { sandbox } = client().target;
      known = {
        userId: client().user('traveler').id,
        contextType: 'TRAVELER',
        companyId: sandbox.company.id,
        reportId,
        expenseId,
        allocationId: String((allocations.json as unknown as Json[])[0]?.['allocationId']),
        exceptionCode: 'APIWARN',
        taxAuthorityId: NOTHING,
        policyId: await desk.policyId(),
        hierarchyNodeId: NOTHING,
        id: NOTHING,
      };
    });

    it('answers 401 to nobody', async () => {
      for (const one of documenting(401)) says(one, await attempt(one, { token: '' }), 401);
    });

    it('answers 403 to a token without its scope', async () => {
      const { id, requestToken } = client().target.sandbox.company;
      const asked = {
        grant_type: 'password',
        credtype: 'authtoken',
        username: id,
        password: requestToken,
        scope: 'company.read',
      };
      const company = (await client().token(asked)).access_token;
      const user = await desk.token('openid');
      for (const one of documenting(403)) says(one, await attempt(one, { token: byOf(one) === 'company' ? company : user }), 403);
    });

    it('answers 404 where it names what is not there', async () => {
      for (const one of documenting(404).filter(({ path }) => !path.startsWith('/exchangerate'))) {
        const isShort = !/\{(reportId|id|hierarchyNodeId)\}/.test(one.path);
        const nobody = isShort ? { userId: NOBODY, companyId: NOBODY } : {};
        const query = one.path.endsWith('/v4/attendees') ? `?userId=${NOBODY}` : '';
        const ids = { reportId: '0'.repeat(20), id: NOBODY, ...nobody };
        says(one, await attempt(one, { ids, query }), 404);
      }
    });

    it('answers 400 to what is malformed', async () => {
      for (const one of documenting(400).filter(({ version }) => version === 'v4')) {
        const hasName = /\{(reportId|userId|companyId|id)\}/.test(one.path);
        const ids = { reportId: 'x', companyId: 'x', id: 'x', ...(one.path.includes('{reportId}') ? {} : { userId: 'x' }) };
        says(one, await attempt(one, hasName ? { ids } : { body: { colour: 'blue' } }), 400);
      }
    });

    it('answers 400 in v3 where a report has left, a value is none, or the system keeps the thing', async () => {
      const v3 = '/api/v3.0/expense';
      const report = await desk.newReport('Conformance refusals in v3');
      const hotel = await desk.addExpense(report, 9, { expenseType: { id: 'LODNG' } });
      const first = async (path: string) =>
        (await desk.call('GET', `${v3}/${path}`)).json['Items']?.[0] as unknown as Record<string, string>;
      const entry = await first(`entries?reportID=${report}`);
      const part = { EntryID: entry['ID'], ExpenseTypeCode: 'ROOMR', TransactionDate: recentDay(10), TransactionAmount: 9 };
      const itemization = String((await desk.call('POST', `${v3}/itemizations`, { body: part })).json['ID']);
      const attendees = { expenseAttendeeList: [], noShowAttendeeCount: 2 };
      await desk.call('POST', `${desk.own(report)}/expenses/${hotel}/attendees`, { body: attendees });
      const link = await first(`entryattendeeassociations?entryID=${encodeURIComponent(entry['ID'] ?? '')}`);
      const types = (await desk.call('GET', `${v3}/attendeetypes`, { by: 'company' })).json['Items'] as unknown as Record<
        string,
        string
      >[];
      const guests = types.find(({ Code }) => Code === 'BUSGUEST')?.['ID'] ?? '';
      const refuses = async (method: string, path: string, options: { by?: string; body?: unknown } = {}): Promise<void> => {
        const [family, id = ''] = path.split('/');
        const reply = await desk.call(method, `${v3}/${family}/${encodeURIComponent(id)}`, options);
        assert.equal(reply.status, 400, `${method} ${path} ${reply.text}`);
        assert.equal(typeof reply.json['Error']?.['Message'], 'string');
      };
      await refuses('PUT', `itemizations/${itemization}`, { body: { TransactionAmount: 'many' } });
      await refuses('PUT', `entryattendeeassociations/${link['ID']}`, { body: { Amount: 'many' } });
      await refuses('DELETE', `attendees/${link['AttendeeID']}`);
      await refuses('PUT', `attendeetypes/${guests}`, { by: 'company', body: { Name: '' } });
      await refuses('DELETE', `attendeetypes/${guests}`, { by: 'company' });
      assert.equal((await desk.submit(report)).status, 204);
      await refuses('DELETE', `itemizations/${itemization}`);
      await refuses('DELETE', `entryattendeeassociations/${link['ID']}`);
    });
  });
}
