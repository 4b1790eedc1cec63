import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { auditOf, eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { PasswordTry } from '../index.ts';

const ANYONE: Caller = { actor: { kind: 'anonymous' }, correlationId: 'test' };
const RIGHT = 'correct horse battery';
const MINUTE = 60_000;

describe('checking a password', () => {
  let program: TestProgram;
  let company: Caller;
  let number = 0;
  let login = '';
  let userId = '';

  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
  });
  after(() => program.close());
  beforeEach(async () => {
    login = `Signer${++number}@company.example`;
    userId = (await hire(program, company, { userName: login })).id;
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId, password: RIGHT });
  });

  const attempt = (given: Partial<PasswordTry> = {}) =>
    program.modules.identity.checkPassword(program.unitOfWork, ANYONE, {
      login,
      password: RIGHT,
      address: '127.0.0.1',
      ...given,
    });
  const codeOf = (given: Partial<PasswordTry> = {}) =>
    attempt(given).then(
      () => 'in',
      (error: DomainError) => error.code,
    );
  const wrong = (times: number, given: Partial<PasswordTry> = {}) =>
    Promise.all(Array.from({ length: times }, () => codeOf({ password: 'wrong', ...given })));
  const update = (patch: object) =>
    program.unitOfWork.write(company, (ctx) => program.modules.identity.updateUser(ctx, { userId, patch }));

  it('lets in by login in any case, and by user id', async () => {
    const signedIn = await attempt({ login: ` ${login.toUpperCase()} ` });
    assert.deepEqual(signedIn, { userId, companyId: company.companyId, dataCenter: 'us', login });
    assert.equal((await attempt({ login: userId })).userId, userId);
    assert.deepEqual((await auditOf(program, company)).slice(-3), ['user password-set', 'user signed-in', 'user signed-in']);
  });

  it('says the same of a wrong password, a login without one and a login that nobody has', async () => {
    const bare = await hire(program, company);
    assert.equal(await codeOf({ password: 'wrong' }), 'identity.sign-in.bad-credentials');
    assert.equal(await codeOf({ login: bare.userName }), 'identity.sign-in.bad-credentials');
    assert.equal(await codeOf({ login: 'nobody@nowhere.example' }), 'identity.sign-in.bad-credentials');
    assert.equal(await codeOf({ login: company.companyId as string }), 'identity.sign-in.bad-credentials');
  });

  it('locks after five wrong passwords for half an hour, the right one included', async () => {
    assert.deepEqual(new Set(await wrong(5)), new Set(['identity.sign-in.bad-credentials']));
    assert.equal(await codeOf(), 'identity.sign-in.locked');
    program.clock.advance(30 * MINUTE - 1);
    assert.equal(await codeOf(), 'identity.sign-in.locked');
    program.clock.advance(1);
    assert.equal(await codeOf(), 'in');
    assert.deepEqual(new Set(await wrong(4)), new Set(['identity.sign-in.bad-credentials']));
    assert.equal(await codeOf(), 'in', 'the count starts again after the lock');
    assert.equal((await auditOf(program, company)).filter((done) => done === 'user locked').length, 1);
  });

  it('locks a login that nobody has in the same way', async () => {
    const nobody = `nobody${number}@nowhere.example`;
    await wrong(5, { login: nobody });
    assert.equal(await codeOf({ login: nobody }), 'identity.sign-in.locked');
    const kept = await program.unitOfWork.read(company, (ctx) =>
      sql<{ subject: string }>`select subject from sign_in_failure`.execute(ctx.tx),
    );
    assert.ok(kept.rows.every(({ subject }) => !subject.includes('nobody')));
  });

  it('forgets a series after half an hour, and after the right password', async () => {
    await wrong(4);
    program.clock.advance(30 * MINUTE + 1);
    await wrong(4);
    assert.equal(await codeOf(), 'in');
    await wrong(4);
    assert.equal(await codeOf(), 'in');
  });

  it('ends a lock with a new password', async () => {
    await wrong(5);
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId, password: 'another good phrase' });
    assert.equal(await codeOf({ password: 'another good phrase' }), 'in');
  });

  it('tells the reason of a closed account only to whom the password was right for', async () => {
    for (const [patch, code] of [
      [{ active: false }, 'identity.sign-in.disabled'],
      [{ active: true, terminationDate: new Date('2026-01-01') }, 'identity.sign-in.disabled'],
      [{ terminationDate: undefined, signInDenied: true }, 'identity.sign-in.logon-denied'],
    ] as const) {
      await update(patch);
      assert.equal(await codeOf({ password: 'wrong' }), 'identity.sign-in.bad-credentials');
      assert.equal(await codeOf(), code);
    }
  });

  it('asks for a new password where an administrator or the age of the old one says so', async () => {
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId, password: RIGHT, mustChange: true });
    assert.equal(await codeOf(), 'identity.sign-in.must-change-password');
    const strict = await foundCompany(program, { passwordPolicy: { maxAgeDays: 90 } });
    const aging = await hire(program, strict);
    await program.modules.identity.setPassword(program.unitOfWork, strict, { userId: aging.id, password: RIGHT });
    assert.equal(await codeOf({ login: aging.userName }), 'in');
    program.clock.advance(91 * 24 * 60 * MINUTE);
    assert.equal(await codeOf({ login: aging.userName }), 'identity.sign-in.must-change-password');
  });

  it('keeps out by address, single sign-on, maintenance and a closed company', async () => {
    const strict = await foundCompany(program, { ipRanges: ['10.0.0.0/8', '2001:db8::/32'] });
    const user = await hire(program, strict);
    await program.modules.identity.setPassword(program.unitOfWork, strict, { userId: user.id, password: RIGHT });
    const from = (address: string) => codeOf({ login: user.userName, address });
    const policy = (patch: object) =>
      program.unitOfWork.write(strict, (ctx) => program.modules.company.updateCompany(ctx, patch));
    assert.equal(await from('10.1.2.3'), 'in');
    assert.equal(await from('::ffff:10.1.2.3'), 'in');
    assert.equal(await from('2001:db8::7'), 'in');
    assert.equal(await from('192.168.0.1'), 'identity.sign-in.ip-denied');
    await policy({ maintenance: true });
    assert.equal(await from('10.1.2.3'), 'identity.sign-in.maintenance');
    await policy({ signInClosed: true });
    assert.equal(await from('10.1.2.3'), 'identity.sign-in.logon-denied');
    await policy({ ssoOnly: true });
    assert.equal(await from('10.1.2.3'), 'identity.sign-in.sso-only');
  });

  it('sends to the data centre of the login before it looks at the password', async () => {
    const far = await foundCompany(program, { dataCenter: 'emea' });
    const user = await hire(program, far);
    assert.equal(await codeOf({ login: user.userName, dataCenter: 'us' }), 'identity.sign-in.elsewhere');
    assert.equal(await codeOf({ login: user.userName, dataCenter: 'emea' }), 'identity.sign-in.bad-credentials');
    assert.equal(await codeOf({ login: user.userName }), 'identity.sign-in.bad-credentials');
  });

  it('sweeps old series, and fires no events', async () => {
    await wrong(1, { login: 'long-ago@nowhere.example' });
    program.clock.advance(31 * MINUTE);
    const before = await eventsOf(program, company);
    await wrong(1);
    const kept = await program.unitOfWork.read(company, (ctx) =>
      sql<{ subject: string }>`select subject from sign_in_failure`.execute(ctx.tx),
    );
    assert.deepEqual(kept.rows, [{ subject: userId }]);
    assert.deepEqual(await eventsOf(program, company), before);
  });

  it('refuses weak passwords and passwords for nobody', async () => {
    const set = (password: string, id = userId) =>
      program.modules.identity.setPassword(program.unitOfWork, company, { userId: id, password });
    await assert.rejects(set('short'), { code: 'identity.password.too-weak' });
    await assert.rejects(set(`x${login}x`), { code: 'identity.password.too-weak' });
    await assert.rejects(set('x'.repeat(1025)), { code: 'identity.password.too-weak' });
    await assert.rejects(set(RIGHT, company.companyId), { code: 'identity.user.not-found' });
  });
});
