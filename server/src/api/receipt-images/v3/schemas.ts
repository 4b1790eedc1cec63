import Type from 'typebox';
import { collectionOf, resourceXml } from '../../dialects/v3/values.ts';

/** api-reference/image/v3.image#receiptimage */
export const imageSchema = Type.Object({ ID: Type.String(), URI: Type.String() }, { xml: resourceXml });
export const imagesSchema = collectionOf(imageSchema, 'ReceiptImage');

/** The file itself is the body; undefined where there is none. */
export const fileSchema = Type.Unsafe<Uint8Array | undefined>({});
export const contentSchema = Type.Unsafe<Uint8Array>({});

const closed = { additionalProperties: false } as const;
const filter = Type.Optional(Type.String({ minLength: 1 }));
export const idParamsSchema = Type.Object({ id: Type.String({ minLength: 1 }) });
export const userQuerySchema = Type.Object({ user: filter }, closed);
export const listQuerySchema = Type.Object(
  { user: filter, offset: filter, limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }) },
  closed,
);
/** What `URI` of one image holds: it opens the image for whoever has it. */
export const linkQuerySchema = Type.Object(
  { company: Type.String(), until: Type.Integer({ minimum: 0 }), signature: Type.String() },
  closed,
);
