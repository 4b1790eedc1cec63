import { RoleNotAssignable } from '../errors.ts';
import { EXCLUSIVE_ROLES, PREREQUISITE_ROLES, ROLE_OF_ENTITLEMENT, ROLES, type Role } from './role-catalogue.ts';
import type { RoleAssignment } from '../user/user.ts';
import type { Entitlement } from '../vocabulary.ts';

const ENTITLEMENT_OF_ROLE = new Map(
  Object.entries(ROLE_OF_ENTITLEMENT).map(([entitlement, role]) => [role, entitlement as Entitlement]),
);

/** The entitlement that a role is by another name. */
export const entitlementOfRole = (code: string): Entitlement | undefined => ENTITLEMENT_OF_ROLE.get(code);

/** Parts what was asked for into roles that are kept and roles that are entitlements by another name. */
export function splitRoles(roles: readonly RoleAssignment[]): { kept: RoleAssignment[]; entitlements: Entitlement[] } {
  return {
    kept: roles.filter(({ code }) => !ENTITLEMENT_OF_ROLE.has(code)),
    entitlements: roles.map(({ code }) => ENTITLEMENT_OF_ROLE.get(code)).filter((one) => one !== undefined),
  };
}

/** The roles that entitlements bring. */
export const rolesOfEntitlements = (entitlements: readonly Entitlement[]): string[] =>
  entitlements.map((entitlement) => ROLE_OF_ENTITLEMENT[entitlement]).filter((role) => role !== undefined);

/** Whether spending shows a role. */
export const isSpendRole = (code: string): boolean => {
  const area = ROLES.get(code)?.area;
  return area !== undefined && area !== 'Company' && area !== 'Travel';
};

/** The roles that spending shows, with the entitlement that brings one where there is such. */
export const spendRoles = (): (Role & { readonly entitlement: Entitlement | undefined })[] =>
  [...ROLES.values()]
    .filter(({ code }) => isSpendRole(code))
    .map((role) => Object.assign({ entitlement: ENTITLEMENT_OF_ROLE.get(role.code) }, role));

/** @throws RoleNotAssignable for a role that is unknown, excluded by another, without what it needs, or in a group it cannot have */
export function checkRoles(kept: readonly RoleAssignment[], entitlements: readonly Entitlement[]): void {
  const held = new Set([...kept.map(({ code }) => code), ...rolesOfEntitlements(entitlements)]);
  for (const { code, groups } of kept) {
    const role = ROLES.get(code);
    if (!role) throw new RoleNotAssignable(code, 'there is no such role');
    if (!role.groupAware && groups?.some((group) => group !== ''))
      throw new RoleNotAssignable(code, 'it can be held in the Global group only');
    const needed = PREREQUISITE_ROLES[code];
    if (needed !== undefined && !held.has(needed)) throw new RoleNotAssignable(code, `it needs the role ${needed}`);
  }
  for (const set of EXCLUSIVE_ROLES) {
    const [first, second] = set.filter((code) => held.has(code));
    if (first !== undefined && second !== undefined) throw new RoleNotAssignable(second, `it excludes the role ${first}`);
  }
}
