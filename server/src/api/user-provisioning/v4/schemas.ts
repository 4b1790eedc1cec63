import Type from 'typebox';
import { PATCH_OP } from '../../dialects/scim/urns.ts';

const counted = Type.Integer({ minimum: 0 });

const message = Type.Object({
  code: Type.String(),
  message: Type.String(),
  schemaPath: Type.Optional(Type.String()),
  type: Type.Enum(['error', 'warning']),
});

const extension = Type.Object({
  name: Type.String(),
  status: Type.Object({
    completed: Type.Boolean(),
    success: Type.Optional(Type.Boolean()),
    code: Type.Optional(Type.String()),
    result: Type.Optional(Type.Enum(['success', 'no-op', 'error', 'not-processed'])),
  }),
  messages: Type.Optional(Type.Array(message)),
});

const operation = Type.Object({
  id: Type.String(),
  bulkId: Type.Optional(Type.String()),
  status: Type.Object({
    completed: Type.Boolean(),
    success: Type.Optional(Type.Boolean()),
    code: Type.Optional(Type.String()),
  }),
  resource: Type.Optional(Type.Object({ id: Type.String(), type: Type.String() })),
  extensions: Type.Array(extension),
});

export const provisionStatus = Type.Object({
  schemas: Type.Array(Type.String()),
  id: Type.String(),
  status: Type.Object({ completed: Type.Boolean(), success: Type.Union([Type.Boolean(), Type.Null()]) }),
  operationsCount: Type.Object({ total: counted, success: counted, failed: counted, pending: counted }),
  meta: Type.Object({
    location: Type.String(),
    created: Type.String(),
    lastModified: Type.String(),
    completed: Type.Optional(Type.String()),
    provisionType: Type.Enum(['Bulk', 'User']),
    resourceType: Type.String(),
    correlationId: Type.String(),
  }),
  operations: Type.Optional(Type.Array(operation)),
  totalResults: Type.Optional(counted),
  startIndex: Type.Optional(Type.Integer()),
  itemsPerPage: Type.Optional(counted),
});

export const statusQuery = Type.Object({
  attributes: Type.Optional(Type.Enum(['operations'])),
  startIndex: Type.Optional(Type.Integer()),
  count: Type.Optional(Type.Integer()),
  state: Type.Optional(Type.Enum(['pending', 'success', 'failed'])),
});

export const idParams = Type.Object({ id: Type.String() });

/** Documents are read with patience by the dialect, which says what is wrong with them. */
export const userBody = Type.Object({}, { additionalProperties: true });

export const patchBody = Type.Object(
  {
    schemas: Type.Array(Type.String(), { contains: Type.Literal(PATCH_OP) }),
    Operations: Type.Array(Type.Unknown(), { minItems: 1 }),
  },
  { additionalProperties: true },
);

export const userAnswer = Type.Object({}, { additionalProperties: true });
