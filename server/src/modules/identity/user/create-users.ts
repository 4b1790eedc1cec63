import type { Context } from '../../../platform/context.ts';
import { invariant } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids/index.ts';
import type { Company, CompanyModule } from '../../company/index.ts';
import { LoginTaken, type Directory } from '../../directory/index.ts';
import { RoleNotAssignable, UserInvalid, UserValueTaken } from '../errors.ts';
import { emitIdentity, emitSpend, emitTravel } from '../events.ts';
import { insertRoles } from '../role/role-queries.ts';
import { checkRoleGroups } from '../role/group-hierarchy.ts';
import { checkRoles, splitRoles } from '../role/role.ts';
import { applySpend, type SpendDeps } from '../spend/apply-spend.ts';
import { selectFormFields } from '../spend/form-queries.ts';
import type { UserFormField } from '../spend/spend-profile.ts';
import { applyTravel } from '../travel/apply-travel.ts';
import { draft } from './draft-user.ts';
import { insertUsers, selectTakenValue, type Draft } from './insert-queries.ts';
import { resolveReferences, type LegalEntities } from './references.ts';
import { userIssues } from './user-rules.ts';
import type { NewUser, RoleAssignment, User } from './user.ts';

export interface UserDeps extends SpendDeps {
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly directory: Pick<Directory, 'enterUsers' | 'leave' | 'renameLogin'>;
  /** Without it no company has any. */
  readonly legalEntities?: LegalEntities | undefined;
}

export type CreationRefusal = UserInvalid | LoginTaken | UserValueTaken | RoleNotAssignable;
export type Creation = { readonly user: User } | { readonly error: CreationRefusal };

/** One user to be, with its place among those that were asked for. */
interface Candidate {
  readonly at: number;
  readonly input: NewUser;
}
interface Prepared extends Candidate, Draft {
  readonly roles: readonly RoleAssignment[];
}

/** So many rows go in one statement. */
const BATCH = 200;

/**
 * Makes users of the caller's company, in a handful of statements for all of them. Each is made or refused of itself, in the order given; the
 * answers stand in that order. A manager named by employee number may be one of them.
 * @throws CompanyNotFound
 */
export async function createUsers(deps: UserDeps, ctx: Context, inputs: readonly NewUser[]): Promise<Creation[]> {
  const answers: Creation[] = [];
  const company = await deps.company.getCompany(ctx);
  for (let pending = inputs.map((input, at) => ({ input, at })); pending.length > 0;) {
    const wave = nextWave(pending);
    for (const { at, answer } of await createWave(deps, ctx, company, wave)) answers[at] = answer;
    const done = new Set(wave.map(({ at }) => at));
    pending = pending.filter(({ at }) => !done.has(at));
  }
  return answers;
}

/** Those whose manager is not still to be made; all of them when they wait for each other. */
function nextWave(pending: readonly Candidate[]): readonly Candidate[] {
  const numbers = new Map(pending.map(({ input, at }) => [input.employeeNumber, at]));
  const ready = pending.filter(({ input, at }) => {
    const managedBy = input.managerEmployeeNumber;
    return managedBy === undefined || input.managerId !== undefined || (numbers.get(managedBy) ?? at) === at;
  });
  return (ready.length > 0 ? ready : pending).slice(0, BATCH);
}

type Answered = { at: number; answer: Creation };

async function createWave(deps: UserDeps, ctx: Context, company: Company, wave: readonly Candidate[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  const refuse = ({ at }: Candidate, error: CreationRefusal) => answers.push({ at, answer: { error } });
  const prepared = await prepare(deps, ctx, company, wave, refuse);

  const entries = prepared.map(({ user }) => ({ principalId: user.id, login: user.userName }));
  const entered = await deps.directory.enterUsers(ctx, company, entries);
  const admitted = prepared.filter((one) => {
    const free = entered.has(one.user.id);
    if (!free) refuse(one, new LoginTaken(one.user.userName));
    return free;
  });
  const numbers = await insertUsers(ctx.tx, ctx.companyId, admitted);
  const made: (Prepared & { written: User })[] = [];
  for (const one of admitted) {
    const internalId = numbers.get(one.user.id);
    if (internalId !== undefined) made.push({ ...one, written: { ...one.user, internalId } });
    else {
      await deps.directory.leave(ctx, one.user.id);
      refuse(one, new UserValueTaken(await selectTakenValue(ctx.tx, one.user)));
    }
  }
  await insertRoles(
    ctx.tx,
    made.map(({ user, roles }) => ({ companyId: user.companyId, userId: user.id, roles })),
  );
  for (const { at, written } of made) {
    announceCreation(ctx, written);
    answers.push({ at, answer: { user: written } });
  }
  return answers;
}

/** Everything that can be refused before a row is written. */
async function prepare(
  deps: UserDeps,
  ctx: Context,
  company: Company,
  wave: readonly Candidate[],
  refuse: (one: Candidate, error: CreationRefusal) => void,
): Promise<Prepared[]> {
  const sound = wave.filter((one) => {
    const issues = userIssues(one.input);
    if (issues.length > 0) refuse(one, new UserInvalid(issues));
    return issues.length === 0;
  });
  const references = await resolveReferences(
    deps,
    ctx,
    sound.map(({ input }) => input),
  );
  const form = sound.some(({ input }) => input.spend) ? await selectFormFields(ctx.tx, ctx.companyId) : [];
  const prepared: Prepared[] = [];
  for (const [index, one] of sound.entries()) {
    const { managerId, issues = [] } = references[index] ?? {};
    try {
      if (issues.length > 0) throw new UserInvalid(issues);
      prepared.push({ ...one, ...(await drafted(deps, ctx, { company, form }, { ...one.input, managerId })) });
    } catch (error) {
      if (!(error instanceof UserInvalid || error instanceof RoleNotAssignable)) throw error;
      refuse(one, error);
    }
  }
  return prepared;
}

/** @throws UserInvalid, RoleNotAssignable */
async function drafted(
  deps: UserDeps,
  ctx: Context,
  { company, form }: { company: Company; form: readonly UserFormField[] },
  input: NewUser,
): Promise<Omit<Prepared, keyof Candidate>> {
  const id = newId(ctx.clock);
  const { kept, entitlements } = splitRoles(input.roles ?? []);
  const user = draft(input, {
    id,
    companyId: company.id,
    language: company.defaultLanguage,
    now: ctx.clock.now(),
    entitlements,
    spend: input.spend && (await applySpend(deps, ctx, { id, before: undefined, form }, input.spend)),
    travel: input.travel && (await applyTravel(ctx, { id, before: undefined }, input.travel)),
  });
  checkRoles(kept, user.entitlements);
  await checkRoleGroups(deps.lists, ctx, kept);
  return { user, roles: kept, displayName: input.displayName };
}

function announceCreation(ctx: Context, user: User): void {
  ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'created' });
  emitIdentity(ctx, 'Created', user);
  if (user.spend) emitSpend(ctx, 'Created', user);
  if (user.travel) emitTravel(ctx, 'Created', user);
}

/**
 * Makes a user of the caller's company.
 * @throws UserInvalid, LoginTaken, UserValueTaken, RoleNotAssignable, CompanyNotFound
 */
export async function createUser(deps: UserDeps, ctx: Context, input: NewUser): Promise<User> {
  const [created] = await createUsers(deps, ctx, [input]);
  invariant(created, 'one user was asked for');
  if ('error' in created) throw created.error;
  return created.user;
}
