import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { readXml, XmlError } from '../xml/index.ts';
import type { Dialect, Media, Route } from './facade.ts';
import { mediaOf, mediaTypeOf } from './negotiate.ts';
import { MalformedBody, UnsupportedMediaType } from './refusals.ts';

/** Media that reach their handler as the bytes they are. */
const RAW: ReadonlySet<Media | undefined> = new Set<Media>(['image', 'pdf']);

/** Reads JSON, XML and forms into plain values; an empty body is no body, whatever its Content-Type. */
export function readBodies(scope: FastifyInstance, dialect: Dialect): void {
  scope.removeAllContentTypeParsers();
  const json = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    if (bytes.length === 0) return done(null, undefined);
    const config = request.routeOptions.config as unknown as { route: Route; consumes: readonly Media[] };
    const given = request.headers['content-type'] ?? '';
    const media = mediaOf(given);
    if (RAW.has(media) && config.consumes?.some((one) => one === media)) return done(null, bytes);
    if (request.aside) request.aside.body = bytes;
    if (!isUtf8(bytes)) return done(new MalformedBody('it is not UTF-8'));
    const text = bytes.toString('utf8');
    if (!media || !config.consumes?.includes(media)) {
      return done(
        new UnsupportedMediaType(
          given,
          (config.consumes ?? dialect.consumes).map((one) => mediaTypeOf(one, dialect.mediaTypes)),
        ),
      );
    }
    if (media === 'json') {
      return void json(request, text, (error, value) => (error ? done(new MalformedBody(error.message)) : done(null, value)));
    }
    try {
      return done(null, media === 'xml' ? readXml(config.route.schema.body ?? ({} as TSchema), text) : readForm(text));
    } catch (error) {
      return done(error instanceof XmlError ? new MalformedBody(error.message) : (error as Error));
    }
  });
}

/** A form as an object; a name that stands twice is an array, which closed schemas refuse. */
function readForm(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}
