import { UsageError } from '../config/options.ts';
import { DatabaseNewerThanProgram } from '../platform/db/migrate.ts';
import { DomainError } from '../platform/errors.ts';
import { ProcessesRefused } from '../platform/process/cluster.ts';
import { FolderTaken } from '../platform/process/folder-lock.ts';
import { StartRefused } from '../start/refusal.ts';
import { helpOf, type Command, type RemoteCommand } from './command.ts';
import { createApp, listApps, rotateSecret } from './commands/app.ts';
import { addCompany } from './commands/company.ts';
import { importEmployees } from './commands/import.ts';
import { listListings, moveListing } from './commands/listing.ts';
import { migrateCommand } from './commands/migrate.ts';
import { createSandbox, resetSandbox, restoreSandbox, snapshotSandbox } from './commands/sandbox.ts';
import { startCommand } from './commands/start.ts';
import { enterSupplier } from './commands/supplier.ts';
import { tokenApp, tokenCompany, tokenUser } from './commands/token.ts';
import { addUser } from './commands/user.ts';

const ON_DATA: readonly RemoteCommand[] = [
  createSandbox,
  resetSandbox,
  snapshotSandbox,
  restoreSandbox,
  createApp,
  listApps,
  rotateSecret,
  enterSupplier,
  listListings,
  moveListing,
  tokenUser,
  tokenCompany,
  tokenApp,
  addCompany,
  addUser,
  importEmployees,
];
const COMMANDS: readonly Command[] = [startCommand(ON_DATA), migrateCommand, ...ON_DATA];

const isHelp = (word: string): boolean => word === '--help' || word === '-h' || word === 'help';

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary.split('. ')[0]?.replace(/\.$/, '') ?? ''}`);
  return `Usage: perdiem <command> [options]\n\n${lines.join('\n')}\n\nperdiem <command> --help tells more.\n`;
}

/** The command that the first words name, and what is left of the line. */
function find(words: readonly string[]): { command: Command; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const command = COMMANDS.find(({ name }) => name === words.slice(0, length).join(' '));
    if (command) return { command, rest: words.slice(length) };
  }
  const family = COMMANDS.filter(({ name }) => name.startsWith(`${words[0] ?? ''} `)).map(({ name }) => `"${name}"`);
  if (family.length > 0) throw new UsageError(`Which one: ${family.join(', ')}?`);
  throw new UsageError(`There is no command "${words[0] ?? ''}"; --help lists them.`);
}

async function run(words: readonly string[]): Promise<number> {
  const [first] = words;
  if (first === undefined || isHelp(first)) {
    process.stdout.write(overview());
    return first === undefined ? 1 : 0;
  }
  const { command, rest } = find(words);
  if (rest.some(isHelp)) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return command.run({
    argv: rest,
    env: process.env,
    print: (text) => void process.stdout.write(`${text}\n`),
    note: (line) => void process.stderr.write(`perdiem: ${line}\n`),
  });
}

/** What the person at the terminal can act on; anything else is a fault of the program and shows its stack. */
const isPlain = (error: unknown): error is Error =>
  [UsageError, StartRefused, FolderTaken, ProcessesRefused, DatabaseNewerThanProgram, DomainError].some(
    (kind) => error instanceof kind,
  );

try {
  process.exit(await run(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(
    isPlain(error)
      ? `perdiem: ${error.message}\n`
      : `perdiem: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
