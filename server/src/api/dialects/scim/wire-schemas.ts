import Type, { type TSchema } from 'typebox';
import type { Attribute, Schemas } from './schema/attribute.ts';
import { CONCUR_ERROR } from './urns.ts';

const text = Type.String();
const nullable = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()]);

/** The error body of the family. */
export const refusal = Type.Object({
  schemas: Type.Array(text),
  status: text,
  scimType: Type.Optional(text),
  detail: Type.Optional(text),
  [CONCUR_ERROR]: Type.Optional(
    Type.Object({
      messages: Type.Array(
        Type.Object({
          code: text,
          message: text,
          schemaPath: Type.Optional(text),
          type: Type.Enum(['error', 'warning']),
        }),
      ),
    }),
  ),
});

export const listOf = <S extends TSchema>(resource: S) =>
  Type.Object({
    schemas: Type.Array(text),
    totalResults: Type.Integer(),
    startIndex: Type.Optional(Type.Integer()),
    itemsPerPage: Type.Integer(),
    Resources: Type.Array(resource),
    nextCursor: Type.Optional(text),
  });

export const patchBody = Type.Object(
  {
    schemas: Type.Optional(Type.Array(text)),
    Operations: Type.Optional(
      Type.Array(
        Type.Object({
          op: Type.Optional(Type.Unknown()),
          path: Type.Optional(Type.Unknown()),
          value: Type.Optional(Type.Unknown()),
        }),
      ),
    ),
  },
  { additionalProperties: true },
);

/** A resource as it is answered: every attribute may be left out by scopes and projections, and be null. */
export function answerOf([core, ...extensions]: Schemas): TSchema {
  const members: Record<string, TSchema> = { schemas: Type.Optional(Type.Array(text)), ...membersOf(core.attributes) };
  for (const { id, attributes } of extensions) members[id] = Type.Optional(Type.Object(membersOf(attributes)));
  return Type.Object(members);
}

/** A resource as it is sent: the schema tells what there is and refuses nothing but what is no object, since `readDocument` reads with patience. */
export const bodyOf = ([core, ...extensions]: Schemas): TSchema => {
  const told = (attributes: readonly Attribute[]): Record<string, TSchema> =>
    Object.fromEntries(
      attributes
        .filter(({ mutability }) => mutability !== 'readOnly')
        .map(({ name, description }) => [name, Type.Optional(Type.Unknown({ description }))]),
    );
  const members: Record<string, TSchema> = { schemas: Type.Optional(Type.Unknown()), ...told(core.attributes) };
  for (const { id, description } of extensions)
    members[id] = Type.Optional(Type.Unknown({ description: `${description}: see Schemas` }));
  return Type.Object(members, { additionalProperties: true });
};

const membersOf = (attributes: readonly Attribute[]): Record<string, TSchema> =>
  Object.fromEntries(attributes.map((attribute) => [attribute.name, Type.Optional(nullable(valueOf(attribute)))]));

function valueOf(attribute: Attribute): TSchema {
  const one = singleOf(attribute);
  return attribute.multiValued ? Type.Array(one) : one;
}

function singleOf({ type, subAttributes }: Attribute): TSchema {
  if (type === 'complex') return Type.Object(membersOf(subAttributes ?? []));
  if (type === 'boolean') return Type.Boolean();
  if (type === 'integer') return Type.Integer();
  return type === 'decimal' ? Type.Number() : text;
}
