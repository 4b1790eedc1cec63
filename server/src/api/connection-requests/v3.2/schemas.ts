import Type from 'typebox';
import { OUTCOMES } from '../../../modules/connection-request/index.ts';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';

const text = nullable(Type.String());

/** api-reference/common/connection-requests/connection-requests-resource#user-email-addresses */
const emailAddresses = Type.Object({ email1: text, email2: text, email3: text, email4: text, email5: text });

const fields = {
  ID: Type.String(),
  URI: Type.String(),
  firstName: Type.String(),
  middleName: text,
  lastName: Type.String(),
  loyaltyNumber: text,
  status: Type.Literal('Pending'),
  requestToken: Type.String(),
  lastModified: Type.String(),
  emailAddresses,
  userId: Type.String(),
};

export const requestSchema = Type.Object(fields, { xml: resourceXml });
export const requestsSchema = collectionOf(requestSchema, 'ConnectionRequest');

/** A supplier may send a whole request back: what it cannot change is left alone. */
export const ignored = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, Type.Optional(Type.Unknown())]));

export const outcomeSchema = Type.Enum([...OUTCOMES]);
export const answerSchema = Type.Object(
  { ...ignored(Object.keys(fields)), status: outcomeSchema },
  { additionalProperties: false },
);

export const pageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 10, default: 5 }),
  offset: Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 0 }),
};
export const queueQuerySchema = Type.Object(pageQuery, { additionalProperties: false });
export const userQuerySchema = Type.Object({ user: Type.String({ minLength: 1 }) }, { additionalProperties: false });
export const idSchema = Type.Object({ id: Type.String() });
