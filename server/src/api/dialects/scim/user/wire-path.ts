import { spendPathOf } from '../spend/spend-path.ts';
import { ENTERPRISE_USER, SAP_USER } from '../urns.ts';

/** The domain's name of an attribute -> its path on the wire, where the two differ. */
const PATHS: Readonly<Record<string, string>> = {
  sapUserUuid: `${SAP_USER}:userUuid`,
  contactPreferences: `${SAP_USER}:contactPreferences`,
  managerId: `${ENTERPRISE_USER}:manager.value`,
  legalEntityId: `${ENTERPRISE_USER}:legalEntity`,
  ...Object.fromEntries(
    [
      'employeeNumber',
      'costCenter',
      'department',
      'division',
      'organization',
      'startDate',
      'terminationDate',
      'leavesOfAbsence',
    ].map((name) => [name, `${ENTERPRISE_USER}:${name}`]),
  ),
};

/** `managerId` -> `urn:...:User:manager.value`, `leavesOfAbsence[0].endDate` -> `urn:...:User:leavesOfAbsence[0].endDate`. */
export function wirePathOf(path: string): string {
  const ofSpending = spendPathOf(path);
  if (ofSpending !== undefined) return ofSpending;
  const [head = ''] = /^\w+/.exec(path) ?? [];
  return (PATHS[head] ?? head) + path.slice(head.length);
}
