import Type from 'typebox';

const text = Type.Optional(Type.String());

const fields = {
  schemas: Type.Optional(Type.Array(Type.String())),
  companyId: text,
  name: text,
  referenceId: text,
  active: Type.Optional(Type.Boolean()),
  registeringOrganization: text,
  taxId: text,
  email: text,
  phone: text,
  address: Type.Optional(Type.Object({ streetAddress: text, locality: text, region: text, postalCode: text, country: text })),
};
const meta = Type.Object({
  resourceType: text,
  created: text,
  lastModified: text,
  location: text,
  version: Type.Optional(Type.Integer()),
});

/** All but the id may be left out of a search's answer. */
export const entityAnswer = Type.Object({ id: Type.String(), ...fields, meta: Type.Optional(meta) });

/** The dialect reads it against the SCIM schema, which alone decides; this shows it in the API documents. */
export const entityBody = Type.Unsafe<unknown>({
  ...Type.Object(Object.fromEntries(Object.keys(fields).map((name) => [name, Type.Optional(Type.Unknown())]))),
  description: 'urn:ietf:params:scim:schemas:core:2.0:LegalEntity',
});

export const patchBody = Type.Object({ schemas: Type.Optional(Type.Unknown()), Operations: Type.Optional(Type.Unknown()) });

export const searchBody = Type.Object(
  {
    schemas: Type.Optional(Type.Array(Type.String())),
    filter: text,
    attributes: Type.Optional(Type.Array(Type.String())),
    excludedAttributes: Type.Optional(Type.Array(Type.String())),
    count: Type.Optional(Type.Integer({ description: '100 unless given, 1000 at most' })),
    cursor: text,
    companyId: text,
  },
  { additionalProperties: false },
);

export const listAnswer = Type.Object({
  schemas: Type.Array(Type.String()),
  totalResults: Type.Integer(),
  startIndex: Type.Integer(),
  itemsPerPage: Type.Integer(),
  Resources: Type.Array(entityAnswer),
  nextCursor: text,
});

export const companyQuery = Type.Object({ companyId: text }, { additionalProperties: false });
export const idParams = Type.Object({ id: Type.String() });
