/** Why the program cannot start or a command cannot work, in one line for whoever called it: no stack, exit code 1. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** The system's code of an error, such as ENOENT or PostgreSQL's 3D000. */
export const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
};
