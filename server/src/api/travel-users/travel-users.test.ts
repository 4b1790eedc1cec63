import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventsOf, foundCompany, hire } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { Issue, TravelChange, TravelSetting, User } from '../../modules/identity/index.ts';
import type { Caller } from '../../platform/context.ts';
import type { DomainError } from '../../platform/errors.ts';
import { TRAVEL_USER } from '../dialects/scim/spend/urns.ts';

const GENERAL = 'travel.user.general.read';
const PRIVATE = 'travel.user.private.read';

describe('travel users', () => {
  let program: TestProgram;
  let home: Caller & { companyId: string };
  let settings: TravelSetting[];
  let user: User;
  let manager: User;

  const setTravel = (userId: string, travel: TravelChange, gender?: User['gender']) =>
    program.unitOfWork.write(home, (ctx) =>
      program.modules.identity.setTravelProfile(ctx, { userId, travel, ...(gender ? { gender } : {}) }),
    );
  const idOf = (kind: TravelSetting['kind'], name: string) =>
    settings.find((one) => one.kind === kind && one.name === name)?.id ?? 0;

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
    settings = await program.unitOfWork.write(home, (ctx) =>
      program.modules.identity.addTravelSettings(ctx, {
        ruleClass: ['Default', 'Executives'],
        orgUnit: ['Sales'],
        group: ['Approvers', 'Guests'],
        customField: ['Badge', 'Car'],
      }),
    );
    manager = await hire(program, home, { employeeNumber: 'M-1' });
    user = await hire(program, home, { gender: 'Male' });
    await setTravel(user.id, {
      ruleClass: { name: 'Executives' },
      orgUnit: { name: 'Sales' },
      groups: [idOf('group', 'Guests')],
      customFields: [{ name: 'Car', value: 'none' }],
      travelName: { givenName: 'John', hasNoMiddleName: true },
      travelNameRemark: 'VIP',
      manager: { employeeNumber: 'M-1' },
    });
  });
  after(() => program.close());

  const asCompany = (scopes: string[], companyId = home.companyId) =>
    program.actingAs({ kind: 'company', companyId, appId: 'app', scopes: new Set(scopes) });
  async function get(id: string, authorization: string) {
    const answer = await program.app.inject({ method: 'GET', url: `/profile/travel/v4/Users/${id}`, headers: { authorization } });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }

  it('show what the scopes open: general and private data', async () => {
    const general = {
      ruleClass: { name: 'Executives', id: idOf('ruleClass', 'Executives') },
      name: { givenName: 'John', hasNoMiddleName: true },
      orgUnit: 'Sales',
      customFields: [{ name: 'Badge' }, { name: 'Car', value: 'none' }],
      manager: { value: manager.id, employeeNumber: 'M-1' },
      groups: [idOf('group', 'Guests')],
    };
    const confidential = { travelCrsName: null, travelNameRemark: 'VIP', gender: 'Male' };
    const shown = async (...scopes: string[]) => (await get(user.id, asCompany(scopes))).body;
    assert.deepEqual(await shown(GENERAL), { id: user.id, [TRAVEL_USER]: general });
    assert.deepEqual(await shown(PRIVATE), { id: user.id, [TRAVEL_USER]: confidential });
    assert.deepEqual(await shown(GENERAL, PRIVATE), { id: user.id, [TRAVEL_USER]: { ...general, ...confidential } });
  });

  it('are refused to whoever may not see them, and unknown elsewhere', async () => {
    const other = await foundCompany(program);
    const scopes = new Set([GENERAL]);
    const asUser = program.actingAs({ kind: 'user', userId: user.id, companyId: home.companyId, appId: 'app', scopes });
    assert.equal((await get(user.id, 'Bearer none')).status, 401);
    assert.equal((await get(user.id, asUser)).status, 401);
    assert.equal((await get(user.id, asCompany(['spend.user.general.read']))).status, 403);
    assert.equal((await get(user.id, asCompany([GENERAL], other.companyId))).status, 404);
    for (const id of [manager.id, 'nonsense']) assert.equal((await get(id, asCompany([GENERAL]))).status, 404);
  });

  it('name what the company has, and colleagues', async () => {
    const issuesOf = (travel: TravelChange, userId = user.id): Promise<string[]> =>
      setTravel(userId, travel).then(
        () => assert.fail('was not refused'),
        (error: DomainError) => (error.facts['issues'] as Issue[]).map(({ path }) => path),
      );
    assert.deepEqual(await issuesOf({ ruleClass: { id: 1 }, orgUnit: { name: 'sales' }, groups: [2] }), [
      'travel.ruleClass',
      'travel.orgUnit',
      'travel.groups',
    ]);
    assert.deepEqual(await issuesOf({ customFields: [{ name: 'Nope', value: '1' }] }), ['travel.customFields[Nope]']);
    assert.deepEqual(await issuesOf({ manager: { id: user.id } }), ['travel.manager']);
    assert.deepEqual(await issuesOf({ travelNameRemark: 'x' }, manager.id), ['travel.ruleClass']);
  });

  it('identity 24: changes tell their bare names once, and nothing when nothing changes', async () => {
    const made = await hire(program, home);
    const before = (await eventsOf(program, home)).length;
    await setTravel(made.id, { ruleClass: { name: 'Default' } });
    const change = { orgUnit: { name: 'Sales' }, travelName: { namePrefix: 'Dr' }, manager: { id: manager.id } };
    await setTravel(made.id, change, 'Female');
    await setTravel(made.id, change, 'Female');
    const events = (await eventsOf(program, home)).slice(before).map(({ type, facts }) => [type, facts['attributes']]);
    assert.deepEqual(events, [
      ['TravelProfileCreated', []],
      ['IdentityProfileUpdated', ['gender']],
      ['TravelProfileUpdated', ['orgUnit', 'namePrefix', 'manager', 'gender']],
    ]);
  });
});
