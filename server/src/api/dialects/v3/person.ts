import type { Identity, User, UserCriteria } from '../../../modules/identity/index.ts';

/** What v3 and its successor say of a user alike. Needs the spend profile. */
export const personToWire = (identity: Pick<Identity, 'primaryEmail'>, user: User) => ({
  Active: user.active,
  CellPhoneNumber: mobileOf(user),
  EmployeeID: user.employeeNumber ?? null,
  FirstName: user.name.givenName,
  LastName: user.name.familyName,
  LoginID: user.userName,
  MiddleName: user.name.middleName ?? '',
  OrganizationUnit: user.spend?.customData['orgUnit1']?.value ?? null,
  PrimaryEmail: identity.primaryEmail(user) ?? null,
});

const mobileOf = ({ phoneNumbers }: User): string | null => {
  const mobiles = phoneNumbers.filter(({ type }) => type === 'mobile');
  return (mobiles.find(({ primary }) => primary) ?? mobiles[0])?.value ?? null;
};

/** The work address, or any of somebody without one. */
export const hasPrimaryEmail = (value: string): UserCriteria => {
  const isWork = { field: 'type', operator: 'eq', value: 'work' } as const;
  const isIt = { field: 'value', operator: 'eq', value } as const;
  return {
    any: [
      { within: 'emails', where: { all: [isWork, isIt] } },
      { all: [{ within: 'emails', where: isIt }, { not: { within: 'emails', where: isWork } }] },
    ],
  };
};
