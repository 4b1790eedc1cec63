import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { registerApp } from '../../../test/harness/apps.ts';
import { auditOf, eventsOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { triplinkWorld } from '../../../test/harness/triplink.ts';
import type { Caller } from '../../platform/context.ts';
import type { Counter, Outcome, Situation } from './index.ts';

const HOUR = 3_600_000;

describe('the queue of a supplier', () => {
  let program: TestProgram;
  let world: Awaited<ReturnType<typeof triplinkWorld>>;
  before(async () => {
    program = await testProgram();
    world = await triplinkWorld(program);
  });
  after(() => program.close());

  const counterOf = (appId: string): Counter => ({
    work: program.unitOfWork,
    caller: { actor: { kind: 'app', appId, scopes: new Set(['CONREQ']) }, correlationId: 'test' },
  });
  const queued = async (appId: string, situation?: Situation): Promise<string[]> => {
    const page = await program.modules.connectionRequests.handOutRequests(counterOf(appId), {
      offset: 0,
      limit: 100,
      ...(situation ? { situation } : {}),
    });
    return page.items.map(({ request }) => request.id);
  };
  const answer = (appId: string, requestId: string, outcome: Outcome) =>
    program.modules.connectionRequests.answerRequest(counterOf(appId), { requestId, outcome });
  const code = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
  const newApp = () => registerApp(program, { scopes: ['CONREQ'] });

  it('holds the people of all companies in the order in which they asked, and of one app alone', async () => {
    const [app, other] = [await newApp(), await newApp()];
    const elsewhere = await foundCompany(program);
    const people = [await world.employ(), await hire(program, elsewhere), await world.employ()];
    const ids: string[] = [];
    for (const person of people) {
      ids.push((await world.request(person, { supplierId: app.id })).id);
      program.clock.advance(1000);
    }
    assert.deepEqual(await queued(app.id), ids);
    assert.deepEqual(await queued(other.id), []);
    const { connectionRequests } = program.modules;
    for (const requestId of [ids[0] ?? '', 'nonsense']) {
      const attempts = [
        () => answer(other.id, requestId, 'CRSUC'),
        () => connectionRequests.handOutRequest(counterOf(other.id), { requestId, open: false }),
        () => connectionRequests.removeRequest(counterOf(other.id), requestId),
      ];
      for (const attempt of attempts) await assert.rejects(attempt, code('connection-request.request.not-found'));
    }
    assert.deepEqual(await queued(app.id), ids);
  });

  it('tells every request in one situation', async () => {
    const app = await newApp();
    const situations = ['pending', 'processing', 'connected', 'failed', 'retry'] as const;
    const where = async (): Promise<Record<string, string[]>> => {
      const found: Record<string, string[]> = {};
      // Processing first: being told makes what is pending be it.
      for (const situation of ['processing', ...situations] as const) found[situation] ??= await queued(app.id, situation);
      return found;
    };
    const [a, b, c, d] = await Promise.all(
      Array.from({ length: 4 }, async () => (await world.request(await world.employ(), { supplierId: app.id })).id),
    );
    assert.equal((await where())['pending']?.length, 4);
    assert.equal((await where())['processing']?.length, 4);
    await answer(app.id, a ?? '', 'CRSUC');
    await answer(app.id, b ?? '', 'CREU3');
    await answer(app.id, c ?? '', 'CRPA2');
    assert.deepEqual(await where(), { pending: [], processing: [d], connected: [a], failed: [b], retry: [c] });
    program.clock.advance(HOUR);
    assert.deepEqual((await where())['pending'], [c]);
    program.clock.advance(23 * HOUR);
    assert.deepEqual(await where(), { pending: [b], processing: [d, c], connected: [a], failed: [], retry: [] });
  });

  it('connects, mails and records what an answer says, once', async () => {
    const person = await world.employ();
    const { id } = await world.request(person, { loyaltyNumber: ' 4711 ' });
    const before = { audit: (await auditOf(program, world.company)).length, mails: world.mails().length };
    assert.deepEqual(await world.connectionsOf(person), []);
    await answer(world.supplier.id, id, 'CREU1');
    await answer(world.supplier.id, id, 'CREU1');
    await answer(world.supplier.id, id, 'CRRET');
    assert.deepEqual(world.mails().slice(before.mails), [`${person.userName}: Your connection with Skylark Airways needs you`]);
    await answer(world.supplier.id, id, 'CRSUC');
    assert.equal(world.mails().at(-1), `${person.userName}: You are connected with Skylark Airways`);
    assert.deepEqual(await world.connectionsOf(person), [world.supplier.id]);
    assert.deepEqual((await auditOf(program, world.company)).slice(before.audit), [
      'connection-request answered',
      'user connected',
      'connection-request answered',
    ]);
    assert.deepEqual(
      (await eventsOf(program, world.company)).filter(({ type }) => /onnect/.test(type)),
      [],
    );
    await assert.rejects(() => answer(world.supplier.id, id, 'CREU1'), code('connection-request.request.not-found'));
  });

  it('takes one open request of a user, and another once it is settled', async () => {
    const person = await world.employ();
    const { id } = await world.request(person);
    await assert.rejects(() => world.request(person), code('connection-request.request.open'));
    await answer(world.supplier.id, id, 'CRSUC');
    await world.request(person);
  });

  it('takes requests to apps that poll, are enabled and may serve the company', async () => {
    const person = await world.employ();
    const elsewhere = await foundCompany(program);
    const wrong = [
      await registerApp(program, { scopes: ['EXPRPT'] }),
      await registerApp(program, { scopes: ['CONREQ'], ownerCompanyId: elsewhere.companyId }),
      await newApp(),
    ];
    const last = wrong.at(-1)?.id ?? '';
    await program.unitOfWork.write(world.company, (ctx) => program.modules.oauth.setAppEnabled(ctx, last, false));
    for (const { id: supplierId } of wrong)
      await assert.rejects(() => world.request(person, { supplierId }), code('connection-request.supplier.not-found'));
    const own = await registerApp(program, { scopes: ['CONREQ'], ownerCompanyId: world.company.companyId });
    await world.request(person, { supplierId: own.id });
  });

  it('does not hold who cannot be given tokens', async () => {
    const app = await newApp();
    const person = await world.employ();
    const { id } = await world.request(person, { supplierId: app.id });
    const patch = (active: boolean) =>
      program.unitOfWork.write(world.company, (ctx) =>
        program.modules.identity.updateUser(ctx, { userId: person.id, patch: { active } }),
      );
    await patch(false);
    assert.deepEqual(await queued(app.id), []);
    await assert.rejects(() => answer(app.id, id, 'CRSUC'), code('connection-request.request.not-found'));
    await patch(true);
    assert.deepEqual(await queued(app.id), [id]);
  });

  it("takes the loyalty number of the supplier's program from the travel profile", async () => {
    const app = await newApp();
    const entry = { businessName: 'Skylark Airways', chainCode: 'SK' };
    const { connectionRequests } = program.modules;
    const system: Caller = { actor: { kind: 'system' }, correlationId: 'test' };
    await program.unitOfWork.write(system, (ctx) => connectionRequests.enterSupplier(ctx, { id: app.id, entry }));
    const program1 = { vendorCode: 'SK', vendorName: 'Skylark', account: '777' };
    const person = await world.employ({ travel: { programs: { air: [program1] } } });
    assert.equal((await world.request(person, { supplierId: app.id })).loyaltyNumber, '777');
    const another = await world.employ({ travel: { programs: { air: [{ ...program1, vendorCode: 'XX' }] } } });
    assert.equal((await world.request(another, { supplierId: app.id })).loyaltyNumber, undefined);
  });
});
