import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';
const HOUR = 3_600_000;

interface Shown {
  readonly proof: string;
  readonly signedIn: { readonly userId: string; readonly roles: string[]; readonly may: object } | null;
}

describe('sessions of the web application', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let login = '';
  let userId = '';
  let visitor: WebVisitor;
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
    ({ userName: login, id: userId } = await hire(program, company));
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId, password: PASSWORD });
  });
  after(() => program.close());
  beforeEach(() => (visitor = new WebVisitor(program)));

  const shown = async (): Promise<Shown> => (await visitor.call('GET', '/session')).json<Shown>();

  it('says that nobody is signed in, then who is', async () => {
    assert.equal((await shown()).signedIn, null);
    assert.equal((await visitor.signIn(login, PASSWORD)).statusCode, 204);
    const { signedIn } = await shown();
    assert.equal(signedIn?.userId, userId);
    assert.deepEqual(signedIn.roles, ['EXP_USER']);
    assert.deepEqual(signedIn.may, {
      manageApps: false,
      moveSandbox: false,
      readCompanyMail: false,
      readTrail: false,
      configure: false,
      administerPeople: false,
    });
  });

  it('refuses a wrong password with a code, and no session', async () => {
    const answer = await visitor.signIn(login, 'wrong');
    assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [403, 'identity.sign-in.bad-credentials']);
    assert.equal(visitor.cookies.has('perdiem_session'), false);
  });

  it('takes a change from a page of ours alone', async () => {
    await visitor.signIn(login, PASSWORD);
    for (const headers of [
      { 'x-perdiem-proof': undefined },
      { 'x-perdiem-proof': 'x' },
      { origin: 'https://elsewhere.example' },
      { origin: undefined },
    ]) {
      const answer = await visitor.call('DELETE', '/session', undefined, headers);
      assert.deepEqual(
        [answer.statusCode, answer.json<{ code: string }>().code],
        [403, 'signin.proof.missing'],
        JSON.stringify(headers),
      );
    }
    assert.notEqual((await shown()).signedIn, null);
    const stranger = await new WebVisitor(program).call(
      'POST',
      '/session',
      { login, password: PASSWORD },
      { 'x-perdiem-proof': 'x' },
    );
    assert.equal(stranger.statusCode, 403);
  });

  it('signs out, and ends a session after hours without a call', async () => {
    await visitor.signIn(login, PASSWORD);
    assert.equal((await visitor.call('DELETE', '/session')).statusCode, 204);
    assert.equal((await visitor.call('GET', '/sessions')).statusCode, 401);
    await visitor.signIn(login, PASSWORD);
    program.clock.advance(9 * HOUR);
    const answer = await visitor.call('GET', '/sessions');
    assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [401, 'signin.session.ended']);
  });

  it('lists sessions and ends another one, never that of another person', async () => {
    const other = new WebVisitor(program);
    await visitor.signIn(login, PASSWORD);
    await other.signIn(login, PASSWORD);
    const listed = (await visitor.call('GET', '/sessions')).json<{ id: string; here: boolean }[]>();
    assert.equal(listed.length, 2);
    assert.equal(listed.filter(({ here }) => here).length, 1);
    const colleague = await hire(program, company);
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId: colleague.id, password: PASSWORD });
    const foreign = new WebVisitor(program);
    await foreign.signIn(colleague.userName, PASSWORD);
    const target = listed.find(({ here }) => !here)?.id ?? '';
    assert.equal((await foreign.call('DELETE', `/sessions/${target}`)).statusCode, 404);
    assert.equal((await visitor.call('DELETE', `/sessions/${target}`)).statusCode, 204);
    assert.equal((await other.call('GET', '/sessions')).statusCode, 401);
  });

  it('mails a link that leads back to the place, and tells nobody whether it did', async () => {
    const returnTo = '/developer/apps?sort=name';
    const before = program.enqueued.length;
    assert.equal((await visitor.call('POST', '/sign-in-links', { login, returnTo })).statusCode, 204);
    assert.equal((await visitor.call('POST', '/sign-in-links', { login: 'nobody@nowhere.example', returnTo })).statusCode, 204);
    const mails = program.enqueued.slice(before);
    assert.equal(mails.length, 1);
    assert.match(String(mails[0]?.data['text']), /http:\/\/127\.0\.0\.1:8080\/sign-in\/link\?token=/);
  });
});
