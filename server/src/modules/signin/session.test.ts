import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { auditOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';
import { ABSOLUTE_LIMIT, IDLE_LIMIT, KEPT_AFTER_START, SEEN_PRECISION } from './session.ts';

const ANYONE: Caller = { actor: { kind: 'anonymous' }, correlationId: 'test' };

describe('browser sessions', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let userId = '';

  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
  });
  after(() => program.close());
  beforeEach(async () => {
    userId = (await hire(program, company)).id;
  });

  const start = (given: { userAgent?: string } = {}) =>
    program.unitOfWork.write(company, (ctx) =>
      program.modules.signin.startSession(ctx, { userId, method: 'password', userAgent: 'Browser', ...given }),
    );
  const resume = (secret: string | undefined) => program.modules.signin.resumeSession(program.unitOfWork, ANYONE, secret);
  const list = () => program.unitOfWork.read(company, (ctx) => program.modules.signin.listSessions(ctx, userId));

  it('finds a session by its secret alone, which is kept nowhere', async () => {
    const { session, secret } = await start({ userAgent: 'x'.repeat(400) });
    assert.deepEqual(await resume(secret), { ...session, endedAt: null });
    assert.equal(session.userAgent.length, 300);
    const rows = await program.unitOfWork.read(company, (ctx) =>
      sql<{ row: string }>`select to_jsonb(s)::text as row from browser_session s`.execute(ctx.tx),
    );
    assert.equal(
      rows.rows.some(({ row }) => row.includes(secret)),
      false,
    );
  });

  it('knows no other secret', async () => {
    const { secret } = await start();
    const other = await foundCompany(program);
    const elsewhere = Buffer.from(secret, 'base64url');
    Buffer.from(other.companyId.replaceAll('-', ''), 'hex').copy(elsewhere);
    const last = secret.at(-1) === 'A' ? 'B' : 'A';
    for (const wrong of [undefined, '', 'x', `${secret}A`, secret.slice(0, -1) + last, elsewhere.toString('base64url')])
      assert.equal(await resume(wrong), undefined);
  });

  it('ends idle, and after its longest time however busy', async () => {
    const idle = await start();
    program.clock.advance(IDLE_LIMIT - 1);
    assert.ok(await resume(idle.secret), 'and is seen by this');
    program.clock.advance(IDLE_LIMIT - 1);
    assert.ok(await resume(idle.secret));
    program.clock.advance(IDLE_LIMIT);
    assert.equal(await resume(idle.secret), undefined);
    const busy = await start();
    for (let at = 0; at + IDLE_LIMIT / 2 < ABSOLUTE_LIMIT; at += IDLE_LIMIT / 2) {
      program.clock.advance(IDLE_LIMIT / 2);
      assert.ok(await resume(busy.secret));
    }
    program.clock.advance(IDLE_LIMIT / 2);
    assert.equal(await resume(busy.secret), undefined);
  });

  it('notes when it was seen, but not with every page', async () => {
    const { secret, session } = await start();
    program.clock.advance(SEEN_PRECISION - 1);
    await resume(secret);
    assert.deepEqual((await resume(secret))?.lastSeenAt, session.lastSeenAt);
    program.clock.advance(1);
    await resume(secret);
    assert.deepEqual((await resume(secret))?.lastSeenAt, program.clock.now());
  });

  it('lists the open ones of a user, newest first', async () => {
    const first = await start();
    program.clock.advance(1000);
    const second = await start();
    assert.deepEqual(
      (await list()).map(({ id }) => id),
      [second.session.id, first.session.id],
    );
    program.clock.advance(IDLE_LIMIT);
    assert.deepEqual(await list(), []);
  });

  it('is ended by its owner alone, one or all but one', async () => {
    const [first, second, third] = [await start(), await start(), await start()];
    const end = (who: string, sessionId: string) =>
      program.unitOfWork.write(company, (ctx) => program.modules.signin.endSession(ctx, { userId: who, sessionId }));
    const stranger = await hire(program, company);
    assert.equal(await end(stranger.id, first.session.id), false);
    assert.equal(await end(userId, 'no-id'), false);
    assert.equal(await end(userId, first.session.id), true);
    assert.equal(await end(userId, first.session.id), false);
    assert.equal(await resume(first.secret), undefined);
    const ended = await program.unitOfWork.write(company, (ctx) =>
      program.modules.signin.endSessionsOf(ctx, { userId, except: third.session.id }),
    );
    assert.equal(ended, 1);
    assert.equal(await resume(second.secret), undefined);
    assert.ok(await resume(third.secret));
    assert.deepEqual((await auditOf(program, company)).slice(-2), ['user session-ended', 'user session-ended']);
  });

  it('is forgotten long after it began', async () => {
    await start();
    program.clock.advance(KEPT_AFTER_START + 1);
    await start();
    const count = await program.unitOfWork.read(company, (ctx) =>
      sql<{ n: number }>`select count(*)::int as n from browser_session where user_id = ${userId}`.execute(ctx.tx),
    );
    assert.equal(count.rows[0]?.n, 1);
  });
});
