import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mailsIn as connectionMails } from '../src/modules/connection-request/words/index.ts';
import type { User } from '../src/modules/identity/index.ts';
import { mailIn as oneTimePasswordMail } from '../src/modules/oauth/mail-words/index.ts';
import { mailsIn as onboardingMails } from '../src/modules/onboarding/words/index.ts';
import { mailsIn as signinMails } from '../src/modules/signin/words/index.ts';
import type { Caller } from '../src/platform/context.ts';
import { totpCode, totpStep } from '../src/platform/crypto/totp.ts';
import { LANGUAGES, type Language } from '../src/platform/language/language.ts';
import { postForm, registerApp } from './harness/apps.ts';
import { foundCompany, hire } from './harness/people.ts';
import { testProgram, type TestProgram } from './harness/program.ts';
import { triplinkWorld } from './harness/triplink.ts';
import { WebVisitor } from './harness/web-visitor.ts';

const PASSWORD = 'plum tree in march';
const GERMAN = { 'accept-language': 'de-DE,de;q=0.9' };

describe('mails', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  before(async () => {
    program = await testProgram({ config: { sandbox: true, signUp: 'mail' } });
    company = await foundCompany(program);
  });
  after(() => program.close());

  const employ = async (preferredLanguage: string, roles = ['EXP_USER']): Promise<User> => {
    const user = await hire(program, company, { preferredLanguage, roles: roles.map((code) => ({ code })) });
    await program.modules.identity.setPassword(program.unitOfWork, company, { userId: user.id, password: PASSWORD });
    return user;
  };
  const enter = async (user: User): Promise<WebVisitor> => {
    const visitor = new WebVisitor(program);
    await visitor.signIn(user.userName, PASSWORD);
    return visitor;
  };
  const subjects = (to: string): unknown[] =>
    program.enqueued.filter(({ name, data }) => name === 'mail.send' && data['to'] === to).map(({ data }) => data['subject']);
  const told = async (to: string, act: () => Promise<unknown>): Promise<Record<string, unknown>> => {
    const before = subjects(to).length;
    await act();
    assert.equal(subjects(to).length, before + 1);
    return program.enqueued.findLast(({ data }) => data['to'] === to)?.data ?? {};
  };

  it('with a link to sign in are in the language of whoever gets them, else in that of the request', async () => {
    for (const [preferred, headers, subject] of [
      ['de', {}, 'Ihr Link zum Anmelden'],
      ['en-US', GERMAN, 'Your link to sign in'],
      ['fr', GERMAN, 'Ihr Link zum Anmelden'],
      ['fr', {}, 'Your link to sign in'],
    ] as const) {
      const { userName: login } = await employ(preferred);
      const mail = await told(login, () =>
        new WebVisitor(program).call('POST', '/sign-in-links', { login, returnTo: '/' }, headers),
      );
      assert.equal(mail['subject'], subject);
      if (subject.startsWith('Ihr'))
        assert.match(
          String(mail['text']),
          /^Guten Tag Terry,\n\nöffnen Sie diesen Link, um sich anzumelden:\n\nhttp:[^]*Er gilt einmal, 15 Minuten lang\./,
        );
    }
  });

  it('that invite are in the language of whoever is invited', async () => {
    const boss = await enter(await employ('de', ['CompanyAdmin']));
    const home = await foundCompany(program, { defaultLanguage: 'de' });
    const german = await hire(program, home, { roles: [{ code: 'CompanyAdmin' }] });
    await program.modules.identity.setPassword(program.unitOfWork, home, { userId: german.id, password: PASSWORD });
    const invitee = { givenName: 'Ines', familyName: 'Roth', duties: [] };
    const inGerman = await enter(german);
    const mail = await told('ines@roth.example', () =>
      inGerman.call('POST', '/people', { ...invitee, email: 'ines@roth.example' }),
    );
    assert.match(String(mail['subject']), /^Company \d+ lädt Sie zu Perdiem ein$/);
    assert.match(String(mail['text']), /Er gilt einmal, 7 Tage lang\./);
    const english = await told('leo@roth.example', () =>
      boss.call('POST', '/people', { ...invitee, email: 'leo@roth.example' }, GERMAN),
    );
    assert.match(String(english['subject']), /invites you to Perdiem$/);
  });

  it('that end a sign-up are in the language of the request, and of the owner where there is one', async () => {
    const wish = { givenName: 'Ada', familyName: 'Muster', companyName: 'Muster GmbH', password: PASSWORD };
    const ask = (email: string, headers: object) => () =>
      new WebVisitor(program).call('POST', '/sign-ups', { ...wish, email }, { ...headers });
    const fresh = await told('ada@muster.example', ask('ada@muster.example', GERMAN));
    assert.equal(fresh['subject'], 'Legen Sie Ihre Perdiem-Sandbox an');
    assert.match(String(fresh['text']), /Er gilt einmal, 24 Stunden lang\./);
    const { userName: owner } = await employ('de');
    assert.equal((await told(owner, ask(owner, {})))['subject'], 'Sie haben schon eine Perdiem-Sandbox');
  });

  it('with a one-time password are in the language of whoever gets them, with what the app says of itself', async () => {
    const app = await registerApp(program, { name: 'Ledgerline', grants: ['otp'] });
    const { userName } = await employ('de');
    const fields = { client_id: app.id, client_secret: app.secret, channel_type: 'email', channel_handle: userName };
    const mail = await told(userName, () =>
      postForm(program, '/oauth2/v0/otp', { ...fields, name: 'Terry', company: 'Ledger <b>' }),
    );
    assert.equal(mail['subject'], 'Mit Ledger <b> verbinden');
    assert.match(String(mail['text']), /Ledger <b> möchte sich mit Ihrem Konto verbinden\.[^]*Es gilt einmal, 15 Minuten lang\./);
    assert.match(String(mail['html']), /^<html lang="de">.*Ledger &lt;b&gt; möchte/);
  });

  it('of the second factor and of a supplier are in the language of whoever gets them', async () => {
    const user = await employ('de');
    const visitor = await enter(user);
    const { key } = (await visitor.call('POST', '/second-factor/keys')).json<{ key: string }>();
    const code = totpCode(key, totpStep(program.clock.now()));
    const added = await told(user.userName, () => visitor.call('POST', '/second-factor', { code }));
    assert.equal(added['subject'], 'Der zweite Schritt Ihrer Anmeldung wurde geändert');

    const world = await triplinkWorld(program);
    const traveler = await hire(program, world.company, { preferredLanguage: 'de' });
    const { id: requestId } = await world.request(traveler);
    const caller: Caller = {
      actor: { kind: 'app', appId: world.supplier.id, scopes: new Set(['CONREQ']) },
      correlationId: 'test',
    };
    const counter = { work: program.unitOfWork, caller };
    const connected = await told(traveler.userName, () =>
      program.modules.connectionRequests.answerRequest(counter, { requestId, outcome: 'CRSUC' }),
    );
    assert.equal(connected['subject'], 'Sie sind mit Skylark Airways verbunden');
  });
});

