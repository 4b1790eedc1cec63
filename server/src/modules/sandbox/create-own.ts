import type { UserName, PreparedPassword } from '../identity/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { decimal } from '../../platform/money/money.ts';
import { systemIn } from './caller.ts';
import type { Making } from './create-demo.ts';
import { COMPANY, DEMO_APP } from './data/companies.ts';
import { DUTIES, OFFICES } from './data/people.ts';
import type { SandboxDeps } from './deps.ts';
import { foundCompany, HISTORY_MS } from './found-company.ts';
import { Chance } from './random.ts';
import { idOf, type People } from './seed-people.ts';
import { seedReports } from './seed-reports.ts';
import { seedWishes } from './seed-suppliers.ts';
import type { Context } from '../../platform/context.ts';

const SEED = 20_260_302;
/** Somebody waits meanwhile: enough for every state, not for a year. */
const REPORTS = 45;
const OFFICE = OFFICES.seattle;

export interface OwnCompany {
  readonly companyName: string;
  readonly owner: {
    /** Its login too. */
    readonly email: string;
    readonly name: UserName;
    readonly password: PreparedPassword;
    /** Whether the address is known to be the owner's. */
    readonly isVerified: boolean;
  };
}

export interface OwnSandbox {
  readonly companyId: string;
  /** The owner, who holds every role that the portal and the administration ask for. */
  readonly userId: string;
  readonly appId: string;
  /** In this answer and nowhere else. */
  readonly clientSecret: string;
}

/**
 * Makes a company for somebody who wants one to build against: people, rules and history like the demo company's, an app of its own, and the
 * owner. @throws LoginTaken
 */
export async function createOwn(deps: SandboxDeps, { work, clock }: Making, wish: OwnCompany): Promise<OwnSandbox> {
  const today = clock.now();
  const chance = new Chance(SEED);
  const begin = new Date(today.getTime() - HISTORY_MS);
  clock.freeze(begin);
  const companyId = newId(clock);
  const system = systemIn(companyId, clock);
  const profile = { ...COMPANY, name: wish.companyName, domain: domainOf(wish.companyName, companyId) };
  const company = await work.write(system, (ctx) => foundCompany(deps, ctx, { profile, today, chance }));
  // The history goes through an app that its owner gets today, with a secret as old as it is.
  clock.freeze(today);
  const { app, secret } = await work.write(system, (ctx) =>
    deps.oauth.createApp(ctx, {
      ...DEMO_APP,
      name: `${wish.companyName} sandbox`,
      description: 'Your first app: every grant, and the scopes of what is served.',
      ownerCompanyId: companyId,
      dataCenter: 'us',
    }),
  );
  clock.freeze(begin);
  await seedReports({ deps, work, clock, chance, today, reports: REPORTS, companyId, appId: app.id, ...company });
  clock.freeze(today);
  const userId = await work.write(system, async (ctx) => {
    await seedWishes(deps, ctx, { appId: app.id, people: company.people });
    return seedOwner(deps, ctx, wish, company.people);
  });
  return { companyId, userId, appId: app.id, clientSecret: secret };
}

/** The owner can be everybody: asks for money, approves, pays, configures, and builds. */
async function seedOwner(deps: SandboxDeps, ctx: Context, { companyName, owner }: OwnCompany, people: People): Promise<string> {
  const roles = ['EXP_USER', 'REQ_USER', ...DUTIES.approver, ...DUTIES.processor, ...DUTIES.admin, ...DUTIES.developer];
  const manager = idOf(people, 'marcus.adeyemi');
  const { id } = await deps.identity.createUser(ctx, {
    userName: owner.email,
    employeeNumber: 'OWNER',
    name: owner.name,
    title: 'Sandbox owner',
    department: 'Information Technology',
    costCenter: '1300',
    organization: companyName,
    preferredLanguage: OFFICE.language,
    timezone: OFFICE.timezone,
    emails: [{ type: 'work', value: owner.email, verified: owner.isVerified }],
    managerId: manager,
    entitlements: ['Expense', 'Request', 'Travel'],
    spend: {
      reimbursementCurrency: OFFICE.currency,
      country: OFFICE.country,
      locale: OFFICE.locale,
      reimbursementType: 'ACCOUNTS_PAYABLE',
      ledgerCode: 'DEFAULT',
      customData: { orgUnit1: { value: '1300' }, orgUnit2: { value: 'SEA' } },
    },
    roles: roles.map((code) => ({ code })),
  });
  await deps.identity.storePassword(ctx, { userId: id, prepared: owner.password });
  await deps.identity.changeSpending(ctx, {
    userId: id,
    approvers: (['report', 'request'] as const).map((kind) => ({ kind, approver: { id: manager }, primary: true })),
    approverLimits: [
      {
        approvalType: 'report',
        exceptionAuthority: true,
        currency: OFFICE.currency,
        authority: 'authorized',
        amount: decimal(5000),
        group: '',
        level: 2,
      },
    ],
    userPreference: { processorReportAccess: 'COMPLETE' },
  });
  return id;
}

/** Every company has a domain of its own below a name that the internet keeps free: logins are unique on the platform. */
function domainOf(name: string, companyId: string): string {
  const plain = name.normalize('NFKD').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${[slug, companyId.slice(-8)].filter((part) => part !== '').join('-')}.example`.replaceAll('--', '-');
}
