import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inThread } from './in-thread.ts';

const script = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
const ANSWERS = `import { parentPort, workerData } from 'node:worker_threads'; parentPort.postMessage(workerData * 2);`;

it('answers what a thread answers, and fails with one that breaks, ends or takes too long', async () => {
  assert.equal(await inThread(script(ANSWERS), 21, { seconds: 30 }), 42);
  await assert.rejects(inThread(script('throw new Error()'), 1, { seconds: 30 }), { name: 'ThreadFailed' });
  await assert.rejects(inThread(script('for (;;);'), 1, { seconds: 0.2 }), { name: 'ThreadFailed' });
  await assert.rejects(inThread(script(''), 1, { seconds: 1 }), { name: 'ThreadFailed' });
});
