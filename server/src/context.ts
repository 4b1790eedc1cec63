import { join } from 'node:path';
import { scimInterpreter } from './api/user-provisioning/v4/interpreter.ts';
import type { Config } from './config/config.ts';
import { readOrMakeMasterKey } from './config/master-key.ts';
import { createAppCenter } from './modules/app-center/index.ts';
import { createAttendees } from './modules/attendee/index.ts';
import { createAudit } from './modules/audit/index.ts';
import { createCompanyModule } from './modules/company/index.ts';
import { createConnectionRequests } from './modules/connection-request/index.ts';
import { createDirectory } from './modules/directory/index.ts';
import { createEmployeeImport } from './modules/employee-import/index.ts';
import { createEvents } from './modules/events/index.ts';
import { createExchangeRates } from './modules/exchange-rate/index.ts';
import { createExchangeLog, type Recorder } from './modules/exchange-log/index.ts';
import { createExpense } from './modules/expense/index.ts';
import { createFaults } from './modules/fault/index.ts';
import { createIdentity } from './modules/identity/index.ts';
import { createLegalEntities } from './modules/legal-entity/index.ts';
import { createLists } from './modules/lists/index.ts';
import { createWorkflow } from './modules/workflow/index.ts';
import { createOAuth } from './modules/oauth/index.ts';
import { createOnboarding, type Seeding } from './modules/onboarding/index.ts';
import { createProvisioning } from './modules/provisioning/index.ts';
import { createQuickExpenses } from './modules/quick-expense/index.ts';
import { createReceipts } from './modules/receipt/index.ts';
import { createReportPrints } from './modules/report-print/index.ts';
import { createSandboxModule } from './modules/sandbox/index.ts';
import { createMileages } from './modules/mileage/index.ts';
import { createTaxes } from './modules/tax/index.ts';
import { createSignin } from './modules/signin/index.ts';
import { createBlobs, localBlobs, type Blobs } from './platform/blobs/blobs.ts';
import { MovableClock, type Clock } from './platform/clock/clock.ts';
import type { UnitOfWork } from './platform/context.ts';
import type { Database } from './platform/db/database.ts';
import { migrate } from './platform/db/migrate.ts';
import { inOneTransaction, unitOfWork, type EnqueueJobs } from './platform/db/unit-of-work.ts';
import { sites, type Sites } from './platform/http/site.ts';
import { createJobs, type JobDefinition, type Jobs } from './platform/jobs/jobs.ts';
import { migrateQueue } from './platform/jobs/queue.ts';
import type { Logger } from './platform/log.ts';
import { createMailbox, type Mailbox } from './platform/mail/mailbox.ts';
import { createMail } from './platform/mail/mail.ts';
import { createHealth, type Health } from './platform/telemetry/health.ts';
import { createOidc } from './platform/oidc/oidc.ts';
import { createMetrics, type Metrics } from './platform/telemetry/metrics.ts';

/** The modules, wired by hand: a line each, in the order of what they need. */
export function createModules(
  masterKey: string,
  parts: { readonly blobs: Blobs; readonly clock: Clock; readonly sandbox: boolean },
) {
  const oidc = createOidc({ loopback: parts.sandbox });
  const directory = createDirectory();
  const company = createCompanyModule({ directory });
  const lists = createLists();
  const legalEntities = createLegalEntities();
  const identity = createIdentity({ company, directory, lists, legalEntities });
  const employeeImport = createEmployeeImport({ company, identity });
  const provisioning = createProvisioning();
  const exchangeRates = createExchangeRates();
  const workflow = createWorkflow({ identity, exchangeRates });
  const attendees = createAttendees({ identity, lists });
  const receipts = createReceipts({ ...parts, masterKey, identity });
  const taxes = createTaxes();
  const mileages = createMileages();
  const expense = createExpense({ identity, lists, workflow, exchangeRates, attendees, receipts, taxes, mileages });
  const quickExpenses = createQuickExpenses({ identity, expense, receipts });
  const reportPrints = createReportPrints({ expense, receipts, blobs: parts.blobs });
  const oauth = createOAuth({ masterKey, directory, identity });
  const connectionRequests = createConnectionRequests({ company, directory, identity, oauth });
  const appCenter = createAppCenter({ company, identity, oauth, ownersReview: parts.sandbox });
  const audit = createAudit({ identity });
  const events = createEvents({ oauth });
  const sandbox = createSandboxModule({
    appCenter,
    company,
    lists,
    identity,
    oauth,
    workflow,
    exchangeRates,
    attendees,
    expense,
    connectionRequests,
  });
  const signin = createSignin({ masterKey, oidc, company, directory, identity });
  const exchangeLog = createExchangeLog({ oauth, sandbox });
  const faults = createFaults({ oauth, sandbox });
  const onboarding = createOnboarding({ company, directory, identity, sandbox, signin });
  return {
    directory,
    company,
    lists,
    identity,
    employeeImport,
    provisioning,
    oauth,
    signin,
    onboarding,
    exchangeRates,
    attendees,
    workflow,
    receipts,
    taxes,
    mileages,
    expense,
    quickExpenses,
    reportPrints,
    connectionRequests,
    appCenter,
    audit,
    events,
    legalEntities,
    sandbox,
    exchangeLog,
    faults,
  };
}

