import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openOffice, submitted, type Office } from '../../../../test/harness/expense.ts';
import { grantsWorld } from '../../../../test/harness/grants.ts';
import { auditOf, eventsOf, foundCompany, hire, person } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { LeaveOfAbsence, NewUser, UserPatch } from '../index.ts';

type Home = Caller & { companyId: string };
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };

describe('the life of a user', () => {
  let program: TestProgram;
  let home: Home;
  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
  });
  after(() => program.close());

  const write = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.write(caller, work);
  const read = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.read(caller, work);
  const get = (id: string, caller: Caller = home) => read((ctx) => program.modules.identity.getUser(ctx, id), caller);
  const update = (userId: string, patch: UserPatch, caller: Caller = home) =>
    write((ctx) => program.modules.identity.updateUser(ctx, { userId, patch }), caller);
  const replace = (userId: string, user: NewUser, caller: Caller = home) =>
    write((ctx) => program.modules.identity.replaceUser(ctx, { userId, user }), caller);
  const remove = (userId: string, caller: Caller = home) =>
    write((ctx) => program.modules.identity.deleteUser(ctx, { userId }), caller);
  const retire = (userId: string, caller: Caller = home) =>
    write((ctx) => program.modules.identity.retireUser(ctx, { userId }), caller);
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => assert.fail('was not refused'),
      (error: DomainError) => error.code,
    );
  const since = async (caller: Caller, count: number) =>
    (await eventsOf(program, caller)).slice(count).map(({ type, subjectId, facts }) => ({
      type,
      subjectId,
      attributes: facts['attributes'],
    }));

  describe('replacing', () => {
    it('identity 13: everything left out goes to its default or to nothing; ids, company and creation stay', async () => {
      const own = await foundCompany(program);
      const boss = await hire(program, own);
      const made = await hire(program, own, {
        externalId: 'e',
        employeeNumber: 'n',
        nickName: 'Tee',
        displayName: 'The One',
        title: 'Clerk',
        gender: 'Female',
        dateOfBirth: '1984-02-29',
        preferredLanguage: 'de',
        timezone: 'Europe/Berlin',
        managerId: boss.id,
        department: 'R&D',
        terminationDate: new Date('2030-01-01T00:00:00Z'),
        leavesOfAbsence: [{ startDate: '2026-05-01' }],
        phoneNumbers: [{ type: 'work', value: '1', primary: false, notifications: false }],
        addresses: [{ type: 'home', country: 'IT' }],
        emergencyContacts: [{ name: 'Kim', relationship: 'Sister' }],
        localeOverrides: { firstDayOfWeek: 'Monday' },
        settings: { theme: 'SAP Horizon Evening' },
        active: false,
        spend: { ...spend, ledgerCode: 'L' },
        travel: { travelCrsName: 'CRS' },
      });
      program.clock.advance(90_000);
      const bare = { userName: made.userName, name: { familyName: 'Brown', givenName: 'Terry' }, emails: made.emails };
      const replaced = await replace(made.id, bare, own);
      const fresh = await hire(program, own, { ...bare, userName: 'fresh@own.example', roles: [] });
      const kept = (({ id, companyId, internalId, cuuid, createdAt, spend: money, travel }) => ({
        id,
        companyId,
        internalId,
        cuuid,
        createdAt,
        startDate: createdAt,
        spend: money,
        travel,
      }))(made);
      assert.deepEqual(replaced, { ...fresh, ...kept, userName: made.userName, version: 1, updatedAt: program.clock.now() });
      assert.deepEqual(await get(made.id, own), replaced);
    });

    it('identity 24: a replacement names exactly what it changed, and none that changes nothing is told', async () => {
      const own = await foundCompany(program);
      const given = person({ title: 'Clerk', settings: { theme: 'SAP Horizon Evening' }, employeeNumber: '1' });
      const made = await hire(program, own, given);
      const { length } = await eventsOf(program, own);
      const same = await replace(made.id, { ...given, entitlements: made.entitlements }, own);
      assert.equal(same.version, 0);
      assert.deepEqual(await since(own, length), []);
      await replace(made.id, { ...given, entitlements: [], title: 'Boss', settings: {}, employeeNumber: '2' }, own);
      const [told, ...more] = await since(own, length);
      assert.deepEqual([told?.type, told?.subjectId, more.length], ['IdentityProfileUpdated', made.id, 0]);
      assert.deepEqual(
        [...((told?.attributes ?? []) as string[])].sort(),
        [
          'entitlements',
          'title',
          `${ENTERPRISE}.employeeNumber`,
          'urn:ietf:params:scim:schemas:extension:settings:2.0:User.theme',
        ].sort(),
      );
    });

    it('keeps the door shut that an administrator closed', async () => {
      const made = await hire(program, home, { signInDenied: true });
      assert.equal((await replace(made.id, person({ userName: made.userName }))).signInDenied, true);
    });

    it('refuses what creating refuses, and leaves the user as it was', async () => {
      const other = await hire(program, home, { employeeNumber: 'taken', externalId: 'taken' });
      const made = await hire(program, home);
      const cases: [Partial<NewUser>, string][] = [
        [{ userName: other.userName.toUpperCase() }, 'directory.login.taken'],
        [{ employeeNumber: 'taken' }, 'identity.user.value-taken'],
        [{ externalId: 'taken' }, 'identity.user.value-taken'],
        [{ userName: 'no login' }, 'identity.user.invalid'],
        [{ managerEmployeeNumber: 'nobody' }, 'identity.user.invalid'],
        [{ legalEntityId: other.id }, 'identity.user.invalid'],
      ];
      for (const [given, code] of cases)
        assert.equal(await codeOf(replace(made.id, person({ userName: made.userName, ...given }))), code, JSON.stringify(given));
      assert.deepEqual(await get(made.id), made);
      assert.equal(await codeOf(replace('nonsense', person())), 'identity.user.not-found');
    });
  });

  it('identity 10: renaming frees the old login for any company; numbers are the company’s own', async () => {
    const other = await foundCompany(program);
    const made = await hire(program, home, { userName: 'old@life.example', employeeNumber: 'own', externalId: 'own' });
    assert.ok(await hire(program, other, { employeeNumber: 'own', externalId: 'own' }));
    assert.equal(await codeOf(hire(program, other, { userName: 'OLD@life.example' })), 'directory.login.taken');
    await replace(made.id, person({ userName: 'new@life.example' }));
    assert.ok(await hire(program, other, { userName: 'old@life.example' }));
    assert.ok(await hire(program, home, { employeeNumber: 'own', externalId: 'own' }), 'the replacement let go of the numbers');
    for (const sign of '%[#!*&()~\'{^}\\/?><,;:"+=]|')
      assert.equal(await codeOf(hire(program, home, { userName: `a${sign}b@life.example` })), 'identity.user.invalid', sign);
  });

  describe('identity 26: leaves of absence', () => {
    const ok: LeaveOfAbsence[][] = [
      [],
      [{ startDate: '2020-01-01', endDate: '2020-01-02' }],
      [{ startDate: '2020-01-01', type: 'voluntary' }],
      [{ startDate: '2030-01-01', type: 'mandatory' }],
      [{ startDate: '2026-02-01' }, { startDate: '2025-01-01', endDate: '2026-01-31' }],
      Array.from({ length: 100 }, (_, at) => ({ startDate: `${1950 + at}-01-01`, endDate: `${1950 + at}-02-01` })),
    ];
    const wrong: [LeaveOfAbsence[], string][] = [
      [[{ startDate: '2027-01-02', endDate: '2027-01-01' }], 'order'],
      [[{ startDate: '2027-01-01', endDate: '2027-01-01' }], 'order'],
      [[{ startDate: '2027-02-30' }], 'date'],
      [[{ startDate: '2027-01-01', endDate: '2027-02-01' }, { startDate: '2027-02-01' }], 'overlap'],
      [[{ startDate: '2027-01-01' }, { startDate: '2027-02-01', endDate: '2027-03-01' }], 'required'],
      [Array.from({ length: 101 }, (_, at) => ({ startDate: `${1950 + at}-01-01`, endDate: `${1950 + at}-02-01` })), 'maxItems'],
    ];

    it('identity 26: hold when creating, changing and replacing', async () => {
      const made = await hire(program, home);
      const roads: ((leavesOfAbsence: LeaveOfAbsence[]) => Promise<unknown>)[] = [
        (leavesOfAbsence) => hire(program, home, { leavesOfAbsence }),
        (leavesOfAbsence) => update(made.id, { leavesOfAbsence }),
        (leavesOfAbsence) => replace(made.id, person({ userName: made.userName, leavesOfAbsence })),
      ];
      for (const road of roads) {
        for (const leaves of ok) await road(leaves);
        for (const [leaves, rule] of wrong) {
          const error = await road(leaves).then(
            () => assert.fail(`${rule} was not refused`),
            (refused: DomainError) => refused,
          );
          assert.deepEqual(
            (error.facts['issues'] as { rule: string }[]).map((issue) => issue.rule),
            [rule],
          );
        }
      }
    });
  });

  describe('deleting', () => {
    let office: Office;
    before(async () => {
      office = await openOffice(program);
    });

    it('identity 20: a user without a history is gone for good, and its login is free', async () => {
      const { company } = office;
      const made = await hire(program, company, { userName: 'brief@life.example', employeeNumber: 'brief', spend, travel: {} });
      const { length } = await eventsOf(program, company);
      await remove(made.id, company);
      assert.equal(await codeOf(get(made.id, company)), 'identity.user.not-found');
      assert.equal(await read((ctx) => program.modules.identity.standingOf(ctx.tx, made.id), company), undefined);
      assert.deepEqual(await since(company, length), [
        { type: 'IdentityProfileDeleted', subjectId: made.id, attributes: null },
        { type: 'SpendProfileDeleted', subjectId: made.id, attributes: null },
        { type: 'TravelProfileDeleted', subjectId: made.id, attributes: [] },
      ]);
      assert.equal((await auditOf(program, company)).at(-1), 'user deleted');
      const again = await hire(program, company, { userName: 'brief@life.example', employeeNumber: 'brief' });
      assert.notEqual(again.id, made.id);
      assert.equal(await codeOf(remove(made.id, company)), 'identity.user.not-found');
    });

    it('identity 20: who has a report, or has one to decide, stays', async () => {
      const { company, traveler, manager } = office;
      await submitted(program, office);
      const { length } = await eventsOf(program, company);
      for (const { id } of [traveler, manager]) {
        assert.equal(await codeOf(remove(id, company)), 'identity.user.has-transactions');
        assert.ok(await get(id, company));
      }
      assert.deepEqual(
        (await read((ctx) => program.modules.identity.approversOf(ctx, traveler.id), company)).map(
          ({ approverId }) => approverId,
        ),
        [manager.id],
        'a refusal undoes what was released before it',
      );
      assert.deepEqual(await since(company, length), []);
    });

    it('identity 24: who had the deleted one for manager, approver or delegate has changed, and says so once', async () => {
      const own = await foundCompany(program);
      const roles = [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }];
      const boss = await hire(program, own, { roles });
      const { identity } = program.modules;
      for (const end of [remove, retire]) {
        const leaving = await hire(program, own, { roles, managerId: boss.id });
        const staying = await hire(program, own, { managerId: leaving.id, spend });
        await write(async (ctx) => {
          await identity.setApprovers(ctx, {
            userId: staying.id,
            approvers: [{ kind: 'report', approverId: leaving.id, primary: true }],
          });
          await identity.setDelegates(ctx, {
            userId: staying.id,
            delegates: [{ delegateId: leaving.id, product: 'EXP', permissions: ['canPrepare'] }],
          });
        }, own);
        const { length } = await eventsOf(program, own);
        const { version } = await get(staying.id, own);
        await end(leaving.id, own);
        assert.deepEqual(await since(own, length), [
          { type: 'IdentityProfileUpdated', subjectId: staying.id, attributes: [`${ENTERPRISE}.manager`] },
          {
            type: 'SpendProfileUpdated',
            subjectId: staying.id,
            attributes: ['Approver', 'Delegate'].map((path) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${path}`),
          },
          { type: 'IdentityProfileDeleted', subjectId: leaving.id, attributes: null },
        ]);
        const after = await get(staying.id, own);
        assert.deepEqual([after.managerId, after.version], [undefined, version + 1]);
        assert.deepEqual(await read((ctx) => identity.approversOf(ctx, staying.id), own), []);
        assert.deepEqual(await read((ctx) => identity.delegatesOf(ctx, staying.id), own), []);
      }
    });

    it('knows nobody of another company', async () => {
      const stranger = await hire(program, home);
      assert.equal(await codeOf(remove(stranger.id, office.company)), 'identity.user.not-found');
      assert.equal(await codeOf(retire(stranger.id, office.company)), 'identity.user.not-found');
      assert.equal(await codeOf(replace(stranger.id, person(), office.company)), 'identity.user.not-found');
    });
  });

  it('identity 20: a softly deleted user is hidden everywhere and given no token, its rows and its login stay', async () => {
    const world = await grantsWorld(program);
    const { company, login, userId } = world;
    const { identity } = program.modules;
    const refreshToken = await world.refreshTokenOf();
    await write((ctx) => identity.setRoles(ctx, { userId, roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] }), company);
    const { length } = await eventsOf(program, company);
    await retire(userId, company);

    assert.equal(await codeOf(get(userId, company)), 'identity.user.not-found');
    assert.equal(await codeOf(update(userId, { title: 'x' }, company)), 'identity.user.not-found');
    assert.equal(await codeOf(retire(userId, company)), 'identity.user.not-found');
    await read(async (ctx) => {
      assert.equal(await identity.findUserAtHome(ctx, userId), undefined);
      assert.equal(await identity.findUserByLogin(ctx, login), undefined);
      assert.deepEqual(await identity.usersById(ctx, [userId]), []);
      assert.equal((await identity.rolesOf(ctx, userId)).size, 0);
      assert.deepEqual(await identity.holdersOf(ctx, 'EXP_APPROVER'), []);
      assert.ok(!(await identity.listUsers(ctx, { limit: 100 })).some(({ id }) => id === userId));
      assert.ok(!(await identity.searchUsers(ctx, { limit: 100 })).users.some(({ id }) => id === userId));
      await assert.rejects(identity.assertMaySignIn(ctx, { userId, address: '127.0.0.1' }));
    }, company);
    assert.notEqual((await world.byPassword()).statusCode, 200);
    assert.notEqual((await world.refresh(refreshToken)).statusCode, 200);
    assert.deepEqual(await since(company, length), [{ type: 'IdentityProfileDeleted', subjectId: userId, attributes: null }]);
    const kept = await read(
      (ctx) => sql`select active, termination_date, deleted_at, version from "user" where id = ${userId}`.execute(ctx.tx),
      company,
    );
    const now = program.clock.now();
    assert.partialDeepStrictEqual(kept.rows, [{ active: false, termination_date: now, deleted_at: now }]);
    assert.equal(await codeOf(hire(program, company, { userName: login })), 'directory.login.taken');
    assert.deepEqual(
      (await read((ctx) => identity.peopleOf(ctx, [userId]), company)).map((one) => one.login),
      [login],
      'what it did still shows by whom',
    );
  });
});
