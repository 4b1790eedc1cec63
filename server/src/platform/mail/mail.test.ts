import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';

const caller = { actor: { kind: 'system' }, correlationId: 'test' } as const;
const send = (program: TestProgram, data: Record<string, unknown>) =>
  program.unitOfWork.write(caller, async (ctx) => ctx.enqueue({ name: 'mail.send', data }));

describe('mail without a mail server', () => {
  let program: TestProgram;
  before(async () => {
    program = await testProgram({ jobs: true });
  });
  after(() => program.close());

  it('stays in the mailbox, newest first, found by address and by id', async () => {
    await send(program, { to: 'Ann@Example.com', subject: 'First', text: 'one', html: '<p>one</p>' });
    await program.jobs.drain();
    program.clock.advance(1000);
    await send(program, { to: ['bob@example.com', 'ann@example.com'], subject: 'Second', text: 'two' });
    await program.jobs.drain();
    const all = await program.unitOfWork.read(caller, (ctx) => program.mailbox.list(ctx));
    assert.deepEqual(
      all.map(({ to, subject, text, html }) => ({ to, subject, text, html })),
      [
        { to: ['bob@example.com', 'ann@example.com'], subject: 'Second', text: 'two', html: undefined },
        { to: ['ann@example.com'], subject: 'First', text: 'one', html: '<p>one</p>' },
      ],
    );
    const list = (page: Parameters<typeof program.mailbox.list>[1]) =>
      program.unitOfWork.read(caller, async (ctx) => (await program.mailbox.list(ctx, page)).map((mail) => mail.subject));
    assert.deepEqual(await list({ to: 'BOB@example.com' }), ['Second']);
    assert.deepEqual(await list({ limit: 1, after: all[0]?.id ?? '' }), ['First']);
    const read = (id: string) => program.unitOfWork.read(caller, (ctx) => program.mailbox.read(ctx, id));
    assert.deepEqual(await read(all[1]?.id ?? ''), all[1]);
    assert.equal(await read('no-id'), undefined);
  });

  it('refuses what is no mail, and the job says so', async () => {
    await send(program, { to: 'nobody', subject: 's', text: 't' });
    const { failed } = await program.jobs.drain();
    assert.match(String(failed[0]?.error), /needs `to`/);
  });
});

describe('mail over a server', () => {
  it('reaches the server with sender, recipients, both bodies and an id that stays', async () => {
    const received: { from: string; to: string[]; message: string }[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        void (async () => {
          const { mailFrom, rcptTo } = session.envelope;
          const message = await text(stream);
          received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((one) => one.address), message });
          done();
        })();
      },
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    const program = await testProgram({
      jobs: true,
      config: { mailUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Perdiem <no-reply@perdiem.example>' },
    });
    try {
      await send(program, { to: ['ann@example.com', 'bob@example.com'], subject: 'Grüße', text: 'plain', html: '<b>rich</b>' });
      assert.deepEqual(await program.jobs.drain(), { completed: 1, failed: [] });
      assert.equal(received.length, 1);
      assert.equal(received[0]?.from, 'no-reply@perdiem.example');
      assert.deepEqual(received[0]?.to, ['ann@example.com', 'bob@example.com']);
      assert.match(received[0]?.message ?? '', /Message-ID: <[0-9a-f-]{36}@perdiem>/i);
      assert.match(received[0]?.message ?? '', /plain[\s\S]*<b>rich<\/b>/);
      assert.deepEqual(await program.unitOfWork.read(caller, (ctx) => program.mailbox.list(ctx)), []);
    } finally {
      await program.close();
      await new Promise<void>((resolve) => server.close(resolve));
    }
  });
});
