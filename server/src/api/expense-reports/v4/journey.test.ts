import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { hex32 } from '../../../platform/ids/index.ts';

describe('a report through v4', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
  });
  after(() => program.close());

  const path = (user: { id: string }, context: string, rest = '') =>
    `/expensereports/v4/users/${user.id}/context/${context}${rest}`;

  it('goes from creation over recall and send-back to A_APPR and P_NOTP', async () => {
    const { traveler, manager, processor } = cast;
    const asTraveler = cast.as(traveler);
    const made = await call('POST', path(traveler, 'TRAVELER', '/reports'), {
      as: asTraveler,
      body: {
        name: 'Paris',
        policyId: hex32(cast.policyId),
        businessPurpose: 'Fair',
        customData: [{ id: 'custom3', value: 'x' }],
      },
    });
    assert.equal(made.status, 201, made.text);
    const uri: string = made.json.uri;
    assert.ok(uri.startsWith('http://us.localhost:8080/expensereports/v4/users/'));
    const id = uri.split('/').at(-1) ?? '';
    assert.match(id, /^[0-9A-F]{20}$/);
    const read = async () => (await call('GET', uri, { as: asTraveler })).json;
    const status = async () => {
      const report = await read();
      return [report.approvalStatusId, report.paymentStatusId];
    };
    assert.deepEqual(await status(), ['A_NOTF', 'P_NOTP']);
    const submit = () =>
      call('PATCH', `/expensereports/v4/users/${traveler.id}/reports/${id}/submit`, { as: asTraveler, body: {} });
    const empty = await submit();
    assert.equal(empty.status, 400);
    assert.equal(empty.json.validationErrors[0].id, 'error.submit.no_entries');

    const added = await call('POST', `${uri}/expenses`, {
      as: asTraveler,
      body: {
        expenseType: { id: 'TAXIX' },
        transactionDate: '2026-03-01',
        transactionAmount: { value: 20, currencyCode: 'eur' },
        paymentType: { id: 'CASH' },
        vendor: { description: 'City cabs' },
        location: { name: 'Paris', countryCode: 'FR' },
      },
    });
    assert.equal(added.status, 201, added.text);
    const report = await read();
    assert.deepEqual(report.reportTotal, { value: 25, currencyCode: 'USD' });
    assert.deepEqual(report.amountDueEmployee, { value: 25, currencyCode: 'USD' });
    assert.deepEqual(report.customData, [{ id: 'custom3', value: 'x', isValid: true, listItemUrl: null }]);
    const one = await call('GET', added.json.uri, { as: asTraveler });
    assert.deepEqual(one.json.exchangeRate, { value: 1.25, operation: 'MULTIPLY' });
    assert.deepEqual(one.json.vendor, { id: null, name: null, description: 'City cabs' });
    assert.equal(one.json.taxRateLocation, 'FOREIGN');
    const changed = await call('PATCH', added.json.uri, {
      as: asTraveler,
      body: { transactionAmount: { value: 30, currencyCode: 'EUR' }, vendor: null },
    });
    assert.equal(changed.status, 204, changed.text);
    assert.equal((await read()).reportTotal.value, 37.5);
    assert.equal((await call('GET', added.json.uri, { as: asTraveler })).json.vendor, null);

    assert.equal((await submit()).status, 204);
    assert.deepEqual(await status(), ['A_PEND', 'P_NOTP']);
    const twice = await submit();
    assert.equal(twice.json.validationErrors[0].id, 'error.submit.alreadySubmitted');
    assert.equal((await call('PATCH', `${uri}/recall`, { as: asTraveler, body: {} })).status, 204);
    assert.deepEqual(await status(), ['A_RESU', 'P_NOTP']);
    assert.equal((await submit()).status, 204);

    const waiting = await call('GET', path(manager, 'MANAGER', '/reportsToApprove?includeDelegateApprovals=false'), {
      as: cast.as(manager),
    });
    assert.deepEqual(
      waiting.json.map((item: { reportId: string }) => item.reportId),
      [id],
    );
    const atManager = path(manager, 'MANAGER', `/reports/${id}`);
    const own = await call('PATCH', path(traveler, 'MANAGER', `/reports/${id}/approve`), { as: asTraveler, body: {} });
    assert.equal(own.status, 400, own.text);
    assert.equal(own.json.validationErrors[0].id, 'cannot_approve_your_own_report');
    const silent = await call('PATCH', `${atManager}/sendBack`, { as: cast.as(manager), body: {} });
    assert.equal(silent.json.validationErrors[0].id, 'error.workflow.noComments');
    const late = await call('PATCH', `${atManager}/approve`, { as: cast.as(manager), body: { expectedStepSequence: '7' } });
    assert.equal(late.json.validationErrors[0].id, 'instance_out_of_date');
    const back = await call('PATCH', `${atManager}/sendBack`, { as: cast.as(manager), body: { comment: 'Add the route.' } });
    assert.equal(back.status, 204, back.text);
    const returned = await read();
    assert.deepEqual([returned.approvalStatusId, returned.isSentBack, returned.isReportEverSentBack], ['A_RESU', true, true]);
    const comments = await call('GET', `${uri}/comments`, { as: asTraveler });
    assert.equal(comments.json[0].comment, 'Add the route.');
    assert.equal(comments.json[0].author.employeeUuid, manager.id);
    assert.match(comments.json[0].stepInstanceId, /^[0-9A-F]{32}$/);

    assert.equal((await submit()).status, 204);
    assert.equal((await call('PATCH', `${atManager}/approve`, { as: cast.as(manager), body: { comment: 'Fine.' } })).status, 204);
    assert.deepEqual(await status(), ['A_ACCO', 'P_NOTP']);
    const atProcessor = path(processor, 'MANAGER', `/reports/${id}`);
    const done = await call('PATCH', `${atProcessor}/approve`, { as: cast.as(processor), body: {} });
    assert.equal(done.status, 204, done.text);
    assert.deepEqual(await status(), ['A_APPR', 'P_NOTP']);
    const recall = await call('PATCH', `${uri}/recall`, { as: asTraveler, body: {} });
    assert.equal(recall.json.validationErrors[0].id, 'error.recall.cannotRecall');
  });
});
