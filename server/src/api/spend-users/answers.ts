import type { Identity, Spending } from '../../modules/identity/index.ts';
import { project } from '../dialects/scim/projection.ts';
import { isDocument, type Document, type Json } from '../dialects/scim/schema/attribute.ts';
import { spendParts } from '../dialects/scim/spend/spend-document.ts';
import { SPEND_USER_SCHEMAS } from '../dialects/scim/spend/spend-schemas.ts';
import {
  APPROVER,
  APPROVER_LIMIT,
  DELEGATE,
  INVOICE_PREFERENCE,
  PAYROLL,
  ROLE,
  SCIM_RESOURCE,
  SPEND_USER,
  USER_PREFERENCE,
  WORKFLOW_PREFERENCE,
} from '../dialects/scim/spend/urns.ts';

export type SpendUsersDeps = Pick<Identity, 'searchUsers' | 'spendingOf' | 'spendingOfMany' | 'spendRoles' | 'formFields'>;

/** One version of spend user retrieval. */
export interface SpendVersion {
  readonly path: string;
  readonly doc: string;
  readonly deprecated: boolean;
  /** What the query calls the size of a page. */
  readonly size: 'itemsPerPage' | 'count';
  /** Attributes of the spend user that it does not know, and of the preferences. */
  readonly unknown: ReadonlySet<string>;
  /** Whether approver limits are there though there are none. */
  readonly limitsAlways: boolean;
}

export interface Asking {
  readonly origin: string;
  readonly attributes: readonly string[] | undefined;
}

/** "requests need to add the query parameter": the top 1000 limits of all groups, instead of those of the Global group. */
const MOST_LIMITS = 1000;

export function spendUserToWire(spending: Spending, version: SpendVersion, { origin, attributes }: Asking): Document {
  const wantsLimits = attributes?.some((name) => name.toLowerCase().startsWith(APPROVER_LIMIT.toLowerCase())) ?? false;
  const limits = spending.approverLimits.filter(({ group }) => wantsLimits || group === '').slice(0, MOST_LIMITS);
  const parts = spendParts({ ...spending, approverLimits: limits }, { origin });
  const shown = limits.length > 0 || version.limitsAlways;
  const document = {
    // The order of the samples.
    schemas: [
      SCIM_RESOURCE,
      SPEND_USER,
      APPROVER,
      ...(shown ? [APPROVER_LIMIT] : []),
      DELEGATE,
      PAYROLL,
      INVOICE_PREFERENCE,
      USER_PREFERENCE,
      WORKFLOW_PREFERENCE,
      ROLE,
    ],
    id: spending.userId,
    meta: {
      resourceType: 'User',
      created: null,
      lastModified: spending.updatedAt.toISOString(),
      // Samples of both versions point at the first.
      location: `${origin}/profile/spend/v4/Users/${spending.userId}`,
      version: null,
    },
    ...parts,
    [SPEND_USER]: known(version, withNulls(parts[SPEND_USER] ?? {})),
    [USER_PREFERENCE]: known(version, parts[USER_PREFERENCE] ?? {}),
  };
  if (attributes) return project(document, { schemas: SPEND_USER_SCHEMAS, attributes });
  const { [APPROVER_LIMIT]: ofLimits, ...others } = document as Document;
  return shown ? { ...others, [APPROVER_LIMIT]: ofLimits } : others;
}

const known = ({ unknown }: SpendVersion, part: Document): Document =>
  Object.fromEntries(Object.entries(part).filter(([name]) => !unknown.has(name)));

/** What samples show as null when it is not set; the others are left out. */
const NULLED = new Set([
  'reimbursementType',
  'ledgerCode',
  'budgetCountryCode',
  'stateProvince',
  'cashAdvanceAccountCode',
  'biManager',
]);

const withNulls = (part: Document): Document =>
  Object.fromEntries(
    Object.entries(part).flatMap(([name, value]): [string, Json][] => {
      if (value !== undefined) return [[name, isDocument(value) ? { ...value } : value]];
      return NULLED.has(name) ? [[name, null]] : [];
    }),
  );
