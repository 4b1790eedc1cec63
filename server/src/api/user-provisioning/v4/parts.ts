import type { Part } from '../../../modules/provisioning/index.ts';
import { isDocument } from '../../dialects/scim/schema/attribute.ts';
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
} from '../../dialects/scim/spend/urns.ts';
import { CORE_USER, ENTERPRISE_USER, SAP_USER } from '../../dialects/scim/urns.ts';

/** Which schema holds which part of a user: api-reference/user-provisioning/v4.user-provisioning, in the order of its status listing. */
export const PART_URNS: Readonly<Record<Part, string>> = {
  core: CORE_USER,
  enterprise: ENTERPRISE_USER,
  sap: SAP_USER,
  spend: SPEND_USER,
  role: ROLE,
  approver: APPROVER,
  'approver-limit': APPROVER_LIMIT,
  delegate: DELEGATE,
  'user-preference': USER_PREFERENCE,
  'invoice-preference': INVOICE_PREFERENCE,
  'workflow-preference': WORKFLOW_PREFERENCE,
  payroll: PAYROLL,
  travel: TRAVEL_USER,
};

export const IDENTITY_PARTS: readonly Part[] = ['core', 'enterprise', 'sap'];

const BY_URN = new Map(Object.entries(PART_URNS).map(([part, urn]) => [urn.toLowerCase(), part as Part]));

/** The part that a path or a member's name lies in: `urn:...:Role:roles[...]`, `urn:...:Role:`, `urn:...:Role`; the core without a URN. */
export function partOf(path: string): Part {
  const lower = path.toLowerCase();
  if (!lower.startsWith('urn:')) return 'core';
  for (const [urn, part] of BY_URN) if (lower === urn || lower.startsWith(`${urn}:`)) return part;
  return 'core';
}

/** The parts that a whole document has something to say of. */
export const partsOfDocument = (document: unknown): Part[] =>
  isDocument(document)
    ? [...new Set(Object.entries(document).flatMap(([name, value]) => (value === null ? [] : [partOf(name)])))]
    : [];

interface PatchPiece {
  readonly part: Part;
  readonly operation: unknown;
}

/**
 * The operations of a patch, each with the part it changes. One without a path may bring several parts, each under its URN: it becomes one
 * for each. What is no operation at all is left to the core, whose reader says what is wrong with it.
 */
export function splitPatch(body: unknown): PatchPiece[] {
  const operations: unknown = isDocument(body) ? (body['Operations'] ?? body['operations']) : undefined;
  if (!Array.isArray(operations)) return [];
  return operations.flatMap((operation: unknown): PatchPiece[] => {
    if (!isDocument(operation)) return [{ part: 'core', operation }];
    const { path, value } = operation;
    if (typeof path === 'string' && path !== '') return [{ part: partOf(path), operation }];
    if (!isDocument(value)) return [{ part: 'core', operation }];
    return [...Map.groupBy(Object.entries(value), ([name]) => partOf(name))].map(([part, members]) => ({
      part,
      operation: { ...operation, value: Object.fromEntries(members) },
    }));
  });
}

/** The parts that a patch changes. */
export const partsOfPatch = (body: unknown): Part[] => [...new Set(splitPatch(body).map(({ part }) => part))];
