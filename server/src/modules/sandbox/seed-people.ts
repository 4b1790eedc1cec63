import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { newPassword } from '../../platform/crypto/passwords.ts';
import type { NewUser, RoleAssignment } from '../identity/index.ts';
import { FOREIGN_COMPANY } from './data/companies.ts';
import { DUTIES, FOREIGN_PEOPLE, OFFICES, PEOPLE, type DemoPerson } from './data/people.ts';
import { OFFICE_CODE, RULE_CLASS } from './data/structures.ts';
import type { SandboxDeps } from './deps.ts';
import { seedSpending } from './seed-spending.ts';
import { seedStructures } from './seed-structures.ts';

/** Everybody whom sandbox.json names a password for; the last is of the company that lives elsewhere. */
export const FOREIGN_KEY = 'foreigner';

const BASE_ROLES: readonly RoleAssignment[] = [{ code: 'EXP_USER' }, { code: 'REQ_USER' }];

const ON_THE_ROAD: ReadonlySet<string> = new Set(['Sales', 'Field Service']);

/** The lead processes for everybody, the others for the people on the road. */
const roleOf = ({ key }: DemoPerson, code: string): RoleAssignment =>
  code === 'EXP_PROCESSOR' && key === undefined ? { code, groups: ['2100', '4100'] } : { code };

/** Login (without its domain) -> id. */
export type People = ReadonlyMap<string, string>;

/** What people of a company carry of it. */
export interface Employer {
  readonly name: string;
  readonly domain: string;
}

/** People of the demo company with their approvers and delegates, in the order in which managers come first. */
export async function seedPeople(deps: SandboxDeps, ctx: Context, employer: Employer): Promise<People> {
  const people = new Map<string, string>();
  const { frequent } = await seedStructures(deps, ctx);
  for (const [index, person] of PEOPLE.entries()) {
    const user = await deps.identity.createUser(ctx, describe(person, index, { people, frequent, employer }));
    people.set(person.login, user.id);
  }
  await seedSpending(deps, ctx, {
    idOf: (login) => idOf(people, login),
    approverOf: (person) => approverOf(person, people),
  });
  return people;
}

/** The head of the company has a colleague approve, since nobody approves for oneself. */
export const approverOf = (person: DemoPerson, people: People): string =>
  idOf(people, person.manager ?? PEOPLE.find(({ manager }) => manager === person.login)?.login ?? '');

export function idOf(people: People, login: string): string {
  const id = people.get(login);
  if (id === undefined) throw new Error(`The demo company has no ${login}`);
  return id;
}

function describe(
  person: DemoPerson,
  index: number,
  { people, frequent, employer }: { people: People; frequent: number; employer: Employer },
): NewUser {
  const office = OFFICES[person.office];
  const email = `${person.login}@${employer.domain}`;
  const number = String(index + 1).padStart(2, '0');
  return {
    userName: email,
    employeeNumber: `LK${String(1001 + index)}`,
    externalId: `hr-${String(1001 + index)}`,
    name: { givenName: person.given, familyName: person.family },
    title: person.title,
    department: person.department,
    costCenter: person.costCenter,
    organization: employer.name,
    preferredLanguage: office.language,
    timezone: office.timezone,
    emails: [{ type: 'work', value: email, verified: true }],
    phoneNumbers: [
      { type: 'work', value: `${office.phone}${number}`, primary: true, notifications: false },
      { type: 'mobile', value: `${office.phone}${number}`, primary: true, notifications: true, issuingCountry: office.country },
    ],
    addresses: [{ type: 'work', locality: office.city, region: office.region, country: office.country }],
    ...(person.manager ? { managerId: idOf(people, person.manager) } : {}),
    entitlements: ['Expense', 'Request', 'Travel'],
    spend: {
      reimbursementCurrency: office.currency,
      country: office.country,
      locale: office.locale,
      reimbursementType: 'ACCOUNTS_PAYABLE',
      ledgerCode: 'DEFAULT',
      officeLocation: { country: office.country, city: office.city },
      ...(person.manager ? { biManagerId: idOf(people, person.manager) } : {}),
      biHierarchy: { code: `${person.costCenter}-${OFFICE_CODE[person.office]}` },
      customData: {
        orgUnit1: { value: person.costCenter },
        orgUnit2: { value: OFFICE_CODE[person.office] },
        custom1: { value: `B${number}` },
        custom21: { value: office.country },
      },
    },
    travel: {
      ruleClass: { name: RULE_CLASS[person.department === 'Executive' ? 'executive' : 'standard'] },
      orgUnit: { name: person.department },
      groups: ON_THE_ROAD.has(person.department) ? [frequent] : [],
      customFields: [{ name: 'Badge Number', value: `B${number}` }],
    },
    roles: [...BASE_ROLES, ...person.duties.flatMap((duty) => DUTIES[duty].map((code) => roleOf(person, code)))],
  };
}

/** People of the company whose home is another data centre. Answers the id of the one that has a password. */
export async function seedForeignPeople(deps: SandboxDeps, ctx: Context): Promise<string> {
  const ids: string[] = [];
  for (const [index, person] of FOREIGN_PEOPLE.entries()) {
    const email = `${person.login}@${FOREIGN_COMPANY.domain}`;
    const user = await deps.identity.createUser(ctx, {
      userName: email,
      employeeNumber: `FL${String(501 + index)}`,
      name: { givenName: person.given, familyName: person.family },
      title: person.title,
      preferredLanguage: FOREIGN_COMPANY.defaultLanguage,
      timezone: 'Europe/Berlin',
      emails: [{ type: 'work', value: email, verified: true }],
      entitlements: ['Expense'],
      spend: { reimbursementCurrency: FOREIGN_COMPANY.currency, country: FOREIGN_COMPANY.countryCode, locale: 'de-DE' },
      roles: [{ code: 'EXP_USER' }, ...(person.approver ? [{ code: 'EXP_APPROVER' }] : [])],
    });
    ids.push(user.id);
  }
  const [head = '', user = ''] = ids;
  await deps.identity.setApprovers(ctx, { userId: user, approvers: [{ kind: 'report', approverId: head, primary: true }] });
  return user;
}

/** Gives each a random password; hashing runs beside whatever else happens. */
export async function givePasswords(
  deps: Pick<SandboxDeps, 'identity'>,
  work: UnitOfWork,
  wishes: readonly { key: string; userId: string; caller: Caller }[],
): Promise<Record<string, string>> {
  const given = wishes.map(({ key, userId, caller }) => ({ key, userId, caller, password: newPassword() }));
  await Promise.all(given.map(({ caller, userId, password }) => deps.identity.setPassword(work, caller, { userId, password })));
  return Object.fromEntries(given.map(({ key, password }) => [key, password]));
}
