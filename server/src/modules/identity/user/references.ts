import type { Context } from '../../../platform/context.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { UserInvalid, type Issue } from '../errors.ts';
import { selectReferred } from './reference-queries.ts';

/** What a user may refer to outside itself. */
export interface References {
  readonly managerId?: string | undefined;
  /** In place of managerId, which wins if both are given. */
  readonly managerEmployeeNumber?: string | undefined;
  readonly legalEntityId?: string | undefined;
}

/** The legal entities of the caller's company, as far as identity asks for them. */
export interface LegalEntities {
  legalEntityExists(ctx: Context, id: string): Promise<boolean>;
}

const nobody = (path: string): Issue => ({ path, rule: 'reference', message: 'names nobody of the company' });

/**
 * Looks up what many users refer to, in one statement for all managers. The answer says for each of them who the manager is, or what is
 * wrong with it.
 */
export async function resolveReferences(
  deps: { readonly legalEntities?: LegalEntities | undefined },
  ctx: Context,
  users: readonly References[],
): Promise<{ managerId: string | undefined; issues: Issue[] }[]> {
  const asked = users.flatMap(({ managerId }) => (managerId === undefined ? [] : (parseUuid(managerId) ?? [])));
  const numbers = users.flatMap(({ managerId, managerEmployeeNumber }) =>
    managerId === undefined && managerEmployeeNumber !== undefined ? [managerEmployeeNumber] : [],
  );
  const known = await selectReferred(ctx.tx, ctx.companyId, { ids: [...new Set(asked)], numbers: [...new Set(numbers)] });
  const ids = new Set(known.map(({ id }) => id));
  const idOfNumber = new Map(known.map(({ id, employeeNumber }) => [employeeNumber, id]));
  const entities = await knownEntities(deps.legalEntities, ctx, users);
  return users.map(({ managerId, managerEmployeeNumber, legalEntityId }) => {
    const issues: Issue[] = [];
    let manager = managerId && parseUuid(managerId);
    if (managerId !== undefined && (!manager || !ids.has(manager))) issues.push(nobody('managerId'));
    if (managerId === undefined && managerEmployeeNumber !== undefined) {
      manager = idOfNumber.get(managerEmployeeNumber);
      if (manager === undefined) issues.push(nobody('managerEmployeeNumber'));
    }
    if (legalEntityId !== undefined && !entities.has(legalEntityId))
      issues.push({ path: 'legalEntityId', rule: 'reference', message: 'names no legal entity of the company' });
    return { managerId: manager || undefined, issues };
  });
}

async function knownEntities(
  port: LegalEntities | undefined,
  ctx: Context,
  users: readonly References[],
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const id of new Set(users.map(({ legalEntityId }) => legalEntityId)))
    if (id !== undefined && (await port?.legalEntityExists(ctx, id))) known.add(id);
  return known;
}

/** @throws UserInvalid when somebody or something named is not of the company. Answers who the manager is. */
export async function checkReferences(
  deps: { readonly legalEntities?: LegalEntities | undefined },
  ctx: Context,
  user: References,
): Promise<string | undefined> {
  if (user.managerId === undefined && user.managerEmployeeNumber === undefined && user.legalEntityId === undefined)
    return undefined;
  const [resolved] = await resolveReferences(deps, ctx, [user]);
  if (resolved && resolved.issues.length > 0) throw new UserInvalid(resolved.issues);
  return resolved?.managerId;
}
