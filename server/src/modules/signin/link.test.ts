import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { auditOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Caller } from '../../platform/context.ts';
import type { User, UserPatch } from '../identity/index.ts';
import { LINK_LIFETIME, LINKS_PER_WINDOW, WINDOW } from './link.ts';

const ANYONE: Caller = { actor: { kind: 'anonymous' }, correlationId: 'test' };

describe('one-time links', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  let user: User;

  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
  });
  after(() => program.close());
  beforeEach(async () => {
    user = await hire(program, company);
    program.enqueued.length = 0;
  });

  const ask = (login = user.userName, appName?: string) =>
    program.modules.signin.requestLink(program.unitOfWork, ANYONE, {
      login,
      returnTo: '/account',
      linkTo: (secret) => `https://here.example/?token=${secret}`,
      ...(appName ? { appName } : {}),
    });
  const mails = () =>
    program.enqueued.map(({ name, data }) => ({ name, ...(data as { to: string; subject: string; text: string }) }));
  const secretOf = (at = -1): string => /token=(\S+)/.exec(mails().at(at)?.text ?? '')?.[1] ?? '';
  const find = (secret: string) => program.unitOfWork.read(ANYONE, (ctx) => program.modules.signin.findLink(ctx, secret));
  const use = (secret: string) => program.unitOfWork.write(company, (ctx) => program.modules.signin.useLink(ctx, secret));
  const update = (patch: UserPatch) =>
    program.unitOfWork.write(company, (ctx) => program.modules.identity.updateUser(ctx, { userId: user.id, patch }));

  it('goes to the primary address of whoever has the login, and works once', async () => {
    await ask(` ${user.userName.toUpperCase()} `, 'Ledgerline');
    const [mail] = mails();
    assert.equal(mail?.name, 'mail.send');
    assert.equal(mail.to, user.userName);
    assert.match(mail.text, /Hello Terry,[^]*continue to Ledgerline[^]*15 minutes/);
    assert.deepEqual((await auditOf(program, company)).at(-1), 'user sign-in-link-sent');
    const secret = secretOf();
    assert.equal((await find(secret))?.userId, user.id);
    assert.equal((await find(secret))?.userId, user.id, 'looking uses nothing up');
    const used = await use(secret);
    assert.equal(used?.userId, user.id);
    assert.equal(used.returnTo, '/account');
    assert.equal(await use(secret), undefined);
    assert.equal(await find(secret), undefined);
  });

  it('is of use to one of two who press at one moment', async () => {
    await ask();
    const secret = secretOf();
    const both = await Promise.all([use(secret), use(secret)]);
    assert.equal(both.filter(Boolean).length, 1);
  });

  it('ends after fifteen minutes', async () => {
    await ask();
    const secret = secretOf();
    program.clock.advance(LINK_LIFETIME - 1);
    assert.ok(await find(secret));
    program.clock.advance(1);
    assert.equal(await find(secret), undefined);
    assert.equal(await use(secret), undefined);
  });

  it('is kept as a hash', async () => {
    await ask();
    const rows = await program.unitOfWork.read(company, (ctx) =>
      sql<{ row: string }>`select to_jsonb(l)::text as row from sign_in_link l`.execute(ctx.tx),
    );
    assert.equal(
      rows.rows.some(({ row }) => row.includes(secretOf())),
      false,
    );
  });

  it('answers the same and sends nothing for nobody, a company, and somebody whose door is closed', async () => {
    await ask('nobody@nowhere.example');
    await ask(company.companyId);
    await update({ signInDenied: true });
    await ask();
    await update({ signInDenied: false, active: false });
    await ask();
    assert.deepEqual(mails(), []);
  });

  it('is sent three times in a quarter of an hour, then again', async () => {
    for (let times = 0; times < LINKS_PER_WINDOW + 2; times++) await ask();
    assert.equal(mails().length, LINKS_PER_WINDOW);
    const other = await hire(program, company);
    await ask(other.userName);
    assert.equal(mails().length, LINKS_PER_WINDOW + 1, 'others are counted for themselves');
    program.clock.advance(WINDOW);
    await ask();
    assert.equal(mails().length, LINKS_PER_WINDOW + 2);
  });

  it('is unknown under another text', async () => {
    for (const text of ['', 'x', 'A'.repeat(64), '-'.repeat(64)]) {
      assert.equal(await find(text), undefined);
      assert.equal(await use(text), undefined);
    }
  });
});
