import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { BodyTooLarge, InvalidInput, MalformedBody } from './refusals.ts';

/** A file as it came in a part of a multipart body. Name and media type are its sender's word. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
}

type Properties = Readonly<Record<string, { readonly type?: string; readonly format?: string }>>;
const propertiesOf = (schema: TSchema | undefined): Properties =>
  (schema as { properties?: Properties } | undefined)?.properties ?? {};
const isFile = (part: Properties[string] | undefined): boolean => part?.format === 'binary';

/** Bytes of a part that is no file, and parts that a caller may add to those that are read. */
const TEXT_LIMIT = 256 * 1024;
const STRAY_PARTS = 10;

/** Lets a façade take multipart bodies; they are read by `readParts`, after the caller was admitted. */
export const acceptParts = (scope: FastifyInstance): void => void scope.register(multipart);

/**
 * A multipart body as an object: a part that the route's schema calls binary is an `Upload`, one that it calls an object is read as JSON, others are
 * text. Parts that the schema does not name are passed over.
 * @throws MalformedBody, InvalidInput for a part that stands twice or is no JSON, BodyTooLarge for a file above `limit` bytes.
 */
export async function readParts(request: FastifyRequest, schema: TSchema | undefined, limit: number): Promise<unknown> {
  const known = propertiesOf(schema);
  const found: Record<string, unknown> = {};
  const parts = request.parts({
    isPartAFile: (name?: string) => isFile(known[name ?? '']),
    limits: { fileSize: limit, fieldSize: TEXT_LIMIT, parts: Object.keys(known).length + STRAY_PARTS },
  });
  try {
    for await (const part of parts) {
      const { fieldname: name } = part;
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        put(found, name, { bytes, fileName: part.filename ?? '', mediaType: part.mimetype } satisfies Upload);
      } else if (Object.hasOwn(known, name)) {
        if (part.valueTruncated) throw new BodyTooLarge(TEXT_LIMIT);
        put(found, name, known[name]?.type === 'object' ? jsonOf(name, part.value) : part.value);
      }
    }
  } catch (error) {
    throw refusalOf(error as Error & { code?: string }, limit);
  }
  return found;
}

function put(found: Record<string, unknown>, name: string, value: unknown): void {
  if (Object.hasOwn(found, name))
    throw new InvalidInput('body', [{ path: name, rule: 'unique', message: 'stands more than once' }]);
  found[name] = value;
}

/** A part that says that it is JSON has been read already. */
function jsonOf(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new InvalidInput('body', [{ path: name, rule: 'format', message: 'is not JSON' }]);
  }
}

function refusalOf(error: Error & { code?: string }, limit: number): Error {
  if (error instanceof BodyTooLarge || error instanceof InvalidInput || error.code === 'ECONNRESET') return error;
  return error.code === 'FST_REQ_FILE_TOO_LARGE' ? new BodyTooLarge(limit) : new MalformedBody(error.message);
}

/** What a body that `readParts` has read is checked against: files are objects by now. */
export function partsSchema(schema: TSchema): TSchema {
  const properties = Object.entries(propertiesOf(schema)).map(([name, part]) => [name, isFile(part) ? {} : part]);
  return { ...schema, properties: Object.fromEntries(properties) } as TSchema;
}
