import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';

const PASSWORD = 'plum tree in march';
interface Mails {
  readonly mails: readonly {
    readonly id: string;
    readonly to: readonly string[];
    readonly subject: string;
    readonly text: string;
  }[];
  readonly next: string | null;
}

describe('the mail of a company that somebody signed up for', () => {
  let program: TestProgram;
  let ada: WebVisitor;
  let ben: WebVisitor;
  before(async () => {
    program = await testProgram({ config: { sandbox: true, signUp: 'direct' }, jobs: true });
    const owner = async (givenName: string): Promise<WebVisitor> => {
      const visitor = new WebVisitor(program);
      const wish = { givenName, familyName: 'Quill', companyName: `${givenName} Co`, password: PASSWORD };
      const answer = await visitor.call('POST', '/sign-ups', { ...wish, email: `${givenName}@quill.example` });
      assert.equal(answer.statusCode, 201, answer.body);
      return visitor;
    };
    ada = await owner('ada');
    ben = await owner('ben');
    const invitee = { email: 'eve@quill.example', givenName: 'Eve', familyName: 'Quill', duties: [] };
    assert.equal((await ada.call('POST', '/people', invitee)).statusCode, 201);
    await program.jobs.drain();
  });
  after(() => program.close());

  // Whoever signed up does not sit at this machine.
  const away = { 'x-forwarded-for': '203.0.113.9' };
  const read = async (visitor: WebVisitor, query = ''): Promise<Mails> =>
    (await visitor.call('GET', `/company/mail${query}`, undefined, away)).json<Mails>();
  const companyOf = async (visitor: WebVisitor): Promise<string> =>
    (await visitor.call('GET', '/session')).json<{ signedIn: { company: { id: string } } }>().signedIn.company.id;
  const askForLink = async (login: string): Promise<void> => {
    program.clock.advance(1000);
    await new WebVisitor(program).call('POST', '/sign-in-links', { login, returnTo: '/' });
    await program.jobs.drain();
  };

  it('shows an administrator the invitations, with the link in them', async () => {
    const [invitation, ...more] = (await read(ada)).mails;
    assert.deepEqual([invitation?.to, more.length], [['eve@quill.example'], 0]);
    assert.match(invitation?.text ?? '', /https?:\/\/\S+invitation\S+/);
    const notices = (await ada.call('GET', '/notices', undefined, away)).json<{ mails: object[] | null }>();
    assert.equal(notices.mails?.length, 1);
  });

  it('shows nothing of another company, whoever stands there with the same address', async () => {
    assert.deepEqual(await read(ben), { mails: [], next: null });
    const bens = { actor: { kind: 'system' }, companyId: await companyOf(ben), correlationId: 'test' } as const;
    await hire(program, bens, { emails: [{ type: 'work', value: 'ada@quill.example' }] });
    await askForLink('ada@quill.example');
    const own = (await read(ada)).mails;
    assert.deepEqual(
      own.map(({ to }) => to[0]),
      ['ada@quill.example', 'eve@quill.example'],
    );
    for (const query of ['', '?to=ada@quill.example', `?after=${own[0]?.id}`])
      assert.deepEqual((await read(ben, query)).mails, []);
    assert.deepEqual(
      (await read(ada, '?to=EVE@quill.example')).mails.map(({ id }) => id),
      [own[1]?.id],
    );
    assert.deepEqual(
      (await read(ada, `?after=${own[0]?.id}`)).mails.map(({ id }) => id),
      [own[1]?.id],
    );
  });

  it('begins anew after a mail that is not there, and after one of others', async () => {
    await askForLink('ben@quill.example');
    const [bens] = (await read(ben)).mails;
    const all = await read(ada);
    for (const after of ['nonsense', '0199f000-0000-7000-8000-000000000001', bens?.id]) {
      assert.deepEqual(await read(ada, `?after=${after}`), all);
    }
  });

  it('is for those who administer the company alone, and the installation’s mailbox stays closed to them', async () => {
    const adas = { actor: { kind: 'system' }, companyId: await companyOf(ada), correlationId: 'test' } as const;
    const clerk = await hire(program, adas, { roles: [{ code: 'SHD_EMPLOYEE_ADMIN' }, { code: 'SHD_WEB_SERVICES_ADMIN' }] });
    await program.modules.identity.setPassword(program.unitOfWork, adas, { userId: clerk.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    await visitor.signIn(clerk.userName, PASSWORD);
    const refused = await visitor.call('GET', '/company/mail');
    assert.deepEqual([refused.statusCode, refused.json<{ code: string }>().code], [403, 'http.role-missing']);
    assert.equal((await new WebVisitor(program).call('GET', '/company/mail')).statusCode, 401);
    assert.equal((await ada.call('GET', '/sandbox/mail')).statusCode, 404);
    assert.equal((await visitor.call('GET', '/notices')).json<{ mails: null }>().mails, null);
  });
});

it('keeps nothing of a company that is in earnest, nor where a mail server is', async () => {
  for (const [config, test] of [
    [{ sandbox: true }, false],
    [{ sandbox: false }, true],
    [{ sandbox: true, mailUrl: 'smtp://127.0.0.1:9' }, true],
  ] as const) {
    const program = await testProgram({ config });
    const company = await foundCompany(program, { test });
    const admin = await hire(program, company, { roles: [{ code: 'CompanyAdmin' }] });
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId: admin.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    assert.equal((await visitor.signIn(admin.userName, PASSWORD)).statusCode, 204);
    assert.equal((await visitor.call('GET', '/company/mail')).statusCode, 404);
    const { signedIn } = (await visitor.call('GET', '/session')).json<{ signedIn: { may: { readCompanyMail: boolean } } }>();
    assert.equal(signedIn.may.readCompanyMail, false);
    await program.close();
  }
});
