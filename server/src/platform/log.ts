import { pino, type Logger as Pino } from 'pino';

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

export function createLogger(options: { level: string; name?: string }): Logger {
  return pino({
    name: options.name ?? 'perdiem',
    level: options.level,
    redact: { paths: REDACTED.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]), censor: '[redacted]' },
  });
}
