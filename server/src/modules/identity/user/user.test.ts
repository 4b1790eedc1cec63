import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { auditOf, eventsOf, foundCompany, hire, person } from '../../../../test/harness/people.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller, Context } from '../../../platform/context.ts';
import type { DomainError } from '../../../platform/errors.ts';
import type { Issue, NewUser, UserPatch } from '../index.ts';

type Home = Caller & { companyId: string };
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const NOBODY = '0195a000-0000-7000-8000-00000000dead';

const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };

describe('users', () => {
  let program: TestProgram;
  let home: Home;

  before(async () => {
    program = await testProgram();
    home = await foundCompany(program);
  });
  after(() => program.close());

  const write = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.write(caller, work);
  const read = <T>(work: (ctx: Context) => Promise<T>, caller: Caller = home) => program.unitOfWork.read(caller, work);
  const update = (userId: string, patch: UserPatch, caller: Caller = home) =>
    write((ctx) => program.modules.identity.updateUser(ctx, { userId, patch }), caller);
  const refusal = (promise: Promise<unknown>): Promise<DomainError> =>
    promise.then(
      () => assert.fail('was not refused'),
      (error: DomainError) => error,
    );
  const codeOf = async (promise: Promise<unknown>) => (await refusal(promise)).code;

  describe('creating', () => {
    it('fills in what is documented, and reads back what was written', async () => {
      const own = await foundCompany(program, { defaultLanguage: 'de' });
      const made = await hire(program, own, { userName: 'New.Hire@company.example' });
      assert.deepEqual(await read((ctx) => program.modules.identity.getUser(ctx, made.id), own), made);
      assert.equal(made.preferredLanguage, 'de');
      assert.equal(made.timezone, 'America/New_York');
      assert.equal(made.displayName, 'Terry Brown');
      assert.equal(made.version, 0);
      assert.deepEqual(made.startDate, EPOCH);
      assert.deepEqual(made.entitlements, ['Expense']);
      assert.match(made.cuuid, /^8\d{18}$/);
      assert.ok(made.internalId > 85_000_000);
      assert.equal(
        (await read((ctx) => program.modules.identity.findUserByLogin(ctx, ' NEW.hire@company.example'), own))?.id,
        made.id,
      );
    });

    it('reads back a whole aggregate', async () => {
      const settings = await write((ctx) =>
        program.modules.identity.addTravelSettings(ctx, { ruleClass: ['Staff'], group: ['Sales', 'Guests'] }),
      );
      const groups = settings.filter(({ kind }) => kind === 'group').map(({ id }) => id);
      const made = await hire(program, home, {
        externalId: 'ext-whole',
        employeeNumber: 'whole',
        nickName: 'Tee',
        preferredLanguage: 'ja',
        gender: 'Female',
        dateOfBirth: '1984-02-29',
        terminationDate: new Date('2030-01-01T00:00:00Z'),
        leavesOfAbsence: [{ startDate: '2026-05-01', endDate: '2026-05-20', type: 'voluntary' }],
        emails: [{ type: 'home', value: 'a@b.example', verified: true, verifiedAt: new Date('2026-01-01T00:00:00.123Z') }],
        phoneNumbers: [{ type: 'mobile', value: '+1 425 123 1234', primary: false, notifications: true, issuingCountry: 'US' }],
        addresses: [{ type: 'shipping', locality: 'Rome', country: 'IT' }],
        emergencyContacts: [{ name: 'Kim', relationship: 'Sister' }],
        localeOverrides: { firstDayOfWeek: 'Monday' },
        spend: { ...spend, officeLocation: { city: 'Rome' }, customData: { custom1: { value: 'v' } } },
        travel: { ruleClass: { name: 'Staff' }, groups, documents: { hasNoPassport: true } },
      });
      assert.deepEqual(await read((ctx) => program.modules.identity.getUser(ctx, made.id)), made);
      assert.equal(made.displayName, 'Brown Tee', 'family name first in Japanese, the nickname for the given name');
      assert.equal(made.phoneNumbers[0]?.primary, true);
      assert.equal(made.localeOverrides.endDayViewHour, 20);
    });

    it('fires exactly the events of its facets, without values', async () => {
      const own = await foundCompany(program);
      const made = await hire(program, own, { spend, travel: {} });
      const facts = { companyId: own.companyId, userId: made.id };
      assert.deepEqual(await eventsOf(program, own), [
        {
          topic: 'public.concur.user.profile.identity',
          type: 'IdentityProfileCreated',
          subjectId: made.id,
          facts: { ...facts, originator: 'com.concur.profile', attributes: null },
        },
        {
          topic: 'public.concur.user.profile.spend',
          type: 'SpendProfileCreated',
          subjectId: made.id,
          facts: { ...facts, originator: 'com.concur.prod.expense.ces', attributes: null },
        },
        {
          topic: 'public.concur.user.travel.profile',
          type: 'TravelProfileCreated',
          subjectId: made.id,
          facts: { ...facts, originator: 'com.concur.profile', loginId: made.userName, attributes: [] },
        },
      ]);
      assert.deepEqual(await auditOf(program, own), ['company created', 'user created']);
    });

    it('refuses what the pages refuse', async () => {
      const cases: [Partial<NewUser>, string][] = [
        [{ userName: 'no-at-sign' }, 'userName'],
        [{ userName: 'two@at@signs' }, 'userName'],
        [{ userName: 'semi;colon@x.example' }, 'userName'],
        [{ name: { familyName: '', givenName: 'x' } }, 'name.familyName'],
        [{ name: { familyName: 'x'.repeat(33), givenName: 'x' } }, 'name.familyName'],
        [{ emails: [] }, 'emails'],
        [
          {
            emails: [
              { type: 'work', value: 'a@b' },
              { type: 'work', value: 'c@d' },
            ],
          },
          'emails',
        ],
        [{ emails: [{ type: 'work', value: 'nonsense' }] }, 'emails[0].value'],
        [{ preferredLanguage: 'xx' }, 'preferredLanguage'],
        [{ timezone: 'Mars/Base' }, 'timezone'],
        [{ dateOfBirth: '2001-02-29' }, 'dateOfBirth'],
        [{ employeeNumber: 'x'.repeat(49) }, 'employeeNumber'],
        [{ terminationDate: new Date('2079-06-07T00:00:00Z') }, 'terminationDate'],
        [{ managerId: NOBODY }, 'managerId'],
        [{ managerId: 'nobody' }, 'managerId'],
        [{ addresses: [{ type: 'home', country: 'USA' }] }, 'addresses[0].country'],
        [
          { phoneNumbers: [{ type: 'work', value: '+1 425', primary: false, notifications: false, issuingCountry: 'US' }] },
          'phoneNumbers[0].issuingCountry',
        ],
        [{ emergencyContacts: [{ name: 'x', relationship: 'Friend' }] }, 'emergencyContacts[0].relationship'],
        [{ name: { familyName: 'x', givenName: 'x', academicTitle: 'Grand Wizard' } }, 'name.academicTitle'],
        [{ localeOverrides: { firstDayOfWeek: 'Blursday' } }, 'localeOverrides.firstDayOfWeek'],
        [{ localeOverrides: { endDayViewHour: 24 } }, 'localeOverrides.endDayViewHour'],
        [{ settings: { theme: 'Mauve' } }, 'settings.theme'],
        [{ managerEmployeeNumber: 'nobody' }, 'managerEmployeeNumber'],
        [{ legalEntityId: NOBODY }, 'legalEntityId'],
        [
          { emergencyContacts: [{ name: 'x', relationship: 'Sister', address: { region: 'r'.repeat(31) } }] },
          'emergencyContacts[0].address.region',
        ],
        [{ spend: { ...spend, reimbursementCurrency: 'usd' } }, 'spend.reimbursementCurrency'],
        [{ spend: { ...spend, customData: { custom23: { value: 'x' } } } }, 'spend.customData.custom23'],
        [{ travel: { preferences: { car: { carType: 'Tank' } } } }, 'travel.preferences.car.carType'],
        [{ travel: { preferences: { hotel: { pool: 'yes' } } } }, 'travel.preferences.hotel.pool'],
      ];
      for (const [given, path] of cases) {
        const emails = [{ type: 'work' as const, value: 'a@b.example' }];
        const error = await refusal(hire(program, home, { emails, ...given }));
        assert.equal(error.code, 'identity.user.invalid', path);
        assert.deepEqual(
          (error.facts['issues'] as Issue[]).map((issue) => issue.path),
          [path],
        );
      }
    });

    it('keeps logins unique on the platform, numbers in the company, and leaves nothing of a refused user', async () => {
      const other = await foundCompany(program);
      const given = { userName: 'Unique@x.example', employeeNumber: 'n1', externalId: 'e1' };
      await hire(program, home, given);
      const before = (await eventsOf(program, other)).length;
      assert.equal(await codeOf(hire(program, other, { userName: 'uNIQUE@X.example' })), 'directory.login.taken');
      assert.equal(await codeOf(hire(program, home, { employeeNumber: 'n1' })), 'identity.user.value-taken');
      assert.equal(await codeOf(hire(program, home, { externalId: 'e1' })), 'identity.user.value-taken');
      assert.equal((await eventsOf(program, other)).length, before);
      assert.ok(await hire(program, other, { employeeNumber: 'n1', externalId: 'e1' }));
    });
  });

  describe('changing', () => {
    it('counts versions, and names what changed in each facet', async () => {
      const own = await foundCompany(program);
      const user = await hire(program, own, { spend });
      program.clock.advance(1000);
      const changed = await update(
        user.id,
        {
          name: { ...user.name, familyName: 'Green' },
          department: 'R&D',
          spend: { ledgerCode: 'L', customData: { custom3: { value: 'x' } } },
          travel: { travelNameRemark: 'VIP', travelName: { middleName: 'T' } },
        },
        own,
      );
      assert.equal(changed.version, 1);
      assert.equal(changed.displayName, 'Terry Green');
      assert.deepEqual(await read((ctx) => program.modules.identity.getUser(ctx, user.id), own), changed);
      const [, , identity, spending, travel, ...more] = await eventsOf(program, own);
      assert.equal(identity?.type, 'IdentityProfileUpdated');
      assert.deepEqual(identity?.facts['attributes'], ['displayName', `${ENTERPRISE}.department`, 'name.familyName']);
      assert.equal(spending?.type, 'SpendProfileUpdated');
      assert.deepEqual(spending?.facts['attributes'], [
        `${SPEND}:User:ledgerCode`,
        `${SPEND}:User:customData[id eq "custom3"].value`,
      ]);
      assert.equal(travel?.type, 'TravelProfileCreated');
      assert.deepEqual(travel?.facts['attributes'], []);
      assert.deepEqual(more, []);
    });

    it('is silent when nothing changes', async () => {
      const user = await hire(program, home, { spend });
      const before = await eventsOf(program, home);
      const same = await update(user.id, { name: { ...user.name }, active: true, spend: { country: 'US' } });
      assert.equal(same.version, 0);
      assert.deepEqual(await eventsOf(program, home), before);
    });

    it('frees the old login', async () => {
      const user = await hire(program, home, { userName: 'before@x.example' });
      await update(user.id, { userName: 'after@x.example' });
      assert.ok(await hire(program, home, { userName: 'before@x.example' }));
      assert.equal(await codeOf(hire(program, home, { userName: 'after@x.example' })), 'directory.login.taken');
      assert.equal((await read((ctx) => program.modules.directory.locateLogin(ctx.tx, 'AFTER@x.example')))?.principalId, user.id);
    });

    it('keeps a display name that was given, and derives it again when it is emptied', async () => {
      const user = await hire(program, home, { displayName: 'The Boss' });
      assert.equal((await update(user.id, { nickName: 'Boss' })).displayName, 'The Boss');
      assert.equal((await update(user.id, { displayName: undefined })).displayName, 'Boss Brown');
    });

    it('replaces contacts whole, and empties what may be empty', async () => {
      const user = await hire(program, home, { title: 'Clerk', employeeNumber: 'empties' });
      await update(user.id, { emails: [{ type: 'home', value: 'new@x.example' }], title: undefined, employeeNumber: undefined });
      const found = await read((ctx) => program.modules.identity.getUser(ctx, user.id));
      assert.deepEqual(found.emails, [{ type: 'home', value: 'new@x.example', notifications: true, verified: false }]);
      assert.equal(found.title, undefined);
      assert.equal(found.employeeNumber, undefined);
    });

    it('never makes a test employee of an employee, nor half a spend profile', async () => {
      const user = await hire(program, home, { spend });
      assert.equal(await codeOf(update(user.id, { spend: { testEmployee: true } })), 'identity.user.invalid');
      const bare = await hire(program, home);
      assert.equal(await codeOf(update(bare.id, { spend: { country: 'US' } })), 'identity.user.invalid');
    });

    it('knows nobody of another company, and no id that is none', async () => {
      const other = await foundCompany(program);
      const stranger = await hire(program, other);
      const { identity } = program.modules;
      assert.equal(await codeOf(read((ctx) => identity.getUser(ctx, stranger.id))), 'identity.user.not-found');
      assert.equal(await codeOf(read((ctx) => identity.getUser(ctx, 'nonsense'))), 'identity.user.not-found');
      assert.equal(await codeOf(update(stranger.id, { title: 'x' })), 'identity.user.not-found');
      assert.equal(
        await codeOf(write((ctx) => identity.setRoles(ctx, { userId: stranger.id, roles: [] }))),
        'identity.user.not-found',
      );
      assert.equal((await read((ctx) => identity.rolesOf(ctx, stranger.id))).size, 0);
      assert.equal(await codeOf(hire(program, home, { managerId: stranger.id })), 'identity.user.invalid');
    });
  });

  it('lists in the order of creation, page by page', async () => {
    const own = await foundCompany(program);
    const made = [];
    for (let count = 0; count < 5; count++) made.push((await hire(program, own)).id);
    const page = (after?: string) =>
      read(
        async (ctx) =>
          (await program.modules.identity.listUsers(ctx, { limit: 2, ...(after ? { after } : {}) })).map(({ id }) => id),
        own,
      );
    assert.deepEqual([...(await page()), ...(await page(made[1])), ...(await page(made[3]))], made);
  });

  it('leaves nothing of a refused company', async () => {
    const caller = { ...home, companyId: NOBODY };
    for (const wrong of [{ domain: 'no domain' }, { countryCode: 'us' }, { ipRanges: ['10.0.0.0'] }, { name: ' ' }]) {
      const founding = write(
        (ctx) =>
          program.modules.company.createCompany(ctx, {
            name: 'X',
            domain: 'x.example',
            dataCenter: 'us',
            countryCode: 'US',
            currency: 'USD',
            ...wrong,
          }),
        caller,
      );
      assert.equal(await codeOf(founding), 'company.invalid');
    }
    assert.equal(await codeOf(hire(program, caller, person())), 'company.not-found');
    const left = await read((ctx) => sql`select 1 from directory_entry where company_id = ${NOBODY}`.execute(ctx.tx));
    assert.equal(left.rows.length, 0);
  });
});
