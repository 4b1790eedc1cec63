import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Caller } from '../../src/platform/context.ts';
import type { DomainError } from '../../src/platform/errors.ts';
import type { UserCriteria } from '../../src/modules/identity/index.ts';
import { newReport, openOffice } from '../harness/expense.ts';
import { foundCompany, hire, person } from '../harness/people.ts';
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

  it('identity 10: two writers on one login never both win, by whichever roads they come', async () => {
    const other = await foundCompany(program);
    const { identity } = program.modules;
    for (let round = 0; round < 5; round++) {
      const login = `wanted${round}@roads.example`;
      const batch = (caller: typeof home) =>
        program.unitOfWork
          .write(caller, (ctx) =>
            identity.createUsers(ctx, [person({ userName: login }), person(), person({ userName: login.toUpperCase() })]),
          )
          .then((made) => made.filter((one) => 'user' in one && one.user.userName.toLowerCase() === login).length);
      const one = (promise: Promise<unknown>) =>
        promise.then(
          () => 1,
          (error: DomainError) => {
            assert.equal(error.code, 'directory.login.taken');
            return 0;
          },
        );
      const [near, far] = [await hire(program, home), await hire(program, other)];
      const rename = (caller: typeof home, userId: string) =>
        one(program.unitOfWork.write(caller, (ctx) => identity.updateUser(ctx, { userId, patch: { userName: login } })));
      const won = await Promise.all([
        batch(home),
        one(hire(program, other, { userName: login })),
        rename(home, near.id),
        batch(other),
        rename(other, far.id),
        one(hire(program, home, { userName: login })),
      ]);
      assert.equal(
        won.reduce((sum, count) => sum + count),
        1,
        won.join(),
      );
    }
  });

  it('gives an employee number to one of those who ask for it at once', async () => {
    const batch = () =>
      program.unitOfWork.write(home, (ctx) =>
        program.modules.identity.createUsers(ctx, [person({ employeeNumber: 'race' }), person({ externalId: 'race' })]),
      );
    const made = (await Promise.all([batch(), batch(), batch()])).flat();
    assert.equal(made.filter((one) => 'user' in one).length, 2);
    for (const one of made) if ('error' in one) assert.equal(one.error.code, 'identity.user.value-taken');
  });

  it('counts users right however many are made and deleted at once', async () => {
    const own = await foundCompany(program);
    const { identity } = program.modules;
    const users = await Promise.all(Array.from({ length: 8 }, () => hire(program, own)));
    await Promise.all([
      ...users.slice(0, 2).map(({ id }) => program.unitOfWork.write(own, (ctx) => identity.deleteUser(ctx, { userId: id }))),
      ...users.slice(2, 4).map(({ id }) => program.unitOfWork.write(own, (ctx) => identity.retireUser(ctx, { userId: id }))),
      ...users
        .slice(4, 6)
        .map(({ id }) =>
          program.unitOfWork.write(own, (ctx) => identity.updateUser(ctx, { userId: id, patch: { active: false } })),
        ),
      hire(program, own),
    ]);
    const total = (criteria?: UserCriteria) =>
      program.unitOfWork.read(own, (ctx) =>
        identity.searchUsers(ctx, { limit: 0, withTotal: true, ...(criteria ? { criteria } : {}) }),
      );
    assert.equal((await total()).total, 5);
    assert.equal((await total({ field: 'active', operator: 'eq', value: true })).total, 3);
  });

  it('identity 20: deletes a user or keeps its first report, never half of each', async () => {
    const office = await openOffice(program);
    const { identity } = program.modules;
    for (let round = 0; round < 4; round++) {
      const user = await hire(program, office.company, {
        spend: { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' },
      });
      const traveler = { ...office, traveler: user };
      const [deleted, reported] = await Promise.allSettled([
        program.unitOfWork.write(office.company, (ctx) => identity.deleteUser(ctx, { userId: user.id })),
        newReport(program, traveler, []),
      ]);
      const left = await program.unitOfWork.read(office.company, (ctx) =>
        sql<{ reports: number; users: number }>`select
          (select count(*)::integer from report where owner_id = ${user.id}) as reports,
          (select count(*)::integer from "user" where id = ${user.id}) as users`.execute(ctx.tx),
      );
      assert.deepEqual(left.rows, [deleted.status === 'fulfilled' ? { reports: 0, users: 0 } : { reports: 1, users: 1 }]);
      assert.notEqual(deleted.status, reported.status);
    }
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
      travel: { travelNameRemark: 'Jr', documents: { hasNoPassport: true } },
    });
    assert.deepEqual(await program.unitOfWork.read(home, (ctx) => program.modules.identity.getUser(ctx, made.id)), made);
  });

  describe('members of a role', () => {
    const members = (code: string) =>
      program.unitOfWork.read(
        home,
        async (ctx) => (await program.modules.identity.membersOfRole(ctx, { code, startIndex: 1, limit: 100 })).userIds,
      );
    const write = (change: 'addToRole' | 'removeFromRole' | 'setMembersOfRole', code: string, userIds: string[]) =>
      program.unitOfWork.write(home, (ctx) => program.modules.identity[change](ctx, { code, userIds }));

    it('are one of the lists that are set at once, never a mixture', async () => {
      const people = await Promise.all(Array.from({ length: 6 }, () => hire(program, home)));
      const ids = people.map(({ id }) => id).sort();
      const lists = [ids.slice(0, 3), ids.slice(3), ids.slice(1, 5), [...ids].reverse()];
      for (const code of ['SHD_BUDGET_OWNER', 'REQ_USER']) {
        const done = await codes(lists.map((userIds) => write('setMembersOfRole', code, userIds)));
        assert.deepEqual(
          done,
          lists.map(() => 'done'),
        );
        const after = JSON.stringify(await members(code));
        assert.ok(
          lists.some((list) => JSON.stringify([...list].sort()) === after),
          after,
        );
      }
    });

    it('are all that are added at once, each once, and none that is deleted meanwhile', async () => {
      const people = await Promise.all(Array.from({ length: 4 }, () => hire(program, home)));
      const ids = people.map(({ id }) => id);
      for (const code of ['SHD_BUDGET_VIEWER', 'TravelUser']) {
        const shuffled = [ids, [...ids].reverse(), ids.slice(1), ids.slice(0, 2)];
        assert.ok((await codes(shuffled.map((userIds) => write('addToRole', code, userIds)))).every((one) => one === 'done'));
        assert.deepEqual(await members(code), [...ids].sort());
      }
      const [first = ''] = ids;
      await codes([
        program.unitOfWork.write(home, (ctx) => program.modules.identity.retireUser(ctx, { userId: first })),
        write('addToRole', 'EXP_PROXY_USER', [first]),
      ]);
      assert.deepEqual(await members('EXP_PROXY_USER'), []);
    });
  });
});
