import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** A command line or environment that cannot be meant: one line for its writer, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One setting: an option of the command line, and where it has one the environment variable that stands for it. */
export interface Option {
  /** How the value is shown in --help, such as "<port>"; without it the option is a switch. */
  readonly value?: string;
  readonly env?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Given<Name extends string> {
  /** The text given for an option, from the command line first, then the environment. */
  text(name: Name): string | undefined;
  on(name: Name): boolean;
  /** A whole number of at least `from` and at most `to`. */
  whole(name: Name, from: number, to: number): number | undefined;
  choice<Choice extends string>(name: Name, choices: readonly Choice[]): Choice | undefined;
  readonly words: readonly string[];
}

/** Reads a command line against its options; `words` are what stands beside them. */
export function readOptions<Table extends Options>(
  options: Table,
  argv: readonly string[],
  env: Environment,
): Given<keyof Table & string> {
  const { values, positionals } = parse(options, argv);
  const text = (name: string): string | undefined => {
    const given = values[name];
    if (typeof given === 'string') return given;
    const variable = options[name]?.env;
    const inherited = variable ? env[variable] : undefined;
    return inherited === '' ? undefined : inherited;
  };
  const spelled = (name: string): string => (typeof values[name] === 'string' ? `--${name}` : (options[name]?.env ?? name));
  return {
    words: positionals,
    text,
    on: (name) => values[name] === true || /^(1|true|yes|on)$/i.test(text(name) ?? ''),
    whole(name, from, to) {
      const given = text(name);
      if (given === undefined) return undefined;
      const number = Number(given);
      if (/^\d+$/.test(given) && number >= from && number <= to) return number;
      throw new UsageError(`${spelled(name)} must be a whole number from ${from} to ${to}, not "${given}".`);
    },
    choice(name, choices) {
      const given = text(name);
      const found = choices.find((choice) => choice === given);
      if (given === undefined || found !== undefined) return found;
      throw new UsageError(`${spelled(name)} must be one of ${choices.join(', ')}, not "${given}".`);
    },
  };
}

function parse(options: Options, argv: readonly string[]) {
  const config: ParseArgsOptionsConfig = {};
  for (const [name, { value }] of Object.entries(options)) config[name] = { type: value ? 'string' : 'boolean' };
  try {
    return parseArgs({ args: [...argv], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(sentence(error as Error & { code?: string }, argv), { cause: error });
  }
}

/** node:util explains at length; its first sentence says it. */
function sentence(error: Error & { code?: string }, argv: readonly string[]): string {
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const unknown = /'(-[^']*)'/.exec(error.message)?.[1] ?? argv.find((word) => word.startsWith('-'));
    return `Unknown option ${unknown}; --help lists them.`;
  }
  return `${error.message.split(/[.\n]/)[0] ?? error.message}.`;
}

/** The options as lines of a help page. */
export function describeOptions(options: Options): string {
  const rows = Object.entries(options).map(([name, { value, env, help }]) => ({
    left: `  --${name}${value ? ` ${value}` : ''}`,
    right: env ? `${help} [${env}]` : help,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length)) + 2;
  return rows.map(({ left, right }) => left.padEnd(width) + right).join('\n');
}
