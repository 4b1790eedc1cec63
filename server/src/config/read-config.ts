import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fingerprintsOf } from '../platform/http/client-certificate.ts';
import { ROUTER, type DataCenter } from '../platform/http/site.ts';
import { defaults, localDataCenters, type Config } from './config.ts';
import { UsageError, type Given, type Options } from './options.ts';

/** Where the data is: what every command needs to know. */
export const storeOptions = {
  data: { value: '<folder>', env: 'PERDIEM_DATA', help: `data folder (${defaults.dataDir})` },
  'database-url': { value: '<url>', env: 'DATABASE_URL', help: 'PostgreSQL server; without it the embedded database is used' },
  'master-key': { value: '<text>', env: 'MASTER_KEY', help: 'seals what the database must not show (a file in the data folder)' },
  'data-center': {
    value: '<code>',
    env: 'DATA_CENTER',
    help: `data centre of this installation (${defaults.defaultDataCenter})`,
  },
  'data-centers': {
    value: '<hosts>',
    env: 'DATA_CENTERS',
    help: 'public addresses, as code=https://server[|https://browser],code=...',
  },
  'log-level': { value: '<level>', env: 'LOG_LEVEL', help: `trace, debug, info, warn, error or silent (${defaults.logLevel})` },
} as const satisfies Options;

export const serveOptions = {
  port: { value: '<port>', env: 'PORT', help: `port to listen on, 0 for a free one (${defaults.port})` },
  host: { value: '<address>', env: 'HOST', help: `address to listen on (${defaults.host})` },
  ...storeOptions,
  'no-sandbox': { env: 'NO_SANDBOX', help: 'no demo company, no movable clock' },
  'sign-up': {
    value: '<way>',
    env: 'SIGN_UP',
    help: 'sandboxes for whoever asks: direct, mail (a link first) or off (mail with a mail server, else direct)',
  },
  reset: { help: 'put the sandbox back to its beginning first' },
  processes: { value: '<n>', env: 'PROCESSES', help: 'processes that serve as one; needs a PostgreSQL server (1)' },
  role: { value: '<role>', env: 'ROLE', help: 'api answers requests, worker runs jobs, all does both (all)' },
  'mail-url': {
    value: '<url>',
    env: 'MAIL_URL',
    help: 'smtp(s):// server; without one mail stays in the mailbox of the sandbox',
  },
  'mail-from': { value: '<sender>', env: 'MAIL_FROM', help: `sender of mail (${defaults.mailFrom})` },
  'rate-limit-per-app': {
    value: '<n>',
    env: 'RATE_LIMIT_PER_APP',
    help: `calls a minute that one app may make of one process (${defaults.limits.perApp})`,
  },
  'rate-limit-per-address': {
    value: '<n>',
    env: 'RATE_LIMIT_PER_ADDRESS',
    help: `calls a minute without a token from one address (${defaults.limits.perAddress})`,
  },
  'trust-proxy': { env: 'TRUST_PROXY', help: 'believe the X-Forwarded-* and Client-Cert headers of a reverse proxy' },
  'request-log': { value: '<on|off>', env: 'REQUEST_LOG', help: 'keep what programs ask of the APIs (on in a sandbox)' },
  'request-log-days': {
    value: '<n>',
    env: 'REQUEST_LOG_DAYS',
    help: `days that it is kept (${defaults.requestLog.days})`,
  },
  'request-log-size': {
    value: '<n>',
    env: 'REQUEST_LOG_SIZE',
    help: `exchanges of one company that are kept (${defaults.requestLog.perCompany})`,
  },
  'request-log-rate': {
    value: '<n>',
    env: 'REQUEST_LOG_RATE',
    help: `exchanges a second that one process keeps; more are only counted (${defaults.requestLog.perSecond})`,
  },
  'app-center-certificate': {
    value: '<file>',
    env: 'APP_CENTER_CERTIFICATE',
    help: 'PEM file of the client certificates by which an App Center is known',
  },
} as const satisfies Options;

