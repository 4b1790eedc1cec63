import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Caller, Context } from '../../../platform/context.ts';
import { eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { UserInvalid, UserNotFound } from '../index.ts';

let program: TestProgram;
let home: Caller & { companyId: string };
before(async () => {
  program = await testProgram();
  home = await foundCompany(program);
});
after(() => program.close());

const write = <T>(run: (ctx: Context) => Promise<T>) => program.unitOfWork.write(home, run);
const spendingOf = (id: string) => program.unitOfWork.read(home, (ctx) => program.modules.identity.spendingOf(ctx, id));
const newcomer = () => hire(program, home, { roles: [], entitlements: ['Expense'] });
const beginning = (userId: string) => ({
  userId,
  spend: {
    reimbursementCurrency: 'USD',
    country: 'US',
    locale: 'en-US',
    reimbursementType: 'ADP_PAYROLL' as const,
    customData: { custom1: { value: 'VIP' }, custom2: { value: '' } },
  },
  payroll: { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '7' },
  roles: [{ code: 'EXP_APPROVER', groups: [''] }],
  userPreference: { showTotalOnReport: true },
});

it('makes of many at once what changeSpending makes of each', async () => {
  const [alone, first, second] = [await newcomer(), await newcomer(), await newcomer()];
  await write((ctx) => program.modules.identity.changeSpending(ctx, beginning(alone.id)));
  await write((ctx) => program.modules.identity.startSpending(ctx, [first.id, second.id].map(beginning)));
  const expected = await spendingOf(alone.id);
  for (const { id } of [first, second]) assert.deepEqual({ ...(await spendingOf(id)), userId: alone.id }, expected);
  const events = await eventsOf(program, home);
  const of = (id: string) =>
    events.filter(({ subjectId }) => subjectId === id).map(({ type, facts }) => [type, facts['attributes']]);
  assert.deepEqual(of(first.id), of(alone.id));
});

it('changes those who spend already, and those whose change needs others', async () => {
  const [spends, boss, fresh] = [await newcomer(), await newcomer(), await newcomer()];
  await write((ctx) => program.modules.identity.startSpending(ctx, [spends.id, boss.id].map(beginning)));
  const approvers = [{ kind: 'report' as const, approver: { id: boss.id }, primary: true }];
  await write((ctx) =>
    program.modules.identity.startSpending(ctx, [
      { userId: spends.id, spend: { ledgerCode: 'NEW' } },
      { ...beginning(fresh.id), approvers },
    ]),
  );
  assert.equal((await spendingOf(spends.id)).spend?.ledgerCode, 'NEW');
  assert.deepEqual(
    (await spendingOf(fresh.id)).approvers.map(({ approverId }) => approverId),
    [boss.id],
  );
});

it('does nothing for anybody where one refuses', async () => {
  const [good, bad] = [await newcomer(), await newcomer()];
  const wrong = { ...beginning(bad.id), spend: { ...beginning(bad.id).spend, country: 'Nowhere' } };
  await assert.rejects(
    write((ctx) => program.modules.identity.startSpending(ctx, [beginning(good.id), wrong])),
    UserInvalid,
  );
  assert.equal((await spendingOf(good.id)).spend, undefined);
  const stranger = await hire(program, await foundCompany(program));
  await assert.rejects(
    write((ctx) => program.modules.identity.startSpending(ctx, [beginning(stranger.id)])),
    UserNotFound,
  );
});
