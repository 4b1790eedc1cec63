import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asUser, inContext, lunch, newReport, openOffice, run, type Office } from '../../../test/harness/expense.ts';
import { auditOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';
import { decimal } from '../../platform/money/money.ts';

const PASSWORD = 'plum tree in march';
interface Policy {
  readonly id: string;
  readonly name: string;
  readonly receiptRequiredFrom: string | null;
  readonly expenseLimit: string | null;
}
interface Reporting {
  readonly fields: readonly { id: string; fieldId: string; isRequired: boolean; isFixed: boolean }[];
  readonly processors: readonly { id: string }[];
}

describe('what the setup wizard changes', () => {
  let program: TestProgram;
  let office: Office;
  let admin: WebVisitor;
  let configurer: WebVisitor;
  let traveler: WebVisitor;
  let stranger: WebVisitor;

  const enter = async (at: Caller, role: string): Promise<WebVisitor> => {
    const user = await hire(program, at, { roles: [{ code: role }] });
    await program.modules.identity.setPassword(program.unitOfWork, at, { userId: user.id, password: PASSWORD });
    const visitor = new WebVisitor(program);
    await visitor.signIn(user.userName, PASSWORD);
    return visitor;
  };
  before(async () => {
    program = await testProgram();
    office = await openOffice(program);
    admin = await enter(office.company, 'CompanyAdmin');
    configurer = await enter(office.company, 'EXP_CONFIG_ADMIN');
    traveler = await enter(office.company, 'EXP_USER');
    stranger = await enter(await foundCompany(program), 'CompanyAdmin');
  });
  after(() => program.close());

  const policy = async (): Promise<Policy> => {
    const [first] = (await admin.call('GET', '/setup/policies')).json<Policy[]>();
    assert.ok(first);
    return first;
  };
  const exceptionsOf = async (amount: number): Promise<string[]> => {
    const report = await newReport(program, office, [lunch(office, { transactionAmount: decimal(amount) })]);
    const found = await run(program, asUser(office.traveler), (expense, ctx) =>
      expense.listExceptions(ctx, {
        access: inContext('TRAVELER', office.traveler),
        reportId: report.id,
        includeEntries: true,
      }),
    );
    return found.map(({ code }) => code);
  };

  it('asks for receipts from another amount on', async () => {
    const before = await policy();
    assert.equal(before.receiptRequiredFrom, '25');
    assert.deepEqual(await exceptionsOf(30), ['NORECEPT']);
    const answer = await admin.call('PATCH', `/setup/policies/${before.id}`, { receiptRequiredFrom: '40.50', name: ' Travel ' });
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual([(await policy()).receiptRequiredFrom, (await policy()).name], ['40.5', 'Travel']);
    assert.deepEqual(await exceptionsOf(40), []);
    assert.deepEqual(await exceptionsOf(40.5), ['NORECEPT']);
    await configurer.call('PATCH', `/setup/policies/${before.id}`, { receiptRequiredFrom: null });
    assert.deepEqual(await exceptionsOf(5000), []);
    assert.ok((await auditOf(program, office.company)).includes('policy updated'));
  });

  it('marks expenses above a limit, until there is none', async () => {
    const { id } = await policy();
    await admin.call('PATCH', `/setup/policies/${id}`, { expenseLimit: '100' });
    assert.equal((await policy()).expenseLimit, '100');
    assert.deepEqual([await exceptionsOf(100), await exceptionsOf(100.01)], [[], ['EXPLIMIT']]);
    await admin.call('PATCH', `/setup/policies/${id}`, { expenseLimit: null });
    assert.deepEqual([(await policy()).expenseLimit, await exceptionsOf(5000)], [null, []]);
  });

  it('renames payment types and keeps one default', async () => {
    type Types = { id: string; name: string; isDefault: boolean }[];
    const types = (await admin.call('GET', '/setup/payment-types')).json<Types>();
    const card = types.find(({ isDefault }) => !isDefault);
    await admin.call('PATCH', `/setup/payment-types/${card?.id}`, { name: 'Corporate card', isDefault: true });
    const after = (await admin.call('GET', '/setup/payment-types')).json<Types>();
    assert.deepEqual(
      after.filter(({ isDefault }) => isDefault).map(({ name }) => name),
      ['Corporate card'],
    );
    assert.equal((await admin.call('PATCH', `/setup/payment-types/${card?.id}`, { name: ' ' })).statusCode, 400);
  });

  it('says what a report must say, and a report without it is not submitted', async () => {
    const { fields } = (await admin.call('GET', '/setup/reporting')).json<Reporting>();
    const purpose = fields.find(({ fieldId }) => fieldId === 'Purpose');
    const fixed = fields.find(({ fieldId }) => fieldId === 'Name');
    assert.deepEqual([purpose?.isRequired, purpose?.isFixed, fixed?.isFixed], [false, false, true]);
    const submit = async (): Promise<void> => {
      const report = await newReport(program, office);
      await run(program, asUser(office.traveler), (expense, ctx) =>
        expense.submitReport(ctx, { access: inContext('TRAVELER', office.traveler), reportId: report.id }),
      );
    };
    await submit();
    const set = (id: string | undefined, isRequired: boolean) =>
      admin.call('PATCH', `/setup/reporting/fields/${id}`, { isRequired });
    assert.equal((await set(purpose?.id, true)).statusCode, 200);
    await assert.rejects(submit());
    await set(purpose?.id, false);
    await submit();
    assert.equal((await set(fixed?.id, false)).statusCode, 400);
  });

  it('names who looks at reports before they are paid, and never nobody', async () => {
    const path = '/setup/reporting/processors';
    const added = await admin.call('POST', path, { userId: office.colleague.id });
    assert.deepEqual(
      added.json<Reporting>().processors.map(({ id }) => id),
      [office.processor.id, office.colleague.id],
    );
    assert.equal((await configurer.call('POST', path, { userId: office.traveler.id })).statusCode, 403);
    assert.equal((await admin.call('DELETE', `${path}/${office.processor.id}`)).statusCode, 200);
    const last = await admin.call('DELETE', `${path}/${office.colleague.id}`);
    assert.deepEqual([last.statusCode, last.json<{ code: string }>().code], [400, 'onboarding.form.invalid']);
  });

  it('is another company’s or role’s not at all', async () => {
    const { id } = await policy();
    const [type] = (await admin.call('GET', '/setup/payment-types')).json<{ id: string }[]>();
    const [field] = (await admin.call('GET', '/setup/reporting')).json<Reporting>().fields;
    const changes = [
      [`/setup/policies/${id}`, { name: 'Mine' }],
      [`/setup/payment-types/${type?.id}`, { name: 'Mine' }],
      [`/setup/reporting/fields/${field?.id}`, { isRequired: true }],
    ] as const;
    for (const [path, body] of changes) {
      assert.equal((await stranger.call('PATCH', path, body)).statusCode, 404, path);
      assert.equal((await traveler.call('PATCH', path, body)).statusCode, 403, path);
    }
    for (const path of ['/setup/policies', '/setup/payment-types', '/setup/reporting'])
      assert.equal((await traveler.call('GET', path)).statusCode, 403, path);
    for (const body of [{ receiptRequiredFrom: '-1' }, { receiptRequiredFrom: 'many' }, { name: '' }, { else: 1 }])
      assert.equal((await admin.call('PATCH', `/setup/policies/${id}`, body)).statusCode, 400, JSON.stringify(body));
    assert.equal((await stranger.call('POST', '/setup/reporting/processors', { userId: office.traveler.id })).statusCode, 404);
  });
});
