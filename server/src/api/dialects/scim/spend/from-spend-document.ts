import { isDeepStrictEqual } from 'node:util';
import type {
  ApproverLimit,
  Delegation,
  NewApprover,
  NewDelegate,
  PersonReference,
  SpendChange,
  SpendingChange,
} from '../../../../modules/identity/index.ts';
import { MoneyError, parseAmount, type Decimal } from '../../../../platform/money/money.ts';
import { refuse } from '../refusal.ts';
import { isDocument, pathOf, type Document, type Json } from '../schema/attribute.ts';
import { DELEGATE_RIGHTS, SPEND_EXTENSIONS } from './spend-schemas.ts';
import {
  APPROVER,
  APPROVER_LIMIT,
  DELEGATE,
  INVOICE_PREFERENCE,
  PAYROLL,
  ROLE,
  SPEND_USER,
  USER_PREFERENCE,
  WORKFLOW_PREFERENCE,
} from './urns.ts';

export type SpendSections = Omit<SpendingChange, 'userId'>;

const reading: Readonly<Record<string, (part: Document) => SpendSections>> = {
  [SPEND_USER]: (part) => ({ spend: spendOf(part) }),
  [PAYROLL]: ({ adp }) => ({ payroll: isDocument(adp) ? payrollOf(adp) : null }),
  [APPROVER]: (part) => ({ approvers: approversOf(part) }),
  [APPROVER_LIMIT]: (part) => ({ approverLimits: limitsOf(part) }),
  [DELEGATE]: (part) => ({ delegates: delegatesOf(part) }),
  [ROLE]: (part) => ({ roles: rolesOf(part) }),
  [USER_PREFERENCE]: (part) => ({ userPreference: part as SpendSections['userPreference'] & object }),
  [INVOICE_PREFERENCE]: (part) => ({ invoicePreference: part as SpendSections['invoicePreference'] & object }),
  [WORKFLOW_PREFERENCE]: (part) => ({ workflowPreference: part as SpendSections['workflowPreference'] & object }),
};

/**
 * What one extension of a document that `readDocument` has checked changes. Without a part the extension is emptied, which the spend user
 * itself cannot be.
 * @throws InvalidInput
 */
export function spendSection(urn: string, part: Document | undefined): SpendSections {
  if (urn === SPEND_USER && !part) throw refuse('mutability', SPEND_USER, 'cannot be taken away');
  return reading[urn]?.(part ?? {}) ?? {};
}

/**
 * What the extensions of a document change. With the document as it was, only those that differ, those that are gone included; without
 * it, those that are there.
 * @throws InvalidInput
 */
export function spendSectionsOf(document: Document, before?: Document): SpendSections {
  const sections = SPEND_EXTENSIONS.flatMap(({ id }) => {
    const is = partOf(document, id);
    const was = before && partOf(before, id);
    if (before ? isDeepStrictEqual(is ?? {}, was ?? {}) : !is) return [];
    return [spendSection(id, is)];
  });
  return Object.assign({}, ...sections) as SpendSections;
}

const partOf = (document: Document, urn: string): Document | undefined => {
  const part = document[urn];
  return isDocument(part) ? part : undefined;
};

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
const list = (value: Json | undefined): Document[] => (Array.isArray(value) ? (value as readonly Json[]).filter(isDocument) : []);
const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The whole profile: what the document leaves out goes back to nothing. All blank puts everything back to its default. */
function spendOf(part: Document): SpendSections['spend'] & (object | null) {
  if (Object.values(part).every(isBlank)) return null;
  const office = {
    country: text(part['officeLocationCountry']),
    stateProvince: text(part['officeLocationStateProvince']),
    city: text(part['officeLocationCity']),
  };
  const biHierarchy = part['biHierarchy'];
  const code = isDocument(biHierarchy) ? text(biHierarchy['code']) : undefined;
  const biManager = part['biManager'];
  return {
    ...(required(part) as Pick<SpendChange, 'reimbursementCurrency' | 'country' | 'locale'>),
    reimbursementType: text(part['reimbursementType']) as SpendChange['reimbursementType'],
    ledgerCode: text(part['ledgerCode']),
    budgetCountryCode: text(part['budgetCountryCode']),
    stateProvince: text(part['stateProvince']),
    cashAdvanceAccountCode: text(part['cashAdvanceAccountCode']),
    nonEmployee: part['nonEmployee'] === true,
    ...(typeof part['testEmployee'] === 'boolean' ? { testEmployee: part['testEmployee'] } : {}),
    biManager: isDocument(biManager) ? referenceOf(biManager) : undefined,
    biHierarchy: code === undefined ? undefined : { code },
    officeLocation: Object.fromEntries(Object.entries(office).filter(([, value]) => value !== undefined)),
    // An added value stands behind the one that it replaces.
    customData: Object.fromEntries(
      list(part['customData']).map(({ id, value }) => [text(id) ?? '', { value: text(value) ?? '' }]),
    ),
  };
}

const payrollOf = (adp: Document): SpendSections['payroll'] & object => ({
  companyCode: text(adp['companyCode']) ?? '',
  deductionCode: text(adp['deductionCode']) ?? '',
  employeeFileNumber: text(adp['employeeFileNumber']) ?? '',
});

const required = (part: Document): Document =>
  Object.fromEntries((['reimbursementCurrency', 'country', 'locale'] as const).map((name) => [name, text(part[name])]));

function referenceOf(reference: Json | undefined): PersonReference | undefined {
  if (!isDocument(reference)) return undefined;
  const [id, employeeNumber] = [text(reference['value']), text(reference['employeeNumber'])];
  return id === undefined && employeeNumber === undefined ? undefined : { id, employeeNumber };
}

