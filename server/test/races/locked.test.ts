import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openServer, type ServerDatabase } from '../../src/platform/db/database.ts';
import { hex32 } from '../../src/platform/ids/index.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';
import { castOf, clientOf, type Cast, type Client, type Reply } from '../harness/reports.ts';

/** What the pages list as 409 and 503: another process holds a report, or the database is away. */
describe('a call that cannot be served for now', () => {
  let postgres: TestPostgres;
  let database: ServerDatabase;
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let as: string;
  let isAway = false;
  before(async () => {
    postgres = await startPostgres();
    database = await openServer({ url: await postgres.freshUrl(), lockTimeoutMs: 100 });
    program = await testProgram({ database, config: { logLevel: 'silent' } });
    cast = await castOf(program);
    call = clientOf(program);
    as = cast.as(cast.traveler);
  });
  after(async () => {
    await program.close();
    if (!isAway) await postgres.stop();
  });

  const reports = () => `/expensereports/v4/users/${cast.traveler.id}/context/TRAVELER/reports`;
  const newReport = { name: 'Held', policyId: '' };
  async function held(): Promise<{ uri: string; id: string; expense: string }> {
    const made = await call('POST', reports(), { as, body: { ...newReport, policyId: hex32(cast.policyId) } });
    const uri: string = made.json.uri;
    const taxi = {
      expenseType: { id: 'TAXIX' },
      transactionDate: '2026-03-01',
      transactionAmount: { value: 20, currencyCode: 'USD' },
    };
    const added = await call('POST', `${uri}/expenses`, { as, body: taxi });
    assert.equal(added.status, 201, added.text);
    return { uri, id: uri.split('/').at(-1) ?? '', expense: added.json.uri.split('/').at(-1) };
  }

  it('answers 409 while another process holds the report, and serves it afterwards', async () => {
    const { id, expense } = await held();
    const asCompany = cast.asCompany();
    const short = `/expensereports/v4/reports/${id}`;
    const attempts: readonly (readonly [name: string, attempt: () => Promise<Reply>, status: number])[] = [
      [
        'PATCH expense',
        () =>
          call('PATCH', `${short}/expenses/${expense}`, {
            as: asCompany,
            body: { expenseSource: 'OTHER', businessPurpose: 'x' },
          }),
        204,
      ],
      ['DELETE expense', () => call('DELETE', `${short}/expenses/${expense}`, { as }), 204],
      ['submit', () => call('PATCH', `/expensereports/v4/users/${cast.traveler.id}/reports/${id}/submit`, { as }), 400],
      ['DELETE report', () => call('DELETE', short, { as }), 204],
    ];
    await database.root.transaction().execute(async (tx) => {
      await sql`select 1 from report where company_id = ${cast.home.companyId} for update`.execute(tx);
      for (const [name, attempt] of attempts) {
        const refused = await attempt();
        assert.deepEqual(
          [refused.status, refused.json.httpStatus, refused.headers['retry-after']],
          [409, '409 Conflict', '1'],
          name,
        );
        assert.match(refused.json.errorMessage, /Another process holds the resource/);
      }
      // The older generation has 400 for a conflict of the database.
      const v3 = await call('PUT', `/api/v3.0/expense/reports/${id}`, { as, body: { Name: 'x' } });
      assert.deepEqual([v3.status, /Another process/.test(v3.text)], [400, true], v3.text);
    });
    for (const [name, attempt, status] of attempts) assert.equal((await attempt()).status, status, name);
  });

  it('answers 409 to a repeated creation while the first one runs', async () => {
    const headers = { 'idempotency-id': 'one and the same' };
    const create = () => call('POST', reports(), { as, headers, body: { ...newReport, policyId: hex32(cast.policyId) } });
    // The first one waits for a row that it needs, held here.
    const [first, second] = await database.root.transaction().execute(async (tx) => {
      await sql`lock table report in share mode`.execute(tx);
      const running = create();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const repeated = await create();
      return [running, repeated] as const;
    });
    assert.equal(second.status, 409, second.text);
    assert.match(second.json.errorMessage, /same idempotency-id is being processed/);
    await first;
    const made = await create();
    assert.equal(made.status, 201);
    assert.equal((await create()).json.uri, made.json.uri);
  });

  it('answers 503 when the database is away', async () => {
    await postgres.stop();
    isAway = true;
    const rates = { currency_sets: [{ from_crn_code: 'EUR', to_crn_code: 'USD', start_date: '2026-01-01', rate: 1.1 }] };
    const scopes = ['expense.exchangerate.writeonly'];
    const away = await call('POST', '/exchangerate/v4/rates', { as: cast.asCompany(scopes), body: rates });
    assert.deepEqual([away.status, away.headers['retry-after']], [503, '5'], away.text);
    assert.equal((await call('GET', '/api/v3.0/expense/reports', { as })).status, 503);
  });
});
