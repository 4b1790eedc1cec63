import { pino, stdSerializers, type DestinationStream, type Logger as Pino } from 'pino';

export type Logger = Pino;

/** Values under these names never reach a log: credentials, and what identifies a person's bank or documents. */
const REDACTED = [
  'authorization',
  'password',
  'client_secret',
  'clientSecret',
  'secret',
  'access_token',
  'refresh_token',
  'id_token',
  'code',
  'otp',
  'token',
  'cookie',
  'set-cookie',
];
const CENSORED = '[redacted]';

/** `destination` stands in for standard output in tests. */
export function createLogger(options: { level: string; name?: string; destination?: DestinationStream }): Logger {
  const settings = {
    name: options.name ?? 'perdiem',
    level: options.level,
    serializers: {
      // An error's code is no secret but the best hint there is: it goes by a name of its own.
      err: (error: unknown) =>
        scrub({ ...stdSerializers.err(error as Error), errorCode: (error as { code?: unknown } | undefined)?.code }),
      // A query may hold a code or a token, headers always do.
      req: (request: { method?: string; url?: string; id?: unknown }) => ({
        method: request.method,
        path: request.url?.split('?')[0],
        id: request.id,
      }),
    },
    redact: {
      paths: REDACTED.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: CENSORED,
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

const SCRUBBED: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic|OAuth)\s+[\w.~+/=-]+/gi, `$1 ${CENSORED}`],
  [/(:\/\/[^\s:/@]*):[^\s@/]+@/g, `$1:${CENSORED}@`],
  [new RegExp(`([?&](?:${REDACTED.join('|')})=)[^&\\s"']+`, 'gi'), `$1${CENSORED}`],
];

/** Takes credentials out of an error's words, where a driver or a library may have put an address or a header. */
function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return SCRUBBED.reduce<string>((text, [pattern, instead]) => text.replace(pattern, instead), value);
  if (value === null || typeof value !== 'object') return value;
  // What hangs deeper, a socket or a pool, explains nothing and may point back at itself.
  if (depth > 2) return undefined;
  if (Array.isArray(value)) return value.map((inner) => scrub(inner, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scrub(inner, depth + 1)]));
}
