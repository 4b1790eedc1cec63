import type { Operation, Outcome, Part, ProvisionStatus } from '../../../modules/provisioning/index.ts';
import type { Site } from '../../../platform/http/site.ts';
import { PART_URNS } from './parts.ts';

export const PROVISION_STATUS = 'urn:ietf:params:scim:schemas:extension:concur:2.0:Provision:Status';

/** As the samples of the page name an operation that came alone. */
const SINGLE = 'gen-temp-bulk-id';

/** Absolute address of a request's status on the called host. */
export const statusUrl = (site: Site, provisionId: string): string =>
  `${site.origin}/profile/v4/provisions/${provisionId}/status`;

/** `2021-04-22T15:03:25.975+0000`: dates of provisioning have their zone without a colon. */
const dateToWire = (moment: Date): string => moment.toISOString().replace('Z', '+0000');

export function statusToWire({ request, counts, operations }: ProvisionStatus, site: Site) {
  const single = request.kind === 'user';
  return {
    schemas: [PROVISION_STATUS],
    id: request.id,
    status: { completed: request.completedAt !== undefined, success: request.success ?? null },
    operationsCount: counts,
    meta: {
      location: statusUrl(site, request.id),
      created: dateToWire(request.createdAt),
      lastModified: dateToWire(request.updatedAt),
      ...(request.completedAt ? { completed: dateToWire(request.completedAt) } : {}),
      provisionType: single ? 'User' : 'Bulk',
      resourceType: 'ProvisionRequest',
      correlationId: request.correlationId,
    },
    ...(operations
      ? {
          operations: operations.page.map((operation) => operationToWire(operation, single)),
          totalResults: operations.total,
          startIndex: operations.startIndex,
          itemsPerPage: operations.page.length,
        }
      : {}),
  };
}

const operationToWire = (operation: Operation, single: boolean) => {
  const { position, state, code, userId, bulkId } = operation;
  const named = single ? SINGLE : bulkId;
  return {
    id: String(position),
    ...(named === undefined ? {} : { bulkId: named }),
    status: {
      completed: state !== 'pending',
      ...(state === 'pending' ? {} : { success: state === 'success' }),
      ...(code === undefined ? {} : { code: String(code) }),
    },
    ...(userId === undefined ? {} : { resource: { id: userId, type: 'User' } }),
    extensions: Object.entries(PART_URNS).map(([part, name]) => extensionToWire(operation, part as Part, name)),
  };
};

/** A part that the operation does not touch had nothing to do. */
function extensionToWire(operation: Operation, part: Part, name: string) {
  const outcome = operation.outcomes.find((one) => one.part === part);
  if (outcome) return { name, ...outcomeToWire(outcome) };
  if (operation.parts.includes(part)) return { name, status: { completed: false } };
  return { name, status: { completed: true, success: true, code: '200', result: 'no-op' } };
}

const outcomeToWire = ({ result, code, messages }: Outcome) => ({
  status: { completed: true, success: result === 'success' || result === 'no-op', code: String(code), result },
  ...(messages
    ? {
        messages: messages.map(({ path, code: messageCode, message, type }) => ({
          code: messageCode,
          message,
          ...(path === undefined ? {} : { schemaPath: path }),
          type,
        })),
      }
    : {}),
});
