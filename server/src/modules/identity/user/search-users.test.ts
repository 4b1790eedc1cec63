import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { EntryCriteria, User, UserCriteria, UserCursor, UserSearch } from '../index.ts';

type Home = Caller & { companyId: string };

describe('searching users', () => {
  let program: TestProgram;
  let home: Home;
  const people: Record<string, User> = {};
  let itemId: string;

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
    const other = await foundCompany(program);
    await hire(program, other, { userName: 'ann@other.example', employeeNumber: 'E1', externalId: 'x1' });
    itemId = await program.unitOfWork.write(home, async (ctx) => {
      const { lists, identity } = program.modules;
      const { id: listId } = await lists.createList(ctx, { name: 'Projects' });
      const [item] = await lists.addItems(ctx, { listId, items: [{ shortCode: 'X', value: 'Project X' }] });
      const field = {
        label: 'Project',
        controlType: 'edit',
        dataType: 'List',
        required: false,
        access: 'RW' as const,
        sequence: 1,
      };
      await identity.setFormFields(ctx, [{ ...field, slot: 'custom2', listId }]);
      return item?.id ?? '';
    });
    people['boss'] = await hire(program, home, {
      userName: 'boss@s.example',
      employeeNumber: 'B-1',
      name: { familyName: 'Ünal', givenName: 'Ada' },
      emails: [
        { type: 'work', value: 'boss@s.example', verified: true },
        { type: 'home', value: 'ada@home.example' },
      ],
      addresses: [
        { type: 'work', country: 'US', region: 'WA', locality: 'Bellevue' },
        { type: 'home', country: 'CA' },
      ],
      spend: {
        reimbursementCurrency: 'USD',
        country: 'US',
        locale: 'en-US',
        customData: { custom2: { value: 'X' }, custom3: { value: 'Y' } },
      },
    });
    program.clock.advance(3_600_000);
    people['ann'] = await hire(program, home, {
      userName: 'Ann@s.example',
      employeeNumber: 'E1',
      externalId: 'x1',
      managerId: people['boss'].id,
      nickName: 'An%n_\\',
      costCenter: 'CC-9',
      entitlements: ['Invoice'],
      startDate: new Date('2024-05-06T00:00:00Z'),
      name: { familyName: 'Smith', givenName: 'Ann' },
    });
    program.clock.advance(86_400_000);
    people['bob'] = await hire(program, home, {
      userName: 'bob@s.example',
      active: false,
      name: { familyName: 'smithson', givenName: 'Bob' },
      emails: [{ type: 'home', value: 'BOB@s.example' }],
      roles: [],
      startDate: new Date('2024-05-06T13:30:00Z'),
      terminationDate: new Date('2025-01-01T00:00:00Z'),
      spend: { reimbursementCurrency: 'EUR', country: 'DE', locale: 'de-DE', nonEmployee: true },
    });
    const gone = await hire(program, home, { userName: 'gone@s.example', name: { familyName: 'Smith', givenName: 'Gone' } });
    await program.unitOfWork.write(home, (ctx) => program.modules.identity.retireUser(ctx, { userId: gone.id }));
  });
  after(() => program.close());

  const read = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.read(caller, work);
  const search = (given: Partial<UserSearch>, caller: Caller = home) =>
    read((ctx) => program.modules.identity.searchUsers(ctx, { limit: 100, ...given }), caller);
  const nameOf = (user: User) => user.userName.split('@')[0]?.toLowerCase();
  const found = async (criteria: UserCriteria) => {
    const { users, total } = await search({ criteria, withTotal: true });
    assert.equal(total, users.length, 'the total counts what the page holds');
    return users.map(nameOf).join(' ');
  };

  it('finds by each kind of field and operator, without regard to case', async () => {
    const id = people['ann']?.id ?? '';
    const cases: [UserCriteria, string][] = [
      [{ field: 'userName', operator: 'eq', value: 'ANN@S.EXAMPLE' }, 'ann'],
      [{ field: 'externalId', operator: 'eq', value: 'X1' }, 'ann'],
      [{ field: 'employeeNumber', operator: 'eq', value: 'e1' }, 'ann'],
      [{ field: 'familyName', operator: 'eq', value: 'smith' }, 'ann'],
      [{ field: 'familyName', operator: 'sw', value: 'SMITH' }, 'ann bob'],
      [{ field: 'familyName', operator: 'ew', value: 'Son' }, 'bob'],
      [{ field: 'familyName', operator: 'co', value: 'MITH' }, 'ann bob'],
      [{ field: 'nickName', operator: 'co', value: '%n_\\' }, 'ann'],
      [{ field: 'nickName', operator: 'co', value: 'n%' }, 'ann'],
      [{ field: 'nickName', operator: 'co', value: 'a_n' }, ''],
      [{ field: 'nickName', operator: 'pr' }, 'ann'],
      [{ field: 'nickName', operator: 'eq', value: null }, 'boss bob'],
      [{ field: 'nickName', operator: 'ne', value: null }, 'ann'],
      [{ field: 'costCenter', operator: 'ne', value: 'cc-9' }, 'boss bob'],
      [{ not: { field: 'costCenter', operator: 'eq', value: 'cc-9' } }, 'boss bob'],
      [{ not: { not: { field: 'costCenter', operator: 'eq', value: 'cc-9' } } }, 'ann'],
      [{ field: 'displayName', operator: 'eq', value: 'bob smithson' }, 'bob'],
      [{ field: 'familyName', operator: 'gt', value: 'smith' }, 'boss bob'],
      [{ field: 'active', operator: 'eq', value: true }, 'boss ann'],
      [{ field: 'active', operator: 'eq', value: 'FALSE' }, 'bob'],
      [{ field: 'active', operator: 'ne', value: true }, 'bob'],
      [{ field: 'id', operator: 'eq', value: id.toUpperCase() }, 'ann'],
      [{ field: 'id', operator: 'eq', value: 'nonsense' }, ''],
      [{ field: 'id', operator: 'ne', value: 'nonsense' }, 'boss ann bob'],
      [{ field: 'id', operator: 'sw', value: id.slice(0, 3) }, 'boss ann bob'],
      [{ field: 'managerId', operator: 'eq', value: people['boss']?.id ?? '' }, 'ann'],
      [{ field: 'managerEmployeeNumber', operator: 'eq', value: 'b-1' }, 'ann'],
      [{ field: 'managerEmployeeNumber', operator: 'ne', value: 'b-1' }, 'boss bob'],
      [{ field: 'entitlements', operator: 'eq', value: 'invoice' }, 'ann'],
      [{ field: 'entitlements', operator: 'ne', value: 'invoice' }, 'boss bob'],
      [{ field: 'entitlements', operator: 'pr' }, 'boss ann'],
      [{ field: 'emails.value', operator: 'eq', value: 'bob@S.example' }, 'bob'],
      [{ field: 'emails.verified', operator: 'eq', value: true }, 'boss'],
      [{ field: 'addresses.country', operator: 'ne', value: 'ca' }, 'ann bob'],
      [{ field: 'addresses.country', operator: 'eq', value: null }, 'ann bob'],
      [{ field: 'spend.country', operator: 'eq', value: 'de' }, 'bob'],
      [{ field: 'spend.nonEmployee', operator: 'eq', value: true }, 'bob'],
      [{ field: 'customData.value', operator: 'eq', value: 'x' }, 'boss'],
      [{ field: 'customData.syncGuid', operator: 'eq', value: itemId.toUpperCase() }, 'boss'],
    ];
    for (const [criteria, expected] of cases) assert.equal(await found(criteria), expected, JSON.stringify(criteria));
  });

  it('compares instants by the clock, and a bare day as all of it', async () => {
    const cases: [UserCriteria, string][] = [
      [{ field: 'startDate', operator: 'eq', value: '2024-05-06' }, 'ann bob'],
      [{ field: 'startDate', operator: 'ne', value: '2024-05-06' }, 'boss'],
      [{ field: 'startDate', operator: 'eq', value: '2024-05-06T15:30:00+02:00' }, 'bob'],
      [{ field: 'startDate', operator: 'eq', value: '2024-05-06T13:30:00' }, 'bob'],
      [{ field: 'startDate', operator: 'lt', value: '2024-05-06T13:30:00Z' }, 'ann'],
      [{ field: 'startDate', operator: 'le', value: '2024-05-06T13:30:00Z' }, 'ann bob'],
      [{ field: 'startDate', operator: 'gt', value: '2024-05-06' }, 'boss'],
      [{ field: 'startDate', operator: 'le', value: '2024-05-06' }, 'ann bob'],
      [{ field: 'startDate', operator: 'lt', value: '2024-05-06' }, ''],
      [{ field: 'createdAt', operator: 'ge', value: '2026-03-03' }, 'bob'],
      [{ field: 'updatedAt', operator: 'gt', value: '2026-03-02T09:00:00.000Z' }, 'ann bob'],
      [{ field: 'updatedAt', operator: 'ge', value: '2026-03-02T09:00:00.000Z' }, 'boss ann bob'],
      [{ field: 'terminationDate', operator: 'ne', value: '2025-01-01' }, 'boss ann'],
      [{ field: 'terminationDate', operator: 'pr' }, 'bob'],
    ];
    for (const [criteria, expected] of cases) assert.equal(await found(criteria), expected, JSON.stringify(criteria));
  });

  it('asks one entry of a list to meet all of `within`, and any entries outside of it', async () => {
    const work: UserCriteria = { field: 'emails.type', operator: 'eq', value: 'work' };
    const atHome: UserCriteria = { field: 'emails.value', operator: 'ew', value: '@home.example' };
    assert.equal(await found({ all: [work, atHome] }), 'boss');
    const within = (where: EntryCriteria) => found({ within: 'emails', where });
    const type = (value: string) => ({ field: 'type', operator: 'eq', value }) as const;
    const ends = { field: 'value', operator: 'ew', value: '@home.example' } as const;
    assert.equal(await within({ all: [type('work'), ends] }), '');
    assert.equal(await within({ all: [type('home'), ends] }), 'boss');
    assert.equal(await within({ any: [type('home'), { field: 'verified', operator: 'eq', value: true }] }), 'boss bob');
    assert.equal(await within({ not: type('work') }), 'boss bob');
    assert.equal(await within({ field: 'country', operator: 'eq', value: 'US' }), '', 'emails have no country');
    const slot = (id: string, value: string): UserCriteria => ({
      within: 'customData',
      where: {
        all: [
          { field: 'id', operator: 'eq', value: id },
          { field: 'value', operator: 'eq', value },
        ],
      },
    });
    assert.equal(await found(slot('custom2', 'x')), 'boss');
    assert.equal(await found(slot('custom3', 'x')), '');
  });

  it('joins conditions, and nothing to join is all or none', async () => {
    const ann: UserCriteria = { field: 'userName', operator: 'sw', value: 'ann' };
    const inactive: UserCriteria = { field: 'active', operator: 'eq', value: false };
    assert.equal(await found({ any: [ann, inactive] }), 'ann bob');
    assert.equal(await found({ all: [ann, inactive] }), '');
    assert.equal(await found({ any: [ann, { all: [inactive, { not: ann }] }] }), 'ann bob');
    assert.equal(await found({ all: [] }), 'boss ann bob');
    assert.equal(await found({ any: [] }), '');
  });

  it('refuses a comparison that means nothing', async () => {
    const cases: UserCriteria[] = [
      { field: 'startDate', operator: 'eq', value: 'yesterday' },
      { field: 'startDate', operator: 'co', value: '2024-05-06' },
      { field: 'active', operator: 'gt', value: true },
      { field: 'active', operator: 'eq', value: 'yes' },
    ];
    for (const criteria of cases) {
      const error = await search({ criteria }).then(
        () => assert.fail(JSON.stringify(criteria)),
        (refused: DomainError) => refused,
      );
      assert.equal(error.code, 'identity.user.criteria-invalid');
    }
  });

  it('reads profiles when asked, and tells who has one', async () => {
    const plain = await search({ hasSpend: true, withTotal: true });
    assert.deepEqual([plain.users.map(nameOf), plain.total], [['boss', 'bob'], 2]);
    assert.equal(plain.users[0]?.spend, undefined);
    const { users } = await search({ withSpend: true, withTravel: true });
    assert.deepEqual(
      users.map((user) => user.spend?.country),
      ['US', undefined, 'DE'],
    );
    assert.deepEqual(
      users,
      await read((ctx) =>
        program.modules.identity.usersById(
          ctx,
          users.map(({ id }) => id),
        ),
      ),
    );
  });

  describe('pages', () => {
    let own: Home;
    const ids: string[] = [];
    before(async () => {
      own = await foundCompany(program);
      for (let count = 0; count < 7; count++) {
        ids.push((await hire(program, own)).id);
        if (count % 3 === 0) program.clock.advance(1000);
      }
    });
    const page = (given: Partial<UserSearch>) => search({ limit: 3, ...given }, own);

    it('identity 14: pages by cursor are in the order of creation, whole, and stable while users are created', async () => {
      const first = await page({ withTotal: true });
      assert.deepEqual([first.users.map(({ id }) => id), first.total], [ids.slice(0, 3), 7]);
      ids.push((await hire(program, own)).id);
      const second = await page({ withTotal: true, page: { after: first.next as UserCursor } });
      assert.deepEqual(
        [second.users.map(({ id }) => id), second.total],
        [ids.slice(3, 6), 7],
        'the total of the first page stays',
      );
      const third = await page({ page: { after: second.next as UserCursor } });
      assert.deepEqual(
        third.users.map(({ id }) => id),
        ids.slice(6),
      );
      assert.ok(!('next' in third), 'the last page has no next');
      assert.equal(third.total, undefined);
    });

    it('identity 14: a page that ends with the last user is the last', async () => {
      const all = await page({ limit: ids.length });
      assert.deepEqual([all.users.length, all.next], [ids.length, undefined]);
    });

    it('identity 14: pages by index begin at one, and beyond the end there is nobody', async () => {
      const at = async (startIndex: number) => (await page({ page: { startIndex } })).users.map(({ id }) => id);
      assert.deepEqual(await at(1), ids.slice(0, 3));
      assert.deepEqual(await at(4), ids.slice(3, 6));
      assert.deepEqual(await at(0), ids.slice(0, 3));
      assert.deepEqual(await at(99), []);
    });

    it('counts without listing', async () => {
      assert.deepEqual(await page({ limit: 0, withTotal: true }), { users: [], total: ids.length });
    });

    it('keeps the kept count right through every change', async () => {
      const { identity } = program.modules;
      const write = <T>(work: (ctx: Context) => Promise<T>) => program.unitOfWork.write(own, work);
      const [first = '', second = '', third = ''] = ids;
      await write((ctx) => identity.updateUser(ctx, { userId: first, patch: { active: false } }));
      await write((ctx) => identity.updateUser(ctx, { userId: third, patch: { active: false } }));
      await write((ctx) => identity.updateUser(ctx, { userId: third, patch: { active: true } }));
      await write((ctx) => identity.retireUser(ctx, { userId: first }));
      await write((ctx) => identity.deleteUser(ctx, { userId: second }));
      const anybody: UserCriteria = { field: 'userName', operator: 'pr' };
      const active: UserCriteria = { field: 'active', operator: 'eq', value: true };
      const inactive: UserCriteria = { field: 'active', operator: 'eq', value: false };
      const total = async (criteria?: UserCriteria) =>
        (await page({ limit: 0, withTotal: true, ...(criteria ? { criteria } : {}) })).total;
      assert.equal(await total(), await total({ all: [anybody] }));
      assert.equal(await total(active), await total({ all: [active] }));
      assert.equal(await total(inactive), await total({ all: [inactive] }));
      assert.equal(await total(), ids.length - 2);
    });
  });
});
