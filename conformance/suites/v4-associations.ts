import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from '../client.ts';
import { assertProblem, Desk } from '../desk.ts';

const NOBODYS = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

/** Cash advances and requests of reports in v4. */
export function v4Associations(client: () => Client): void {
  const desk = new Desk(client);
  const cashAdvances = (id: string) => `${desk.short(id)}/cashAdvances`;

  describe('v4 associations', () => {
    for (const by of ['traveler', 'company'])
      it(`of cash advances are set and taken away with a ${by}’s token`, async () => {
        const id = await desk.newReport('Conformance cash advances');
        const path = cashAdvances(id);
        const set = await desk.call('POST', path, { by, body: { cashAdvanceIds: [] } });
        assert.equal(set.status, 201, set.text);
        assert.equal(String(set.json['uri']), client().target.baseUrl + path);
        const got = await desk.call('GET', path, { by });
        assert.equal(got.status, 200, got.text);
        assert.deepEqual(JSON.parse(got.text), { cashAdvances: [] });
        assert.equal((await desk.call('DELETE', `${path}?cashAdvanceIds=${NOBODYS}`, { by })).status, 204);
        const refused = await desk.call('POST', path, { by, body: { cashAdvanceIds: [NOBODYS] } });
        assertProblem(refused, 400, 'field.invalidValue');
        assertProblem(await desk.call('POST', path, { by, body: { cashAdvanceIds: ['x'] } }), 400);
        assertProblem(await desk.call('POST', path, { by, body: {} }), 400, 'field.required');
        assertProblem(await desk.call('DELETE', path, { by }), 400, 'field.required');
      });

    it('of cash advances are refused to strangers, and to reports that are none or have left', async () => {
      const id = await desk.submitted('Conformance cash advances, submitted');
      assertProblem(await desk.call('GET', cashAdvances('0'.repeat(20))), 404);
      assertProblem(await desk.call('GET', cashAdvances('x')), 400);
      assertProblem(await client().call('GET', cashAdvances(id)), 401);
      assertProblem(await desk.call('POST', cashAdvances(id), { by: 'manager', body: { cashAdvanceIds: [] } }), 403);
      assertProblem(await desk.call('POST', cashAdvances(id), { body: { cashAdvanceIds: [] } }), 400, 'report.submitted');
    });

    it('of requests are told to the owner, the approver and programs', async () => {
      const id = await desk.submitted('Conformance requests');
      const own = `${desk.own(id)}/requestassociations`;
      for (const [path, by] of [
        [own, 'traveler'],
        [own, 'company'],
        [`${desk.path('manager', 'MANAGER')}/reports/${id}/requestassociations`, 'manager'],
      ] as const) {
        const got = await desk.call('GET', path, { by });
        assert.equal(got.status, 200, got.text);
        assert.deepEqual(JSON.parse(got.text), { requests: [] });
      }
      assertProblem(await desk.call('GET', own.replace('TRAVELER', 'NOBODY')), 400);
      assertProblem(await desk.call('GET', `${desk.own('x')}/requestassociations`), 400);
      assertProblem(await client().call('GET', own), 401);
      assertProblem(await desk.call('GET', `${desk.path('manager', 'TRAVELER')}/reports/${id}/requestassociations`), 403);
      assertProblem(await desk.call('GET', `${desk.own('0'.repeat(20))}/requestassociations`), 404);
    });
  });
}
