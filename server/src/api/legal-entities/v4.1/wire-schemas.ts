import Type from 'typebox';
import { answerOf, listOf, refusal } from '../../dialects/scim/wire-schemas.ts';
import { SCHEMAS } from './schema.ts';

const text = Type.Optional(Type.String());
const names = Type.Optional(Type.Array(Type.String()));

export const refusals = { 400: refusal, 401: refusal, 403: refusal };
export const entityAnswer = answerOf(SCHEMAS);
export const listAnswer = listOf(entityAnswer);

/** api-reference/legal-entity/v4.1.legal-entity, Search Parameters. */
export const searchBody = Type.Object(
  {
    schemas: names,
    filter: text,
    attributes: names,
    excludedAttributes: names,
    count: Type.Optional(Type.Integer({ description: '100 unless given, 1000 at most' })),
    cursor: text,
    companyId: text,
  },
  { additionalProperties: false },
);

export const companyQuery = Type.Object({ companyId: text }, { additionalProperties: false });
export const idParams = Type.Object({ id: Type.String() });