const same = (a: PersonReference, b: PersonReference): boolean =>
  (a.id !== undefined && a.id.toLowerCase() === b.id?.toLowerCase()) ||
  (a.employeeNumber !== undefined && a.employeeNumber === b.employeeNumber);

/** Of entries that mean the same thing the last counts: an added one stands behind the one that it replaces. */
const lastOf = <T>(entries: readonly T[], alike: (a: T, b: T) => boolean): T[] =>
  entries.filter((entry, at) => !entries.slice(at + 1).some((later) => alike(entry, later)));

const KINDS = ['report', 'cashAdvance', 'request', 'invoice', 'payment', 'purchaseRequest', 'statement', 'budget'] as const;

function approversOf(part: Document): NewApprover[] {
  const approvers = KINDS.flatMap((name) =>
    list(part[name]).map((entry, at): NewApprover => {
      const approver = referenceOf(entry['approver']);
      if (!approver) throw refuse('invalidValue', `${pathOf(APPROVER, `${name}[${at}]`)}.approver`, 'names nobody');
      return { kind: name === 'payment' ? 'invoice' : name, approver, primary: entry['primary'] === true };
    }),
  );
  return lastOf(approvers, (a, b) => a.kind === b.kind && ((a.primary && b.primary) || same(a.approver, b.approver)));
}

const AUTHORITIES = [
  ['authorizedApprover', 'authorized'],
  ['costObjectApprover', 'costObject'],
] as const;

function limitOf(entry: Document, authority: ApproverLimit['authority'], path: string): ApproverLimit {
  const type = text(entry['approvalType']) ?? '';
  return {
    authority,
    // The provisioning page calls it so, its samples do not.
    approvalType: (type === 'expense' ? 'report' : type) as ApproverLimit['approvalType'],
    exceptionAuthority: entry['exceptionApprovalAuthority'] === true,
    amount: amountOf(entry['approvalLimit'], `${path}.approvalLimit`),
    currency: text(entry['reimbursementCurrency']) ?? '',
    group: text(entry['approvalGroup']) ?? '',
    ...(typeof entry['level'] === 'number' ? { level: entry['level'] } : {}),
  };
}

function limitsOf(part: Document): ApproverLimit[] {
  const limits = AUTHORITIES.flatMap(([name, authority]) =>
    list(part[name]).map((entry, at) => limitOf(entry, authority, pathOf(APPROVER_LIMIT, `${name}[${at}]`))),
  );
  return lastOf(
    limits,
    (a, b) =>
      a.authority === b.authority &&
      a.approvalType === b.approvalType &&
      a.group === b.group &&
      (a.level ?? 0) === (b.level ?? 0),
  );
}

function amountOf(value: Json | undefined, path: string): Decimal {
  try {
    return parseAmount(value);
  } catch (error) {
    throw error instanceof MoneyError ? refuse('invalidValue', path, error.message) : error;
  }
}

const PRODUCTS = [
  ['expense', 'EXP'],
  ['payment', 'PMT'],
  ['purchaseRequest', 'PUR'],
] as const;

function delegateOf(entry: Document, product: Delegation['product'], path: string): NewDelegate {
  const delegate = referenceOf(entry['delegate']);
  if (!delegate) throw refuse('invalidValue', `${path}.delegate`, 'names nobody');
  return { product, delegate, ...rightsOf(entry, `${path}.temporaryDelegation`) };
}

function delegatesOf(part: Document): NewDelegate[] {
  const delegates = PRODUCTS.flatMap(([name, product]) =>
    list(part[name]).map((entry, at) => delegateOf(entry, product, pathOf(DELEGATE, `${name}[${at}]`))),
  );
  return lastOf(delegates, (a, b) => a.product === b.product && same(a.delegate, b.delegate));
}

const DAY = /^\d{4}-\d{2}-\d{2}(?=$|T\d{2}:\d{2})/;

function rightsOf(entry: Document, path: string): Pick<Delegation, 'permissions' | 'temporaryFrom' | 'temporaryTo'> {
  const permissions = DELEGATE_RIGHTS.filter((right) => entry[right] === true);
  const temporary = entry['temporaryDelegation'];
  if (!isDocument(temporary)) return { permissions };
  const day = (name: string): string => {
    const [found = ''] = DAY.exec(text(temporary[name]) ?? '') ?? [];
    const valid = found !== '' && !Number.isNaN(Date.parse(found)) && new Date(found).toISOString().startsWith(found);
    if (!valid) throw refuse('invalidValue', `${path}.${name}`, 'must be a day or a moment, ISO 8601');
    return found;
  };
  return {
    permissions: [...permissions, 'canApproveTemporary'],
    temporaryFrom: day('temporaryDelegationFromDate'),
    temporaryTo: day('temporaryDelegationToDate'),
  };
}

/** One role may come in several entries, each with groups of its own. */
function rolesOf(part: Document): NonNullable<SpendSections['roles']> {
  const groups = new Map<string, Set<string>>();
  for (const { roleName, roleGroups } of list(part['roles'])) {
    const code = text(roleName) ?? '';
    const named = Array.isArray(roleGroups) ? (roleGroups as readonly Json[]).map((one) => text(one) ?? '') : [];
    groups.set(code, new Set([...(groups.get(code) ?? []), ...(named.length > 0 ? named : [''])]));
  }
  return [...groups].map(([code, nodes]) => ({ code, groups: [...nodes] }));
}
