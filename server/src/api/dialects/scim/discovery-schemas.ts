import Type, { type TSchema } from 'typebox';

const text = Type.String();
const flag = Type.Boolean();
const meta = Type.Object({ resourceType: text, location: text });
const able = Type.Object({ supported: flag });

const traits = (subAttributes: TSchema): TSchema =>
  Type.Object({
    name: text,
    type: text,
    multiValued: flag,
    description: text,
    required: flag,
    canonicalValues: Type.Optional(Type.Array(text)),
    caseExact: Type.Optional(flag),
    mutability: text,
    returned: text,
    uniqueness: text,
    maxLength: Type.Optional(Type.Integer()),
    referenceTypes: Type.Optional(Type.Array(text)),
    subAttributes: Type.Optional(Type.Array(subAttributes)),
  });

export const schemaAnswer = Type.Object({
  schemas: Type.Array(text),
  id: text,
  name: text,
  description: text,
  attributes: Type.Array(traits(traits(traits(traits(Type.Object({})))))),
  meta,
});

const extensions = Type.Array(Type.Object({ schema: text, required: flag }));

export const resourceTypeAnswer = Type.Object({
  schemas: Type.Array(text),
  id: text,
  name: text,
  description: text,
  endpoint: text,
  schema: text,
  attributes: extensions,
  schemaExtensions: extensions,
  meta,
});

export const configAnswer = Type.Object({
  schemas: Type.Array(text),
  documentationUrl: text,
  patch: able,
  bulk: able,
  filter: Type.Object({ supported: flag, maxResults: Type.Integer() }),
  changePassword: able,
  sort: able,
  etag: able,
  pagination: Type.Object({ cursor: able, index: able, defaultPageSize: Type.Integer(), maxPageSize: Type.Integer() }),
  authenticationSchemes: Type.Object({ type: text, name: text, description: text, specUrl: text, documentationUrl: text }),
  meta,
});
