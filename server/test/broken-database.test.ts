import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bodyOf, expenseOperations, nameOf, NOTHING } from '../../conformance/expense-contract.ts';
import type { Documented } from '../../conformance/ledger.ts';
import { facades } from '../src/api/register.ts';
import { hex32, newId, newReportId, reportKey } from '../src/platform/ids/index.ts';
import { testProgram, type TestProgram } from './harness/program.ts';
import { castOf, clientOf, type Cast, type Client, type Reply } from './harness/reports.ts';
import { PNG, sendParts } from './harness/receipts.ts';

/** Every documented operation of expense, called as its pages have it after the tables have gone from under the program. */
describe('without its tables', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let user: string;
  let company: string;
  const operations = expenseOperations().filter(({ statuses }) => statuses.includes(500));
  before(async () => {
    program = await testProgram({ config: { logLevel: 'silent' } });
    cast = await castOf(program);
    call = clientOf(program);
    const scopes = facades(program).flatMap(({ routes }) => routes.flatMap((route) => route.scopes));
    user = cast.as(cast.traveler, scopes);
    company = cast.asCompany(scopes);
    await program.database.execute('drop schema public cascade');
  });
  after(() => program.close());

  async function attempt(one: Documented): Promise<Reply> {
    const ids: Record<string, string> = {
      userId: cast.traveler.id,
      companyId: cast.home.companyId,
      contextType: /reportsToApprove|approve$|sendBack$/.test(one.path) ? 'MANAGER' : 'TRAVELER',
      reportId: reportKey(newReportId(program.clock)),
      exceptionCode: 'APIWARN',
      id: cast.colleague.id,
    };
    const path = one.path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? NOTHING);
    const query = /^DELETE .*cashAdvances$/.test(nameOf(one)) ? `?cashAdvanceIds=${cast.colleague.id}` : '';
    const isOfUser = one.path.includes('{userId}') || one.path.startsWith('/v4/attendees');
    const as = isOfUser ? user : company;
    if (path.endsWith('/image')) {
      const quick = {
        expenseTypeId: 'LUNCH',
        transactionDate: '2026-03-01',
        transactionAmount: { value: 1, currencyCode: 'USD' },
      };
      const answer = await sendParts(program, path, as, [
        { name: 'fileContent', content: PNG, fileName: 'a.png', type: 'image/png' },
        { name: 'quickExpenseRequest', content: JSON.stringify(quick) },
      ]);
      return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: answer.json() };
    }
    const body = bodyOf(one);
    return call(one.method as 'GET', path + query, { as, ...(body === undefined ? {} : { body }) });
  }

  it('answers 500 in the words of the generation, and tells nothing of the inside', async () => {
    assert.ok(operations.length > 70, String(operations.length));
    for (const one of operations) {
      const reply = await attempt(one);
      assert.equal(reply.status, 500, `${nameOf(one)} ${reply.text.slice(0, 200)}`);
      assert.equal(reply.json.httpStatus, '500 Internal Server Error', nameOf(one));
      assert.match(reply.json.errorMessage, /The server failed to answer/);
      assert.doesNotMatch(reply.text, /relation "|select |node_modules/i);
    }
    assert.equal((await call('GET', '/api/v3.0/expense/reports', { as: user })).status, 500);
    assert.match((await call('GET', `/api/v3.0/expense/entries/${hex32(newId(program.clock))}`, { as: user })).text, /"Error"/);
  });
});
