import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';
import { assertProblem, Desk } from '../desk.ts';

/** Comments and exceptions of reports and expenses in v4, by users and by a company token. */
export function v4Comments(client: () => Client): void {
  const desk = new Desk(client);
  const stackOf = async (level: 'report' | 'expense') => {
    const id = await desk.newReport(`Conformance comments of a ${level}`);
    const tail = level === 'expense' ? `/expenses/${await desk.addExpense(id, 12)}` : '';
    return { id, tail };
  };
  const texts = (json: Json) => (json as unknown as { comment: string }[]).map(({ comment }) => comment);

  describe('v4 comments', () => {
    for (const level of ['report', 'expense'] as const)
      for (const by of ['traveler', 'company'])
        it(`of a ${level} are a stack for a ${by}’s token`, async () => {
          const { id, tail } = await stackOf(level);
          const path = `${by === 'company' ? desk.short(id) : desk.own(id)}${tail}/comments`;
          const call = (method: string, comment?: string) =>
            desk.call(method, path, { by, ...(comment === undefined ? {} : { body: { comment } }) });
          assertProblem(await call('PUT', 'none yet'), 404);
          assertProblem(await call('DELETE'), 404);
          const first = await call('POST', 'First');
          assert.equal(first.status, 201, first.text);
          assert.equal(String(first.json['uri']), client().target.baseUrl + path);
          assert.equal((await call('POST', 'Second')).status, 201);
          const rewritten = await call('PUT', 'Second, rewritten');
          assert.equal(rewritten.status, 200, rewritten.text);
          const list = await call('GET');
          assert.deepEqual(texts(list.json), ['Second, rewritten', 'First']);
          const [latest, before] = list.json as unknown as Json[];
          assert.deepEqual([latest?.['isLatest']?.valueOf(), before?.['isLatest']?.valueOf()], [true, false]);
          if (by === 'traveler') assert.equal(String(latest?.['author']?.['employeeUuid']), client().user('traveler').id);
          assert.equal(level === 'expense', typeof latest?.['expenseId'] === 'string');
          assert.equal((await call('DELETE')).status, 204);
          assert.deepEqual(texts((await call('GET')).json), ['First']);
          assertProblem(await call('POST', 'x'.repeat(2001)), 400);
          assertProblem(await desk.call('POST', path, { by, body: {} }), 400, 'field.required');
          if (by === 'company') assertProblem(await desk.call('GET', path), 401);
        });

    it('of a report show those of its expenses on request', async () => {
      const { id, tail } = await stackOf('expense');
      await desk.call('POST', `${desk.own(id)}${tail}/comments`, { body: { comment: 'Of the expense' } });
      await desk.call('POST', `${desk.own(id)}/comments`, { body: { comment: 'Of the report' } });
      assert.deepEqual(texts((await desk.call('GET', `${desk.own(id)}/comments`)).json), ['Of the report']);
      const all = await desk.call('GET', `${desk.own(id)}/comments?includeAllComments=true`);
      assert.deepEqual(texts(all.json).sort(), ['Of the expense', 'Of the report']);
      assertProblem(await desk.call('GET', `${desk.own('0'.repeat(20))}/comments`), 404);
      assertProblem(await desk.call('GET', `${desk.own(id)}/expenses/${'0'.repeat(32)}/comments`), 404);
    });

    it('are added by the approver in the approver’s context', async () => {
      const id = await desk.submitted('Conformance manager comment');
      const path = `${desk.path('manager', 'MANAGER')}/reports/${id}/comments`;
      const made = await desk.call('POST', path, { by: 'manager', body: { comment: 'Which fair?' } });
      assert.equal(made.status, 201, made.text);
      const [comment] = (await desk.call('GET', path, { by: 'manager' })).json as unknown as Json[];
      assert.match(String(comment?.['stepInstanceId']), /^[0-9A-F]{32}$/);
      assertProblem(await desk.call('DELETE', path, { by: 'manager' }), 403);
    });
  });

  describe('v4 exceptions', () => {
    const firstAllocation = async (id: string, tail: string): Promise<string> => {
      const listed = await desk.call('GET', `${desk.own(id)}${tail}/allocations`);
      assert.equal(listed.status, 200, listed.text);
      const [first] = listed.json as unknown as Json[];
      return `${tail}/allocations/${String(first?.['allocationId'])}`;
    };

    it('of a missing receipt arise and pass with the amount', async () => {
      const id = await desk.newReport('Conformance receipt');
      const expense = await desk.addExpense(id, 900);
      const path = `${desk.own(id)}/expenses/${expense}`;
      const list = await desk.call('GET', `${path}/exceptions?excludeItemizations=true`);
      assert.equal(list.status, 200, list.text);
      const [exception] = list.json as unknown as Json[];
      assert.deepEqual([String(exception?.['exceptionCode']), String(exception?.['expenseId'])], ['NORECEPT', expense]);
      assert.equal(exception?.['isBlocking']?.valueOf(), false);
      assert.ok(String(exception?.['message']).length > 0);
      const ofReport = `${desk.own(id)}/exceptions`;
      assert.equal(((await desk.call('GET', ofReport)).json as unknown as Json[]).length, 1);
      assert.deepEqual((await desk.call('GET', `${ofReport}?excludeExpenses=true`)).json as unknown, []);
      assertProblem(
        await desk.call('DELETE', `${desk.short(id)}/expenses/${expense}/exceptions/NORECEPT`, { by: 'company' }),
        400,
      );
      await desk.call('PATCH', path, { body: { transactionAmount: { value: 9, currencyCode: 'USD' } } });
      assert.deepEqual((await desk.call('GET', ofReport)).json as unknown, []);
    });

    for (const level of ['report', 'expense', 'allocation'] as const)
      it(`are put on ${level === 'report' ? 'a' : 'an'} ${level} and taken off by a company token`, async () => {
        const { id, tail: above } = await stackOf(level === 'report' ? 'report' : 'expense');
        if (level === 'report') await desk.addExpense(id, 5);
        const tail = level === 'allocation' ? await firstAllocation(id, above) : above;
        const path = `${desk.short(id)}${tail}/exceptions`;
        const put = (exceptionCode: string, exceptionVisibility = 'ALL', by = 'company') =>
          desk.call('PUT', path, { by, body: { exceptionCode, exceptionVisibility } });
        const added = await put('APIBLOCK');
        assert.equal(added.status, 200, added.text);
        assert.equal((await put('APIWARN', 'PROCESSOR')).status, 200);
        const codes = async (by: string, at = path) =>
          ((await desk.call('GET', at, { by })).json as unknown as { exceptionCode: string }[])
            .map((one) => one.exceptionCode)
            .sort();
        assert.deepEqual(await codes('company'), ['APIBLOCK', 'APIWARN']);
        assert.deepEqual(await codes('traveler', `${desk.own(id)}${tail}/exceptions`), ['APIBLOCK']);
        const blocked = await desk.submit(id);
        assertProblem(blocked, 400, `error.submit.${level === 'report' ? 'rpt' : 'entry'}XctMaxThreshold`);
        assert.equal(await desk.status(id), 'A_NOTF');
        for (const code of ['APIBLOCK', 'APIWARN'])
          assert.equal((await desk.call('DELETE', `${path}/${code}`, { by: 'company' })).status, 204);
        const gone = await desk.call('DELETE', `${path}/APIBLOCK`, { by: 'company' });
        assertProblem(gone, 400, 'exceptionCode.notDeletable');
        assert.equal((await desk.submit(id)).status, 204);
        assertProblem(await put('NOSUCH'), 400);
        assertProblem(await put('APIWARN', 'NOBODY'), 400);
        assertProblem(await put('APIWARN', 'ALL', 'traveler'), 401);
        assertProblem(await desk.call('GET', path), 401);
      });
  });
}
