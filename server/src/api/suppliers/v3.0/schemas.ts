import Type, { type TSchema } from 'typebox';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';
import { BRIEF, WHOLE } from './names.ts';

const named = (names: readonly string[]): Record<string, TSchema> =>
  Object.fromEntries(names.map((name) => [name, nullable(Type.String())]));

const ids = { ID: Type.String(), URI: Type.String() };

/** docs-old api-reference/common/suppliers/suppliers-resource#supplier; the file names the nine fields of a list's item. */
const briefSchema = Type.Object({ ...ids, ...named(Object.keys(BRIEF)) }, { xml: resourceXml });
export const supplierSchema = Type.Object({ ...ids, ...named(Object.keys(WHOLE)) }, { xml: resourceXml });
export const suppliersSchema = collectionOf(briefSchema, 'Supplier');

const text = Type.Optional(Type.String({ minLength: 1 }));
export const searchQuerySchema = Type.Object(
  {
    name: text,
    address: text,
    address2: text,
    city: text,
    state: text,
    zip: text,
    country: text,
    phone: text,
    mcCode: text,
    taxId: text,
    merchantType: text,
    merchantID: text,
    iataCode: text,
    relevance: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  },
  { additionalProperties: false },
);
export const idSchema = Type.Object({ id: Type.String() });
