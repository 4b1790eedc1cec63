import Type from 'typebox';
import { nullable, resourceXml } from '../../dialects/v3/values.ts';
import { ignored, outcomeSchema, pageQuery } from '../v3.2/schemas.ts';

const text = nullable(Type.String());

/** What the retired versions call the situations of a request. */
export const STATUSES = {
  pending: 'Pending',
  processing: 'Processing',
  connected: 'Connected',
  failed: 'Failed',
  retry: 'Retry',
} as const;
const status = Type.Enum(Object.values(STATUSES));

/** docs-old api-reference/common/connection-requests/connection-requests-resource#schema: no userId in these versions. */
const fields = {
  ID: Type.String(),
  URI: Type.String(),
  FirstName: Type.String(),
  MiddleName: text,
  LastName: Type.String(),
  LoyaltyNumber: text,
  Status: status,
  RequestToken: text,
  LastModified: Type.String(),
};
const emails = { EmailAddresses: Type.Object({ Email1: text, Email2: text, Email3: text, Email4: text, Email5: text }) };

export const plainRequestSchema = Type.Object(fields, { xml: resourceXml });
export const requestSchema = Type.Object({ ...fields, ...emails }, { xml: resourceXml });

/** Nothing given is nothing changed. */
export const answerSchema = Type.Object(
  { ...ignored(Object.keys({ ...fields, ...emails })), Status: Type.Optional(outcomeSchema) },
  { additionalProperties: false },
);

export const queueQuerySchema = Type.Object({ ...pageQuery, status: Type.Optional(status) }, { additionalProperties: false });
