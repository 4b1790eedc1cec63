import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { auditOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';
import { totpCode, totpStep } from '../../platform/crypto/totp.ts';

const PASSWORD = 'plum tree in march';
const MINUTE = 60_000;
interface Refusal {
  readonly code: string;
  readonly facts: { readonly until?: string };
}

describe('the second factor', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let login = '';
  let userId = '';
  let visitor: WebVisitor;
  let key = '';
  let recovery: string[] = [];
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
  });
  after(() => program.close());

  const hireWith = async (at: Caller, roles: string[]) => {
    const user = await hire(program, at, { roles: roles.map((code) => ({ code })) });
    await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
    return user;
  };
  /** The code of now; each test stands at another step, since no code is taken twice. */
  const code = (): string => totpCode(key, totpStep(program.clock.now()));
  const wrong = (): string => (code() === '000000' ? '111111' : '000000');
  const isSignedIn = async (who: WebVisitor): Promise<boolean> =>
    (await who.call('GET', '/session')).json<{ signedIn: unknown }>().signedIn !== null;
  const refusal = (answer: LightMyRequestResponse): string => answer.json<Refusal>().code;

  beforeEach(async () => {
    program.clock.advance(MINUTE);
    ({ userName: login, id: userId } = await hireWith(company, ['EXP_USER']));
    visitor = new WebVisitor(program);
    await visitor.signIn(login, PASSWORD);
    const made = await visitor.call('POST', '/second-factor/keys');
    assert.equal(made.statusCode, 201, made.body);
    ({ key } = made.json<{ key: string }>());
    const confirmed = await visitor.call('POST', '/second-factor', { code: code() });
    assert.equal(confirmed.statusCode, 201, confirmed.body);
    recovery = confirmed.json<{ recoveryCodes: string[] }>().recoveryCodes;
    program.clock.advance(MINUTE);
  });

  const begin = async (): Promise<WebVisitor> => {
    const browser = new WebVisitor(program);
    const answer = await browser.signIn(login, PASSWORD);
    assert.deepEqual([answer.statusCode, answer.json<object>()], [200, { owes: 'code' }]);
    assert.equal(await isSignedIn(browser), false);
    return browser;
  };

  it('asks for nothing before the first right code, and keeps the key sealed', async () => {
    const other = await hireWith(company, ['EXP_USER']);
    const browser = new WebVisitor(program);
    await browser.signIn(other.userName, PASSWORD);
    const { key: first } = (await browser.call('POST', '/second-factor/keys')).json<{ key: string }>();
    assert.equal(refusal(await browser.call('POST', '/second-factor', { code: '12345' })), 'signin.code.wrong');
    assert.equal((await new WebVisitor(program).signIn(other.userName, PASSWORD)).statusCode, 204);
    const { key: second } = (await browser.call('POST', '/second-factor/keys')).json<{ key: string }>();
    assert.notEqual(first, second);
    const old = await browser.call('POST', '/second-factor', { code: totpCode(first, totpStep(program.clock.now())) });
    assert.equal(refusal(old), 'signin.code.wrong');
    assert.equal(refusal(await visitor.call('POST', '/second-factor/keys')), 'signin.second-factor.in-force');
  });

  it('lets in with the code of now, which works once', async () => {
    const [first, second] = [await begin(), await begin()];
    const now = code();
    assert.equal((await first.call('POST', '/session/code', { code: now })).statusCode, 204);
    assert.equal(await isSignedIn(first), true);
    assert.equal(refusal(await second.call('POST', '/session/code', { code: now })), 'signin.code.wrong');
  });

  it('takes of two that send the same code at one moment only one', async () => {
    const [first, second] = [await begin(), await begin()];
    const body = { code: code() };
    const answers = await Promise.all([first.call('POST', '/session/code', body), second.call('POST', '/session/code', body)]);
    assert.equal(answers.filter(({ statusCode }) => statusCode === 204).length, 1);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const [one = ''] = recovery;
    assert.equal(recovery.length, 10);
    const first = await begin();
    const typed = ` ${one.toUpperCase().replaceAll('-', ' ')} `;
    assert.equal((await first.call('POST', '/session/code', { code: typed })).statusCode, 204);
    const { recoveryCodesLeft } = (await first.call('GET', '/second-factor')).json<{ recoveryCodesLeft: number }>();
    assert.equal(recoveryCodesLeft, 9);
    const second = await begin();
    assert.equal(refusal(await second.call('POST', '/session/code', { code: one })), 'signin.code.wrong');
  });

  it('closes after five wrong codes, over all browsers, for a quarter of an hour', async () => {
    const browsers = [await begin(), await begin()];
    for (let tries = 0; tries < 5; tries++) {
      const answer = await browsers[tries % 2]?.call('POST', '/session/code', { code: wrong() });
      assert.equal(answer && refusal(answer), tries < 4 ? 'signin.code.wrong' : 'signin.code.locked');
    }
    const browser = await begin();
    const closed = await browser.call('POST', '/session/code', { code: code() });
    assert.equal(refusal(closed), 'signin.code.locked');
    assert.ok(closed.json<Refusal>().facts.until);
    program.clock.advance(15 * MINUTE);
    const again = await begin();
    assert.equal((await again.call('POST', '/session/code', { code: code() })).statusCode, 204);
  });

  it('ends a second step that takes longer than ten minutes', async () => {
    const browser = await begin();
    program.clock.advance(10 * MINUTE);
    assert.equal(refusal(await browser.call('POST', '/session/code', { code: code() })), 'signin.challenge.over');
    assert.equal(refusal(await new WebVisitor(program).call('POST', '/session/code', { code: code() })), 'signin.challenge.over');
  });

  it('is removed, and its recovery codes renewed, on showing a code', async () => {
    assert.equal(refusal(await visitor.call('POST', '/second-factor/removal', { code: wrong() })), 'signin.code.wrong');
    const renewed = await visitor.call('POST', '/second-factor/recovery-codes', { code: code() });
    const fresh = renewed.json<{ recoveryCodes: string[] }>().recoveryCodes;
    assert.equal(
      fresh.some((one) => recovery.includes(one)),
      false,
    );
    assert.equal(refusal(await visitor.call('POST', '/second-factor/removal', { code: recovery[1] })), 'signin.code.wrong');
    assert.equal((await visitor.call('POST', '/second-factor/removal', { code: fresh[1] })).statusCode, 204);
    assert.equal((await new WebVisitor(program).signIn(login, PASSWORD)).statusCode, 204);
    const done = await auditOf(program, company);
    for (const one of ['second-factor-added', 'recovery-codes-renewed', 'recovery-code-used', 'second-factor-removed'])
      assert.ok(done.includes(`user ${one}`), one);
  });

  it('is reset by an administrator of the company alone, which signs its owner out', async () => {
    const enter = async (at: Caller, role: string): Promise<WebVisitor> => {
      const user = await hireWith(at, [role]);
      const browser = new WebVisitor(program);
      await browser.signIn(user.userName, PASSWORD);
      return browser;
    };
    const path = `/people/${userId}/second-factor`;
    const colleague = await enter(company, 'EXP_USER');
    const stranger = await enter(await foundCompany(program), 'CompanyAdmin');
    const admin = await enter(company, 'SHD_PASSWORD_ADMIN');
    assert.equal((await colleague.call('DELETE', path)).statusCode, 403);
    assert.equal((await stranger.call('DELETE', path)).statusCode, 404);
    const mails = program.enqueued.length;
    assert.equal((await admin.call('DELETE', path)).statusCode, 204);
    assert.equal(program.enqueued[mails]?.data['to'], login);
    assert.equal(await isSignedIn(visitor), false);
    assert.equal((await new WebVisitor(program).signIn(login, PASSWORD)).statusCode, 204);
    assert.equal((await admin.call('DELETE', path)).statusCode, 404);
  });

  it('is asked for on the pages without scripts too: after a password, after a link, and before an app gets a code', async () => {
    const pages = new WebVisitor(program);
    const returnTo = '/account';
    const answer = await pages.post('/sign-in', { login, password: PASSWORD, return_to: returnTo });
    assert.deepEqual([answer.statusCode, answer.headers['location']], [303, '/sign-in/code']);
    const page = await pages.page('/sign-in/code');
    assert.match(page.body, /autocomplete="one-time-code"/);
    assert.equal((await pages.post('/sign-in/code', { code: '' })).statusCode, 400);
    const no = await pages.post('/sign-in/code', { code: wrong() });
    assert.deepEqual([no.statusCode, no.body.includes('was used before')], [403, true]);
    const yes = await pages.post('/sign-in/code', { code: code() });
    assert.deepEqual([yes.statusCode, yes.headers['location']], [303, returnTo]);
    assert.equal(await isSignedIn(pages), true);
    program.clock.advance(MINUTE);
    const mailed = new WebVisitor(program);
    const before = program.enqueued.length;
    await mailed.post('/sign-in/mail', { login, return_to: returnTo });
    const token = /token=([\w-]+)/.exec(String(program.enqueued[before]?.data['text']))?.[1] ?? '';
    assert.equal((await mailed.post('/sign-in/link', { token })).headers['location'], '/sign-in/code');
    assert.equal(await isSignedIn(mailed), false);
  });

  it('keeps whoever has the password alone from changing it', async () => {
    const thief = new WebVisitor(program);
    const form = { login, password: PASSWORD, new_password: 'another plum tree', new_password_again: 'another plum tree' };
    const answer = await thief.post('/sign-in/password', form);
    assert.equal(answer.headers['location'], '/sign-in/code');
    assert.equal((await new WebVisitor(program).signIn(login, 'another plum tree')).statusCode, 403);
    assert.equal((await visitor.post('/sign-in/password', form)).statusCode, 303);
    assert.equal((await new WebVisitor(program).signIn(login, 'another plum tree')).statusCode, 200);
  });
});
