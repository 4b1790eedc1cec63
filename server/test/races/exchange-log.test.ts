import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askToken, registerApp, type TestApp } from '../harness/apps.ts';
import { foundCompany } from '../harness/people.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';
import type { Caller } from '../../src/platform/context.ts';

describe('faults and the request log, on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let system: Caller & { companyId: string };
  let app: TestApp;
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({ database: await postgres.freshDatabase(), config: { sandbox: true } });
    const { companyId } = await foundCompany(program);
    system = { actor: { kind: 'system', companyId }, companyId, correlationId: 'test' };
    app = await registerApp(program, { ownerCompanyId: companyId });
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  it('a fault strikes as often as wished, however many call at once; each call is in the log', async () => {
    const draft = { method: 'POST', path: '/oauth2/v0/token', latency: 0, retryAfter: 1, percent: 100, enabled: true } as const;
    const wish = { ...draft, appId: app.id, effect: 'unavailable', remaining: 7 } as const;
    await program.unitOfWork.write(system, (ctx) => program.modules.faults.add(ctx, wish));
    const ask = () => askToken(program, app, { grant_type: 'client_credentials' });
    const answers = await Promise.all(Array.from({ length: 30 }, ask));
    assert.equal(answers.filter(({ statusCode }) => statusCode === 503).length, 7);
    await program.recorder?.settled();
    const log = await program.unitOfWork.read(system, (ctx) => program.modules.exchangeLog.list(ctx, {}, { limit: 100 }));
    assert.deepEqual([log.length, log.filter(({ status }) => status === 503).length], [30, 7]);
    const [newest] = log;
    const one = await program.unitOfWork.read(system, (ctx) => program.modules.exchangeLog.read(ctx, newest?.id ?? ''));
    assert.equal(one.content.request.body.hidden, true);
  });
});
