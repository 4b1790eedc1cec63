import { fileURLToPath } from 'node:url';
import { ROUTER, type DataCenter } from '../platform/http/site.ts';

/** Everything that can be set about a running program. Only this folder reads the environment and the command line. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Folder of the embedded database, blobs and sandbox.json. */
  readonly dataDir: string;
  /** Seals what the database must not show; else a file of `dataDir` holds one. Machines that share a database share it. */
  readonly masterKey: string | undefined;
  /** A PostgreSQL server; without it the embedded engine keeps its files in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataCenters: readonly DataCenter[];
  readonly defaultDataCenter: string;
  readonly limits: { readonly perApp: number; readonly perAddress: number };
  /** Bytes of a request body. */
  readonly bodyLimit: number;
  /** Bytes of one stored file, where its use does not say otherwise. */
  readonly blobLimit: number;
  readonly trustProxy: boolean;
  /** The log of what programs ask of the public APIs. */
  readonly requestLog: {
    /** Where nothing is said: in a sandbox alone. */
    readonly on: boolean | undefined;
    readonly days: number;
    /** Exchanges of one company. */
    readonly perCompany: number;
    /** Exchanges that a process writes in a second at most; more are counted and not kept. */
    readonly perSecond: number;
  };
  /** SHA-256 fingerprints of the client certificates by which an App Center is known. */
  readonly appCenterCertificates: readonly string[];
  readonly logLevel: string;
  /** The sandbox: demo company, movable clock, mailbox. */
  readonly sandbox: boolean;
  /** Whether strangers may sign up for a sandbox of their own, and whether a mail must prove their address first. */
  readonly signUp: 'off' | 'direct' | 'mail';
  readonly role: 'all' | 'api' | 'worker';
  /** How many processes serve as one. */
  readonly processes: number;
  /** smtp(s):// address of a mail server; without one mail stays in the sandbox's mailbox. */
  readonly mailUrl: string | undefined;
  readonly mailFrom: string;
  /** Folder of the built web application; without one there are only the pages that need no script. */
  readonly web: string | undefined;
}

export const defaults: Config = {
  host: '127.0.0.1',
  port: 8080,
  dataDir: '.perdiem',
  masterKey: undefined,
  databaseUrl: undefined,
  dataCenters: [],
  defaultDataCenter: 'us',
  limits: { perApp: 60_000, perAddress: 6_000 },
  bodyLimit: 5 * 1024 * 1024,
  blobLimit: 50 * 1024 * 1024,
  trustProxy: false,
  requestLog: { on: undefined, days: 7, perCompany: 100_000, perSecond: 100 },
  appCenterCertificates: [],
  logLevel: 'warn',
  sandbox: true,
  signUp: 'direct',
  role: 'all',
  processes: 1,
  mailUrl: undefined,
  mailFrom: 'Perdiem <no-reply@perdiem.localhost>',
  web: fileURLToPath(new URL('../../../node_modules/.cache/perdiem/web', import.meta.url)),
};

/** The data centres of a development installation: names below localhost, all on one port. */
export const localDataCenters = (port: number): DataCenter[] =>
  ['us', 'emea', 'cn', ROUTER].map((code) => ({
    code,
    server: `http://${code}.localhost:${port}`,
    browser: `http://www-${code}.localhost:${port}`,
  }));

/** A configuration whose data centres, unless it names its own, are those of a development installation on a port. */
export const placedAt = (config: Config, port: number): Config => ({
  ...config,
  port,
  dataCenters: config.dataCenters.length > 0 ? config.dataCenters : localDataCenters(port),
});
