import type { Context } from '../../../platform/context.ts';
import type { User } from '../../identity/index.ts';
import type { EmployeeImportDeps } from '../deps.ts';
import { EmployeeRefused } from '../errors.ts';
import { applyReferences } from './apply-references.ts';
import type { EmployeeChange, Outcome } from './employee-change.ts';
import { newUserOf, patchOf, sameLogin, type Defaults } from './user-of-change.ts';

/** A change under way: what its first step found or made, and how it was before. */
export interface Applied {
  readonly change: EmployeeChange;
  readonly user: User;
  readonly outcome: Outcome;
}

/**
 * Makes or changes one employee as an older API or file says, with everybody it names.
 * @throws EmployeeRefused, and what identity refuses
 */
export async function applyEmployee(
  deps: EmployeeImportDeps,
  ctx: Context,
  change: EmployeeChange,
): Promise<{ user: User; outcome: Outcome }> {
  const applied = await applyPerson(deps, ctx, change);
  return { user: applied.user, outcome: await applyRest(deps, ctx, applied) };
}

/** The first step: the person and its roles, which need nobody else. */
export async function applyPerson(deps: EmployeeImportDeps, ctx: Context, change: EmployeeChange): Promise<Applied> {
  const found = await find(deps, ctx, change);
  const defaults = await defaultsOf(deps, ctx);
  const user = found
    ? await deps.identity.updateUser(ctx, { userId: found.id, patch: patchOf(found, change, defaults) })
    : await deps.identity.createUser(ctx, newUserOf(change, defaults));
  const roles = await changeRoles(deps, ctx, user, change);
  if (!found) return { change, user, outcome: 'created' };
  return { change, user, outcome: roles || user.version !== found.version ? 'updated' : 'unchanged' };
}

/** The second step: whom the person names. */
export async function applyRest(deps: EmployeeImportDeps, ctx: Context, { change, user, outcome }: Applied): Promise<Outcome> {
  const changed = await applyReferences(deps, ctx, user, change);
  return changed && outcome === 'unchanged' ? 'updated' : outcome;
}

/** Whom a change means: by employee number, old or already new, else somebody with the login who has no number yet. */
async function find(deps: EmployeeImportDeps, ctx: Context, change: EmployeeChange): Promise<User | undefined> {
  const { employeeNumber, newEmployeeNumber, login, newLogin } = change;
  const current = await deps.identity.findUserByEmployeeNumber(ctx, employeeNumber);
  const renamed =
    newEmployeeNumber === undefined ? undefined : await deps.identity.findUserByEmployeeNumber(ctx, newEmployeeNumber);
  if (current && renamed && current.id !== renamed.id)
    throw new EmployeeRefused('conflict', ['newEmployeeNumber'], `Another employee has the employee ID ${newEmployeeNumber}.`);
  const found = current ?? renamed ?? (await findByLogin(deps, ctx, login));
  if (found && login !== undefined && !sameLogin(found, login) && !(newLogin !== undefined && sameLogin(found, newLogin)))
    throw new EmployeeRefused(
      'conflict',
      ['login'],
      `The employee ${employeeNumber} has another login; changing it takes the new login.`,
    );
  if (!found && (newEmployeeNumber !== undefined || newLogin !== undefined))
    throw new EmployeeRefused('unknown', ['employeeNumber'], `Nobody has the employee ID ${employeeNumber}.`);
  return found;
}

async function findByLogin(deps: EmployeeImportDeps, ctx: Context, login: string | undefined): Promise<User | undefined> {
  const found = login === undefined ? undefined : await deps.identity.findUserByLogin(ctx, login);
  if (found?.employeeNumber !== undefined)
    throw new EmployeeRefused('conflict', ['login'], `An employee with another employee ID has the login ${login}.`);
  return found;
}

async function defaultsOf(deps: EmployeeImportDeps, ctx: Context): Promise<Defaults> {
  const { countryCode, currency, defaultLanguage } = await deps.company.getCompany(ctx);
  const locale = /^[a-z]{2}-[A-Z]{2}$/.test(defaultLanguage) ? defaultLanguage : `${defaultLanguage.slice(0, 2)}-${countryCode}`;
  return { country: countryCode, currency, locale };
}

/** Whether anything changed. */
async function changeRoles(deps: EmployeeImportDeps, ctx: Context, user: User, { roles = {} }: EmployeeChange): Promise<boolean> {
  const before = await deps.identity.roleAssignmentsOf(ctx, user.id);
  const held = new Set(before.map(({ code }) => code));
  const added = Object.keys(roles).filter((code) => roles[code] && !held.has(code));
  const kept = before.filter(({ code }) => roles[code] !== false);
  if (added.length === 0 && kept.length === before.length) return false;
  await deps.identity.setRoles(ctx, { userId: user.id, roles: [...kept, ...added.map((code) => ({ code }))] });
  return true;
}
