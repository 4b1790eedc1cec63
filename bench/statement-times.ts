import { ServerStatements } from '../server/src/platform/db/server-statements.ts';

interface Timed {
  /** Statements that went out together. */
  readonly text: string;
  /** From the moment they were sent until the last answer. */
  readonly ms: number;
}

/** Listens to every statement that this process sends to a server from now on. */
export function statementsTimed(): { clear(): void; taken(): readonly Timed[] } {
  let found: Timed[] = [];
  // oxlint-disable-next-line typescript/unbound-method -- called with the connection it belongs to
  const { attemptUnits } = ServerStatements.prototype;
  ServerStatements.prototype.attemptUnits = function timed(this: ServerStatements, units) {
    const started = performance.now();
    const attempts = attemptUnits.call(this, units);
    for (const [at, steps] of units.entries())
      void attempts[at]?.then(() =>
        found.push({ text: steps.map(({ text }) => text).join('; '), ms: performance.now() - started }),
      );
    return attempts;
  };
  return { clear: () => void (found = []), taken: () => found };
}
