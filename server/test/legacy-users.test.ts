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

describe('one person behind the older surfaces', () => {
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
    await assertSeen({ ...first, number: 'one-2', given: 'Una', family: 'Filed', email: 'una@mail.example' });
  });
});
