import { describeOptions, readOptions, type Environment, type Given, type Options } from '../config/options.ts';
import { readStoreConfig, storeOptions } from '../config/read-config.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { placedAt, type Config } from '../config/config.ts';
import { UsageError } from '../config/options.ts';
import { pendingMigrations } from '../platform/db/migrate.ts';
import { askRunning } from '../start/control.ts';
import { DATABASE_FOLDER } from '../start/data-folder.ts';
import { openInstallation, type Installation } from '../start/installation.ts';
import { announced } from '../start/progress.ts';
import { StartRefused } from '../start/refusal.ts';
import { readSandboxFile } from '../start/sandbox-file.ts';

/** What a command is given to run with. */
export interface Call {
  readonly argv: readonly string[];
  readonly env: Environment;
  /** Standard output: what a program may read. */
  print(text: string): void;
  /** Standard error: progress, for people. */
  note(line: string): void;
}

export interface Command {
  /** `sandbox reset` */
  readonly name: string;
  /** What stands beside the options, such as `<login>`. */
  readonly operands?: string;
  readonly summary: string;
  readonly options: Options;
  /** Answers the exit code. */
  run(call: Call): Promise<number>;
}

const EVERY = { json: { help: 'answer as JSON' } } as const satisfies Options;
type StoreOption = keyof typeof storeOptions | keyof typeof EVERY;

/** A command on the data of an installation, whether or not a program is running on it. `Input` and the result are plain JSON. */
export interface DataCommand<Table extends Options, Input, Result> {
  readonly name: string;
  readonly operands?: string;
  readonly summary: string;
  readonly options: Table;
  /** May make and migrate the database. */
  readonly prepares?: boolean;
  read(given: Given<keyof Table & string>): Input;
  work(installation: Installation, input: Input): Promise<Result>;
  show(result: Result): string;
  /** 0 unless said otherwise. */
  exitCode?(result: Result): number;
}

/** A data command without its types: what the running program is asked to do by name. */
export interface RemoteCommand extends Command {
  perform(installation: Installation, input: unknown): Promise<unknown>;
}

export function dataCommand<Table extends Options, Input, Result>(command: DataCommand<Table, Input, Result>): RemoteCommand {
  const options = { ...command.options, ...storeOptions, ...EVERY };
  const perform = (installation: Installation, input: unknown): Promise<Result> => command.work(installation, input as Input);
  return {
    name: command.name,
    summary: command.summary,
    ...(command.operands ? { operands: command.operands } : {}),
    options,
    perform,
    async run(call) {
      const given = readOptions<Options>(options, call.argv, call.env);
      const config = readStoreConfig(given as Given<StoreOption>);
      const input = command.read(given);
      const asked = config.databaseUrl === undefined ? await askRunning(config.dataDir, command.name, input) : undefined;
      const result = asked ? (asked.result as Result) : await performAlone(config, command, input, call);
      call.print(given.on('json') ? JSON.stringify(result, null, 2) : command.show(result));
      return command.exitCode?.(result) ?? 0;
    },
  };
}

async function performAlone<Input, Result>(
  config: Config,
  command: Pick<DataCommand<Options, Input, Result>, 'prepares' | 'work'>,
  input: Input,
  call: Call,
): Promise<Result> {
  const prepares = command.prepares ?? false;
  if (!prepares && config.databaseUrl === undefined && !existsSync(join(config.dataDir, DATABASE_FOLDER)))
    throw new StartRefused(`There is no database in ${config.dataDir}: "perdiem start" makes one, --data names another folder.`);
  // Links go where the program served last.
  const served = URL.parse((await readSandboxFile(config.dataDir))?.baseUrl ?? '');
  const placed = placedAt(config, Number(served?.port) || config.port);
  const installation = await openInstallation(placed, { step: announced((line) => call.note(line)), migrate: prepares });
  try {
    if (!prepares && (await pendingMigrations(installation.program.database)).length > 0)
      throw new StartRefused('The database is older than this program: run "perdiem migrate" first.');
    return await command.work(installation, input);
  } finally {
    await installation.close();
  }
}

/** The one operand of a command. */
export function operand(given: Pick<Given<string>, 'words'>, name: string): string {
  const [word, ...more] = given.words;
  if (word === undefined) throw new UsageError(`Give the ${name}; --help tells more.`);
  if (more.length > 0) throw new UsageError(`One ${name} only; "${more[0] ?? ''}" is one too many.`);
  return word;
}

export function noOperands(given: Pick<Given<string>, 'words'>): void {
  if (given.words.length > 0) throw new UsageError(`"${given.words[0] ?? ''}" means nothing here; --help tells more.`);
}

/** Parts of a comma-separated value. */
export const listOf = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export function helpOf({ name, operands, summary, options }: Command): string {
  return `Usage: perdiem ${name}${operands ? ` ${operands}` : ''} [options]\n\n${summary}\n\nOptions [environment]:\n${describeOptions(options)}\n`;
}
