import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../app.ts';
import { castOf, clientOf, type Cast, type Client } from '../../../../test/harness/reports.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { createExpense, type CashAdvances, type Requests } from '../../../modules/expense/index.ts';
import { hex32, newId } from '../../../platform/ids/index.ts';

describe('what reports are associated with', () => {
  let program: TestProgram;
  /** The same program with the other side of the ports: advances of the traveler's, and a request. */
  let provided: TestProgram;
  let cast: Cast;
  let call: Client;
  let bare: Client;
  let as: string;
  let first: string;
  let second: string;
  let foreign: string;
  let request: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    bare = clientOf(program);
    const owners = new Map<string, string>();
    const advanceOf = (ownerId: string) => {
      const id = newId(program.clock);
      owners.set(id, ownerId);
      return id;
    };
    first = advanceOf(cast.traveler.id);
    second = advanceOf(cast.traveler.id);
    foreign = advanceOf(cast.colleague.id);
    request = newId(program.clock);
    const cashAdvances: CashAdvances = {
      existing: async (_ctx, { ownerId, ids }) => new Set(ids.filter((id) => owners.get(id) === ownerId)),
    };
    const requests: Requests = { ofReport: async () => [request] };
    const expense = createExpense({ ...program.modules, cashAdvances, requests });
    const app = await createApp(
      { ...program, modules: { ...program.modules, expense } },
      {
        checkAnswers: true,
        authenticate: (own) => async (authorization, site) => program.actorOf(authorization) ?? own(authorization, site),
      },
    );
    provided = { ...program, app };
    call = clientOf(provided);
    as = cast.as(cast.traveler);
  });
  after(async () => {
    await provided.app.close();
    await program.close();
  });

  const reports = (user = cast.traveler, context = 'TRAVELER') =>
    `/expensereports/v4/users/${user.id}/context/${context}/reports`;
  const create = async (): Promise<string> => {
    const made = await call('POST', reports(), { as, body: { name: 'On tour', policyId: hex32(cast.policyId) } });
    assert.equal(made.status, 201, made.text);
    return made.json.uri.split('/').at(-1);
  };
  const path = (id: string) => `/expensereports/v4/reports/${id}/cashAdvances`;
  const listed = async (id: string, token = as) => {
    const reply = await call('GET', path(id), { as: token });
    assert.equal(reply.status, 200, reply.text);
    return reply.json.cashAdvances.map((one: { id: string }) => one.id);
  };
  const set = (id: string, cashAdvanceIds: unknown, token = as) =>
    call('POST', path(id), { as: token, body: { cashAdvanceIds } });
  const remove = (id: string, ids: readonly string[], token = as) =>
    call('DELETE', `${path(id)}?${ids.map((one) => `cashAdvanceIds=${one}`).join('&')}`, { as: token });

  it('expense 19: cash advances are replaced all at once, and taken away by repeated query values', async () => {
    const id = await create();
    assert.deepEqual(await listed(id), []);
    const made = await set(id, [first]);
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.json, { uri: `http://us.localhost:8080${path(id)}` });
    assert.deepEqual(await listed(id), [first]);
    assert.equal((await set(id, [second.toUpperCase(), first, first])).status, 201);
    assert.deepEqual(await listed(id), [second, first]);
    assert.equal((await remove(id, [first, second])).status, 204);
    assert.deepEqual(await listed(id), []);
    await set(id, [first, second], cast.asCompany());
    assert.equal((await remove(id, [second], cast.asCompany())).status, 204);
    assert.deepEqual(await listed(id, cast.asCompany()), [first]);
    assert.equal((await remove(id, [second])).status, 204);
    assert.deepEqual(await listed(id), [first]);
    assert.equal((await set(id, [])).status, 201);
    assert.deepEqual(await listed(id), []);
  });

  it('expense 19: one advance that is not the owner’s refuses all of them', async () => {
    const id = await create();
    await set(id, [first]);
    for (const other of [foreign, newId(program.clock)]) {
      const refused = await set(id, [second, other]);
      assert.equal(refused.status, 400, refused.text);
      const [error] = refused.json.validationErrors;
      assert.deepEqual([error.id, error.source], ['field.invalidValue', 'cashAdvanceIds']);
      assert.ok(error.message.includes(other) && !error.message.includes(second));
      assert.deepEqual(await listed(id), [first]);
    }
  });

  it('a company without cash advances knows none of them', async () => {
    const id = await create();
    assert.equal((await bare('POST', path(id), { as, body: { cashAdvanceIds: [first] } })).status, 400);
    assert.equal((await bare('POST', path(id), { as, body: { cashAdvanceIds: [] } })).status, 201);
    assert.deepEqual((await bare('GET', path(id), { as })).json, { cashAdvances: [] });
    assert.deepEqual((await bare('GET', `${reports()}/${id}/requestassociations`, { as })).json, { requests: [] });
  });

  it('every documented refusal of cash advances', async () => {
    const id = await create();
    const body = { cashAdvanceIds: [first] };
    const query = `?cashAdvanceIds=${first}`;
    for (const [method, suffix, given] of [
      ['GET', '', {}],
      ['POST', '', { body }],
      ['DELETE', query, {}],
    ] as const) {
      const at = async (report: string, token: string | undefined, status: number) => {
        const reply = await call(method, path(report) + suffix, { ...given, ...(token === undefined ? {} : { as: token }) });
        assert.equal(reply.status, status, `${method} ${reply.text}`);
      };
      await at('x', as, 400);
      await at(id, undefined, 401);
      await at(id, cast.as(cast.colleague), 403);
      await at(id, cast.as(cast.traveler, ['user.read']), 403);
      await at('0'.repeat(20), as, 404);
      if (method !== 'GET') await at(id, cast.as(cast.traveler, ['expense.report.read']), 403);
    }
    for (const wrong of [{ cashAdvanceIds: ['x'] }, { cashAdvanceIds: 'x' }, {}, { ids: [] }])
      assert.equal((await call('POST', path(id), { as, body: wrong })).status, 400);
    assert.equal((await remove(id, [])).status, 400);
    assert.equal((await remove(id, ['x'])).status, 400);
  });

  it('a submitted report keeps its cash advances', async () => {
    const id = await create();
    await set(id, [first]);
    const taxi = {
      expenseType: { id: 'TAXIX' },
      transactionDate: '2026-03-01',
      transactionAmount: { value: 20, currencyCode: 'USD' },
    };
    assert.equal((await call('POST', `${reports()}/${id}/expenses`, { as, body: taxi })).status, 201);
    const submit = `/expensereports/v4/users/${cast.traveler.id}/reports/${id}/submit`;
    assert.equal((await call('PATCH', submit, { as, body: {} })).status, 204);
    assert.equal((await set(id, [])).json.validationErrors[0].id, 'report.submitted');
    assert.equal((await remove(id, [first])).status, 400);
    assert.deepEqual(await listed(id, cast.as(cast.manager)), [first]);
    assert.equal((await set(id, [], cast.as(cast.manager))).status, 403);
  });

  it('requests are told to all who see the report', async () => {
    const id = await create();
    const get = (given: { user?: Cast['traveler']; context?: string; token?: string; report?: string } = {}) =>
      call(
        'GET',
        `${reports(given.user, given.context)}/${given.report ?? id}/requestassociations`,
        given.token === '' ? {} : { as: given.token ?? as },
      );
    assert.deepEqual((await get()).json, { requests: [{ id: hex32(request) }] });
    assert.equal((await get({ token: cast.asCompany() })).status, 200);
    assert.equal((await get({ context: 'NOBODY' })).status, 400);
    assert.equal((await get({ report: 'x' })).status, 400);
    assert.equal((await get({ token: '' })).status, 401);
    assert.equal((await get({ token: cast.as(cast.colleague) })).status, 403);
    assert.equal((await get({ user: cast.manager, context: 'MANAGER', token: cast.as(cast.manager) })).status, 403);
    assert.equal((await get({ token: cast.as(cast.traveler, ['user.read']) })).status, 403);
    assert.equal((await get({ report: '0'.repeat(20) })).status, 404);
  });
});