describe('the words of mails', () => {
  const link = { givenName: '1', appName: '1', url: '1', minutes: 15 };
  const letter = { givenName: '1', companyName: '1', inviterName: undefined, url: '1', days: 7, hours: 24 };
  const supplier = { givenName: '1', supplierName: '1' };
  /** Every mail that there is. */
  const mailsIn = (language: Language): { subject: string; text: string }[] => {
    const [signin, onboarding, connection] = [signinMails(language), onboardingMails(language), connectionMails(language)];
    const password = oneTimePasswordMail(language);
    return [
      signin.link(link),
      signin.link({ ...link, appName: undefined }),
      signin.noLink(),
      signin.invitation(letter),
      ...(['added', 'removed', 'reset'] as const).map((what) => signin.secondFactor('1', what)),
      onboarding.signUp(letter),
      onboarding.known(link),
      connection.connected(supplier),
      ...(['CREU1', 'CREU2', 'CREU3'] as const).map((outcome) => connection.failed(supplier, outcome, true)),
      connection.failed(supplier, 'CREU1', false),
      {
        subject: password.subject('1'),
        text: [
          password.greeting('1'),
          password.asks('1'),
          password.open,
          password.type,
          password.connect,
          password.note(15),
        ].join('\n'),
      },
    ];
  };
  const linesOf = (mail: { subject: string; text: string }): string[] =>
    [mail.subject, ...mail.text.split('\n')].filter((line) => /\p{L}{2}/u.test(line));

  for (const language of LANGUAGES.filter((one) => one !== 'en'))
    it(`are other ones in ${language}`, () => {
      const english = new Set(mailsIn('en').flatMap(linesOf));
      assert.deepEqual(
        mailsIn(language)
          .flatMap(linesOf)
          .filter((line) => english.has(line)),
        [],
      );
    });
});
