import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';
import { assertProblem, Desk, recentDay } from '../desk.ts';

/** Headers of reports in v4: reading, writing, listing, deleting. */
export function v4Reports(client: () => Client): void {
  const desk = new Desk(client);

  describe('v4 reports', () => {
    it('are created with what was sent, on the host that was called', async () => {
      const body = {
        name: 'Conformance header',
        policyId: await desk.policyId(),
        businessPurpose: 'Fair',
        comment: 'Made by a test',
        countryCode: 'US',
        countrySubDivisionCode: 'US-WA',
        reportDate: recentDay(3),
        startDate: recentDay(9),
        endDate: recentDay(4),
        customData: [{ id: 'custom1', value: 'blue' }],
      };
      const made = await desk.call('POST', desk.own(), { body });
      assert.equal(made.status, 201, made.text);
      const uri = String(made.json['uri']);
      assert.ok(uri.startsWith(client().target.baseUrl + desk.own()), uri);
      const { json: report } = await desk.call('GET', uri);
      for (const name of [
        'name',
        'businessPurpose',
        'countryCode',
        'countrySubDivisionCode',
        'reportDate',
        'startDate',
        'endDate',
      ] as const)
        assert.equal(String(report[name]), body[name], name);
      assert.equal(String(report['country']), 'United States');
      assert.equal(String(report['customData']?.[0]?.['value']), 'blue');
      assert.match(String(report['reportId']), /^[0-9A-F]{20}$/);
      assert.match(String(report['reportNumber']), /^[0-9A-Z]{6}$/);
      assert.match(String(report['policyId']), /^[0-9A-F]{32}$/);
      assert.equal(String(report['userId']), client().user('traveler').id);
      assert.deepEqual([String(report['approvalStatusId']), String(report['paymentStatusId'])], ['A_NOTF', 'P_NOTP']);
      assert.deepEqual(report['reportTotal'] as unknown, { value: 0, currencyCode: 'USD' });
      assert.equal(report['isSubmitted']?.valueOf(), false);
      assert.equal(String(report['defaultFieldAccess']), 'RW');
      const self = (report['links'] as unknown as { rel: string; href: string }[]).find(({ rel }) => rel === 'self');
      assert.equal(self?.href, uri);
    });

    it('are created once for one idempotency-id', async () => {
      const headers = { 'idempotency-id': `conformance-${Date.now()}` };
      const body = { name: 'Conformance once', policyId: await desk.policyId() };
      const first = await desk.call('POST', desk.own(), { body, headers });
      const again = await desk.call('POST', desk.own(), { body, headers });
      assert.deepEqual([first.status, again.status], [201, 201], again.text);
      assert.equal(again.text, first.text);
    });

    it('are refused with the member that is wrong', async () => {
      const name = 'Conformance refused';
      const policyId = await desk.policyId();
      const missing = await desk.call('POST', desk.own(), { body: { name } });
      assertProblem(missing, 400, 'field.required');
      assert.equal(String(missing.json['validationErrors']?.[0]?.['source']), 'policyId');
      const unknown = await desk.call('POST', desk.own(), { body: { name, policyId, colour: 'blue' } });
      assertProblem(unknown, 400);
      assert.match(unknown.text, /Unrecognized field/);
      assertProblem(await desk.call('POST', desk.own(), { body: { name, policyId: 'x' } }), 400);
      assertProblem(await desk.call('POST', desk.own(), { body: { name, policyId: '0'.repeat(32) } }), 400);
      assertProblem(await desk.call('POST', desk.own(), { body: { name, policyId, reportDate: '2026-13-01' } }), 400);
      assertProblem(await desk.call('POST', desk.own(), { body: { name, policyId, countryCode: 'XX' } }), 400);
      assertProblem(await desk.call('POST', desk.own(), { headers: { 'content-type': 'application/json' } }), 400);
      assertProblem(await desk.call('POST', desk.own(), { body: { name: 'a\u0000b', policyId } }), 400);
      assertProblem(await desk.call('POST', desk.own(), { body: { name: '\ud800', policyId } }), 400);
      assertProblem(await desk.call('PUT', desk.own(), { body: {} }), 405);
    });

    it('change by merge patch: absent stays, null clears', async () => {
      const id = await desk.newReport('Conformance patch', {
        businessPurpose: 'Fair',
        customData: [{ id: 'custom1', value: 'a' }],
      });
      const patch = (body: unknown) => desk.call('PATCH', desk.own(id), { body });
      assert.equal((await patch({ name: 'Renamed', reportSource: 'OTHER' })).status, 204);
      const renamed = await desk.read(id);
      assert.deepEqual([String(renamed['name']), String(renamed['businessPurpose'])], ['Renamed', 'Fair']);
      assert.equal((await patch({ businessPurpose: null, customData: [{ id: 'custom2', value: 'b' }] })).status, 204);
      const cleared = await desk.read(id);
      assert.equal(cleared['businessPurpose'] as unknown, null);
      const custom = cleared['customData'] as unknown as { id: string; value: string }[];
      assert.deepEqual(Object.fromEntries(custom.map((one) => [one.id, one.value])), { custom1: 'a', custom2: 'b' });
      assert.ok(Number(cleared['reportVersion']) > Number(renamed['reportVersion']));
      assertProblem(await patch({ colour: 'blue' }), 400);
      assertProblem(await patch({ reportSource: 'PIGEON' }), 400);
    });

    it('do not change in the traveler’s hand once submitted, but by a company token', async () => {
      const id = await desk.submitted('Conformance submitted');
      const header = await desk.read(id);
      assert.equal(String(header['defaultFieldAccess']), 'RO');
      assertProblem(await desk.call('PATCH', desk.own(id), { body: { name: 'x' } }), 400, 'report.submitted');
      const short = (body: unknown, by = 'company') => desk.call('PATCH', desk.short(id), { by, body });
      assert.equal((await short({ businessPurpose: 'By the company', isPaperReceiptsReceived: true })).status, 204);
      const changed = await desk.read(id);
      assert.equal(String(changed['businessPurpose']), 'By the company');
      assert.equal(changed['isPaperReceiptsReceived']?.valueOf(), true);
      assert.equal(String(changed['approvalStatusId']), 'A_PEND');
      assertProblem(await short({ reportDate: recentDay(1) }), 400);
      assertProblem(await short({ businessPurpose: 'x'.repeat(65) }), 400);
      const byUser = await short({ name: 'x' }, 'traveler');
      assertProblem(byUser, 401);
      assert.match(byUser.text, /only accessible by a valid company JWT/);
      assertProblem(await desk.call('PATCH', desk.short('0'.repeat(20)), { by: 'company', body: { name: 'x' } }), 404);
    });

    it('are deleted while unsubmitted, on either path', async () => {
      const [one, two, three] = [
        await desk.newReport('Delete 1'),
        await desk.newReport('Delete 2'),
        await desk.newReport('Delete 3'),
      ];
      assert.equal((await desk.call('DELETE', desk.short(one))).status, 204);
      assert.equal((await desk.call('DELETE', desk.short(two), { by: 'company' })).status, 204);
      assert.equal((await desk.call('DELETE', desk.own(three))).status, 204);
      for (const id of [one, two, three]) assertProblem(await desk.call('GET', desk.own(id)), 404);
      assertProblem(await desk.call('DELETE', desk.short(one)), 404);
      const submitted = await desk.submitted('Conformance kept');
      assertProblem(await desk.call('DELETE', desk.short(submitted)), 400);
      assertProblem(await desk.call('DELETE', desk.own(submitted)), 400);
      assert.equal(await desk.status(submitted), 'A_PEND');
    });

    it('are read in every context by whoever stands there', async () => {
      const id = await desk.submitted('Conformance contexts');
      const as = (key: string, context: string) => desk.call('GET', `${desk.path(key, context)}/reports/${id}`, { by: key });
      assert.equal((await as('manager', 'MANAGER')).status, 200);
      assert.equal((await as('processor', 'PROCESSOR')).status, 200);
      assert.equal((await desk.call('GET', desk.own(id), { by: 'company' })).status, 200);
      assertProblem(await as('manager', 'PROCESSOR'), 403);
      assertProblem(await as('admin', 'TRAVELER'), 403);
      const german = await desk.call('GET', desk.own(id), { headers: { 'accept-language': 'de' } });
      assert.equal(String(german.json['currency']), 'US-Dollar');
    });

    it('are refused for wrong contexts, tokens and scopes', async () => {
      const id = await desk.newReport('Conformance scopes');
      const supported = await desk.call('GET', desk.own(id).replace('TRAVELER', 'NOBODY'));
      assertProblem(supported, 400);
      assert.match(supported.text, /Specified context not supported/);
      const wrong = await desk.call('PATCH', desk.own(id).replace('TRAVELER', 'MANAGER'), { body: {} });
      assertProblem(wrong, 403);
      assert.match(wrong.text, /Specified context type is invalid for this API/);
      assertProblem(await client().call('GET', desk.own(id)), 401);
      const reading = await desk.token('expense.report.read');
      assert.equal((await client().call('GET', desk.own(id), { token: reading })).status, 200);
      const writing = await client().call('PATCH', desk.own(id), { token: reading, body: { name: 'x' } });
      assertProblem(writing, 403);
      assert.match(writing.text, /expense\.report\.readwrite/);
      assertProblem(await client().call('GET', desk.own(id), { token: await desk.token('user.read') }), 403);
    });
  });

  describe('v4 lists', () => {
    it('page through the own reports by links', async () => {
      const seen: string[] = [];
      const first = await desk.call('GET', `${desk.own()}?size=7`);
      let page = first;
      for (;;) {
        assert.equal(page.status, 200, page.text);
        for (const report of page.json['content'] as unknown as { reportId: string }[]) seen.push(report.reportId);
        const next = (page.json['links'] as unknown as { rel: string; href: string }[]).find(({ rel }) => rel === 'next');
        if (!next) break;
        page = await desk.call('GET', next.href);
      }
      assert.equal(new Set(seen).size, Number(first.json['totalElements']));
      assert.equal(seen.length, Number(first.json['totalElements']));
      assert.equal(Number(first.json['totalPages']), Math.ceil(seen.length / 7));
      const last = page.json['links'] as unknown as { rel: string }[];
      assert.ok(last.some(({ rel }) => rel === 'prev'));
      assertProblem(await desk.call('GET', `${desk.own()}?size=0`), 400);
      assertProblem(await desk.call('GET', `${desk.path('traveler', 'MANAGER')}/reports`), 403);
    });

    it('hold what waits for an approver, sorted, until it is approved', async () => {
      const id = await desk.submitted('Conformance to approve');
      const waiting = async (key: string, query = ''): Promise<Json[]> => {
        const list = await desk.call('GET', `${desk.path(key, 'MANAGER')}/reportsToApprove${query}`, { by: key });
        assert.equal(list.status, 200, list.text);
        return list.json as unknown as Json[];
      };
      const mine = (await waiting('manager')).find((one) => String(one['reportId']) === id);
      assert.equal(String(mine?.['name']), 'Conformance to approve');
      assert.equal(String(mine?.['approver']?.['employeeUuid']), client().user('manager').id);
      const amounts = (await waiting('manager', '?sort=claimedAmount&order=asc')).map((one) =>
        Number(one['claimedAmount']?.['value']),
      );
      assert.deepEqual(
        amounts,
        amounts.toSorted((a, b) => a - b),
      );
      const dates = (await waiting('manager', '?includeDelegateApprovals=true')).map((one) => String(one['reportDate']));
      assert.deepEqual(dates, dates.toSorted().toReversed());
      assert.equal((await desk.act('manager', id, 'approve')).status, 204);
      assert.ok(!(await waiting('manager')).some((one) => String(one['reportId']) === id));
      assertProblem(
        await desk.call('GET', `${desk.path('manager', 'MANAGER')}/reportsToApprove?sort=colour`, { by: 'manager' }),
        400,
      );
      assertProblem(await desk.call('GET', `${desk.path('manager', 'TRAVELER')}/reportsToApprove`, { by: 'manager' }), 403);
      assertProblem(await desk.call('GET', `${desk.path('manager', 'MANAGER')}/reportsToApprove`), 403);
    });
  });
}
