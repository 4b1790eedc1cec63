import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** The work of a thread took longer than it may, or broke. */
export class ThreadFailed extends Error {
  override readonly name = 'ThreadFailed';
}

/**
 * Runs a script that `answersWith` something in a thread of its own, so that what people sent can neither hold up other calls nor be worked on for
 * more than `seconds`. @throws ThreadFailed
 */
export async function inThread<T>(script: URL, given: unknown, { seconds }: { readonly seconds: number }): Promise<T> {
  const thread = new Worker(script, { workerData: given });
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    // An error of the thread rejects as well.
    const [answer] = (await once(thread, 'message', { signal })) as [T];
    return answer;
  } catch (error) {
    throw new ThreadFailed(`${script.pathname} gave no answer`, { cause: error });
  } finally {
    await thread.terminate();
  }
}

/** The other side: what the thread was started for. */
export async function answersWith(work: (given: never) => Promise<unknown>): Promise<void> {
  parentPort?.postMessage(await work(workerData as never), []);
}
