import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asUser, inContext, newReport, openOffice, run, submitted, type Office } from '../../../test/harness/expense.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { User } from '../../modules/identity/index.ts';

const PASSWORD = 'plum tree in march';

interface Shown {
  readonly reports: { readonly id: string; readonly owner: string; readonly amount: string; readonly comment: string | null }[];
  readonly more: boolean;
}
interface Notices {
  readonly toApprove: Shown;
  readonly sentBack: Shown;
  readonly mails: object[] | null;
}

describe('what waits for somebody', () => {
  let program: TestProgram;
  let office: Office;
  before(async () => {
    program = await testProgram({ config: { sandbox: true } });
    office = await openOffice(program);
  });
  after(() => program.close());

  const noticesOf = async (user: User): Promise<Notices> => {
    await program.modules.identity.setPassword(program.unitOfWork, office.company, { userId: user.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    assert.equal((await visitor.signIn(user.userName, PASSWORD)).statusCode, 204);
    const answer = await visitor.call('GET', '/notices');
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json<Notices>();
  };

  it('is nothing at first, and no mail for who may not read it', async () => {
    const nothing = { reports: [], more: false };
    assert.deepEqual(await noticesOf(office.traveler), { toApprove: nothing, sentBack: nothing, mails: null });
    assert.equal((await noticesOf(office.admin)).mails, null, 'the mailbox is of the demo company');
  });

  it('is a report at the desk of its approver, then back with its owner', async () => {
    await newReport(program, office);
    const report = await submitted(program, office);
    const waiting = (await noticesOf(office.manager)).toApprove;
    assert.deepEqual(
      waiting.reports.map(({ id, owner, amount }) => [id, owner, amount]),
      [[report.id, 'Terry Brown', '12']],
    );
    assert.deepEqual((await noticesOf(office.colleague)).toApprove.reports, []);
    await run(program, asUser(office.manager), (expense, ctx) =>
      expense.sendBackReport(ctx, {
        access: inContext('MANAGER', office.manager),
        reportId: report.id,
        comment: 'Which lunch was it?',
      }),
    );
    assert.deepEqual((await noticesOf(office.manager)).toApprove.reports, []);
    const { sentBack } = await noticesOf(office.traveler);
    assert.deepEqual(
      sentBack.reports.map(({ id, comment }) => [id, comment]),
      [[report.id, 'Which lunch was it?']],
    );
  });

  it('says that there are others', async () => {
    for (let made = 0; made < 11; made += 1) await submitted(program, office);
    const { toApprove } = await noticesOf(office.manager);
    assert.deepEqual([toApprove.reports.length, toApprove.more], [10, true]);
  });

  it('is told to nobody who is not signed in', async () => {
    assert.equal((await new WebVisitor(program).call('GET', '/notices')).statusCode, 401);
  });
});
