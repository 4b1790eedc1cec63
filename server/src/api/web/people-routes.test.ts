import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

const PASSWORD = 'plum tree in march';
const DAY = 86_400_000;
interface Refusal {
  readonly code: string;
  readonly validationErrors?: readonly { readonly source: string }[];
}
interface People {
  readonly people: readonly { readonly id: string; readonly login: string; readonly invited: boolean }[];
  readonly total: number;
  readonly next: number | null;
}

describe('colleagues and the setup of a company', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let admin: WebVisitor;
  let helper: WebVisitor;
  let colleague: WebVisitor;
  let stranger: WebVisitor;

  const enter = async (at: Caller, roles: readonly string[]): Promise<WebVisitor> => {
    const user = await hire(program, at, { roles: roles.map((code) => ({ code })) });
    await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    await visitor.signIn(user.userName, PASSWORD);
    return visitor;
  };
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
    admin = await enter(company, ['CompanyAdmin', 'EXP_APPROVER']);
    helper = await enter(company, ['SHD_EMPLOYEE_ADMIN']);
    colleague = await enter(company, ['EXP_USER']);
    stranger = await enter(await foundCompany(program), ['CompanyAdmin']);
  });
  after(() => program.close());

  const invitee = (email: string, over: object = {}) => ({ email, givenName: 'Ines', familyName: 'Roth', duties: [], ...over });
  const invite = async (email: string, over: object = {}, by = admin): Promise<{ id: string; token: string }> => {
    const before = program.enqueued.length;
    const answer = await by.call('POST', '/people', invitee(email, over));
    assert.equal(answer.statusCode, 201, answer.body);
    return { id: answer.json<{ id: string }>().id, token: tokenOf(before) };
  };
  const tokenOf = (since: number): string =>
    /http:\/\/127\.0\.0\.1:8080\/invitation\?token=([\w-]+)/.exec(String(program.enqueued[since]?.data['text']))?.[1] ?? '';
  const accept = (token: string, password = PASSWORD, again = password) =>
    new WebVisitor(program).post('/invitation', { token, new_password: password, new_password_again: again });

  it('invites by mail: whoever has the link chooses a password, once', async () => {
    const { token } = await invite('Ines@Roth.example', { duties: ['approver'] });
    const page = await new WebVisitor(program).page(`/invitation?token=${token}`);
    assert.match(page.body, /Welcome, Ines/);
    assert.equal((await accept(token, 'short')).statusCode, 400);
    assert.equal((await accept(token, PASSWORD, 'other')).statusCode, 400);
    const accepted = await accept(token);
    assert.deepEqual([accepted.statusCode, accepted.headers['location']], [303, '/']);
    assert.equal((await accept(token)).statusCode, 410);
    const ines = new WebVisitor(program);
    assert.equal((await ines.signIn('ines@roth.example', PASSWORD)).statusCode, 204);
    const { signedIn } = (await ines.call('GET', '/session')).json<{ signedIn: { roles: string[] } }>();
    assert.ok(signedIn.roles.includes('EXP_APPROVER') && !signedIn.roles.includes('CompanyAdmin'));
    assert.ok((await auditOf(program, company)).includes('user invited'));
  });

  it('sends another link, which ends the one before, until its receiver has come in', async () => {
    const { id, token } = await invite('leo@roth.example');
    const listed = (await admin.call('GET', '/people?search=leo')).json<People>();
    assert.deepEqual(
      listed.people.map(({ login, invited }) => [login, invited]),
      [['leo@roth.example', true]],
    );
    const since = program.enqueued.length;
    assert.equal((await admin.call('POST', `/people/${id}/invitations`)).statusCode, 204);
    assert.equal((await accept(token)).statusCode, 410);
    assert.equal((await accept(tokenOf(since))).statusCode, 303);
    const again = await admin.call('POST', `/people/${id}/invitations`);
    assert.deepEqual([again.statusCode, again.json<Refusal>().code], [409, 'onboarding.invitation.joined']);
    const { token: late } = await invite('late@roth.example');
    program.clock.advance(7 * DAY - 60_000);
    assert.equal((await new WebVisitor(program).page(`/invitation?token=${late}`)).statusCode, 200);
    program.clock.advance(60_000);
    assert.equal((await accept(late)).statusCode, 410);
    for (const token of ['', 'nothing']) assert.equal((await accept(token)).statusCode, 410);
  });

  it('is over once its receiver has come in by another way', async () => {
    admin = await enter(company, ['CompanyAdmin']);
    const { id, token } = await invite('nina@roth.example');
    const since = program.enqueued.length;
    await new WebVisitor(program).call('POST', '/sign-in-links', { login: 'nina@roth.example', returnTo: '/' });
    const link = /token=([\w-]+)/.exec(String(program.enqueued[since]?.data['text']))?.[1] ?? '';
    assert.equal((await new WebVisitor(program).post('/sign-in/link', { token: link })).statusCode, 303);
    assert.equal((await accept(token)).statusCode, 410);
    const again = await admin.call('POST', `/people/${id}/invitations`);
    assert.deepEqual([again.statusCode, again.json<Refusal>().code], [409, 'onboarding.invitation.joined']);
  });

  it('refuses what cannot be, in words at the field', async () => {
    // A week has passed: whoever is signed in here was not.
    admin = await enter(company, ['CompanyAdmin', 'EXP_APPROVER']);
    const no = await admin.call('POST', '/people', { ...invitee('nobody'), givenName: '' });
    assert.deepEqual(
      no.json<Refusal>().validationErrors?.map(({ source }) => source),
      ['email', 'givenName'],
    );
    const taken = await admin.call('POST', '/people', invitee('leo@roth.example'));
    assert.equal(taken.json<Refusal>().code, 'directory.login.taken');
    const nobody = await admin.call('POST', '/people', invitee('max@roth.example', { approverId: 'nobody' }));
    assert.equal(nobody.statusCode, 400, nobody.body);
  });

  it('is closed to other roles, and gives no more power than the giver may', async () => {
    [helper, colleague, stranger] = [
      await enter(company, ['SHD_EMPLOYEE_ADMIN']),
      await enter(company, ['EXP_USER']),
      await enter(await foundCompany(program), ['CompanyAdmin']),
    ];
    const { id } = await invite('mia@roth.example', {}, helper);
    for (const duties of [['administrator'], ['developer']]) {
      const answer = await helper.call('POST', '/people', invitee('max@roth.example', { duties }));
      assert.deepEqual([answer.statusCode, answer.json<Refusal>().code], [403, 'http.role-missing']);
    }
    assert.equal((await colleague.call('POST', '/people', invitee('max@roth.example'))).statusCode, 403);
    assert.equal((await colleague.call('GET', '/people')).statusCode, 403);
    assert.equal((await stranger.call('POST', `/people/${id}/invitations`)).statusCode, 404);
    assert.equal((await stranger.call('GET', '/people')).json<People>().total, 1);
    assert.equal((await new WebVisitor(program).call('GET', '/people')).statusCode, 401);
  });

  it('pages through the people', async () => {
    for (let number = 0; number < 26; number++) await hire(program, company);
    const first = (await admin.call('GET', '/people')).json<People>();
    assert.deepEqual([first.people.length, first.next], [25, 26]);
    const second = (await admin.call('GET', `/people?from=${first.next}`)).json<People>();
    assert.deepEqual([second.people.length, second.next], [first.total - 25, null]);
    assert.equal(new Set([...first.people, ...second.people].map(({ id }) => id)).size, first.total);
  });

  it('remembers for the company how each page of the wizard was left', async () => {
    const states = async (visitor: WebVisitor) =>
      (await visitor.call('GET', '/setup'))
        .json<{ step: string; state: string }[]>()
        .map(({ step, state }) => `${step} ${state}`);
    assert.deepEqual(await states(admin), [
      'introduction open',
      'policies open',
      'employees open',
      'payments open',
      'reporting open',
    ]);
    await admin.call('PATCH', '/setup/introduction', { state: 'done' });
    await admin.call('PATCH', '/setup/policies', { state: 'skipped' });
    const other = await enter(company, ['EXP_CONFIG_ADMIN']);
    assert.deepEqual((await states(other)).slice(0, 3), ['introduction done', 'policies skipped', 'employees open']);
    await other.call('PATCH', '/setup/policies', { state: 'done' });
    assert.equal((await states(admin))[1], 'policies done');
    assert.equal((await states(stranger))[0], 'introduction open');
    assert.equal((await colleague.call('GET', '/setup')).statusCode, 403);
    assert.equal((await colleague.call('PATCH', '/setup/policies', { state: 'done' })).statusCode, 403);
    assert.equal((await admin.call('PATCH', '/setup/nothing', { state: 'done' })).statusCode, 400);
  });
});
