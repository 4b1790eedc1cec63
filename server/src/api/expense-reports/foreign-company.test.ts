import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client } from '../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Facade, Route } from '../../platform/http/facade.ts';
import { hex32, opaqueId, parseHex32, parseReportKey } from '../../platform/ids/index.ts';
import { facades } from '../register.ts';

/** A body that each writing operation would take of its own company. */
const bodies: Readonly<Record<string, unknown>> = {
  'v4 updateReport': { name: 'Mine now' },
  'v4 updateSubmittedReport': { name: 'Mine now' },
  'v4 createExpense': {
    expenseType: { id: 'TAXIX' },
    transactionDate: '2026-03-01',
    transactionAmount: { value: 1, currencyCode: 'USD' },
  },
  'v4 createAllocations': { allocations: [{ percentage: 100 }] },
  'v4 updateAllocation': { allocation: { customData: [] }, expenseIds: ['019CADC69A8072DF9BC0CD5AE675582E'] },
  'v4 associateCashAdvances': { cashAdvanceIds: ['019cadc6-9a80-72df-9bc0-cd5ae675582e'] },
  'v4 updateExpenseTax': { taxTransactionAmount: 1 },
  'v4 updateExpense': { businessPurpose: 'Mine now' },
  'v4 replaceExpenseAttendees': { expenseAttendeeList: [] },
  'v4 updateSubmittedExpense': { expenseSource: 'OTHER', businessPurpose: 'Mine now' },
  'v4 addAllocationException': { exceptionCode: 'APIWARN', exceptionVisibility: 'ALL' },
  'v4 addReportException': { exceptionCode: 'APIWARN', exceptionVisibility: 'ALL' },
  'v4 addExpenseException': { exceptionCode: 'APIWARN', exceptionVisibility: 'ALL' },
  'v4 sendBackReport': { comment: 'No' },
  'v4 sendBackReportAsSystem': { comment: 'No' },
  'v3 updateReport': { Name: 'Mine now' },
  'v3 updateEntry': { Description: 'Mine now' },
};
const queries: Readonly<Record<string, string>> = {
  'v4 disassociateCashAdvances': '?cashAdvanceIds=019cadc6-9a80-72df-9bc0-cd5ae675582e',
};
const documents: Readonly<Record<string, string>> = {
  updateReport: '<Report><Name>Mine now</Name></Report>',
  actOnWorkflowStep: '<WorkflowAction><Action>Approve</Action></WorkflowAction>',
  addExceptions:
    '<Exceptions><Exception><Index>1</Index><ObjectType>Report</ObjectType><ExceptionCode>APIWARN</ExceptionCode></Exception></Exceptions>',
};