export type Modules = ReturnType<typeof createModules>;

/** A running program without its HTTP server. */
export interface Program {
  readonly config: Config;
  readonly database: Database;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly sites: Sites;
  readonly modules: Modules;
  readonly seeding: Seeding;
  readonly jobs: Jobs;
  readonly mailbox: Mailbox;
  readonly blobs: Blobs;
  readonly metrics: Metrics;
  /** Writes down what programs ask of the public APIs; absent where nobody keeps that. */
  readonly recorder: Recorder | undefined;
  readonly health: Health;
  readonly log: Logger;
  /** Declares the queues and, in a process that works, starts to work them. */
  start(): Promise<void>;
  /** Lets running jobs end, then lets go of the database. */
  close(): Promise<void>;
}

/** Brings a database up to the program: its tables and those of the queue. Answers the names of what was applied. */
export async function migrateDatabase(database: Database): Promise<string[]> {
  const applied = await migrate(database);
  await migrateQueue(database);
  return applied;
}

const seedingWith =
  (database: Database, clock: Clock): Seeding =>
  (run) => {
    const own = new MovableClock(clock);
    // Mail about a history that never happened goes nowhere.
    const enqueue = async (): Promise<void> => {};
    return inOneTransaction({ root: database.root, clock: own, enqueue }, (work) => run({ work, clock: own }));
  };

/** Wires a migrated database, a clock and a configuration into a program. */
export async function createProgram(parts: {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
  /** In place of the queue: tests look at what was enqueued. */
  enqueue?: EnqueueJobs;
}): Promise<Program> {
  const { config, database, clock, log } = parts;
  const metrics = createMetrics(database);
  const jobs = createJobs({ database, clock, log, works: config.role !== 'api', observer: metrics.jobs });
  const work = unitOfWork({ root: database.root, clock, enqueue: parts.enqueue ?? jobs.enqueue });
  const mailbox = createMailbox();
  const mail = createMail({ url: config.mailUrl, from: config.mailFrom, mailbox, unitOfWork: work });
  const blobs = createBlobs({ store: localBlobs(join(config.dataDir, 'blobs')), limit: config.blobLimit });
  const masterKey = config.masterKey ?? (await readOrMakeMasterKey(config.dataDir));
  const modules = createModules(masterKey, { blobs, clock, sandbox: config.sandbox });
  const { on = config.sandbox, ...kept } = config.requestLog;
  const settings = { ...kept, reclaims: database.engine === 'embedded' };
  const recorder = on ? modules.exchangeLog.recorder({ work, settings, log }) : undefined;
  const definitions: JobDefinition[] = [
    mail.job,
    ...modules.oauth.jobs(work, clock),
    ...modules.provisioning.jobs(scimInterpreter(modules), work, clock),
    ...modules.expense.jobs(work),
    ...modules.workflow.jobs(work, { report: modules.expense.expireReport }),
    ...modules.reportPrints.jobs(work),
    ...modules.exchangeLog.jobs(work, settings),
  ];
  return {
    config,
    database,
    clock,
    unitOfWork: work,
    sites: sites(config.dataCenters, config.defaultDataCenter),
    modules,
    seeding: seedingWith(database, clock),
    jobs,
    mailbox,
    blobs,
    metrics,
    recorder,
    health: createHealth(database),
    log,
    start: () => jobs.start(definitions),
    close: async () => {
      await recorder?.close();
      await jobs.stop();
      mail.close();
      metrics.close();
      await database.close();
    },
  };
}
