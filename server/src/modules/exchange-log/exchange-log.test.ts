import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { registerApp } from '../../../test/harness/apps.ts';
import { foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';
import type { Exchange } from '../../platform/http/exchange.ts';
import type { Recorder } from './index.ts';

const DAY = 86_400_000;

describe('writing the request log', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let appId = '';
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
    appId = (await registerApp(program, { ownerCompanyId: company.companyId })).id;
  });
  after(() => program.close());

  const settings = { days: 7, perCompany: 1000, perSecond: 5, reclaims: true };
  const open = (over: Partial<typeof settings> = {}): Recorder =>
    program.modules.exchangeLog.recorder({ work: program.unitOfWork, settings: { ...settings, ...over }, log: program.log });
  const exchange = (over: Partial<Exchange> = {}): Exchange => ({
    operation: 'things.v4.getThing',
    method: 'GET',
    url: '/things/1',
    origin: 'http://127.0.0.1:8080',
    address: '127.0.0.1',
    endedAt: new Date(),
    milliseconds: 2,
    correlationId: 'c',
    actor: { kind: 'app', appId, scopes: new Set(['a']) },
    requestHeaders: {},
    requestBody: undefined,
    status: 200,
    responseHeaders: { 'content-type': 'application/json' },
    responseBody: '{"a":1}',
    refusal: undefined,
    faultId: undefined,
    ...over,
  });
  const give = (recorder: Recorder, over: Partial<Exchange> = {}): void => {
    if (recorder.takes()) recorder.ended(exchange(over));
  };
  const asSystem = (): Caller => ({ ...company, actor: { kind: 'system', companyId: company.companyId } });
  const lines = () => program.unitOfWork.read(asSystem(), (ctx) => program.modules.exchangeLog.list(ctx, {}, { limit: 5000 }));
  const clear = () => program.unitOfWork.write(asSystem(), (ctx) => program.modules.exchangeLog.clear(ctx));
  const trim = async (over: Partial<typeof settings> = {}): Promise<void> => {
    const [job] = program.modules.exchangeLog.jobs(program.unitOfWork, { ...settings, ...over });
    assert.ok(job);
    await job.run({ id: 'job', data: {}, attempt: 1, signal: new AbortController().signal });
  };

  it('writes what it took, counts what came too fast, and takes nothing once closed', async () => {
    const recorder = open();
    for (let i = 0; i < 200; i++) give(recorder, { url: `/things/${i}` });
    assert.equal(recorder.dropped(), 50);
    await recorder.close();
    assert.equal((await lines()).length, 150);
    assert.equal(recorder.takes(), false);
    await clear();
  });

  it('tells each exchange’s content apart from those that lie with it', async () => {
    const recorder = open({ perSecond: 1000 });
    for (let i = 0; i < 60; i++) give(recorder, { url: `/things/${i}`, responseBody: JSON.stringify({ at: i }) });
    await recorder.settled();
    const found = await lines();
    assert.equal(found.length, 60);
    for (const { id, path } of found) {
      const { content } = await program.unitOfWork.read(asSystem(), (ctx) => program.modules.exchangeLog.read(ctx, id));
      assert.equal(content.response.body.text, JSON.stringify({ at: Number(path.split('/').at(-1)) }));
    }
    await recorder.close();
    await clear();
  });

  it('keeps what can be read beside what cannot be written', async () => {
    const recorder = open();
    give(recorder, { status: 1_000_000 });
    await recorder.settled();
    assert.equal(recorder.dropped(), 1);
    give(recorder);
    await recorder.close();
    assert.equal((await lines()).length, 1);
    await clear();
  });

  it('keeps nothing of apps that nobody has, and a partner’s only for the company that it worked for', async () => {
    const partner = await registerApp(program, {});
    const recorder = open();
    give(recorder, { actor: { kind: 'app', appId: '00000000-0000-4000-8000-000000000000', scopes: new Set() } });
    give(recorder, { actor: { kind: 'app', appId: partner.id, scopes: new Set() } });
    give(recorder, { actor: { kind: 'anonymous' } });
    give(recorder, { actor: { kind: 'company', companyId: company.companyId, appId: partner.id, scopes: new Set() } });
    await recorder.close();
    assert.deepEqual(
      (await lines()).map(({ appId: app, principal }) => [app, principal.kind]),
      [[partner.id, 'company']],
    );
    await clear();
  });

  it('lets go of what is too old and what is too much, and of its contents', async () => {
    const recorder = open({ perSecond: 1000 });
    for (let day = 0; day < 20; day++)
      give(recorder, { url: `/things/${day}`, endedAt: new Date(Date.now() - day * DAY - 1000) });
    await recorder.close();
    await trim();
    assert.equal((await lines()).length, 7);
    await trim({ perCompany: 3 });
    assert.deepEqual(
      (await lines()).map(({ path }) => path),
      ['/things/0', '/things/1', '/things/2'],
    );
    const [newest] = await lines();
    await program.unitOfWork.read(asSystem(), (ctx) => program.modules.exchangeLog.read(ctx, newest?.id ?? ''));
    await trim({ days: 0 });
    assert.equal((await lines()).length, 0);
  });
});
