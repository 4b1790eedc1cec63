import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { systemClock } from '../clock/clock.ts';
import { newId } from '../ids/ids.ts';

/** Of several processes that share a port only one hears a scrape: it asks the primary, which adds up what all of them count. */
interface Question {
  readonly type: 'perdiem.metrics?';
  readonly id: string;
}
interface Reply {
  readonly type: 'perdiem.metrics!';
  readonly id: string;
  readonly text: string;
}

const PATIENCE_MS = 6000;

/** In the primary: answers its processes' questions. */
export function answerMetrics(): void {
  const aggregator = new AggregatorRegistry();
  cluster.on('message', (worker, message: Partial<Question>) => {
    if (message.type !== 'perdiem.metrics?' || message.id === undefined) return;
    const { id } = message;
    // A process that dies meanwhile fails the sum; who asked then answers for itself alone.
    aggregator.clusterMetrics().then(
      (text) => void (worker.isConnected() && worker.send({ type: 'perdiem.metrics!', id, text } satisfies Reply)),
      () => {},
    );
  });
}

/** The numbers of all processes, or of this one where it is alone. */
export async function exposeMetrics(registries: Registry[]): Promise<string> {
  const alone = () => AggregatorRegistry.merge(registries).metrics();
  if (!cluster.isWorker || !process.connected) return alone();
  return (await askPrimary()) ?? alone();
}

/** In a process of several: lets the primary read its registries. */
export function offerMetrics(registries: Registry[]): void {
  AggregatorRegistry.setRegistries(registries);
  void new AggregatorRegistry();
}

function askPrimary(): Promise<string | undefined> {
  const id = newId(systemClock);
  return new Promise((resolve) => {
    const settle = (text: string | undefined): void => {
      clearTimeout(timer);
      process.off('message', listen);
      resolve(text);
    };
    const listen = (message: unknown): void => {
      const reply = message as Partial<Reply>;
      if (reply.type === 'perdiem.metrics!' && reply.id === id) settle(reply.text);
    };
    const timer = setTimeout(() => settle(undefined), PATIENCE_MS);
    process.on('message', listen);
    process.send?.({ type: 'perdiem.metrics?', id } satisfies Question);
  });
}
