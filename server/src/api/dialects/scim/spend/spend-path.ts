import {
  APPROVER,
  APPROVER_LIMIT,
  DELEGATE,
  INVOICE_PREFERENCE,
  PAYROLL,
  ROLE,
  SPEND_USER,
  TRAVEL_USER,
  USER_PREFERENCE,
  WORKFLOW_PREFERENCE,
} from './urns.ts';

/** A section of the domain -> its extension, and how what follows is called there. */
const SECTIONS: Readonly<Record<string, { readonly urn: string; readonly names?: Readonly<Record<string, string>> }>> = {
  spend: {
    urn: SPEND_USER,
    names: {
      'officeLocation.country': 'officeLocationCountry',
      biManagerId: 'biManager.value',
    },
  },
  payroll: { urn: `${PAYROLL}:adp` },
  approvers: { urn: APPROVER },
  approverLimits: { urn: APPROVER_LIMIT, names: { authorized: 'authorizedApprover', costObject: 'costObjectApprover' } },
  delegates: { urn: DELEGATE, names: { EXP: 'expense', PMT: 'payment', PUR: 'purchaseRequest' } },
  roles: { urn: `${ROLE}:roles` },
  userPreference: { urn: USER_PREFERENCE },
  invoicePreference: { urn: INVOICE_PREFERENCE },
  workflowPreference: { urn: WORKFLOW_PREFERENCE },
  travel: { urn: TRAVEL_USER },
};

/**
 * `spend.country` -> `urn:...:spend:2.0:User:country`, `spend.customData.custom2` -> `...:User:customData[id eq "custom2"].value`,
 * `payroll.companyCode` -> `...:Payroll:adp.companyCode`; undefined for what is no part of spending or travelling.
 */
export function spendPathOf(path: string): string | undefined {
  const [, head = '', rest = ''] = /^(\w+)(?:\.(.*))?$/.exec(path) ?? [];
  const section = SECTIONS[head];
  if (!section || !Object.hasOwn(SECTIONS, head)) return undefined;
  if (rest === '') return section.urn;
  const slot = head === 'spend' ? /^customData\.(\w+)$/.exec(rest)?.[1] : undefined;
  if (slot !== undefined) return `${section.urn}:customData[id eq "${slot}"].value`;
  const [first = ''] = /^\w+/.exec(rest) ?? [];
  const named = section.names?.[rest] ?? (section.names?.[first] ?? first) + rest.slice(first.length);
  // An extension ends in a colon, an attribute of one in a dot.
  return `${section.urn}${section.urn === `${PAYROLL}:adp` ? '.' : ':'}${named}`;
}
