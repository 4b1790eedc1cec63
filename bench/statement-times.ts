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
  const { attempt } = ServerStatements.prototype;
  ServerStatements.prototype.attempt = async function timed(this: ServerStatements, steps) {
    const started = performance.now();
    const answer = await attempt.call(this, steps);
    found.push({ text: steps.map(({ text }) => text).join('; '), ms: performance.now() - started });
    return answer;
  };
  return { clear: () => void (found = []), taken: () => found };
}
