import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { castOf, clientOf, element, type Cast, type Client, type Json } from './harness/reports.ts';
import { testProgram, type TestProgram } from './harness/program.ts';

/** What of a person every surface shows, in one spelling. */
interface Shown {
  readonly login: string | undefined;
  readonly number: string | undefined;
  readonly given: string | undefined;
  readonly family: string | undefined;
  readonly email: string | undefined;
  readonly active: boolean;
}

const SCIM_SCOPES = [
  'identity.user.ids.read',
  'identity.user.core.read',
  'identity.user.coresensitive.read',
  'identity.user.enterprise.read',
  'identity.user.coreenterprise.writeonly',
  'spend.user.general.read',
  'spend.user.general.writeonly',
  'user.provision.write',
  'user.profile.search.read',
  'travel.user.general.read',
];
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const PATCH = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
const SEARCH = 'urn:ietf:params:scim:api:messages';

/** One user aggregate stands behind every surface: what one changes all show, each in its own words. */
describe('one person behind every surface', () => {
  let program: TestProgram;
  let cast: Cast;
  let call: Client;
  let folder: string;
  before(async () => {
    program = await testProgram();
    cast = await castOf(program);
    call = clientOf(program);
    folder = await mkdtemp(join(tmpdir(), 'perdiem-legacy-'));
  });
  after(async () => {
    await program.close();
    await rm(folder, { recursive: true, force: true });
  });

  const as = () => cast.asCompany(['USER', 'user.read', 'company.read']);
  const itemOf = ({ LoginID, EmployeeID, FirstName, LastName, PrimaryEmail, Active }: Json): Shown => ({
    login: LoginID,
    number: EmployeeID,
    given: FirstName,
    family: LastName,
    email: PrimaryEmail,
    active: Active,
  });

  const surfaces: Record<string, (login: string) => Promise<Shown>> = {
    'users v1': async (login) => {
      const { text } = await call('GET', `/api/user/v1.0/user?loginID=${login}`, { as: as(), accept: '' });
      return {
        login: element(text, 'LoginId'),
        number: element(text, 'EmpId'),
        given: element(text, 'FirstName'),
        family: element(text, 'LastName'),
        email: element(text, 'EmailAddress'),
        active: element(text, 'Active') === 'Y',
      };
    },
    'users v3.0': async (login) =>
      itemOf((await call('GET', `/api/v3.0/common/users?user=${login}`, { as: as() })).json.Items[0]),
    'bulk users v3.1': async (login) => itemOf((await call('GET', `/users/?loginid=${login}`, { as: as() })).json.Items[0]),
    'profile v1': async (login) => {
      const id = (await call('GET', `/users/?loginid=${login}`, { as: as() })).json.Items[0].ID;
      const { json } = await call('GET', `/profile/v1/principals/${id.toLowerCase()}?schema=expense`, { as: as() });
      const expense = json['com:concur:Expense:0.2'];
      return {
        login: expense.loginId,
        number: expense.employeeId,
        given: expense.firstName,
        family: expense.lastName,
        email: expense.emailAddress,
        active: expense.active,
      };
    },
  };

  const scim = () => cast.asCompany(SCIM_SCOPES);
  const idOf = async (login: string): Promise<string> =>
    (await call('GET', `/profile/identity/v4/Users?filter=userName eq "${login}"`, { as: scim() })).json.Resources[0].id;
  const userOf = (user: Json): Shown => ({
    login: user.userName,
    number: user[ENTERPRISE].employeeNumber,
    given: user.name.givenName,
    family: user.name.familyName,
    email: user.emails[0].value,
    active: user.active,
  });
  const newer: Record<string, (login: string) => Promise<Shown>> = {
    'identity v4': async (login) =>
      userOf((await call('GET', `/profile/identity/v4/Users/${await idOf(login)}`, { as: scim() })).json),
    'identity v4.1': async (login) =>
      userOf((await call('GET', `/profile/identity/v4.1/Users/${await idOf(login)}`, { as: scim() })).json),
    'identity v4.1 search': async (login) =>
      userOf(
        (
          await call('POST', '/profile/identity/v4.1/Users/.search', {
            as: scim(),
            body: { schemas: [`${SEARCH}:concur:2.0:SearchRequest`], filter: `userName eq "${login}"` },
          })
        ).json.Resources[0],
      ),
    'user retrieval': async (login) =>
      userOf(
        (
          await call('POST', '/profile/v4/Users/.search', {
            as: scim(),
            body: { schemas: [`${SEARCH}:2.0:SearchRequest`], filter: `userName eq "${login}"` },
          })
        ).json.Resources[0],
      ),
    'SCIM v4': async (login) => userOf((await call('GET', `/scim/v4/Users/${await idOf(login)}`, { as: scim() })).json),
  };
  Object.assign(surfaces, newer);

  async function assertSeen(expected: Shown): Promise<void> {
    for (const [surface, read] of Object.entries(surfaces)) assert.deepEqual(await read(expected.login ?? ''), expected, surface);
  }

  it('identity 12: a change through users v1, a file or the domain is seen through all of them', async () => {
    const login = 'one@person.example';
    const batch = (values: string) =>
      call('POST', '/api/user/v1.0/users', {
        as: as(),
        accept: '',
        xml: `<batch><UserProfile><EmpId>one-1</EmpId><FeedRecordNumber>1</FeedRecordNumber><LoginId>${login}</LoginId>${values}</UserProfile></batch>`,
      });
    const made = await batch(
      '<LedgerKey>DEFAULT</LedgerKey><Password>Correct-horse-9</Password><FirstName>Ona</FirstName><LastName>Person</LastName>',
    );
    assert.equal(element(made.text, 'records-succeeded'), '1', made.text);
    const first = { login, number: 'one-1', given: 'Ona', family: 'Person', email: login, active: true };
    await assertSeen(first);

    await batch('<LastName>Changed</LastName><EmailAddress>ona@mail.example</EmailAddress>');
    await assertSeen({ ...first, family: 'Changed', email: 'ona@mail.example' });

    const path = join(folder, 'employees.csv');
    const cells = ['310', 'one-1', login, 'Una', '', 'Filed', 'una@mail.example', '', '', '', '', '', '', '', 'N'];
    await writeFile(path, `${cells.join(',')},,,,,,,,\n`);
    const { importFile } = program.modules.employeeImport;
    const report = await importFile(program.unitOfWork, cast.home, { path });
    assert.deepEqual([report.updated, report.rejected], [1, []]);
    await assertSeen({ ...first, given: 'Una', family: 'Filed', email: 'una@mail.example', active: false });

    const { identity } = program.modules;
    await program.unitOfWork.write(cast.home, async (ctx) => {
      const user = await identity.findUserByLogin(ctx, login);
      await identity.updateUser(ctx, { userId: user?.id ?? '', patch: { active: true, employeeNumber: 'one-2' } });
    });
    const filed = { ...first, number: 'one-2', given: 'Una', family: 'Filed', email: 'una@mail.example' };
    await assertSeen(filed);

    const id = await idOf(login);
    const patch = (url: string, path: string, value: unknown) =>
      call('PATCH', url, { as: scim(), body: { schemas: PATCH, Operations: [{ op: 'replace', path, value }] } });
    for (const [number, url] of [
      `/profile/identity/v4/Users/${id}`,
      `/profile/identity/v4.1/Users/${id}`,
      `/profile/v4/Users/${id}`,
      `/scim/v4/Users/${id}`,
    ].entries()) {
      const given = `Ina ${number}`;
      const answer = await patch(url, 'name.givenName', given);
      assert.equal(answer.status, 200, `${url} ${answer.text}`);
      await assertSeen({ ...filed, given });
    }
  });

  it('identity 12: what somebody spends in is seen through all surfaces that show it', async () => {
    const { id, userName: login } = cast.traveler;
    const seen = async () => {
      const spend = async (version: string) =>
        (await call('GET', `/profile/spend/${version}/Users/${id}`, { as: scim() })).json[SPEND];
      const search = { schemas: [`${SEARCH}:2.0:SearchRequest`], filter: `userName eq "${login}"` };
      const found = (await call('POST', '/profile/v4/Users/.search', { as: scim(), body: search })).json.Resources[0];
      const { json } = await call('GET', `/profile/v1/principals/${id}?schema=expense`, { as: as() });
      const { text } = await call('GET', `/api/user/v1.0/user?loginID=${login}`, { as: as(), accept: '' });
      return {
        'spend v4': (await spend('v4')).ledgerCode,
        'spend v4.1': (await spend('v4.1')).ledgerCode,
        retrieval: found[SPEND].ledgerCode,
        'profile v1': json['com:concur:Expense:0.2'].ledger,
        'users v1': element(text, 'LedgerKey') ?? element(text, 'LedgerName'),
      };
    };
    await program.unitOfWork.write(cast.home, (ctx) =>
      program.modules.identity.changeSpending(ctx, { userId: id, spend: { ledgerCode: 'SAP-7' } }),
    );
    const shown = await seen();
    for (const [surface, ledger] of Object.entries(shown)) assert.equal(ledger, 'SAP-7', `${surface} ${JSON.stringify(shown)}`);
  });
});
