import type { Context } from '../../platform/context.ts';
import type { User } from './user/user.ts';

const IDENTITY_TOPIC = 'public.concur.user.profile.identity';
const SPEND_TOPIC = 'public.concur.user.profile.spend';
const TRAVEL_TOPIC = 'public.concur.user.travel.profile';
const EXTENSION = 'urn:ietf:params:scim:schemas:extension';

/** Attributes of the enterprise extension; our name -> theirs. */
const ENTERPRISE: Readonly<Record<string, string>> = {
  employeeNumber: 'employeeNumber',
  costCenter: 'costCenter',
  department: 'department',
  division: 'division',
  organization: 'organization',
  managerId: 'manager',
  startDate: 'startDate',
  terminationDate: 'terminationDate',
  legalEntityId: 'legalEntity',
  leavesOfAbsence: 'leavesOfAbsence',
};

/**
 * The path of an identity attribute that changed, spelled as the samples of its event do: attributes of the core by their names, those of an
 * extension by its URN, a dot and the name. See decision 41.
 */
function identityPath(attribute: string): string {
  const enterprise = ENTERPRISE[attribute];
  if (enterprise) return `${EXTENSION}:enterprise:2.0:User.${enterprise}`;
  if (attribute === 'sapUserUuid') return `${EXTENSION}:sap:2.0:User.userUuid`;
  if (attribute === 'contactPreferences') return `${EXTENSION}:sap:2.0:User.contactPreferences`;
  const [facet, setting] = attribute.split('.');
  if (facet === 'settings') return `${EXTENSION}:settings:2.0:User.${setting}`;
  return attribute;
}

type Whose = Pick<User, 'companyId' | 'id'>;
type Verb = 'Created' | 'Updated' | 'Deleted';

/** Which attributes changed, never their values. */
function emit(ctx: Context, topic: string, type: string, user: Whose, facts: Readonly<Record<string, unknown>>): void {
  const common = { companyId: user.companyId, userId: user.id };
  ctx.emit({ topic, type, subjectId: user.id, facts: { ...facts, ...common } });
}

export const emitIdentity = (ctx: Context, verb: Verb, user: Whose, changed: readonly string[] = []): void =>
  emit(ctx, IDENTITY_TOPIC, `IdentityProfile${verb}`, user, {
    originator: 'com.concur.profile',
    attributes: verb === 'Updated' ? changed.map(identityPath) : null,
  });

export const emitSpend = (ctx: Context, verb: Verb, user: Whose, changed: readonly string[] = []): void =>
  emit(ctx, SPEND_TOPIC, `SpendProfile${verb}`, user, {
    originator: 'com.concur.prod.expense.ces',
    attributes: verb === 'Updated' ? changed.map(spendPath) : null,
  });

/** Payroll is an extension of employment by its name, though spending holds it. */
const spendPath = (attribute: string): string =>
  `${EXTENSION}:${attribute === 'Payroll' ? 'enterprise' : 'spend'}:2.0:${attribute}`;

/** Travel's events name the login, list attributes even when there are none, and give them bare names. */
export const emitTravel = (
  ctx: Context,
  verb: Verb,
  user: Whose & Pick<User, 'userName'>,
  changed: readonly string[] = [],
): void =>
  emit(ctx, TRAVEL_TOPIC, `TravelProfile${verb}`, user, {
    originator: 'com.concur.profile',
    loginId: user.userName,
    attributes: changed,
  });
