import Type, { type Static } from 'typebox';
import type { BulkOperation } from '../../../modules/provisioning/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { isDocument } from '../../dialects/scim/schema/attribute.ts';
import { refuse } from '../../dialects/scim/refusal.ts';
import { partsOfDocument, partsOfPatch } from './parts.ts';

export const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

export const bulkBody = Type.Object({
  schemas: Type.Array(Type.String(), { contains: Type.Literal(BULK_REQUEST) }),
  failOnErrors: Type.Optional(Type.Integer({ minimum: 0 })),
  Operations: Type.Array(
    Type.Object({
      method: Type.Enum(['POST', 'PUT', 'PATCH', 'DELETE']),
      path: Type.String(),
      bulkId: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 255 }), Type.Null()])),
      data: Type.Optional(Type.Union([Type.Object({}, { additionalProperties: true }), Type.Null()])),
    }),
  ),
});

type Given = Static<typeof bulkBody>['Operations'][number];

const METHODS = { POST: 'create', PUT: 'replace', PATCH: 'change', DELETE: 'delete' } as const;
const PATH = /^\/?(?:profile\/v4\/)?Users(?:\/([^/]+))?\/?$/i;

/** @throws InvalidInput for a path that leads to no user, and for an operation without its data */
export function bulkOperationOf({ method, path, bulkId, data }: Given, at: number): BulkOperation {
  const where = `Operations[${at}]`;
  const [whole, id] = PATH.exec(path) ?? [];
  const userId = id === undefined ? undefined : parseUuid(id);
  if (whole === undefined || (id !== undefined && userId === undefined))
    throw refuse('invalidValue', `${where}.path`, 'must be /Users or /Users/{id}');
  if (method !== 'DELETE' && !isDocument(data)) throw refuse('invalidSyntax', `${where}.data`, 'is required');
  const document = isDocument(data) ? data : undefined;
  return {
    bulkId: bulkId ?? undefined,
    method: METHODS[method],
    userId,
    parts: method === 'PATCH' ? partsOfPatch(document) : partsOfDocument(document),
    document,
  };
}
