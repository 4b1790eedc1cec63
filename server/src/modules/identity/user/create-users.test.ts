import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { auditOf, eventsOf, foundCompany, hire, person } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import type { NewUser } from '../index.ts';

type Home = Caller & { companyId: string };

describe('creating users in numbers', () => {
  let program: TestProgram;
  let home: Home;
  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
  });
  after(() => program.close());

  const write = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.write(caller, work);
  const read = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.read(caller, work);
  const create = (inputs: readonly NewUser[], caller: Caller = home) =>
    write((ctx) => program.modules.identity.createUsers(ctx, inputs), caller);
  const outcomes = async (inputs: readonly NewUser[], caller: Caller = home) =>
    (await create(inputs, caller)).map((made) => ('user' in made ? 'made' : made.error.code));

  it('writes whole aggregates, and reads back what it answered', async () => {
    const own = await foundCompany(program);
    const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
    const made = await create(
      [
        person({
          phoneNumbers: [{ type: 'mobile', value: '+1 425', primary: false, notifications: true }],
          addresses: [{ type: 'work', country: 'US' }],
          spend,
          roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }],
        }),
        person({ travel: { travelNameRemark: 'one' }, displayName: 'Given' }),
        person({ active: false }),
      ],
      own,
    );
    const users = made.map((one) => ('user' in one ? one.user : assert.fail(one.error.message)));
    assert.deepEqual(
      await read(
        (ctx) =>
          program.modules.identity.usersById(
            ctx,
            users.map(({ id }) => id),
          ),
        own,
      ),
      users,
    );
    const [first] = users;
    assert.ok((await read((ctx) => program.modules.identity.rolesOf(ctx, first?.id ?? ''), own)).has('EXP_APPROVER'));
    assert.deepEqual(
      (await eventsOf(program, own)).map(({ type, subjectId }) => `${type} ${users.findIndex(({ id }) => id === subjectId)}`),
      [
        'IdentityProfileCreated 0',
        'SpendProfileCreated 0',
        'IdentityProfileCreated 1',
        'TravelProfileCreated 1',
        'IdentityProfileCreated 2',
      ],
    );
    assert.deepEqual((await auditOf(program, own)).slice(1), ['user created', 'user created', 'user created']);
  });

  it('refuses each for its own reason and makes the others', async () => {
    const other = await foundCompany(program);
    await hire(program, other, { userName: 'theirs@batch.example' });
    await hire(program, home, { userName: 'ours@batch.example', employeeNumber: 'T1', externalId: 'T1' });
    const inputs = [
      person({ userName: 'fresh@batch.example' }),
      person({ userName: 'THEIRS@batch.example' }),
      person({ employeeNumber: 'T1' }),
      person({ externalId: 'T1' }),
      person({ userName: 'no login' }),
      person({ title: 'nul\0' }),
      person({ roles: [{ code: 'NO_SUCH_ROLE' }] }),
      person({ managerEmployeeNumber: 'nobody' }),
      person({ userName: 'Fresh@batch.example' }),
      person({ employeeNumber: 'T2' }),
      person({ employeeNumber: 'T2' }),
    ];
    const before = (await eventsOf(program, home)).length;
    assert.deepEqual(await outcomes(inputs), [
      'made',
      'directory.login.taken',
      'identity.user.value-taken',
      'identity.user.value-taken',
      'identity.user.invalid',
      'identity.user.invalid',
      'identity.role.not-assignable',
      'identity.user.invalid',
      'directory.login.taken',
      'made',
      'identity.user.value-taken',
    ]);
    assert.equal((await eventsOf(program, home)).length, before + 2);
    const refused = inputs[2]?.userName ?? '';
    assert.ok(await hire(program, other, { userName: refused }), 'the login of a refused user is free');
  });

  it('identity 10: a login taken in another company is refused with the words for one of the own company', async () => {
    const other = await foundCompany(program);
    const theirs = await hire(program, other, { userName: 'secret@batch.example' });
    const ours = await hire(program, home, { userName: 'known@batch.example' });
    const refusal = async (userName: string) => {
      const [made] = await create([person({ userName })]);
      assert.ok(made && 'error' in made);
      return { code: made.error.code, message: made.error.message, facts: made.error.facts };
    };
    const [far, near] = [await refusal(theirs.userName), await refusal(ours.userName)];
    assert.deepEqual(JSON.parse(JSON.stringify(far).replaceAll(theirs.userName, ours.userName)), near);
  });

  it('knows a manager by employee number, even one that is made with them', async () => {
    const boss = await hire(program, home, { employeeNumber: 'boss' });
    const made = await create([
      person({ employeeNumber: 'leaf', managerEmployeeNumber: 'mid' }),
      person({ managerEmployeeNumber: 'boss', employeeNumber: 'mid' }),
      person({ managerId: boss.id, managerEmployeeNumber: 'leaf' }),
    ]);
    const [leaf, mid, third] = made.map((one) => ('user' in one ? one.user : assert.fail(one.error.message)));
    assert.equal(mid?.managerId, boss.id);
    assert.equal(leaf?.managerId, mid?.id);
    assert.equal(third?.managerId, boss.id);
    assert.deepEqual(
      await outcomes([
        person({ employeeNumber: 'hen', managerEmployeeNumber: 'egg' }),
        person({ employeeNumber: 'egg', managerEmployeeNumber: 'hen' }),
      ]),
      ['identity.user.invalid', 'identity.user.invalid'],
      'nobody comes before its manager',
    );
  });

  it('identity 20: neither number nor login of a softly deleted user can be taken', async () => {
    const gone = await hire(program, home, { userName: 'gone@batch.example', employeeNumber: 'gone', externalId: 'gone' });
    await write((ctx) => program.modules.identity.retireUser(ctx, { userId: gone.id }));
    assert.deepEqual(
      await outcomes([
        person({ userName: 'gone@batch.example' }),
        person({ employeeNumber: 'gone' }),
        person({ externalId: 'gone' }),
        person({ managerEmployeeNumber: 'gone' }),
        person({ managerId: gone.id }),
      ]),
      [
        'directory.login.taken',
        'identity.user.value-taken',
        'identity.user.value-taken',
        'identity.user.invalid',
        'identity.user.invalid',
      ],
    );
  });

  it('makes more than one statement holds', async () => {
    const own = await foundCompany(program);
    const made = await outcomes(
      Array.from({ length: 250 }, () => person()),
      own,
    );
    assert.equal(made.filter((one) => one === 'made').length, 250);
    const { total } = await read((ctx) => program.modules.identity.searchUsers(ctx, { limit: 0, withTotal: true }), own);
    assert.equal(total, 250);
    assert.deepEqual(await outcomes([], own), []);
  });
});
