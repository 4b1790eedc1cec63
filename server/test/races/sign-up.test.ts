import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';
import { WebVisitor } from '../harness/web-visitor.ts';

let postgres: TestPostgres;
let program: TestProgram;
before(async () => {
  postgres = await startPostgres();
  program = await testProgram({ database: await postgres.freshDatabase(), config: { sandbox: true, signUp: 'mail' } });
});
after(async () => {
  await program.close();
  await postgres.stop();
});

const confirm = (token: string) => new WebVisitor(program).call('POST', '/sign-ups/confirmation', { token });

/** Asks for a sandbox; answers what the link in the mail carries. */
async function ask(email: string): Promise<string> {
  const wish = { email, givenName: 'Ada', familyName: 'Quill', companyName: 'Quill', password: 'plum tree in march' };
  const answer = await new WebVisitor(program).call('POST', '/sign-ups', wish);
  assert.equal(answer.statusCode, 204, answer.body);
  return /\/sign-up\/confirm\?token=([\w-]+)/.exec(String(program.enqueued.at(-1)?.data['text']))?.[1] ?? '';
}

const companies = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from company`.execute(program.database.root)).rows[0]?.n ?? 0;

it('makes one company of a link that is pressed three times at once', async () => {
  const token = await ask('ada@quill.example');
  const before = await companies();
  const answers = await Promise.all([confirm(token), confirm(token), confirm(token)]);
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b),
    [201, 410, 410],
  );
  assert.equal(await companies(), before + 1);
});

it('makes one company where two links for one address are pressed at once', async () => {
  const links = [await ask('ben@quill.example'), await ask('ben@quill.example')];
  const before = await companies();
  const answers = await Promise.all(links.map(confirm));
  const said = answers.map((answer) => (answer.statusCode === 201 ? 'made' : answer.json<{ code: string }>().code)).sort();
  assert.deepEqual(said, ['directory.login.taken', 'made']);
  assert.equal(await companies(), before + 1);
});