type StoreName = keyof typeof storeOptions;
type ServeName = keyof typeof serveOptions;

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** The configuration of a command that works on the data without serving it. */
export function readStoreConfig(given: Pick<Given<StoreName>, 'text' | 'choice'>): Config {
  const databaseUrl = given.text('database-url');
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new UsageError('The database URL must begin with postgres:// or postgresql://.');
  const config: Config = {
    ...defaults,
    dataDir: resolve(given.text('data') ?? defaults.dataDir),
    databaseUrl,
    masterKey: given.text('master-key'),
    logLevel: given.choice('log-level', LEVELS) ?? defaults.logLevel,
    // Without any, the names below localhost on the port that is listened on.
    dataCenters: readDataCenters(given.text('data-centers')),
    defaultDataCenter: given.text('data-center') ?? defaults.defaultDataCenter,
  };
  const known = config.dataCenters.length > 0 ? config.dataCenters : localDataCenters(config.port);
  if (!known.some(({ code }) => code === config.defaultDataCenter))
    throw new UsageError(`The data centre "${config.defaultDataCenter}" is none of those that are configured.`);
  return config;
}

/** The configuration of a serving program. */
export function readServeConfig(given: Given<ServeName>): Config {
  const port = given.whole('port', 0, 65_535) ?? defaults.port;
  const sandbox = !given.on('no-sandbox');
  const mailServer = mailUrl(given.text('mail-url'));
  const config: Config = {
    ...readStoreConfig(given),
    port,
    host: given.text('host') ?? defaults.host,
    sandbox,
    signUp: signUpMode(given.choice('sign-up', ['direct', 'mail', 'off']), { sandbox, mailServer }),
    processes: given.whole('processes', 1, 256) ?? 1,
    role: given.choice('role', ['all', 'api', 'worker']) ?? defaults.role,
    mailUrl: mailServer,
    mailFrom: given.text('mail-from') ?? defaults.mailFrom,
    trustProxy: given.on('trust-proxy'),
    requestLog: readRequestLog(given),
    appCenterCertificates: readCertificates(given.text('app-center-certificate')),
    limits: {
      perApp: given.whole('rate-limit-per-app', 1, 1e9) ?? defaults.limits.perApp,
      perAddress: given.whole('rate-limit-per-address', 1, 1e9) ?? defaults.limits.perAddress,
    },
  };
  if (!config.databaseUrl && (config.processes > 1 || config.role !== 'all'))
    throw new UsageError('Several processes and roles need a PostgreSQL server: give --database-url.');
  return config;
}

function readRequestLog(given: Given<ServeName>): Config['requestLog'] {
  const choice = given.choice('request-log', ['on', 'off']);
  return {
    on: choice === undefined ? undefined : choice === 'on',
    days: given.whole('request-log-days', 1, 3650) ?? defaults.requestLog.days,
    perCompany: given.whole('request-log-size', 1, 1e8) ?? defaults.requestLog.perCompany,
    perSecond: given.whole('request-log-rate', 1, 1e5) ?? defaults.requestLog.perSecond,
  };
}

/** Where no mail leaves the machine, a link by mail proves nothing that whoever reads the mailbox could not do at once. */
function signUpMode(
  chosen: Config['signUp'] | undefined,
  at: { sandbox: boolean; mailServer: string | undefined },
): Config['signUp'] {
  if (at.sandbox) return chosen ?? (at.mailServer === undefined ? 'direct' : 'mail');
  if (chosen !== undefined && chosen !== 'off')
    throw new UsageError('Only a sandbox can be signed up for: leave --no-sandbox away.');
  return 'off';
}

function mailUrl(text: string | undefined): string | undefined {
  if (text === undefined || /^smtps?:\/\/./.test(text)) return text;
  throw new UsageError('The mail URL must begin with smtp:// or smtps://.');
}

function readDataCenters(text: string | undefined): DataCenter[] {
  if (text === undefined) return [];
  return text.split(',').map((part) => {
    const [, code, server, browser] = /^\s*([a-z][a-z0-9]*)=([^|]+?)(?:\|(.+?))?\s*$/.exec(part) ?? [];
    if (!code || !server)
      throw new UsageError(
        `Data centres are written code=https://server[|https://browser], not "${part}"; the router's code is ${ROUTER}.`,
      );
    return { code, server: origin(server), browser: origin(browser ?? server) };
  });
}

function origin(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new UsageError(`"${text}" is no http(s) address of a data centre.`);
}

function readCertificates(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    return fingerprintsOf(readFileSync(file, 'utf8'));
  } catch (reason) {
    throw new UsageError(`The App Center certificate ${file} cannot be read: ${(reason as Error).message}`);
  }
}