describe("another company's report", () => {
  let program: TestProgram;
  let ours: Cast;
  let theirs: Cast;
  let call: Client;
  let reportKey: string;
  let entryId: string;
  let associationId: string;
  let stepUrl: string;
  before(async () => {
    program = await testProgram();
    ours = await castOf(program);
    theirs = await castOf(program);
    call = clientOf(program);
    const as = ours.as(ours.traveler);
    const own = `/expensereports/v4/users/${ours.traveler.id}`;
    const made = await call('POST', `${own}/context/TRAVELER/reports`, {
      as,
      body: { name: 'Ours', policyId: hex32(ours.policyId) },
    });
    reportKey = made.json.uri.split('/').at(-1);
    const entry = await call('POST', `${made.json.uri}/expenses`, { as, body: bodies['v4 createExpense'] });
    entryId = entry.json.uri.split('/').at(-1);
    associationId = await program.unitOfWork.write(ours.home, async (ctx) => {
      const access = { kind: 'company' } as const;
      const on = { access, reportId: parseReportKey(reportKey) ?? '', entryId: parseHex32(entryId) ?? '' };
      const attendee = { attendeeId: await program.modules.attendees.noShows(ctx) };
      return (await program.modules.expense.addAttendee(ctx, { ...on, attendee })).id;
    });
    await call('POST', `${made.json.uri}/comments`, { as, body: { comment: 'Ours' } });
    await call('PATCH', `${own}/reports/${reportKey}/submit`, { as });
    stepUrl = (await call('GET', `/api/v3.0/expense/reports/${reportKey}`, { as })).json.WorkflowActionUrl;
  });
  after(() => program.close());

  /** The address of a route with our ids in it, where it takes any. */
  function addressOf(facade: Facade, { path }: Route, user: { id: string }, context: string): string {
    const dashed = entryId.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const kind = path.startsWith('/entries') ? 'entry' : path.startsWith('/entryattendee') ? 'entry-attendee' : undefined;
    const v3Id = kind ? encodeURIComponent(opaqueId('g', kind, kind === 'entry' ? dashed : associationId)) : reportKey;
    const values: Record<string, string> = {
      userId: user.id,
      contextType: context,
      reportId:
        facade.version === 'v1.1' ? encodeURIComponent(opaqueId('n', 'report', parseReportKey(reportKey) ?? '')) : reportKey,
      reportKey,
      expenseId: entryId,
      allocationId: entryId,
      exceptionCode: 'APIWARN',
      id: v3Id,
      workflowStepId: stepUrl.split('/').at(-2) ?? '',
    };
    return facade.prefix + path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
  }

  it('is not found by any operation of any generation, whoever asks', async () => {
    const all = facades(program).filter(({ family }) => family === 'expense-reports');
    let tried = 0;
    for (const facade of all) {
      for (const route of facade.routes.filter(({ path }) => /\{(reportId|reportKey|id|workflowStepId)\}/.test(path))) {
        const name = `${facade.version} ${route.operation}`;
        const kinds = route.principals === 'anyone' ? [] : route.principals;
        for (const kind of kinds) {
          const context = /approve|sendBack/i.test(route.operation) ? 'MANAGER' : 'TRAVELER';
          const user = context === 'MANAGER' ? theirs.manager : theirs.traveler;
          const query =
            queries[name] ?? (facade.version === 'v3' && kind === 'company' ? `?user=${theirs.traveler.userName}` : '');
          const xml = facade.dialect.consumes.includes('json') ? undefined : documents[route.operation];
          const body = bodies[name] ?? (/(Comment)/.test(route.operation) ? { comment: 'Mine now' } : {});
          const reply = await call(route.method, addressOf(facade, route, user, context) + query, {
            as: kind === 'company' ? theirs.asCompany(route.scopes) : theirs.as(user),
            accept: '*/*',
            ...(xml ? { xml } : {}),
            ...(xml || route.method === 'GET' || route.method === 'DELETE' || facade.dialect.name === 'xml-v1' ? {} : { body }),
          });
          assert.equal(reply.status, 404, `${name} by ${kind}: ${reply.status} ${reply.text}`);
          tried++;
        }
      }
    }
    assert.ok(tried > 60, `${tried} operations`);
  });

  it('stands in none of their lists, and is still as it was', async () => {
    const lists = [
      ['/api/v3.0/expense/reports?user=ALL', theirs.asCompany()],
      [`/api/v3.0/expense/entries?user=ALL`, theirs.asCompany()],
      ['/api/v3.0/expense/entryattendeeassociations?user=ALL', theirs.asCompany()],
      ['/api/expense/expensereport/v2.0/Reports?status=PENDING', theirs.asCompany()],
      ['/api/expense/expensereport/v1.1/ReportsList/ALL/LastModified?date=2026-03-02', theirs.asCompany()],
      ['/api/expense/expensereport/v1.1/ReportsList/TOAPPROVE', theirs.as(theirs.manager)],
    ] as const;
    for (const [url, as] of lists) {
      const reply = await call('GET', url, { as, accept: '*/*' });
      assert.equal(reply.status, 200, `${url} ${reply.text}`);
      assert.doesNotMatch(reply.text, /Ours/, url);
    }
    const login = await call('GET', `/api/v3.0/expense/reports?user=${ours.traveler.userName}`, { as: theirs.asCompany() });
    assert.match(login.json.Error.Message, /Invalid User/);
    for (const path of ['reports', 'reportsToApprove?includeDelegateApprovals=true']) {
      const user = path === 'reports' ? ours.traveler : ours.manager;
      const context = path === 'reports' ? 'TRAVELER' : 'MANAGER';
      const url = `/expensereports/v4/users/${user.id}/context/${context}/${path}`;
      const byUser = await call('GET', url, { as: theirs.as(theirs.manager) });
      assert.ok([403, 404].includes(byUser.status), byUser.text);
      const byCompany = await call('GET', url, { as: theirs.asCompany() });
      assert.doesNotMatch(byCompany.text, /Ours/);
    }
    const report = await call('GET', `/api/v3.0/expense/reports/${reportKey}`, { as: ours.as(ours.traveler) });
    assert.deepEqual([report.json.Name, report.json.ApprovalStatusCode], ['Ours', 'A_PEND']);
  });
});
