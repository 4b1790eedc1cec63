import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Caller } from '../../src/platform/context.ts';
import type { DomainError } from '../../src/platform/errors.ts';
import { foundCompany, hire } from '../harness/people.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { testProgram, type TestProgram } from '../harness/program.ts';

const ANYONE: Caller = { actor: { kind: 'anonymous' }, correlationId: 'race' };
const RIGHT = 'correct horse battery';

describe('identity on a PostgreSQL server', () => {
  let postgres: TestPostgres;
  let program: TestProgram;
  let home: Caller & { companyId: string };
  before(async () => {
    postgres = await startPostgres();
    program = await testProgram({ database: await postgres.freshDatabase() });
    home = await foundCompany(program);
  });
  after(async () => {
    await program.close();
    await postgres.stop();
  });

  const codes = (attempts: Promise<unknown>[]) =>
    Promise.all(
      attempts.map((attempt) =>
        attempt.then(
          () => 'done',
          (error: DomainError) => error.code,
        ),
      ),
    );
  const check = (login: string, password: string) =>
    program.modules.identity.checkPassword(program.unitOfWork, ANYONE, { login, password, address: '127.0.0.1' });

  it('counts each of many wrong passwords at once, and lets the right one in no more', async () => {
    const user = await hire(program, home);
    await program.modules.identity.setPassword(program.unitOfWork, home, { userId: user.id, password: RIGHT });
    const answers = await codes(Array.from({ length: 8 }, () => check(user.userName, 'wrong')));
    assert.ok(answers.every((code) => code !== 'done'));
    assert.deepEqual(await codes([check(user.userName, RIGHT)]), ['identity.sign-in.locked']);
    const counted = await program.unitOfWork.read(home, (ctx) =>
      sql<{ failures: number }>`select failures from sign_in_failure where subject = ${user.id}`.execute(ctx.tx),
    );
    const refused = answers.filter((code) => code === 'identity.sign-in.bad-credentials').length;
    assert.deepEqual(counted.rows, [{ failures: refused }]);
    program.clock.advance(30 * 60_000);
    assert.deepEqual(await codes([check(user.userName, RIGHT)]), ['done']);
  });

  it('gives a login to one of those who ask for it at once', async () => {
    const other = await foundCompany(program);
    const asking = [home, other, home, other].map((caller) => hire(program, caller, { userName: 'wanted@x.example' }));
    assert.deepEqual((await codes(asking)).sort(), [
      'directory.login.taken',
      'directory.login.taken',
      'directory.login.taken',
      'done',
    ]);
  });

  it('loses none of the changes made to one user at once', async () => {
    const { id } = await hire(program, home);
    const patches = [{ title: 'Lead' }, { department: 'R&D' }, { costCenter: 'C1' }, { nickName: 'Tee' }];
    await Promise.all(
      patches.map((patch) =>
        program.unitOfWork.write(home, (ctx) => program.modules.identity.updateUser(ctx, { userId: id, patch })),
      ),
    );
    const user = await program.unitOfWork.read(home, (ctx) => program.modules.identity.getUser(ctx, id));
    assert.equal(user.version, 4);
    assert.deepEqual([user.title, user.department, user.costCenter, user.nickName], ['Lead', 'R&D', 'C1', 'Tee']);
  });

  it('reads back what it wrote, value for value', async () => {
    const made = await hire(program, home, {
      dateOfBirth: '1984-02-29',
      terminationDate: new Date('2030-01-01T00:00:00.123Z'),
      emails: [{ type: 'home', value: 'a@b.example', verified: true, verifiedAt: new Date('2026-01-01T00:00:00.123Z') }],
      spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US', customData: { custom1: { value: 'v' } } },
      travel: { ruleClass: { id: 3 }, groups: [1, 2] },
    });
    assert.deepEqual(await program.unitOfWork.read(home, (ctx) => program.modules.identity.getUser(ctx, made.id)), made);
  });
});
