import type { Context } from '../../platform/context.ts';
import { RoleMissing } from '../../platform/http/refusals.ts';
import type { Company } from '../company/index.ts';
import { ApproverNotEligible, type User } from '../identity/index.ts';
import type { OnboardingDeps } from './deps.ts';
import { AlreadyJoined, FormInvalid } from './errors.ts';
import { checkedPerson } from './sign-up.ts';

/** What somebody does beside travelling and asking for money. */
export const DUTIES = {
  approver: ['EXP_APPROVER', 'REQ_APPROVER'],
  processor: ['EXP_PROCESSOR'],
  administrator: ['CompanyAdmin', 'SHD_CONFIG_ADMIN', 'SHD_EMPLOYEE_ADMIN', 'SHD_ROLE_ADMIN', 'EXP_CONFIG_ADMIN'],
  developer: ['SHD_WEB_SERVICES_ADMIN', 'SHD_APP_CENTER_ADMIN'],
} as const;
export type Duty = keyof typeof DUTIES;

/** Duties that open other people's accounts or the company's apps: nobody gives away more than these roles let them. */
const POWERFUL: ReadonlySet<Duty> = new Set(['administrator', 'developer']);
const GIVES_POWER = ['CompanyAdmin', 'SHD_ROLE_ADMIN'] as const;

export interface Invitee {
  /** The login too. */
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly duties: readonly Duty[];
  /** Who approves reports and requests. */
  readonly approverId?: string;
}

interface Mailing {
  /** The absolute address that carries a secret. */
  readonly linkTo: (secret: string) => string;
}

/**
 * Makes an account without a password and mails a link by which its owner chooses one.
 * @throws UserAdministrationDenied RoleMissing FormInvalid LoginTaken ApproverNotEligible
 */
export async function invite(deps: OnboardingDeps, ctx: Context, given: Invitee & Mailing): Promise<User> {
  await deps.identity.assertAdministers(ctx, 'change');
  await assertGives(deps, ctx, given.duties);
  const person = checkedPerson(given);
  const company = await deps.company.getCompany(ctx);
  const user = await deps.identity.createUser(ctx, {
    userName: person.email,
    name: { givenName: person.givenName, familyName: person.familyName },
    organization: company.name,
    preferredLanguage: company.defaultLanguage,
    emails: [{ type: 'work', value: person.email }],
    entitlements: ['Expense', 'Request'],
    spend: { reimbursementCurrency: company.currency, country: company.countryCode, locale: localeOf(company) },
    roles: ['EXP_USER', 'REQ_USER', ...given.duties.flatMap((duty) => DUTIES[duty])].map((code) => ({ code })),
  });
  if (given.approverId !== undefined) await assignApprover(deps, ctx, user.id, given.approverId);
  await mail(deps, ctx, { user, company, linkTo: given.linkTo });
  return user;
}

/** A language may stand alone, a locale has a region. */
const localeOf = ({ defaultLanguage, countryCode }: Company): string =>
  defaultLanguage.includes('-') ? defaultLanguage : `${defaultLanguage}-${countryCode}`;

/** Mails another link to somebody who has not come in yet. @throws UserAdministrationDenied UserNotFound AlreadyJoined */
export async function inviteAgain(deps: OnboardingDeps, ctx: Context, given: { userId: string } & Mailing): Promise<void> {
  await deps.identity.assertAdministers(ctx, 'change');
  const user = await deps.identity.getUser(ctx, given.userId);
  const waiting = await deps.signin.invitedAmong(ctx, [user.id]);
  if (!waiting.has(user.id)) throw new AlreadyJoined(user.id);
  await mail(deps, ctx, { user, company: await deps.company.getCompany(ctx), linkTo: given.linkTo });
}

async function mail(deps: OnboardingDeps, ctx: Context, about: { user: User; company: Company } & Mailing): Promise<void> {
  const { user, company, linkTo } = about;
  const inviter = ctx.actor.kind === 'user' ? await deps.identity.getUser(ctx, ctx.actor.userId) : undefined;
  await deps.signin.invite(ctx, {
    userId: user.id,
    email: deps.identity.primaryEmail(user) ?? user.userName,
    preferredLanguage: user.preferredLanguage,
    givenName: user.name.givenName,
    companyName: company.name,
    inviterName: inviter?.displayName,
    linkTo,
  });
}

async function assertGives({ identity }: OnboardingDeps, ctx: Context, duties: readonly Duty[]): Promise<void> {
  if (ctx.actor.kind !== 'user' || !duties.some((duty) => POWERFUL.has(duty))) return;
  const held = await identity.rolesOf(ctx, ctx.actor.userId);
  if (!GIVES_POWER.some((role) => held.has(role))) throw new RoleMissing(GIVES_POWER);
}

async function assignApprover({ identity }: OnboardingDeps, ctx: Context, userId: string, approverId: string): Promise<void> {
  const approvers = (['report', 'request'] as const).map((kind) => ({ kind, approverId, primary: true }));
  try {
    await identity.setApprovers(ctx, { userId, approvers });
  } catch (error) {
    if (error instanceof ApproverNotEligible) throw new FormInvalid([{ path: 'approverId', ...error.flaw }]);
    throw error;
  }
}
