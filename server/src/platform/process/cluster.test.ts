import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, describe, it } from 'node:test';
import type { IncomingMessage } from 'node:http';
import { assertProcesses, ProcessesRefused } from './cluster.ts';

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
/** A server that answers its process id, slowly at /slow, and prints one JSON line for each thing that happens. */
const PROGRAM = `
import { createServer } from 'node:http';
import { announceReady, isWorker, runPrimary, untilStopped } from ${here('./cluster.ts')};
import { createLogger } from ${here('../log.ts')};
import { createMetrics } from ${here('../telemetry/metrics.ts')};
const say = (what) => console.log(JSON.stringify(what));
if (!isWorker()) {
  const log = createLogger({ level: 'silent' });
  process.exitCode = await runPrimary({ processes: 2, log, graceSeconds: 10, onReady: () => say({ all: true }) });
  say({ ended: true });
} else if (process.argv[2] === 'broken') {
  console.error('no database');
  process.exit(1);
} else {
  const metrics = createMetrics({ engine: 'embedded' });
  metrics.answered('started', 200, 0.1);
  const server = createServer((request, response) => {
    if (request.url === '/slow') { say({ slow: process.pid }); process.once('SIGTERM', () => response.end('finished')); }
    else if (request.url === '/metrics') metrics.expose().then(({ text }) => response.end(text));
    else response.end(String(process.pid));
  });
  server.listen(0, '127.0.0.1', () => { say({ pid: process.pid, port: server.address().port }); announceReady(); });
  const code = await untilStopped(() => new Promise((resolve) => { server.close(resolve); server.closeIdleConnections(); }));
  process.exit(code);
}
`;

interface Said {
  readonly pid?: number;
  readonly port?: number;
  readonly slow?: number;
  readonly all?: boolean;
  readonly ended?: boolean;
}

describe('several processes', () => {
  let folder: string;
  let child: ChildProcess | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perdiem-cluster-'));
    await writeFile(join(folder, 'program.mjs'), PROGRAM);
  });
  afterEach(async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
  });
  after(() => rm(folder, { recursive: true }));

  /** Starts the program; `heard` waits for the first line that fits and was not yet taken. */
  function launch(...args: string[]): { primary: ChildProcess; heard: (fits: (said: Said) => boolean) => Promise<Said> } {
    const primary = spawn(process.execPath, [join(folder, 'program.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = primary;
    const lines: Said[] = [];
    let wake = (): void => {};
    let rest = '';
    primary.stdout?.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts.map((line) => JSON.parse(line) as Said));
      wake();
    });
    const heard = async (fits: (said: Said) => boolean): Promise<Said> => {
      for (;;) {
        const at = lines.findIndex(fits);
        if (at >= 0) return lines.splice(at, 1)[0] ?? {};
        await new Promise<void>((resolve) => (wake = resolve));
      }
    };
    return { primary, heard };
  }

  const get = async (port: number, path: string): Promise<string> => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return text(response);
  };

  it('share a port and their metrics, replace one that dies, and finish what they do before they end', async () => {
    const { primary, heard } = launch();
    const first = await heard((said) => said.pid !== undefined);
    const second = await heard((said) => said.pid !== undefined);
    await heard((said) => said.all === true);
    assert.equal(first.port, second.port);
    const port = first.port ?? 0;
    assert.ok([first.pid, second.pid].includes(Number(await get(port, '/'))));
    assert.match(await get(port, '/metrics'), /perdiem_request_duration_seconds_count\{operation="started",status="200"\} 2/);

    process.kill(first.pid ?? 0, 'SIGKILL');
    const third = await heard((said) => said.pid !== undefined);
    assert.notEqual(third.pid, first.pid);
    assert.equal(third.port, port);

    const slow = get(port, '/slow');
    await heard((said) => said.slow !== undefined);
    const ended = once(primary, 'exit');
    primary.kill('SIGTERM');
    assert.equal(await slow, 'finished');
    assert.deepEqual(await ended, [0, null]);
  });

  it('give up at once when one cannot start', async () => {
    const { primary } = launch('broken');
    const complaint = text(primary.stderr as never);
    const [code] = (await once(primary, 'exit')) as [number];
    assert.equal(code, 1);
    assert.match(await complaint, /no database/);
  });

  it('need a server, and a sensible number', () => {
    assert.throws(() => assertProcesses('embedded', 2), /Several processes need a PostgreSQL server/);
    assert.throws(() => assertProcesses('server', 0), ProcessesRefused);
    assertProcesses('embedded', 1);
    assertProcesses('server', 4);
  });
});
