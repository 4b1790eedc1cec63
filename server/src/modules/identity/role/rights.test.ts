import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { Approver, Delegation, NewUser, User, UserPatch } from '../index.ts';

const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };

describe('rights of users', () => {
  let program: TestProgram;
  let home: Caller & { companyId: string };

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
  });
  after(() => program.close());

  const write = <T>(work: (ctx: Context) => Promise<T>) => program.unitOfWork.write(home, work);
  const read = <T>(work: (ctx: Context) => Promise<T>) => program.unitOfWork.read(home, work);
  const update = (userId: string, patch: UserPatch) =>
    write((ctx) => program.modules.identity.updateUser(ctx, { userId, patch }));
  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => assert.fail('was not refused'),
      (error: DomainError) => error.code,
    );

  describe('roles', () => {
    const setRoles = (userId: string, roles: NewUser['roles']) =>
      write((ctx) => program.modules.identity.setRoles(ctx, { userId, roles: roles ?? [] }));
    const rolesOf = (userId: string) => read(async (ctx) => [...(await program.modules.identity.rolesOf(ctx, userId))].sort());

    it('are assigned roles and those of entitlements, and none for the inactive', async () => {
      await write(async (ctx) => {
        const list = await program.modules.lists.createList(ctx, { name: 'Regions', levelCount: 2 });
        await program.modules.lists.addItems(ctx, {
          listId: list.id,
          items: [{ shortCode: 'US', value: 'United States', items: [{ shortCode: 'WA', value: 'Washington' }] }],
        });
        await program.modules.identity.setGroupHierarchy(ctx, { area: 'Expense', listId: list.id });
      });
      const user = await hire(program, home, {
        roles: [{ code: 'EXP_APPROVER' }],
        entitlements: ['Expense', 'Travel', 'Locate'],
      });
      assert.deepEqual(await rolesOf(user.id), ['EXP_APPROVER', 'EXP_USER', 'TravelUser']);
      await setRoles(user.id, [{ code: 'EXP_PROCESSOR', groups: ['US-WA', ''] }, { code: 'REQ_USER' }]);
      assert.deepEqual(await rolesOf(user.id), ['EXP_PROCESSOR', 'EXP_USER', 'REQ_USER', 'TravelUser']);
      assert.deepEqual(await read((ctx) => program.modules.identity.roleAssignmentsOf(ctx, user.id)), [
        { code: 'EXP_PROCESSOR', groups: ['', 'US-WA'] },
      ]);
      assert.ok((await read((ctx) => program.modules.identity.holdersOf(ctx, 'EXP_PROCESSOR'))).includes(user.id));
      await update(user.id, { active: false });
      assert.deepEqual(await rolesOf(user.id), []);
      assert.ok(!(await read((ctx) => program.modules.identity.holdersOf(ctx, 'EXP_PROCESSOR'))).includes(user.id));
    });

    it('exclude and need one another', async () => {
      const { id } = await hire(program, home);
      for (const roles of [
        [{ code: 'NO_SUCH_ROLE' }],
        [{ code: 'EXP_APPROVER', groups: ['US'] }],
        [{ code: 'EXP_CONFIG_ADMIN' }, { code: 'EXP_CONFIG_ADMIN_RO' }],
        [{ code: 'STATEMENT_APPROVER' }],
      ])
        assert.equal(await codeOf(setRoles(id, roles)), 'identity.role.not-assignable');
      await setRoles(id, [{ code: 'STATEMENT_APPROVER' }, { code: 'EXP_APPROVER' }, { code: 'STATEMENT_USER' }]);
      assert.equal(await codeOf(update(id, { entitlements: [] })), 'identity.role.not-assignable');
    });
  });

  describe('approvers and delegates', () => {
    let people: User[];
    before(async () => {
      people = [];
      for (let count = 0; count < 4; count++)
        people.push(await hire(program, home, { spend, roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }] }));
    });
    const id = (at: number): string => people[at]?.id ?? '';
    const setApprovers = (userId: string, approvers: Approver[]) =>
      write((ctx) => program.modules.identity.setApprovers(ctx, { userId, approvers }));
    const report = (approverId: string, primary = true): Approver => ({ kind: 'report', approverId, primary });

    it('form a chain that a circle does not break', async () => {
      await setApprovers(id(0), [report(id(1)), report(id(3), false)]);
      await setApprovers(id(1), [report(id(2))]);
      await setApprovers(id(2), [report(id(0))]);
      const { identity } = program.modules;
      const above = (userId: string, approverId: string) =>
        read((ctx) => identity.isInChain(ctx, { userId, approverId, kind: 'report' }));
      assert.equal(await read((ctx) => identity.approverOf(ctx, id(0), 'report')), id(1));
      assert.equal(await read((ctx) => identity.approverOf(ctx, id(0), 'request')), undefined);
      assert.equal(await above(id(0), id(2)), true);
      assert.equal(await above(id(0), id(3)), false, 'a second approver is no rung of the chain');
      assert.equal(await above(id(3), id(0)), false);
      const last = (await eventsOf(program, home)).at(-1);
      assert.deepEqual(last?.facts['attributes'], [`${SPEND}:Approver`]);
    });

    it('must hold the role, be colleagues and be primary once', async () => {
      const plain = await hire(program, home);
      const stranger = await hire(program, await foundCompany(program), { roles: [{ code: 'EXP_APPROVER' }] });
      for (const approvers of [
        [report(plain.id)],
        [report(stranger.id)],
        [report(id(0))],
        [report(id(1)), report(id(2))],
        [
          { kind: 'cashAdvance' as const, approverId: id(1), primary: true },
          { kind: 'cashAdvance' as const, approverId: id(2), primary: false },
        ],
      ])
        assert.equal(await codeOf(setApprovers(id(0), approvers)), 'identity.approver.not-eligible');
    });

    it('let a delegate act within permissions and days', async () => {
      const { identity } = program.modules;
      const delegate: Omit<Delegation, 'delegatorId'> = {
        delegateId: id(1),
        product: 'EXP',
        permissions: ['canPrepare', 'canApproveTemporary'],
        temporaryFrom: '2026-03-02',
        temporaryTo: '2026-03-03',
      };
      await write((ctx) => identity.setDelegates(ctx, { userId: id(0), delegates: [delegate] }));
      const may = (permission: 'canPrepare' | 'canSubmit' | 'canApprove') =>
        read((ctx) => identity.mayActFor(ctx, { delegateId: id(1), delegatorId: id(0), product: 'EXP', permission }));
      assert.deepEqual(await Promise.all([may('canPrepare'), may('canSubmit'), may('canApprove')]), [true, false, true]);
      program.clock.advance(2 * 24 * 3_600_000);
      assert.deepEqual(await Promise.all([may('canPrepare'), may('canSubmit'), may('canApprove')]), [true, false, false]);
      assert.deepEqual(await read((ctx) => identity.delegatorsOf(ctx, id(1), 'EXP')), [{ ...delegate, delegatorId: id(0) }]);
      assert.deepEqual(await read((ctx) => identity.delegatesOf(ctx, id(0), 'REQ')), []);
    });

    it('refuse delegates who are oneself, inactive, of another company or without the product', async () => {
      const idle = await hire(program, home, { active: false });
      const stranger = await hire(program, await foundCompany(program));
      const other = await hire(program, home, { roles: [{ code: 'REQ_USER' }] });
      for (const delegateId of [id(0), idle.id, stranger.id, other.id]) {
        const delegates = [{ delegateId, product: 'EXP' as const, permissions: ['canPrepare' as const] }];
        const setting = write((ctx) => program.modules.identity.setDelegates(ctx, { userId: id(0), delegates }));
        assert.equal(await codeOf(setting), 'identity.delegate.not-eligible');
      }
    });
  });
});
